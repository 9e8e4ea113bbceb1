#include "common/store/columns_image.hpp"

#include "common/schema.hpp"
#include "common/store/database.hpp"
#include "common/store/groups.hpp"
#include "common/store/shard.hpp"
#include "common/store/side_file.hpp"
#include "common/store/stored_articles.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace blotter::store {
namespace {

// A term shorter than this was not cut to fit (schema::boolean_term).
constexpr std::size_t surely_whole = 200;

// A document number that indexes the arrays.  The tables may be damaged where they have no checksums.
Xapian::docid checked(const Xapian::Database& database, Xapian::docid docid) {
  if (docid != 0 && docid <= database.get_lastdocid()) return docid;
  throw Xapian::DatabaseCorruptError("the index has a document number that is above its last");
}

// Strings one after the other.
struct StringList {
  std::string text;
  std::vector<std::uint32_t> ends;

  void add(std::string_view s) {
    text += s;
    ends.push_back(static_cast<std::uint32_t>(text.size()));
  }
  [[nodiscard]] std::string_view operator[](std::size_t i) const {
    const std::uint32_t start = i == 0 ? 0 : ends[i - 1];
    return std::string_view(text).substr(start, ends[i] - start);
  }
};

void add_strings(SideFileWriter& image, const std::string& name, StringList strings) {
  image.add(name + "/ends", strings.ends);
  image.add_bytes(name + "/text", std::move(strings.text));
}

// The value that a boolean term was made of.  It stands in the term, unless it was too long for one.
std::string value_of(const Xapian::Database& database, const std::string& term, std::string_view prefix,
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

// A facet's values are its terms, and their postings tell who has them.
void add_facet(SideFileWriter& image, const Xapian::Database& database, const std::string& name,
               const std::string& prefix) {
  std::vector<std::pair<std::string, std::vector<Xapian::docid>>> values;
  const std::string begin = prefix + ':';
  for (auto term = database.allterms_begin(begin); term != database.allterms_end(begin); ++term) {
    std::vector<Xapian::docid> documents;
    for (auto at = database.postlist_begin(*term); at != database.postlist_end(*term); ++at)
      documents.push_back(checked(database, *at));
    if (documents.empty()) throw Xapian::DatabaseCorruptError("the index has a term without documents");
    std::string value = value_of(database, *term, prefix, documents.front());
    values.emplace_back(std::move(value), std::move(documents));
  }
  // The terms' order is that of the values, but for those that were cut.
  const auto by_value = [](const auto& a, const auto& b) { return a.first < b.first; };
  if (!std::is_sorted(values.begin(), values.end(), by_value)) std::sort(values.begin(), values.end(), by_value);

  std::vector<std::uint32_t> offsets(static_cast<std::size_t>(database.get_lastdocid()) + 2);
  for (const auto& [value, documents] : values)
    for (const Xapian::docid docid : documents) ++offsets[docid + 1];
  std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
  std::vector<std::uint32_t> codes(offsets.back());
  std::vector<std::uint32_t> next = offsets;
  StringList names;
  for (std::uint32_t code = 0; code < values.size(); ++code) {
    for (const Xapian::docid docid : values[code].second) codes[next[docid]++] = code;
    names.add(values[code].first);
  }
  image.add(name + "/offsets", offsets);
  image.add(name + "/codes", codes);
  add_strings(image, name, std::move(names));
}

std::vector<std::uint32_t> add_dates(SideFileWriter& image, const Xapian::Database& database) {
  std::vector<std::uint32_t> dates(static_cast<std::size_t>(database.get_lastdocid()) + 1);
  for (auto at = database.valuestream_begin(schema::slot_published);
       at != database.valuestream_end(schema::slot_published); ++at)
    dates[checked(database, at.get_docid())] = read_compact_date(*at);
  image.add("dates", dates);
  return dates;
}

struct Ids {
  std::vector<std::uint32_t> ranks;  // by docid
  StringList names;                  // ascending
};

Ids find_ids(const Xapian::Database& database) {
  const std::string_view prefix = schema::find_field("id")->prefix;
  const std::string begin = std::string(prefix) + ':';
  StringList met;  // in the order of the terms, which is that of the ids but for those that were cut
  std::vector<Xapian::docid> docids;
  for (auto term = database.allterms_begin(begin); term != database.allterms_end(begin); ++term)
    for (auto at = database.postlist_begin(*term); at != database.postlist_end(*term); ++at) {
      met.add(value_of(database, *term, prefix, *at));
      docids.push_back(checked(database, *at));
    }
  std::vector<std::uint32_t> order(docids.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto by_id = [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(met[a], docids[a]) < std::pair(met[b], docids[b]);
  };
  const bool sorted = std::is_sorted(order.begin(), order.end(), by_id);
  if (!sorted) std::sort(order.begin(), order.end(), by_id);
  Ids ids;
  ids.ranks.resize(static_cast<std::size_t>(database.get_lastdocid()) + 1);
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
    ids.ranks[docids[order[rank]]] = rank;
    if (!sorted) ids.names.add(met[order[rank]]);
  }
  if (sorted) ids.names = std::move(met);
  return ids;
}

void add_present(SideFileWriter& image, const Xapian::Database& database) {
  std::vector<std::uint64_t> present((static_cast<std::size_t>(database.get_lastdocid()) + 64) / 64);
  for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
    const Xapian::docid docid = checked(database, *at);
    present[docid / 64] |= std::uint64_t{1} << (docid % 64);
  }
  image.add("present", present);
}

// The near-duplicate groups: each article's is the id of its group's first member.
void add_groups(SideFileWriter& image, const Xapian::Database& database, const std::vector<std::uint32_t>& dates,
                const Ids& ids) {
  std::vector<Candidate> candidates;
  std::vector<Xapian::docid> docids;
  candidates.reserve(database.get_value_freq(schema::slot_signature));
  for (auto at = database.valuestream_begin(schema::slot_signature);
       at != database.valuestream_end(schema::slot_signature); ++at) {
    const Xapian::docid docid = checked(database, at.get_docid());
    candidates.push_back({text::Signature::from(*at), dates[docid], ids.ranks[docid]});
    docids.push_back(docid);
  }
  const std::vector<std::uint32_t> first = group_near_duplicates(candidates);
  std::vector<std::uint32_t> leaders;  // ranks, ascending: the dictionary's order
  for (std::size_t i = 0; i < first.size(); ++i)
    if (first[i] == i) leaders.push_back(candidates[i].rank);
  std::sort(leaders.begin(), leaders.end());
  std::vector<std::uint32_t> offsets(1, 0);
  std::vector<std::uint32_t> codes;
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (first[i] == no_group) continue;
    offsets.resize(docids[i] + 1, static_cast<std::uint32_t>(codes.size()));
    const auto at = std::lower_bound(leaders.begin(), leaders.end(), candidates[first[i]].rank);
    codes.push_back(static_cast<std::uint32_t>(at - leaders.begin()));
  }
  offsets.resize(static_cast<std::size_t>(database.get_lastdocid()) + 2, static_cast<std::uint32_t>(codes.size()));
  StringList names;
  for (const std::uint32_t rank : leaders) {
    if (rank >= ids.names.ends.size()) throw Xapian::DatabaseCorruptError("the index has an article without an id");
    names.add(ids.names[rank]);
  }
  std::vector<std::uint32_t> sizes(leaders.size());
  for (const std::uint32_t code : codes) ++sizes[code];
  image.add("group/sizes", sizes);
  image.add("group/offsets", offsets);
  image.add("group/codes", codes);
  add_strings(image, "group", std::move(names));
}

}  // namespace

std::string make_image(const Xapian::Database& database) {
  SideFileWriter image;
  image.add("numbers", std::vector<std::uint32_t>{database.get_lastdocid(), database.get_doccount()});
  add_present(image, database);
  Ids ids = find_ids(database);
  const std::vector<std::uint32_t> dates = add_dates(image, database);
  // First, while the image is small: the signatures of all articles take more memory than the rest.
  add_groups(image, database, dates, ids);
  image.add("id/ranks", ids.ranks);
  add_strings(image, "id", std::move(ids.names));
  for (const schema::Field& field : schema::fields)
    if (field.kind == schema::FieldKind::facet)
      add_facet(image, database, std::string(field.name), std::string(field.prefix));
  for (const std::string& name : watch_facets(database))
    add_facet(image, database, name, std::string(schema::watch_prefix) + name);
  return image.finish(columns_kind, revision_of(database));
}

}  // namespace blotter::store
