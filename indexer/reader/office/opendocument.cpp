// OpenDocument: texts (ODT), presentations (ODP), and spreadsheets (ODS, an article a sheet).  Tracked deletions, which
// are apart from the text, comments and indexes are left out; footnotes come at the end.
#include "indexer/reader/office/document_text.hpp"
#include "indexer/reader/office/package.hpp"
#include "indexer/reader/office/spreadsheet.hpp"
#include "indexer/reader/office/xml_part.hpp"
#include "indexer/reader/strings.hpp"

#include <set>

namespace blotter::reader {
namespace {

bool is_wanted(std::string_view name) {
  return name == "content.xml" || name == "meta.xml" || name == "META-INF/manifest.xml";
}

DocumentFacts properties(const Package& package) {
  DocumentFacts facts;
  XmlPart xml(package.part("meta.xml"));
  std::string last_author;
  std::string changed;
  for (auto kind = xml.next(); kind != XmlPart::Kind::finish; kind = xml.next()) {
    if (kind != XmlPart::Kind::start) continue;
    if (xml.name() == "title") facts.title = xml.inner_text();
    else if (xml.name() == "initial-creator") facts.authors.push_back(xml.inner_text());
    else if (xml.name() == "creator") last_author = xml.inner_text();
    else if (xml.name() == "creation-date") facts.created = xml.inner_text();
    else if (xml.name() == "date") changed = xml.inner_text();
  }
  if (facts.authors.empty()) facts.authors.push_back(last_author);
  if (trim(facts.created).empty()) facts.created = changed;
  return facts;
}

class Content {
 public:
  Content(const Package& package, Emitter& emitter, bool sheets)
      : emitter_(emitter),
        sheets_(sheets),
        xml_(package.part("content.xml")),
        facts_(properties(package)),
        text_(emitter.limits().article_bytes) {}

  void read() {
    for (auto kind = xml_.next(); kind != XmlPart::Kind::finish; kind = xml_.next()) {
      if (kind == XmlPart::Kind::start) open();
      else if (kind == XmlPart::Kind::end) close();
      else if (paragraphs_ > 0) write_collapsed();
    }
    if (sheets_) return;
    emit_document(std::move(facts_), text_.take(), text_.is_cut(), emitter_);
  }

 private:
  // White space of the markup is one blank; what is meant as more has elements of its own.
  void write_collapsed() {
    std::string line;
    char before = text_.at_line_start() ? ' ' : text_.line().back();
    for (const char c : xml_.text()) {
      const char shown = is_space(c) ? ' ' : c;
      if (shown != ' ' || before != ' ') line += shown;
      before = shown;
    }
    text_.characters(line);
  }

  void open() {
    const std::string_view name = xml_.name();
    if (name == "tracked-changes" || name == "annotation" || name == "note-citation" || name == "index-body" ||
        name == "sequence-decls" || name == "forms" || name == "desc" || name == "ruby-text" || name == "scripts" ||
        name == "font-face-decls" || name == "title" || name == "page-number" || name == "shapes") {
      xml_.skip();
    } else if (name == "style") {
      if (xml_.attribute("parent-style-name") == "Title") title_styles_.insert(xml_.attribute("name"));
    } else if (name == "p" || name == "h") {
      if (paragraphs_++ == 0) style_ = xml_.attribute("style-name");
    } else if (name == "s" || name == "tab") {
      text_.characters(" ");
    } else if (name == "line-break") {
      text_.end_line();
    } else if (name == "note-body") {
      text_.begin_aside();
    } else if (name == "table" && sheets_) {
      sheet_ = xml_.attribute("name");
    } else if (name == "table-row") {
      text_.begin_row();
    }
  }

  void close() {
    const std::string_view name = xml_.name();
    if (name == "p" || name == "h") {
      if (paragraphs_ > 0) --paragraphs_;
      if (facts_.shown_title.empty() && (style_ == "Title" || title_styles_.contains(style_)))
        facts_.shown_title = text_.line();
      text_.end_line();
    } else if (name == "note-body") {
      text_.end_aside();
    } else if (name == "table-cell") {
      text_.end_cell();
    } else if (name == "table-row") {
      text_.end_row();
    } else if (name == "table" && sheets_) {
      emit_sheet(facts_, sheet_, text_.take(), text_.is_cut(), emitter_);
      text_ = DocumentText(emitter_.limits().article_bytes);
    }
  }

  Emitter& emitter_;
  bool sheets_;
  XmlPart xml_;
  DocumentFacts facts_;
  DocumentText text_;
  std::set<std::string, std::less<>> title_styles_;
  std::string style_, sheet_;
  int paragraphs_ = 0;  // that are open: a text box is inside one
};

Result<void> read_content(ByteStream& stream, const ReadContext& context, ArticleSink& sink, bool sheets) {
  Emitter emitter(context, sink, sheets);
  const Result<Package> package = Package::open(stream, context, is_wanted);
  if (!package) return tl::unexpected(package.error());
  if (package->part("META-INF/manifest.xml").find("encryption-data") != std::string_view::npos)
    return fail(ErrorCode::bad_input, "encrypted", "save it without a password");
  if (package->part("content.xml").empty()) return fail(ErrorCode::bad_input, "has no content.xml");
  Content(*package, emitter, sheets).read();
  return {};
}

Result<void> read_text(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  return read_content(stream, context, sink, false);
}
Result<void> read_sheets(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  return read_content(stream, context, sink, true);
}

int recognise_odt(const Sniff& sniff) { return recognise_package(sniff, PackageKind::odt, {}); }
int recognise_odp(const Sniff& sniff) { return recognise_package(sniff, PackageKind::odp, {}); }
int recognise_ods(const Sniff& sniff) { return recognise_package(sniff, PackageKind::ods, {}); }

}  // namespace

extern const Format odt_format;
constinit const Format odt_format{"odt", "OpenDocument text", "odt ott", recognise_odt, read_text, false, true};
extern const Format odp_format;
constinit const Format odp_format{"odp", "OpenDocument presentation", "odp otp", recognise_odp, read_text, false, true};
extern const Format ods_format;
constinit const Format ods_format{
    "ods", "OpenDocument spreadsheet, an article a sheet", "ods ots", recognise_ods, read_sheets, false, true};

}  // namespace blotter::reader
