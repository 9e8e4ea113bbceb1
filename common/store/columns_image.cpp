#include "common/store/columns_image.hpp"

#include "common/schema.hpp"
#include "common/store/columns_source.hpp"
#include "common/store/groups.hpp"
#include "common/store/side_file.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace blotter::store {
namespace {

void add_strings(SideFileWriter& image, const std::string& name, StringList strings) {
  image.add(name + "/ends", strings.ends);
  image.add_bytes(name + "/text", std::move(strings.text));
}

void add_facet(SideFileWriter& image, const std::string& name, FacetColumn column) {
  image.add(name + "/offsets", column.offsets);
  image.add(name + "/codes", column.codes);
  add_strings(image, name, std::move(column.names));
}

// The near-duplicate groups: each article's is the id of its group's first member.
void add_groups(SideFileWriter& image, const Xapian::Database& database, const std::vector<std::uint32_t>& dates,
                const IdColumn& ids) {
  std::vector<Candidate> candidates;
  std::vector<Xapian::docid> docids;
  candidates.reserve(database.get_value_freq(schema::slot_signature));
  for (auto at = database.valuestream_begin(schema::slot_signature);
       at != database.valuestream_end(schema::slot_signature); ++at) {
    const Xapian::docid docid = checked_docid(database, at.get_docid());
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

std::string make_image(const Xapian::Database& database, ColumnSource& source) {
  SideFileWriter image;
  image.add("numbers", std::vector<std::uint32_t>{database.get_lastdocid(), database.get_doccount()});
  image.add("present", source.live_docs());
  IdColumn ids = source.ids();
  const std::vector<std::uint32_t> dates = source.dates();
  image.add("dates", dates);
  image.add("lengths", source.lengths());
  // First, while the image is small: the signatures of all articles take more memory than the rest.
  add_groups(image, database, dates, ids);
  image.add("id/ranks", ids.ranks);
  add_strings(image, "id", std::move(ids.names));
  for (const schema::Field& field : schema::fields)
    if (field.kind == schema::FieldKind::facet)
      add_facet(image, std::string(field.name), source.facet(std::string(field.name), std::string(field.prefix)));
  for (const std::string& name : watch_facets(database))
    add_facet(image, name, source.facet(name, std::string(schema::watch_prefix) + name));
  return image.finish(columns_kind, revision_of(database));
}

std::string make_image(const Xapian::Database& database) { return make_image(database, *source_from_index(database)); }

}  // namespace blotter::store
