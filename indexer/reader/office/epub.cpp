// EPUB 2 and 3: one article a book, its chapters in the order of the spine, without its table of contents.
#include "common/text/steering.hpp"
#include "indexer/reader/encoding.hpp"
#include "indexer/reader/html/html_text.hpp"
#include "indexer/reader/html/html_tree.hpp"
#include "indexer/reader/office/document_article.hpp"
#include "indexer/reader/office/package.hpp"
#include "indexer/reader/office/xml_part.hpp"
#include "indexer/reader/strings.hpp"

#include <map>
#include <set>
#include <vector>

namespace blotter::reader {
namespace {

bool is_wanted(std::string_view name) {
  const std::string low = lower(name);
  for (const std::string_view end : {".xhtml", ".html", ".htm", ".xml", ".opf"})
    if (low.ends_with(end)) return true;
  return false;
}

std::string package_document(const Package& package) {
  XmlPart xml(package.part("META-INF/container.xml"));
  for (auto kind = xml.next(); kind != XmlPart::Kind::finish; kind = xml.next())
    if (kind == XmlPart::Kind::start && xml.name() == "rootfile") return resolve_part({}, xml.attribute("full-path"));
  return {};
}

struct Book {
  DocumentFacts facts;
  std::vector<std::string> chapters;  // names of parts
};

Book read_package_document(const Package& package, const std::string& name) {
  Book book;
  std::map<std::string, std::string, std::less<>> items;
  std::set<std::string> seen;
  XmlPart xml(package.part(name));
  for (auto kind = xml.next(); kind != XmlPart::Kind::finish; kind = xml.next()) {
    if (kind != XmlPart::Kind::start) continue;
    const std::string element(xml.name());
    if (element == "title" && book.facts.title.empty()) book.facts.title = xml.inner_text();
    else if (element == "creator") book.facts.authors.push_back(xml.inner_text());
    else if (element == "publisher") book.facts.publisher = trim(xml.inner_text());
    else if (element == "date" && xml.attribute("event") != "modification" && book.facts.created.empty())
      book.facts.created = xml.inner_text();
    else if (element == "item" && xml.attribute("properties").find("nav") == std::string::npos)
      items.emplace(xml.attribute("id"), resolve_part(name, text::percent_decode(xml.attribute("href"))));
    else if (element == "itemref" && xml.attribute("linear") != "no")
      if (const auto item = items.find(xml.attribute("idref")); item != items.end() && seen.insert(item->second).second)
        book.chapters.push_back(item->second);
  }
  return book;
}

int recognise(const Sniff& sniff) { return recognise_package(sniff, PackageKind::epub, {}); }

Result<void> read(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  Emitter emitter(context, sink, false);
  const Result<Package> package = Package::open(stream, context, is_wanted);
  if (!package) return tl::unexpected(package.error());
  if (!package->part("META-INF/encryption.xml").empty() && !package->part("META-INF/rights.xml").empty())
    return fail(ErrorCode::bad_input, "encrypted");
  Book book = read_package_document(*package, package_document(*package));
  if (book.chapters.empty()) return fail(ErrorCode::bad_input, "has no chapter");
  std::string text;
  bool cut = false;
  for (const std::string& chapter : book.chapters) {
    HtmlTree tree;
    std::string storage;
    const std::string_view page = package->part(chapter);
    const std::string_view utf8 = as_utf8(page, declared_encoding(page.substr(0, 1024)), storage);
    if (std::optional<Error> left_out = tree.parse(utf8, emitter.limits()))
      emitter.reject(chapter, left_out->code, std::move(left_out->message));
    append_text(tree.root(), text);
    text += '\n';
    cut |= text.size() > emitter.limits().article_bytes;
    if (cut) break;
  }
  emit_document(std::move(book.facts), std::move(text), cut, emitter);
  return {};
}

}  // namespace

extern const Format epub_format;
constinit const Format epub_format{"epub", "EPUB book", "epub", recognise, read, false, true};

}  // namespace blotter::reader
