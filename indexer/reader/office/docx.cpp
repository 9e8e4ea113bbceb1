// DOCX: WordprocessingML.  Inserted text is text, deleted and hidden text is not; footnotes come at the end, comments,
// running heads and fields' instructions are left out.
#include "indexer/reader/office/document_text.hpp"
#include "indexer/reader/office/ooxml.hpp"
#include "indexer/reader/office/xml_part.hpp"
#include "indexer/reader/strings.hpp"

namespace blotter::reader {
namespace {

constexpr std::string_view extensions = "docx docm dotx dotm";

bool is_off(const std::string& value) { return value == "0" || value == "false" || value == "off"; }

class Body {
 public:
  Body(DocumentText& text, DocumentFacts& facts) : text_(text), facts_(facts) {}

  void read(std::string_view part) {
    XmlPart xml(part);
    for (auto kind = xml.next(); kind != XmlPart::Kind::finish; kind = xml.next()) {
      if (kind == XmlPart::Kind::start) open(xml);
      else if (kind == XmlPart::Kind::end) close(xml.name());
      else if (in_text_ && !hidden_) text_.characters(xml.text());
    }
    text_.end_line();
  }

 private:
  void open(XmlPart& xml) {
    const std::string_view name = xml.name();
    // A drawing has a copy for older programs.
    if (name == "del" || name == "moveFrom" || name == "Fallback" || name == "instrText" || name == "delText" ||
        name == "pPrChange" || name == "rPrChange" || name == "sectPr" || name == "comment") {
      xml.skip();
    } else if (name == "footnote" || name == "endnote") {
      if (const std::string type = xml.attribute("type"); !type.empty() && type != "normal") xml.skip();
    } else if (name == "t") {
      in_text_ = true;
    } else if (name == "r") {
      hidden_ = false;
    } else if (name == "vanish") {
      hidden_ = !is_off(xml.attribute("val"));
    } else if (name == "tab" || name == "ptab") {
      text_.characters(" ");
    } else if (name == "br" || name == "cr") {
      text_.end_line();
    } else if (name == "noBreakHyphen") {
      text_.characters("-");
    } else if (name == "tr") {
      text_.begin_row();
    } else if (name == "p") {
      style_.clear();
    } else if (name == "pStyle") {
      style_ = xml.attribute("val");
    }
  }

  void close(std::string_view name) {
    if (name == "t") {
      in_text_ = false;
    } else if (name == "r") {
      hidden_ = false;
    } else if (name == "p") {
      if (facts_.shown_title.empty() && equal_fold(style_, "Title")) facts_.shown_title = text_.line();
      text_.end_line();
    } else if (name == "tc") {
      text_.end_cell();
    } else if (name == "tr") {
      text_.end_row();
    }
  }

  DocumentText& text_;
  DocumentFacts& facts_;
  std::string style_;
  bool in_text_ = false;
  bool hidden_ = false;
};

int recognise(const Sniff& sniff) { return recognise_package(sniff, PackageKind::docx, extensions); }

Result<void> read(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  Emitter emitter(context, sink, false);
  const Result<Package> package =
      Package::open(stream, context, [](std::string_view name) { return is_ooxml_part(name, "word/"); });
  if (!package) return tl::unexpected(package.error());
  const std::string main = main_part_of(*package, "word/document.xml");
  if (package->part(main).empty()) return fail(ErrorCode::bad_input, "has no " + main);
  DocumentFacts facts = core_properties(*package);
  DocumentText text(emitter.limits().article_bytes);
  Body body(text, facts);
  body.read(package->part(main));
  for (const std::string_view notes : {"word/footnotes.xml", "word/endnotes.xml"}) body.read(package->part(notes));
  emit_document(std::move(facts), text.take(), text.is_cut(), emitter);
  return {};
}

}  // namespace

extern const Format docx_format;
constinit const Format docx_format{"docx", "Word document (Office Open XML)", extensions, recognise, read, false, true};

}  // namespace blotter::reader
