#include "common/schema.hpp"
#include "common/store/columns_source.hpp"
#include "common/store/shard.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace blotter::store {
namespace {

constexpr std::uint32_t no_code = 0xffffffffu;

using Terms = std::vector<std::string>;

class ChangedIndex final : public ColumnSource {
 public:
  ChangedIndex(const Xapian::Database& database, const Columns& before, const std::vector<std::uint32_t>& changed)
      : database_(database), before_(before), documents_(static_cast<std::size_t>(database.get_lastdocid()) + 1) {
    auto at = database_.postlist_begin("");
    const auto end = database_.postlist_end("");
    std::vector<std::uint32_t> ascending(changed);
    std::sort(ascending.begin(), ascending.end());
    for (const std::uint32_t docid : ascending) {
      if (at != end) at.skip_to(docid);
      std::optional<Terms>& terms = changed_[docid];
      if (at != end && *at == docid) terms = boolean_terms(docid);
    }
  }

  // Whether every document of `before` has an id of its own, and none is above the last.
  bool find_documents() {
    by_rank_.assign(before_.documents(), 0);
    std::size_t found = 0;
    for (std::uint32_t docid = 1; docid <= before_.last_docid(); ++docid) {
      if (!was_present(docid)) continue;
      const std::uint32_t rank = before_.id_ranks()[docid];
      if (docid >= documents_ || rank >= by_rank_.size() || by_rank_[rank] != 0) return false;
      by_rank_[rank] = docid;
      ++found;
    }
    return found == by_rank_.size() && before_.id(before_.documents()).empty();
  }

  std::vector<std::uint64_t> live_docs() override {
    std::vector<std::uint64_t> live_docs(before_.live_docs().begin(), before_.live_docs().end());
    live_docs.resize((documents_ + 63) / 64);
    for (const auto& [docid, terms] : changed_) {
      const std::uint64_t bit = std::uint64_t{1} << (docid % 64);
      if (terms) live_docs[docid / 64] |= bit;
      else if (docid < documents_) live_docs[docid / 64] &= ~bit;
    }
    return live_docs;
  }

  std::vector<std::uint32_t> dates() override {
    std::vector<std::uint32_t> dates(before_.dates().begin(), before_.dates().end());
    dates.resize(documents_);
    for (const auto& [docid, terms] : changed_)
      if (docid < documents_)
        dates[docid] = terms ? read_compact_date(database_.get_document(docid).get_value(schema::slot_published)) : 0;
    return dates;
  }

  std::vector<std::uint32_t> lengths() override {
    std::vector<std::uint32_t> lengths(before_.lengths().begin(), before_.lengths().end());
    lengths.resize(documents_);
    for (const auto& [docid, terms] : changed_)
      if (docid < documents_) lengths[docid] = terms ? database_.get_doclength(docid) : 0;
    return lengths;
  }

  IdColumn ids() override {
    std::vector<std::pair<std::string, std::uint32_t>> fresh;
    const std::string prefix(schema::find_field("id")->prefix);
    for (const auto& [docid, terms] : changed_)
      if (terms)
        for (std::string& id : values_of(docid, *terms, prefix)) fresh.emplace_back(std::move(id), docid);
    std::sort(fresh.begin(), fresh.end());
    IdColumn ids;
    ids.ranks.resize(documents_);
    const auto add = [&](std::string_view id, std::uint32_t docid) {
      ids.ranks[docid] = static_cast<std::uint32_t>(ids.names.ends.size());
      ids.names.add(id);
    };
    auto next = fresh.begin();
    for (std::uint32_t rank = 0; rank < by_rank_.size(); ++rank) {
      const std::uint32_t docid = by_rank_[rank];
      if (changed_.contains(docid)) continue;
      const std::string_view id = before_.id(rank);
      for (; next != fresh.end() && std::pair<std::string_view, std::uint32_t>(*next) < std::pair(id, docid); ++next)
        add(next->first, next->second);
      add(id, docid);
    }
    for (; next != fresh.end(); ++next) add(next->first, next->second);
    return ids;
  }

  FacetColumn facet(const std::string& name, const std::string& prefix) override {
    static const Column none;  // a facet that no document had
    const Column* const found = before_.find(name);
    const Column& old = found ? *found : none;
    std::map<std::uint32_t, Terms> fresh;
    std::vector<std::string_view> names(old.values);
    for (const auto& [docid, terms] : changed_) {
      if (!terms) continue;
      const Terms& values = fresh[docid] = values_of(docid, *terms, prefix);
      names.insert(names.end(), values.begin(), values.end());
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    const auto code_of = [&](std::string_view value) {
      return static_cast<std::uint32_t>(std::lower_bound(names.begin(), names.end(), value) - names.begin());
    };
    std::vector<std::uint32_t> new_code;  // by old code
    for (const std::string_view value : old.values) new_code.push_back(code_of(value));

    FacetColumn column;
    std::vector<bool> used(names.size());
    const auto add = [&](std::uint32_t code) {
      column.codes.push_back(code);
      used[code] = true;
    };
    column.codes.reserve(old.codes.size());
    column.offsets.reserve(documents_ + 1);
    column.offsets.push_back(0);
    auto next = changed_.begin();
    for (std::uint32_t docid = 0; docid < documents_; ++docid) {
      if (next != changed_.end() && next->first == docid) {
        if (next->second)
          for (const std::string& value : fresh[docid]) add(code_of(value));
        ++next;
      } else if (found && docid <= before_.last_docid()) {
        for (const std::uint32_t code : old.of(docid)) add(new_code[code]);
      }
      column.offsets.push_back(static_cast<std::uint32_t>(column.codes.size()));
    }
    drop_unused(column, names, used);
    return column;
  }

 private:
  [[nodiscard]] bool was_present(std::uint32_t docid) const {
    return (before_.live_docs()[docid / 64] >> (docid % 64) & 1) != 0;
  }

  // The document's terms with a prefix and a colon, ascending.
  [[nodiscard]] Terms boolean_terms(Xapian::docid docid) const {
    Terms terms;
    for (auto term = database_.termlist_begin(docid); term != database_.termlist_end(docid); ++term)
      if (const std::string name = *term; name.front() >= 'A' && name.front() <= 'Z' && name.find(':') != name.npos)
        terms.push_back(name);
    return terms;
  }

  // What those of one prefix say, ascending.
  [[nodiscard]] Terms values_of(Xapian::docid docid, const Terms& terms, const std::string& prefix) const {
    Terms values;
    const std::string begin = prefix + ':';
    for (auto at = std::lower_bound(terms.begin(), terms.end(), begin); at != terms.end() && at->starts_with(begin);
         ++at)
      values.push_back(value_of_term(database_, *at, prefix, docid));
    std::sort(values.begin(), values.end());
    return values;
  }

  // Gives the values that are left their codes.
  static void drop_unused(FacetColumn& column, const std::vector<std::string_view>& names,
                          const std::vector<bool>& used) {
    std::vector<std::uint32_t> final_code(names.size(), no_code);
    for (std::uint32_t code = 0; code < names.size(); ++code) {
      if (!used[code]) continue;
      final_code[code] = static_cast<std::uint32_t>(column.names.ends.size());
      column.names.add(names[code]);
    }
    for (std::uint32_t& code : column.codes) code = final_code[code];
  }

  const Xapian::Database& database_;
  const Columns& before_;
  std::size_t documents_;                                  // docids from 0 to the last
  std::map<std::uint32_t, std::optional<Terms>> changed_;  // the boolean terms of those that are there
  std::vector<std::uint32_t> by_rank_;                     // the docid before, by the rank of its id
};

}  // namespace

std::unique_ptr<ColumnSource> source_from_changes(const Xapian::Database& database, const Columns& before,
                                                  const std::vector<std::uint32_t>& changed) {
  auto source = std::make_unique<ChangedIndex>(database, before, changed);
  return source->find_documents() ? std::move(source) : nullptr;
}

}  // namespace blotter::store
