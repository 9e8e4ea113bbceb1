#include "common/store/article_record.hpp"

#include <algorithm>
#include <cstdint>

namespace blotter::store {
namespace {

constexpr char record_version = '\1';
constexpr char packed_version = '\2';  // a zstd frame of a whole record of version 1 follows

// Flags of one facet value.
constexpr std::uint64_t flag_focus = 1;
constexpr std::uint64_t flag_implied = 2;
constexpr std::uint64_t flag_given = 4;
constexpr std::uint64_t flag_published_by_page = 1;  // of an article; a record without flags ends with its body
constexpr std::uint64_t flag_provenance = 2;         // of an article: `collected` and `parent` follow
constexpr std::uint64_t flag_ocr = 4;                // of an article: its confidence and key follow
constexpr std::uint64_t flag_inferred = 8;           // elements follow the evidence

class Writer {
 public:
  void number(std::uint64_t n) {
    for (; n >= 0x80; n >>= 7) out += static_cast<char>(n | 0x80);
    out += static_cast<char>(n);
  }
  void text(std::string_view s) {
    number(s.size());
    out += s;
  }
  void texts(const std::vector<std::string>& list) {
    number(list.size());
    for (const std::string& s : list) text(s);
  }
  void value(const FacetValue& v) {
    text(v.value);
    text(v.label);
    text(v.parent);
    text(v.iccs);
    number((v.focus ? flag_focus : 0u) | (v.implied ? flag_implied : 0u) | (v.given ? flag_given : 0u) |
           (v.inferred ? flag_inferred : 0u));
    number(v.mentions);
    evidence(v.evidence);
    if (!v.inferred) return;
    number(v.elements.size());
    for (const FacetElement& one : v.elements) {
      text(one.element);
      evidence(one.evidence);
    }
  }
  void evidence(const std::vector<Evidence>& all) {
    number(all.size());
    for (const Evidence& e : all) {
      number(static_cast<std::uint64_t>(e.field));
      number(e.start);
      number(e.end - e.start);
    }
  }
  std::string out{record_version};
};

// Reads what Writer wrote; after the first error everything reads as empty and `ok` is false.
class Reader {
 public:
  explicit Reader(std::string_view data) : data_(data) {}
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool has_more() const { return ok_ && !data_.empty(); }

  std::uint64_t number() {
    std::uint64_t n = 0;
    for (unsigned shift = 0; shift < 64 && !data_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(data_.front());
      data_.remove_prefix(1);
      n |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return n;
    }
    ok_ = false;
    return 0;
  }
  std::string text() {
    const std::uint64_t size = number();
    if (size > data_.size()) {
      ok_ = false;
      return {};
    }
    std::string s(data_.substr(0, size));
    data_.remove_prefix(size);
    return s;
  }
  // A count of items that each take at least a byte, so that a damaged record cannot ask for more than it
  // holds.
  std::uint64_t count() {
    const std::uint64_t n = number();
    if (n > data_.size()) ok_ = false;
    return ok_ ? n : 0;
  }
  std::vector<std::string> texts() {
    std::vector<std::string> list(count());
    for (std::string& s : list) s = text();
    return list;
  }
  FacetValue value() {
    FacetValue v;
    v.value = text();
    v.label = text();
    v.parent = text();
    v.iccs = text();
    const std::uint64_t flags = number();
    v.focus = (flags & flag_focus) != 0;
    v.implied = (flags & flag_implied) != 0;
    v.given = (flags & flag_given) != 0;
    v.inferred = (flags & flag_inferred) != 0;
    v.mentions = static_cast<std::uint32_t>(number());
    v.evidence = evidence();
    if (!v.inferred) return v;
    v.elements.resize(count());
    for (FacetElement& one : v.elements) {
      one.element = text();
      one.evidence = evidence();
    }
    return v;
  }
  std::vector<Evidence> evidence() {
    std::vector<Evidence> all(count());
    for (Evidence& e : all) {
      e.field = number() == 0 ? TextField::title : TextField::body;
      e.start = static_cast<std::uint32_t>(number());
      e.end = e.start + static_cast<std::uint32_t>(number());
    }
    return all;
  }

 private:
  std::string_view data_;
  bool ok_ = true;
};

bool fits(const Article& article, const std::vector<Evidence>& evidence) {
  return std::all_of(evidence.begin(), evidence.end(),
                     [&](const Evidence& e) { return e.start <= e.end && e.end <= article.text(e.field).size(); });
}

bool evidence_fits(const Article& article) {
  for (const Facet& facet : article.facets)
    for (const FacetValue& v : facet.values) {
      if (!fits(article, v.evidence)) return false;
      for (const FacetElement& one : v.elements)
        if (!fits(article, one.evidence)) return false;
    }
  return true;
}

}  // namespace

std::string encode(const Article& article) {
  Writer w;
  w.out.reserve(article.body.size() + article.title.size() + 512);
  for (const std::string* s : {&article.id, &article.path, &article.url, &article.title, &article.published,
                               &article.language, &article.source})
    w.text(*s);
  w.texts(article.authors);
  w.texts(article.keywords);
  w.number(article.facets.size());
  for (const Facet& facet : article.facets) {
    w.text(facet.name);
    w.number(facet.values.size());
    for (const FacetValue& v : facet.values) w.value(v);
  }
  w.text(article.body);
  const bool provenance = !article.collected.empty() || !article.parent.empty();
  if (!provenance && !article.published_by_page && !article.ocr) return std::move(w.out);
  w.number((article.published_by_page ? flag_published_by_page : 0U) | (provenance ? flag_provenance : 0U) |
           (article.ocr ? flag_ocr : 0U));
  if (provenance) {
    w.text(article.collected);
    w.text(article.parent);
  }
  if (article.ocr) {
    w.number(article.ocr->confidence);
    w.number(article.ocr->key);
  }
  return std::move(w.out);
}

void pack(std::string& record, RecordCompressor& packer) {
  std::string packed(1, packed_version);
  if (packer.append(packed, record)) record = std::move(packed);
}

bool is_packed(std::string_view data) { return !data.empty() && data.front() == packed_version; }

Result<std::string> unpack(std::string_view data, RecordDecompressor& unpacker) {
  return unpacker.unpack(data.substr(1));
}

Result<Article> decode(std::string_view data) {
  if (data.empty() || data.front() != record_version)
    return fail(ErrorCode::index, "an article in the index has an unknown record version", "index the articles again");
  Reader r(data.substr(1));
  Article article;
  for (std::string* s : {&article.id, &article.path, &article.url, &article.title, &article.published,
                         &article.language, &article.source})
    *s = r.text();
  article.authors = r.texts();
  article.keywords = r.texts();
  article.facets.resize(r.count());
  for (Facet& facet : article.facets) {
    facet.name = r.text();
    facet.values.resize(r.count());
    for (FacetValue& v : facet.values) v = r.value();
  }
  article.body = r.text();
  const std::uint64_t flags = r.has_more() ? r.number() : 0;
  article.published_by_page = (flags & flag_published_by_page) != 0;
  if ((flags & flag_provenance) != 0) {
    article.collected = r.text();
    article.parent = r.text();
  }
  if ((flags & flag_ocr) != 0) {
    article.ocr.emplace();
    article.ocr->confidence = static_cast<std::uint8_t>(std::min<std::uint64_t>(r.number(), 100));
    article.ocr->key = r.number();
  }
  if (!r.ok() || !evidence_fits(article))
    return fail(ErrorCode::index, "an article in the index is damaged", "index the articles again");
  return article;
}

}  // namespace blotter::store
