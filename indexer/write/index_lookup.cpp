#include "indexer/write/index_lookup.hpp"

#include "common/schema.hpp"

#include <cstring>
#include <filesystem>

namespace blotter {
namespace {

constexpr std::size_t surely_whole = 240;  // a longer term was perhaps cut and hashed (schema::boolean_term)

std::uint64_t number_at(std::string_view bytes, std::size_t at) {
  std::uint64_t number = 0;
  std::memcpy(&number, bytes.data() + at, sizeof number);
  return number;
}

}  // namespace

std::string id_term(const std::string& id) { return schema::boolean_term(schema::find_field("id")->prefix, id); }

std::string url_term(const std::string& url) { return schema::boolean_term(schema::find_field("url")->prefix, url); }

std::string path_term_prefix() { return std::string(schema::path_prefix) + ':'; }

std::string path_term_of(const Xapian::Database& database, Xapian::docid docid) {
  const std::string prefix = path_term_prefix();
  auto term = database.termlist_begin(docid);
  term.skip_to(prefix);
  const bool found = term != database.termlist_end(docid) && (*term).starts_with(prefix);
  return found ? *term : std::string();
}

std::uint64_t content_hash_in(std::string_view value) {
  return value.size() == sizeof(std::uint64_t) ? number_at(value, 0) : 0;
}

bool FileArticles::is_from(const Xapian::Database& database, Xapian::docid docid, const std::string& absolute) {
  if (absolute.empty()) return true;
  if (absolute != file_ || docid < passed_) {
    term_ = schema::boolean_term(schema::path_prefix, absolute);
    at_ = database.postlist_begin(term_);
    end_ = database.postlist_end(term_);
    file_ = absolute;
  }
  passed_ = docid;
  if (at_ != end_ && *at_ < docid) at_.skip_to(docid);
  if (at_ != end_ && *at_ == docid) return true;
  return path_term_of(database, docid).empty();
}

KnownArticle IndexLookup::known(Xapian::docid docid) {
  KnownArticle known;
  if (const Result<Article> article = articles_.read(docid)) known = KnownArticle(identity_of(*article));
  known.handle = docid;
  const Xapian::Document document = database_.get_document(docid);
  known.hash = content_hash_in(document.get_value(schema::slot_content_hash));
  const std::string superseded = document.get_value(schema::slot_superseded);
  for (std::size_t at = 0; at + sizeof known.hash <= superseded.size(); at += sizeof known.hash)
    known.superseded.push_back(number_at(superseded, at));
  return known;
}

std::optional<KnownArticle> IndexLookup::by_id(const std::string& id) {
  const std::string term = id_term(id);
  const auto at = database_.postlist_begin(term);
  if (at == database_.postlist_end(term)) return std::nullopt;
  return known(*at);
}

std::vector<KnownArticle> IndexLookup::by_url(const std::string& url, std::uint32_t except) {
  std::vector<KnownArticle> found;
  const std::string term = url_term(url);
  for (auto at = database_.postlist_begin(term); at != database_.postlist_end(term); ++at)
    if (*at != except) found.push_back(known(*at));
  return found;
}

std::vector<std::uint32_t> IndexLookup::by_text(std::uint64_t text) {
  std::vector<std::uint32_t> found;
  const std::string term = text_term(text);
  if (term.empty()) return found;
  for (auto at = database_.postlist_begin(term); at != database_.postlist_end(term); ++at) found.push_back(*at);
  return found;
}

bool IndexLookup::is_ambiguous(const std::string& id) {
  const std::string prefix = id_term(distinct_prefix(id));
  const std::size_t start = id_term({}).size();
  for (auto term = database_.allterms_begin(prefix); term != database_.allterms_end(prefix); ++term)
    if (is_distinct_id((*term).substr(start), id)) return true;
  return false;
}

bool IndexLookup::file_is_gone(std::uint32_t docid) {
  const std::string term = path_term_of(database_, docid);
  if (term.empty() || term.size() >= surely_whole) return false;
  std::error_code error;
  return !std::filesystem::exists(term.substr(path_term_prefix().size()), error) && !error;
}

}  // namespace blotter
