#include "common/store/columns_source.hpp"

#include "common/schema.hpp"
#include "common/store/shard.hpp"
#include "common/store/stored_articles.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace blotter::store {
namespace {

// A term shorter than this was not truncated (schema::boolean_term).
constexpr std::size_t surely_whole = 200;

class WholeIndex final : public ColumnSource {
 public:
  explicit WholeIndex(const Xapian::Database& database)
      : database_(database), documents_(static_cast<std::size_t>(database.get_lastdocid()) + 1) {}

  std::vector<std::uint64_t> live_docs() override {
    std::vector<std::uint64_t> live_docs((documents_ + 63) / 64);
    for (auto at = database_.postlist_begin(""); at != database_.postlist_end(""); ++at) {
      const Xapian::docid docid = checked_docid(database_, *at);
      live_docs[docid / 64] |= std::uint64_t{1} << (docid % 64);
    }
    return live_docs;
  }

  std::vector<std::uint32_t> dates() override {
    std::vector<std::uint32_t> dates(documents_);
    for (auto at = database_.valuestream_begin(schema::slot_published);
         at != database_.valuestream_end(schema::slot_published); ++at)
      dates[checked_docid(database_, at.get_docid())] = read_compact_date(*at);
    return dates;
  }

  std::vector<std::uint32_t> lengths() override {
    std::vector<std::uint32_t> lengths(documents_);
    for (auto at = database_.postlist_begin(""); at != database_.postlist_end(""); ++at)
      lengths[checked_docid(database_, *at)] = at.get_doclength();
    return lengths;
  }

  IdColumn ids() override {
    const std::string_view prefix = schema::find_field("id")->prefix;
    const std::string begin = std::string(prefix) + ':';
    StringList met;  // in the order of the terms, which is that of the ids except those that were truncated
    std::vector<Xapian::docid> docids;
    for (auto term = database_.allterms_begin(begin); term != database_.allterms_end(begin); ++term)
      for (auto at = database_.postlist_begin(*term); at != database_.postlist_end(*term); ++at) {
        met.add(value_of_term(database_, *term, prefix, *at));
        docids.push_back(checked_docid(database_, *at));
      }
    std::vector<std::uint32_t> order(docids.size());
    std::iota(order.begin(), order.end(), 0u);
    const auto by_id = [&](std::uint32_t a, std::uint32_t b) {
      return std::pair(met[a], docids[a]) < std::pair(met[b], docids[b]);
    };
    const bool sorted = std::is_sorted(order.begin(), order.end(), by_id);
    if (!sorted) std::sort(order.begin(), order.end(), by_id);
    IdColumn ids;
    ids.ranks.resize(documents_);
    for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
      ids.ranks[docids[order[rank]]] = rank;
      if (!sorted) ids.names.add(met[order[rank]]);
    }
    if (sorted) ids.names = std::move(met);
    return ids;
  }

  // A facet's values are its terms, and their postings are the articles that have them.
  FacetColumn facet(const std::string& /*name*/, const std::string& prefix) override {
    std::vector<std::pair<std::string, std::vector<Xapian::docid>>> values;
    const std::string begin = prefix + ':';
    for (auto term = database_.allterms_begin(begin); term != database_.allterms_end(begin); ++term) {
      std::vector<Xapian::docid> documents;
      for (auto at = database_.postlist_begin(*term); at != database_.postlist_end(*term); ++at)
        documents.push_back(checked_docid(database_, *at));
      if (documents.empty()) throw Xapian::DatabaseCorruptError("the index has a term without documents");
      std::string value = value_of_term(database_, *term, prefix, documents.front());
      values.emplace_back(std::move(value), std::move(documents));
    }
    // The terms' order is that of the values, except those that were truncated.
    const auto by_value = [](const auto& a, const auto& b) { return a.first < b.first; };
    if (!std::is_sorted(values.begin(), values.end(), by_value)) std::sort(values.begin(), values.end(), by_value);

    FacetColumn column;
    column.offsets.resize(documents_ + 1);
    for (const auto& [value, documents] : values)
      for (const Xapian::docid docid : documents) ++column.offsets[docid + 1];
    std::partial_sum(column.offsets.begin(), column.offsets.end(), column.offsets.begin());
    column.codes.resize(column.offsets.back());
    std::vector<std::uint32_t> next = column.offsets;
    for (std::uint32_t code = 0; code < values.size(); ++code) {
      for (const Xapian::docid docid : values[code].second) column.codes[next[docid]++] = code;
      column.names.add(values[code].first);
    }
    return column;
  }

 private:
  const Xapian::Database& database_;
  std::size_t documents_;  // docids from 0 to the last
};

}  // namespace

std::unique_ptr<ColumnSource> source_from_index(const Xapian::Database& database) {
  return std::make_unique<WholeIndex>(database);
}

Xapian::docid checked_docid(const Xapian::Database& database, Xapian::docid docid) {
  if (docid != 0 && docid <= database.get_lastdocid()) return docid;
  throw Xapian::DatabaseCorruptError("the index has a document number that is above its last");
}

std::string value_of_term(const Xapian::Database& database, const std::string& term, std::string_view prefix,
                          Xapian::docid holder) {
  std::string in_term = term.substr(prefix.size() + 1);
  if (term.size() < surely_whole) return in_term;
  const Result<Article> article = StoredArticles(database).read(holder);
  if (!article) return in_term;
  std::vector<std::string> values{article->id, article->language, article->source};
  for (const Facet& facet : article->facets)
    for (const FacetValue& value : facet.values) values.push_back(value.value);
  const auto made_it = [&](const std::string& value) { return schema::boolean_term(prefix, value) == term; };
  const auto found = std::find_if(values.begin(), values.end(), made_it);
  return found == values.end() ? in_term : *found;
}

}  // namespace blotter::store
