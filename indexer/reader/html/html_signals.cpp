#include "indexer/reader/html/html_signals.hpp"

#include "indexer/reader/strings.hpp"

#include <array>
#include <deque>
#include <vector>

namespace blotter::reader {
namespace {

struct Word {
  std::string_view word;  // a blank stands for the end of a name
  std::uint8_t signals;
};

constexpr std::uint8_t unlikely = signal_unlikely;
constexpr std::uint8_t maybe = signal_maybe;
constexpr std::uint8_t positive = signal_positive;
constexpr std::uint8_t negative = signal_negative;

constexpr std::array words = {
    Word{"-ad-", unlikely | negative},
    Word{"ai2html", unlikely},
    Word{"banner", unlikely | negative},
    Word{"breadcrumb", unlikely},
    Word{"combx", unlikely | negative},
    Word{"comment", unlikely | negative},
    Word{"community", unlikely},
    Word{"cover-wrap", unlikely},
    Word{"disqus", unlikely},
    Word{"extra", unlikely},
    Word{"footer", unlikely | negative},
    Word{"gdpr", unlikely | negative},
    Word{"header", unlikely},
    Word{"legends", unlikely},
    Word{"menu", unlikely},
    Word{"related", unlikely | negative},
    Word{"remark", unlikely},
    Word{"replies", unlikely},
    Word{"rss", unlikely},
    Word{"shoutbox", unlikely | negative},
    Word{"sidebar", unlikely | negative},
    Word{"skyscraper", unlikely | negative},
    Word{"social", unlikely},
    Word{"sponsor", unlikely | negative},
    Word{"supplemental", unlikely},
    Word{"ad-break", unlikely},
    Word{"agegate", unlikely},
    Word{"pagination", unlikely | positive},
    Word{"pager", unlikely},
    Word{"popup", unlikely},
    Word{"yom-remote", unlikely},
    Word{"and", maybe},
    Word{"article", maybe | positive},
    Word{"body", maybe | positive},
    Word{"column", maybe},
    Word{"content", maybe | positive},
    Word{"main", maybe | positive},
    Word{"mathjax", maybe},
    Word{"shadow", maybe},
    Word{"entry", positive},
    Word{"page", positive},
    Word{"post", positive},
    Word{"text", positive},
    Word{"blog", positive},
    Word{"story", positive},
    Word{"hidden", negative},
    Word{" hid ", negative},
    Word{"com-", negative},
    Word{"contact", negative},
    Word{"masthead", negative},
    Word{"media", negative},
    Word{"meta", negative},
    Word{"outbrain", negative},
    Word{"promo", negative},
    Word{"scroll", negative},
    Word{"share", negative | signal_share},
    Word{"sharedaddy", negative | signal_share},
    Word{"shopping", negative},
    Word{"tags", negative},
    Word{"widget", negative},
    Word{"byline", signal_byline},
    Word{"author", signal_byline},
    Word{"dateline", signal_byline},
    Word{"writtenby", signal_byline},
    Word{"p-author", signal_byline},
    Word{"caption", signal_caption},
    Word{"cookie", signal_furniture},
    Word{"consent", signal_furniture},
    Word{"newsletter", signal_furniture},
    Word{"paywall", signal_furniture},
    Word{"taboola", signal_furniture},
    Word{"subscribe-", signal_furniture},
    Word{"signup", signal_furniture},
    Word{"sign-up", signal_furniture},
    Word{"advert", signal_furniture},
    Word{"ad-slot", signal_furniture},
    Word{"adslot", signal_furniture},
    Word{"donate", signal_furniture},
};

// Letters of the names: a–z, '-', '_', the end of a name, digits as one, the rest as one.
constexpr std::size_t letters = 31;

constexpr std::uint8_t letter_of(char c) {
  const char low = lower(c);
  if (low >= 'a' && low <= 'z') return static_cast<std::uint8_t>(low - 'a');
  if (low == '-') return 26;
  if (low == '_') return 27;
  if (is_space(low)) return 28;
  return low == '2' ? 29 : 30;
}

class Automaton {
 public:
  Automaton() {
    states_.emplace_back();
    for (const Word& word : words) insert(word);
    link();
    for (std::size_t c = 0; c < 256; ++c) letter_[c] = letter_of(static_cast<char>(c));
  }

  [[nodiscard]] std::uint8_t run(std::string_view name) const {
    std::uint8_t found = 0;
    std::uint16_t state = states_[0].next[28];
    for (const char c : name) {
      state = states_[state].next[letter_[static_cast<unsigned char>(c)]];
      found |= states_[state].signals;
    }
    return found | states_[states_[state].next[28]].signals;
  }

 private:
  struct State {
    std::array<std::uint16_t, letters> next{};
    std::uint16_t fall = 0;
    std::uint8_t signals = 0;
  };

  void insert(const Word& word) {
    std::uint16_t state = 0;
    for (const char c : word.word) {
      const std::uint8_t letter = letter_of(c);
      if (states_[state].next[letter] == 0) {
        states_[state].next[letter] = static_cast<std::uint16_t>(states_.size());
        states_.emplace_back();
      }
      state = states_[state].next[letter];
    }
    states_[state].signals |= word.signals;
  }

  void link() {
    std::deque<std::uint16_t> queue;
    for (const std::uint16_t child : states_[0].next)
      if (child != 0) queue.push_back(child);
    while (!queue.empty()) {
      const std::uint16_t state = queue.front();
      queue.pop_front();
      const std::uint16_t fall = states_[state].fall;
      states_[state].signals |= states_[fall].signals;
      for (std::size_t letter = 0; letter < letters; ++letter) {
        const std::uint16_t child = states_[state].next[letter];
        const std::uint16_t beside = states_[fall].next[letter];
        if (child == 0) {
          states_[state].next[letter] = beside;
        } else {
          states_[child].fall = beside;
          queue.push_back(child);
        }
      }
    }
  }

  std::vector<State> states_;
  std::array<std::uint8_t, 256> letter_{};
};

}  // namespace

std::uint8_t signals_of(std::string_view name) {
  static const Automaton automaton;
  return automaton.run(name);
}

void mark_signals(HtmlNode* root) {
  for (HtmlNode* node = root; node != nullptr; node = next_in(node, root))
    for (const HtmlAttribute& attribute : node->attributes()) {
      if (attribute.name == "class") node->class_signals = signals_of(attribute.value);
      else if (attribute.name == "id") node->id_signals = signals_of(attribute.value);
    }
}

}  // namespace blotter::reader
