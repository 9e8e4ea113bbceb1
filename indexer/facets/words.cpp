// What the scan knows of each word by itself: capitals, what parts it from the word before, the lexicon's words that it
// may be.
#include "common/taxonomy/inflection.hpp"
#include "common/text/tokeniser.hpp"
#include "indexer/facets/scan.hpp"
#include "indexer/reader/limits.hpp"

#include <algorithm>
#include <span>

namespace blotter::facets {

using taxonomy::Lexicon;
using taxonomy::WordId;

namespace {

constexpr std::size_t max_words = reader::Limits{}.tagged_words;

std::size_t char_length(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

// Folding changed the character at `at`, so it was a capital.
bool capital_at(std::string_view written, std::string_view form, std::size_t at) {
  if (at >= written.size() || at >= form.size()) return false;
  const std::size_t length = char_length(written[at]);
  if (length == 1) return written[at] >= 'A' && written[at] <= 'Z';
  return written.substr(at, length) != form.substr(at, length);
}

// The bytes of the apostrophe that a text begins with, which a form has not: G'ijduvon, Gʻijduvon.
std::size_t apostrophe_length(std::string_view text) {
  for (const std::string_view mark : {"'", "`", "ʻ", "ʼ", "´", "‘", "’", "′"})
    if (text.starts_with(mark)) return mark.size();
  return 0;
}

void note_capitals(std::string_view written, std::string_view form, Word& word) {
  word.capital = capital_at(written, form, 0);
  if (!word.capital) return;
  const std::size_t first = char_length(written[0]);
  if (written.size() <= first || written[first] == '.') {
    word.upper = true;
    return;
  }
  const std::size_t mark = apostrophe_length(written.substr(first));
  word.upper = mark == 0 ? capital_at(written, form, first)
                         : first < form.size() && capital_at(written.substr(first + mark), form.substr(first), 0);
}

struct Gap {
  bool joins = false, comma = false, ends_sentence = false, dash = false;
};

// What stands between two words.
Gap look_at_gap(std::string_view gap, std::size_t previous_length) {
  Gap found{true, false, false, false};
  int lines = 0;
  for (std::size_t i = 0; i < gap.size(); ++i) {
    switch (gap[i]) {
      case '-':
        // A hyphen joins, one with spaces around it is a dash.
        if (i != 0 && i + 1 < gap.size() && gap[i - 1] == ' ' && gap[i + 1] == ' ') found.joins = false;
        break;
      case ' ':
      case '\'':
      case '\r':
      case '\t': break;
      case '\n':
        if (++lines > 1) found = {false, false, true, false};
        break;
      case '.':
        if (previous_length > 3) found = {false, false, true, false};
        break;
      case ',': found.joins = false, found.comma = true; break;
      case '!':
      case '?':
      case ':':
      case '"': found.joins = false, found.ends_sentence = true; break;
      case '\xC2':  // no-break space joins, guillemets part
        ++i;
        if (i < gap.size() && gap[i] != '\xA0') found.joins = false, found.ends_sentence = true;
        break;
      case '\xE2': {  // U+2010, U+2011 hyphens and U+2019 join; dashes and quotation marks part
        const char third = i + 2 < gap.size() && gap[i + 1] == '\x80' ? gap[i + 2] : 0;
        if (third != '\x90' && third != '\x91' && third != '\x99') {
          found.joins = false;
          if (third == '\x93' || third == '\x94') found.dash = gap.size() == 5;
          if (third == '\x9C' || third == '\x9E') found.ends_sentence = true;
        }
        i += 2;
        break;
      }
      default: found.joins = false;
    }
  }
  return found;
}

// How the forms of a text's language are looked up.
enum class Lookup : std::uint8_t {
  declined,  // Russian declensions count: Russian itself, and languages that write no Cyrillic
  any,       // so do endings: an unknown language
  endings,   // endings alone: Kazakh «осы» is no case of the town Оса
};

Lookup lookup_of(std::string_view language) {
  if (language.empty()) return Lookup::any;
  return taxonomy::agglutinates(language) ? Lookup::endings : Lookup::declined;
}

// The words that a form may be once endings of the agglutinated languages are taken off, four at most.  Returns the
// languages in which one of the stems is an everyday word.
std::uint8_t add_stems(const Lexicon& lexicon, std::string_view form, std::vector<WordId>& out) {
  std::uint8_t common = 0;
  const std::size_t most = out.size() + 4;
  const taxonomy::Stems stems = taxonomy::strip_endings(form);
  const auto add = [&](std::string_view stem) {
    const auto word = lexicon.exact_word(stem);
    if (word.id == 0 || out.size() >= most) return;
    out.push_back(word.id);
    common = static_cast<std::uint8_t>(common | word.common);
  };
  for (std::size_t i = 0; i < stems.count && out.size() < most; ++i) {
    add(stems.items[i]);
    if (const std::string hard = taxonomy::devoiced(stems.items[i]); !hard.empty()) add(hard);
  }
  return common;
}

struct Known {
  std::uint8_t count = 0, pattern_count = 0;
  bool starts = false;
  std::uint8_t common = 0;
};

// What identifies a cached form; never 0.
std::uint64_t key_of(std::uint64_t hash, Lookup lookup) { return (hash | 4u) ^ static_cast<std::uint64_t>(lookup); }

// Appends the words that `form` may be, and puts them into the cache.
Known look_up_new(const Lexicon& lexicon, std::string_view form, std::uint64_t hash, Lookup lookup, WordCache& cache,
                  std::vector<WordId>& out) {
  const auto known = lexicon.words_of(form, hash);
  std::size_t most = std::min<std::size_t>(known.ids.size(), 8);
  if (lookup == Lookup::endings) most = known.exact ? 1 : 0;
  cache.ids.assign(known.ids.begin(), known.ids.begin() + static_cast<std::ptrdiff_t>(most));
  std::uint8_t common = known.common;
  if (lookup != Lookup::declined && form.size() >= 6)
    common = static_cast<std::uint8_t>(common | add_stems(lexicon, form, cache.ids));
  Known found{static_cast<std::uint8_t>(cache.ids.size()), 0,
              std::any_of(cache.ids.begin(), cache.ids.end(), [&](WordId id) { return lexicon.first(id) != 0; }),
              common};
  lexicon.add_pattern_words(form, cache.ids);
  found.pattern_count = static_cast<std::uint8_t>(cache.ids.size() - found.count);
  out.insert(out.end(), cache.ids.begin(), cache.ids.end());
  if (cache.ids.size() <= WordCache::max_words) {
    WordCache::Line& line = cache.lines[hash % WordCache::size];
    line = {key_of(hash, lookup), {}, found.count, found.pattern_count, found.starts, found.common};
    std::copy(cache.ids.begin(), cache.ids.end(), line.ids.begin());
  }
  return found;
}

// A word under Turkish rules, where in capitals I is ı and İ is i (HIRSIZLIK, TÜRKİYE), and an apostrophe parts a name
// from its ending (Oş'ta).  Empty when it has none of these.
std::string turkish_form(std::string_view written, bool upper) {
  const std::size_t mark = std::min(written.find('\''), written.find("\xE2\x80\x99"));
  bool changed = mark != std::string_view::npos && mark > 0;
  if (changed) written = written.substr(0, mark);
  if (!upper) return changed ? text::normalise_word(written) : std::string();
  std::string small;
  for (std::size_t i = 0; i < written.size(); ++i) {
    const bool dotted = written.substr(i, 2) == "\xC4\xB0";  // İ
    changed = changed || dotted || written[i] == 'I';
    if (dotted) small += 'i', ++i;
    else if (written[i] == 'I') small += "\xC4\xB1";  // ı
    else small += written[i];
  }
  return changed ? text::normalise_word(small) : std::string();
}

// The same, from the cache where it has them: nearly always.
inline Known look_up(const Lexicon& lexicon, const text::TokenStream& stream, const text::Token& token,
                     std::uint64_t hash, Lookup lookup, WordCache& cache, std::vector<WordId>& out) {
  const WordCache::Line& line = cache.lines[hash % WordCache::size];
  if (line.key != key_of(hash, lookup)) return look_up_new(lexicon, stream.form(token), hash, lookup, cache, out);
  out.insert(out.end(), line.ids.begin(), line.ids.begin() + line.count + line.pattern_count);
  return {line.count, line.pattern_count, line.starts, line.common};
}

void note_known(const Known& known, std::uint8_t own, Word& word) {
  word.id_count = known.count;
  word.pattern_id_count = known.pattern_count;
  word.starts = known.starts;
  word.common = (known.common & own) != 0;
}

// Whether a line ends there after a hyphen: "Uzbe-" and "kistan" may be one name.
bool is_divided(std::string_view gap) { return gap == "-\n" || gap == "-\r\n"; }

}  // namespace

void Scanner::add_words(const text::TokenStream& stream, Scan& out, WordCache& cache, WordCache& watch_cache) const {
  const Lookup lookup = lookup_of(out.language);
  const std::uint8_t own = taxonomy::common_bit(out.language.empty() ? "en" : out.language);
  const bool turkish = out.language == "tr" || out.language == "az";
  const bool watching = !watch_.empty();
  // What follows compares mentions with each other, which only so many words keep short.
  const auto tokens = std::span(stream.tokens).first(std::min(stream.tokens.size(), max_words));
  // The lines that the words will be sought in are on their way to the processor while the first ones are read.
  cache.hashes.clear();
  for (const text::Token& token : tokens) {
    const std::uint64_t hash = taxonomy::hash_form(stream.form(token));
    __builtin_prefetch(&cache.lines[hash % WordCache::size]);
    cache.hashes.push_back(hash);
  }
  for (const std::uint64_t hash : cache.hashes)
    if (cache.lines[hash % WordCache::size].key != key_of(hash, lookup)) lexicon_.prefetch(hash);
  const std::size_t begin = out.words.size();
  out.words.insert(out.words.end(), tokens.size(), Word{});
  const char* const source = stream.source.data();
  std::uint32_t previous_end = 0;
  std::size_t previous_length = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const text::Token& token = tokens[i];
    Word& word = out.words[begin + i];
    word.start = token.start;
    word.end = token.end;
    const char initial = source[token.start];
    if (const auto byte = static_cast<unsigned char>(initial); byte >= 'A') {
      if (byte >= 0x80 || byte <= 'Z') note_capitals(stream.written(token), stream.form(token), word);
    } else if (byte >= '0' && byte <= '9') {
      word.digit = true;
      out.numbers.push_back(static_cast<std::uint32_t>(begin + i));
    }
    if (i == 0) {
      word.sentence_start = true;
    } else if (token.start == previous_end + 1 && source[previous_end] == ' ') {
      word.joins = true;
    } else {
      const Gap gap = look_at_gap(stream.source.substr(previous_end, token.start - previous_end), previous_length);
      word.joins = gap.joins;
      word.comma = gap.comma;
      word.dash = gap.dash;
      word.sentence_start = gap.ends_sentence;
    }
    word.ids = static_cast<std::uint32_t>(out.ids.size());
    const std::uint64_t hash = cache.hashes[i];
    Known known = look_up(lexicon_, stream, token, hash, lookup, cache, out.ids);
    if (turkish && word.capital && known.count == 0)
      if (const std::string form = turkish_form(stream.written(token), word.upper); !form.empty()) {
        out.ids.resize(word.ids);
        known = look_up_new(lexicon_, form, taxonomy::hash_form(form), lookup, cache, out.ids);
      }
    if (known.count == 0 && !word.capital && i > 0 && out.words[begin + i - 1].id_count == 0 &&
        is_divided(stream.source.substr(previous_end, token.start - previous_end))) {
      const std::string whole = std::string(stream.form(tokens[i - 1])).append(stream.form(token));
      Word& front = out.words[begin + i - 1];
      const auto ids = static_cast<std::uint32_t>(out.ids.size());
      const Known joined = look_up_new(lexicon_, whole, taxonomy::hash_form(whole), lookup, cache, out.ids);
      if (joined.count != 0) {
        note_known(joined, own, front);
        front.ids = ids;
        front.end = word.end;
      }
    }
    note_known(known, own, word);
    if (watching) {
      word.watch_ids = static_cast<std::uint32_t>(out.ids.size());
      word.watch_id_count = look_up(watch_, stream, token, hash, lookup, watch_cache, out.ids).count;
    }
    previous_end = token.end;
    previous_length = token.form_length;
  }
}

}  // namespace blotter::facets
