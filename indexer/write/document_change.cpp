#include "indexer/write/document_change.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace blotter {
namespace {

using Positions = std::vector<Xapian::termpos>;

Positions positions_of(const Xapian::TermIterator& term) {
  return term.positionlist_count() == 0 ? Positions() : Positions(term.positionlist_begin(), term.positionlist_end());
}

struct NewTerm {
  std::string name;
  Xapian::termcount wdf = 0;
  Positions positions;

  void add_to(Xapian::Document& document) const {
    document.add_term(name, wdf);
    for (const Xapian::termpos position : positions) document.add_posting(name, position, 0);
  }
};

}  // namespace

void change_to(Xapian::Document& stored, const Xapian::Document& fresh) {
  std::vector<std::string> gone;
  std::vector<NewTerm> added;
  auto old = stored.termlist_begin();
  auto now = fresh.termlist_begin();
  const Xapian::TermIterator end;
  while (old != end || now != end) {
    const int order = old == end ? 1 : now == end ? -1 : (*old).compare(*now);
    const bool alike = order == 0 && old.get_wdf() == now.get_wdf() && positions_of(old) == positions_of(now);
    if (order <= 0 && !alike) gone.push_back(*old);
    if (order >= 0 && !alike) added.push_back({*now, now.get_wdf(), positions_of(now)});
    if (order <= 0) ++old;
    if (order >= 0) ++now;
  }
  for (const std::string& term : gone) stored.remove_term(term);
  for (const NewTerm& term : added) term.add_to(stored);
  stored.clear_values();
  for (auto value = fresh.values_begin(); value != fresh.values_end(); ++value)
    stored.add_value(value.get_valueno(), *value);
  stored.set_data(fresh.get_data());
}

}  // namespace blotter
