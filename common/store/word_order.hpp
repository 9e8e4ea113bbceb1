// The order of an article's words: one string, a few bytes a word, from which phrases and distances are checked.
// Xapian's position lists take five times the space, nearly all of it keys, one per word and article.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::store {

// The first position of a title that has more words than schema::body_gap: above those of any body, so that a position
// alone distinguishes the title from the body.
inline constexpr std::uint32_t long_title_start = 1u << 30;

// Positions of the first word of the title and of the body, of a title with this many words.
[[nodiscard]] std::uint32_t title_start(std::uint32_t title_words);
[[nodiscard]] std::uint32_t body_start(std::uint32_t title_words);

// Returns whether a term is a word of title and body: folded forms begin with no capital, prefixes do.
[[nodiscard]] bool is_word(std::string_view term);
// Returns the form in a title's term, else empty.  No other text field's prefix begins with the title's.
[[nodiscard]] std::string_view form_in_title(std::string_view term);

// Returns the hash by which orders know a form.
[[nodiscard]] std::uint32_t order_hash(std::string_view form);

// One of an article's forms (an index into a list of hashes) and its index among the article's words: the title's are
// counted from 0 on, the body's follow.  One index may have several forms (a word, and the same without its marks).
struct OrderedForm {
  std::uint32_t form = 0;
  std::uint32_t index = 0;
};

// Returns the order of an article's words.  `hashes` has one number per different form; `words` are in the order of
// their indexes, in each part, without a gap.  Empty when there are no words, when they are too many
// (max_order_bytes), or when two forms have the same hash: such an article has position lists.
[[nodiscard]] std::string word_order(std::span<const std::uint32_t> hashes, std::span<const OrderedForm> words,
                                     std::uint32_t title_words);
inline constexpr std::size_t max_order_bytes = 64u << 10;

// Reads an order; refers to its bytes.
class WordOrder {
 public:
  enum class Part : std::uint8_t { all, title, body };

  // Returns nothing if the bytes are not an order: empty or damaged.
  [[nodiscard]] static std::optional<WordOrder> read(std::string_view bytes);
  // Returns the order of an article that has one.  Throws Xapian::DatabaseCorruptError if the bytes are not an order.
  [[nodiscard]] static WordOrder of_article(std::string_view bytes);

  // Appends the positions, in rising order, of a form that the article is known to contain.
  void add_positions(std::uint32_t hash, Part part, std::vector<std::uint32_t>& positions) const;
  // Returns whether the forms, which the article is known to contain, follow each other in the title or in the body;
  // nothing if one of them is a further form at some index, where positions have to decide.  `rarest` is the index of
  // the one that is looked for.
  [[nodiscard]] std::optional<bool> has_phrase(std::span<const std::uint32_t> hashes, std::size_t rarest,
                                               Part part) const;

 private:
  WordOrder() = default;
  [[nodiscard]] std::uint32_t code_at(std::uint32_t index) const;
  [[nodiscard]] std::uint32_t position(std::uint32_t index) const;
  template <class Visit>
  void each_further(Visit visit) const;
  template <class Visit>
  void each_index(std::uint32_t code, std::uint32_t from, std::uint32_t end, Visit visit) const;
  void add_from(std::uint32_t code, std::uint32_t from, std::uint32_t end, std::vector<std::uint32_t>& out) const;
  [[nodiscard]] bool has_phrase_in(std::span<const std::uint32_t> hashes, std::size_t rarest, std::uint32_t from,
                                   std::uint32_t end) const;

  unsigned width_ = 0;
  std::uint8_t function_ = 0;
  std::uint32_t title_words_ = 0;
  std::uint32_t words_ = 0;
  const char* codes_ = nullptr;  // all lowest bytes, then all second ones …
  std::string_view more_;        // further forms: an index and a code each, by index
};

// Appends to `positions` the positions, from 1 on, of a form in a title that is known to contain it.  `order` is what
// indexes of format 1 have of a title (schema::slot_title_order): a byte that selects a hash function, and a byte a
// word.
void add_title_positions(std::string_view order, std::string_view form, std::vector<std::uint32_t>& positions);

}  // namespace blotter::store
