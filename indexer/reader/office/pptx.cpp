// PPTX: PresentationML; one article a presentation, its slides in their order, the speaker's notes behind each.
#include "indexer/reader/office/document_text.hpp"
#include "indexer/reader/office/ooxml.hpp"
#include "indexer/reader/office/xml_part.hpp"

#include <set>
#include <utility>
#include <vector>

namespace blotter::reader {
namespace {

constexpr std::string_view extensions = "pptx pptm ppsx ppsm potx";

// Numbers, dates and footers of slides are the same on all of them.
bool is_running(const std::string& placeholder) {
  return placeholder == "sldNum" || placeholder == "dt" || placeholder == "ftr" || placeholder == "hdr";
}

// `title`: takes the text of the slide's title, unless it is null.
void read_slide(std::string_view part, DocumentText& text, std::string* title) {
  XmlPart xml(part);
  bool in_text = false;
  bool running = false;
  bool titles = false;
  for (auto kind = xml.next(); kind != XmlPart::Kind::finish; kind = xml.next()) {
    const std::string_view name = xml.name();
    if (kind == XmlPart::Kind::text) {
      if (in_text && !running) text.characters(xml.text());
    } else if (kind == XmlPart::Kind::start) {
      if (name == "Fallback") xml.skip();
      else if (name == "sp") running = titles = false;
      else if (name == "ph") {
        const std::string type = xml.attribute("type");
        running = is_running(type);
        titles = type == "title" || type == "ctrTitle";
      } else if (name == "t") in_text = true;
      else if (name == "br") text.characters(" ");
      else if (name == "tr") text.begin_row();
    } else if (name == "sp") {
      running = titles = false;
    } else if (name == "t") {
      in_text = false;
    } else if (name == "p") {
      if (titles && title != nullptr && title->empty()) *title = text.line();
      text.end_line();
    } else if (name == "tc") {
      text.end_cell();
    } else if (name == "tr") {
      text.end_row();
    }
  }
  text.end_line();
}

std::vector<std::string> slides_of(const Package& package, const std::string& main) {
  const auto parts = relationships_of(package, main);
  std::vector<std::string> slides;
  std::set<std::string> seen;
  XmlPart xml(package.part(main));
  for (auto kind = xml.next(); kind != XmlPart::Kind::finish; kind = xml.next()) {
    if (kind != XmlPart::Kind::start || xml.name() != "sldId") continue;
    std::string part = referred_part(xml, parts);
    if (!part.empty() && seen.insert(part).second) slides.push_back(std::move(part));
  }
  return slides;
}

int recognise(const Sniff& sniff) { return recognise_package(sniff, PackageKind::pptx, extensions); }

Result<void> read(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  Emitter emitter(context, sink, false);
  const Result<Package> package =
      Package::open(stream, context, [](std::string_view name) { return is_ooxml_part(name, "ppt/"); });
  if (!package) return tl::unexpected(package.error());
  const std::vector<std::string> slides = slides_of(*package, main_part_of(*package, "ppt/presentation.xml"));
  if (slides.empty()) return fail(ErrorCode::bad_input, "has no slide");
  DocumentFacts facts = core_properties(*package);
  DocumentText text(emitter.limits().article_bytes);
  std::set<std::string> notes;  // that were read: however many slides name them
  for (const std::string& slide : slides) {
    read_slide(package->part(slide), text, slide == slides.front() ? &facts.shown_title : nullptr);
    for (const auto& [id, part] : relationships_of(*package, slide))
      if (part.find("/notesSlides/") != part.npos && notes.insert(part).second)
        read_slide(package->part(part), text, nullptr);
  }
  emit_document(std::move(facts), text.take(), text.is_cut(), emitter);
  return {};
}

}  // namespace

extern const Format pptx_format;
constinit const Format pptx_format{
    "pptx", "PowerPoint presentation (Office Open XML)", extensions, recognise, read, false, true};

}  // namespace blotter::reader
