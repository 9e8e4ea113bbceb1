// What the scan knows of each word by itself: capitals, what parts it from the word before, the lexicon's words that it
// may be.
#include "common/taxonomy/inflection.hpp"
#include "indexer/facets/scan.hpp"

#include <algorithm>

namespace blotter::facets {

using taxonomy::Lexicon;
using taxonomy::WordId;

namespace {

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

void note_capitals(std::string_view written, std::string_view form, Word& word) {
  word.capital = capital_at(written, form, 0);
  if (word.capital)
    word.upper = written.size() <= char_length(written[0]) || capital_at(written, form, char_length(written[0])) ||
                 written[1] == '.';
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

// The words that a form may be once endings of the agglutinated languages are taken off, four at most.
void add_stems(const Lexicon& lexicon, std::string_view form, std::vector<WordId>& out) {
  const std::size_t most = out.size() + 4;
  const taxonomy::Stems stems = taxonomy::strip_endings(form);
  const auto add = [&](std::string_view stem) {
    if (const WordId id = lexicon.exact_word(stem); id != 0 && out.size() < most) out.push_back(id);
  };
  for (std::size_t i = 0; i < stems.count && out.size() < most; ++i) {
    add(stems.items[i]);
    if (const std::string hard = taxonomy::devoiced(stems.items[i]); !hard.empty()) add(hard);
  }
}

struct Known {
  std::uint8_t count = 0;
  bool starts = false;
};

// What a cached form is told by; never 0.
std::uint64_t key_of(std::uint64_t hash, bool endings) { return (hash | 2u) ^ static_cast<std::uint64_t>(endings); }

// Appends the words that `form` may be, and puts them into the cache.
Known look_up_new(const Lexicon& lexicon, std::string_view form, std::uint64_t hash, bool endings, WordCache& cache,
                  std::vector<WordId>& out) {
  cache.ids.clear();
  const auto known = lexicon.words_of(form, hash);
  cache.ids.assign(known.begin(), known.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(known.size(), 8)));
  if (endings && form.size() >= 6) add_stems(lexicon, form, cache.ids);
  const Known found{static_cast<std::uint8_t>(cache.ids.size()),
                    std::any_of(cache.ids.begin(), cache.ids.end(), [&](WordId id) { return lexicon.first(id) != 0; })};
  out.insert(out.end(), cache.ids.begin(), cache.ids.end());
  if (cache.ids.size() <= WordCache::most_words) {
    WordCache::Line& line = cache.lines[hash % WordCache::size];
    line = {key_of(hash, endings), {}, found.count, found.starts};
    std::copy(cache.ids.begin(), cache.ids.end(), line.ids.begin());
  }
  return found;
}

// The same, from the cache where it has them: nearly always.
inline Known look_up(const Lexicon& lexicon, const text::TokenStream& stream, const text::Token& token,
                     std::uint64_t hash, bool endings, WordCache& cache, std::vector<WordId>& out) {
  const WordCache::Line& line = cache.lines[hash % WordCache::size];
  if (line.key != key_of(hash, endings)) return look_up_new(lexicon, stream.form(token), hash, endings, cache, out);
  for (std::uint8_t i = 0; i < line.count; ++i) out.push_back(line.ids[i]);
  return {line.count, line.starts};
}

}  // namespace

void Scanner::add_words(const text::TokenStream& stream, Scan& out, WordCache& cache, WordCache& watch_cache) const {
  const bool endings = taxonomy::agglutinates(out.language);
  const bool watching = !watch_.empty();
  // The lines that the words will be sought in are on their way to the processor while the first ones are read.
  cache.hashes.clear();
  for (const text::Token& token : stream.tokens) {
    const std::uint64_t hash = taxonomy::hash_form(stream.form(token));
    __builtin_prefetch(&cache.lines[hash % WordCache::size]);
    cache.hashes.push_back(hash);
  }
  for (const std::uint64_t hash : cache.hashes)
    if (cache.lines[hash % WordCache::size].key != key_of(hash, endings)) lexicon_.prefetch(hash);
  const std::size_t begin = out.words.size();
  out.words.insert(out.words.end(), stream.tokens.size(), Word{});
  const char* const source = stream.source.data();
  std::uint32_t previous_end = 0;
  std::size_t previous_length = 0;
  for (std::size_t i = 0; i < stream.tokens.size(); ++i) {
    const text::Token& token = stream.tokens[i];
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
    const Known known = look_up(lexicon_, stream, token, hash, endings, cache, out.ids);
    word.id_count = known.count;
    word.starts = known.starts;
    if (watching) {
      word.watch_ids = static_cast<std::uint32_t>(out.ids.size());
      word.watch_id_count = look_up(watch_, stream, token, hash, endings, watch_cache, out.ids).count;
    }
    previous_end = token.end;
    previous_length = token.form_length;
  }
}

}  // namespace blotter::facets
