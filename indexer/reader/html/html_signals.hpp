// What the class and the id of an element say about it: the word lists that Readability-style scoring rests on, found
// in one pass over the name by an Aho-Corasick automaton (Aho and Corasick, CACM 18:6, 1975).
#pragma once

#include "indexer/reader/html/html_tree.hpp"

#include <cstdint>

namespace blotter::reader {

enum Signal : std::uint8_t {
  signal_unlikely = 1,  // navigation, comments, promotion: hardly the story
  signal_maybe = 2,     // but a name that the story may carry as well
  signal_positive = 4,
  signal_negative = 8,
  signal_byline = 16,
  signal_share = 32,
  signal_caption = 64,
  signal_furniture = 128,  // cookie notes, newsletter boxes, paywalls: never the story
};

[[nodiscard]] std::uint8_t signals_of(std::string_view name);

// Fills class_signals and id_signals of every element below `root`.
void mark_signals(HtmlNode* root);

[[nodiscard]] inline std::uint8_t signals(const HtmlNode* node) {
  return static_cast<std::uint8_t>(node->class_signals | node->id_signals);
}

// -50 to 50: what class and id promise.
[[nodiscard]] inline int class_weight(const HtmlNode* node) {
  const auto weigh = [](std::uint8_t s) { return (s & signal_positive ? 25 : 0) - (s & signal_negative ? 25 : 0); };
  return weigh(node->class_signals) + weigh(node->id_signals);
}

}  // namespace blotter::reader
