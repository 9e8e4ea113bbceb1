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

// Puts a facet's column together from parts of the old one and what has changed, document by document.
class ColumnBuilder {
 public:
  // `new_code` has the new code of each old one; the new ones are below `codes`.
  ColumnBuilder(const Column& old, const std::vector<std::uint32_t>& new_code, std::size_t codes, std::size_t documents)
      : old_(old), new_code_(new_code), used_(codes) {
    column_.codes.reserve(old.codes.size());
    column_.offsets.reserve(documents + 1);
    column_.offsets.push_back(0);
  }

  // Adds the documents from the next one to before `end` as they were.
  void keep_until(std::size_t end) {
    const std::size_t first = column_.offsets.size() - 1;
    const std::size_t old_documents = old_.offsets.empty() ? 0 : old_.offsets.size() - 1;
    if (first < std::min(old_documents, end)) {
      const std::size_t kept = std::min(old_documents, end);
      const std::uint32_t start = old_.offsets[first];
      const auto shift = static_cast<std::uint32_t>(column_.codes.size()) - start;
      for (const std::uint32_t code : old_.codes.subspan(start, old_.offsets[kept] - start)) add(new_code_[code]);
      column_.offsets.resize(kept + 1);
      for (std::size_t docid = first; docid < kept; ++docid)
        column_.offsets[docid + 1] = old_.offsets[docid + 1] + shift;
    }
    column_.offsets.resize(end + 1, static_cast<std::uint32_t>(column_.codes.size()));
  }
  // Adds a value of the next document.
  void add(std::uint32_t code) {
    column_.codes.push_back(code);
    used_[code] = 1;
  }
  void end_document() { column_.offsets.push_back(static_cast<std::uint32_t>(column_.codes.size())); }

  // Gives the values that are left their codes; `names` has those of all.
  FacetColumn finish(const std::vector<std::string_view>& names) {
    std::vector<std::uint32_t> final_code(names.size(), no_code);
    for (std::uint32_t code = 0; code < names.size(); ++code) {
      if (used_[code] == 0) continue;
      final_code[code] = static_cast<std::uint32_t>(column_.names.ends.size());
      column_.names.add(names[code]);
    }
    for (std::uint32_t& code : column_.codes) code = final_code[code];
    return std::move(column_);
  }

 private:
  const Column& old_;
  const std::vector<std::uint32_t>& new_code_;
  std::vector<std::uint8_t> used_;
  FacetColumn column_;
};

class ChangedIndex final : public ColumnSource {
 public:
  ChangedIndex(const Xapian::Database& database, const Columns& before, const ChangedDocuments& changed)
      : database_(database),
        before_(before),
        documents_(static_cast<std::size_t>(database.get_lastdocid()) + 1),
        changed_(changed) {}

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

    ColumnBuilder column(old, new_code, names.size(), documents_);
    for (const auto& [docid, terms] : changed_) {
      if (docid >= documents_) break;
      column.keep_until(docid);
      if (terms)
        for (const std::string& value : fresh[docid]) column.add(code_of(value));
      column.end_document();
    }
    column.keep_until(documents_);
    return column.finish(names);
  }

 private:
  [[nodiscard]] bool was_present(std::uint32_t docid) const {
    return (before_.live_docs()[docid / 64] >> (docid % 64) & 1) != 0;
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

  const Xapian::Database& database_;
  const Columns& before_;
  std::size_t documents_;  // docids from 0 to the last
  const ChangedDocuments& changed_;
  std::vector<std::uint32_t> by_rank_;  // the docid before, by the rank of its id
};

}  // namespace

std::unique_ptr<ColumnSource> source_from_changes(const Xapian::Database& database, const Columns& before,
                                                  const ChangedDocuments& changed) {
  auto source = std::make_unique<ChangedIndex>(database, before, changed);
  return source->find_documents() ? std::move(source) : nullptr;
}

std::vector<std::string> column_terms(const Xapian::Document& document) {
  constexpr char first = 'A';
  constexpr char last = 'Z';
  Terms terms;
  auto term = document.termlist_begin();
  const auto end = document.termlist_end();
  if (term != end) term.skip_to(std::string(1, first));
  for (; term != end; ++term) {
    std::string name = *term;
    if (name.front() > last) break;
    if (name.find(':') != name.npos && !name.starts_with(schema::name_key_prefix)) terms.push_back(std::move(name));
  }
  return terms;
}

}  // namespace blotter::store
