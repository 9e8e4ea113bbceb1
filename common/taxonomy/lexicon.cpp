#include "common/taxonomy/lexicon.hpp"

#include "common/taxonomy/lexicon_block.hpp"

#include <algorithm>
#include <utility>

namespace blotter::taxonomy {

Lexicon::Lexicon(std::span<const std::byte> block) {
  if (block.size() < sizeof(BlockHeader)) return;
  const auto* header = reinterpret_cast<const BlockHeader*>(block.data());
  if (header->magic != block_magic) return;
  const auto at = [&](Section section) { return block.data() + header->at(section).offset; };
  const auto count = [&](Section section, std::size_t size) { return header->at(section).bytes / size; };
  filter_ = reinterpret_cast<const std::uint64_t*>(at(Section::filter));
  pattern_starts_ = reinterpret_cast<const std::uint64_t*>(at(Section::pattern_starts));
  slots_ = reinterpret_cast<const FormSlot*>(at(Section::slots));
  words_ = reinterpret_cast<const WordId*>(at(Section::words));
  first_ = reinterpret_cast<const NodeId*>(at(Section::first));
  nodes_ = reinterpret_cast<const TrieNode*>(at(Section::nodes));
  edges_ = reinterpret_cast<const Edge*>(at(Section::edges));
  entries_ = reinterpret_cast<const Entry*>(at(Section::entries));
  neighbours_ = reinterpret_cast<const Neighbours*>(at(Section::neighbours));
  lists_ = reinterpret_cast<const WordId*>(at(Section::lists));
  values_ = reinterpret_cast<const std::uint32_t*>(at(Section::values));
  labels_ = reinterpret_cast<const std::uint32_t*>(at(Section::labels));
  strings_ = reinterpret_cast<const char*>(at(Section::strings));
  filter_mask_ = count(Section::filter, sizeof(std::uint64_t)) * 64 - 1;
  slot_mask_ = count(Section::slots, sizeof(FormSlot)) - 1;
  first_count_ = static_cast<std::uint32_t>(count(Section::first, sizeof(NodeId)));
  value_count_ = static_cast<std::uint32_t>(count(Section::values, 2 * sizeof(std::uint32_t)));
}

void Lexicon::add_pattern_words(std::string_view form, std::vector<WordId>& out) const {
  constexpr std::size_t max_form = 96, min_beginning = 3;  // bytes
  if (form.empty() || form.size() > max_form || slot_mask_ == 0) return;
  // Most forms begin like no pattern, which these few bytes show: the filter of all words is too large for a cache.
  const auto may_start = [&](std::size_t bytes) {
    const std::size_t start = pattern_start(form.substr(0, bytes));
    return (pattern_starts_[start / 64] >> start % 64 & 1) != 0;
  };
  if (!may_start(min_beginning) && !may_start(min_beginning + 1)) return;
  char marked[max_form + 1];
  std::copy(form.begin(), form.end(), marked);
  const auto add = [&](std::size_t size, char mark) {
    const char kept = std::exchange(marked[size], mark);
    if (const WordId id = exact_word({marked, size + 1}).id; id != 0) out.push_back(id);
    marked[size] = kept;
  };
  for (std::size_t size = min_beginning; size <= form.size(); ++size)
    if (size == form.size() || (static_cast<unsigned char>(form[size]) & 0xC0) != 0x80) add(size, beginning_mark);
  add(form.size(), whole_word_mark);
}

NodeId Lexicon::find_edge(NodeId from, WordId word) const {
  const TrieNode& node = nodes_[from];
  const Edge* const begin = edges_ + node.edges;
  const Edge* const end = begin + node.edge_count;
  const Edge* const found =
      std::lower_bound(begin, end, word, [](const Edge& edge, WordId id) { return edge.word < id; });
  return found != end && found->word == word ? found->to : 0;
}

bool Lexicon::lists(Range range, WordId word) const {
  return std::find(lists_ + range.begin, lists_ + range.end, word) != lists_ + range.end;
}

}  // namespace blotter::taxonomy
