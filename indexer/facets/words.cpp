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
  // Nearly every word goes on with a letter.
  if (const auto byte = static_cast<unsigned char>(text[0]); byte >= 'A' && byte < 0x80 && byte != '`') return 0;
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

// What is between two words.
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
  endings,   // endings alone: Kazakh «осы» is not a case of the town Оса
};

Lookup lookup_of(std::string_view language) {
  if (language.empty()) return Lookup::any;
  return taxonomy::agglutinates(language) ? Lookup::endings : Lookup::declined;
}

// The words that a form may be once endings of the agglutinated languages are taken off, four at most.  Returns the
// languages in which one of the stems is an everyday word.
std::uint8_t add_stems(const Lexicon& lexicon, std::string_view form, std::vector<WordId>& out) {
  std::uint8_t common = 0;
  const std::size_t max_ids = out.size() + 4;
  const taxonomy::Stems stems = taxonomy::strip_endings(form);
  const auto add = [&](std::string_view stem) {
    const auto word = lexicon.exact_word(stem);
    if (word.id == 0 || out.size() >= max_ids) return;
    out.push_back(word.id);
    common = static_cast<std::uint8_t>(common | word.common);
  };
  for (std::size_t i = 0; i < stems.count && out.size() < max_ids; ++i) {
    add(stems.items[i]);
    if (const std::string hard = taxonomy::devoiced(stems.items[i]); !hard.empty()) add(hard);
  }
  for (const std::string& singular : taxonomy::singulars_of_owned(form)) add(singular);
  for (std::size_t i = 0; i < stems.count && out.size() < max_ids; ++i)
    for (const std::string& singular : taxonomy::singulars_of_owned(stems.items[i])) add(singular);
  return common;
}

// A lexicon, and what of it one thread knows already, asked for the forms of one text.
class WordBook {
 public:
  WordBook(const Lexicon& lexicon, Lookup lookup, KnownWords& known, std::vector<WordId>& ids)
      : lexicon_(lexicon), lookup_(lookup), salt_(salts[static_cast<std::size_t>(lookup)]), known_(known), ids_(ids) {}

  // Has the place read that look_up() will look at first.
  void prefetch(std::uint64_t hash) const { known_.prefetch(key_of(hash)); }

  // Returns what is known of a form; a word the lexicon has not has no ids.
  [[nodiscard]] KnownWords::Record look_up(std::string_view form, std::uint64_t hash) {
    const KnownWords::Record* found = known_.find(key_of(hash));
    return found != nullptr ? *found : look_up_new(form, hash);
  }
  [[nodiscard]] KnownWords::Record look_up(std::string_view form) { return look_up(form, taxonomy::hash_form(form)); }

 private:
  static constexpr std::uint64_t salts[] = {0x9E3779B97F4A7C15u, 0xD6E8FEB86659FD93u, 0x9FB21C651E98DF25u};

  // What identifies a form under this way to look it up; never 0.
  [[nodiscard]] std::uint64_t key_of(std::uint64_t hash) const {
    const std::uint64_t key = hash ^ salt_;
    return key == 0 ? 1 : key;
  }
  KnownWords::Record look_up_new(std::string_view form, std::uint64_t hash) {
    const auto known = lexicon_.words_of(form, hash);
    std::size_t max_ids = std::min<std::size_t>(known.ids.size(), 8);
    if (lookup_ == Lookup::endings) max_ids = known.exact ? 1 : 0;
    ids_.assign(known.ids.begin(), known.ids.begin() + static_cast<std::ptrdiff_t>(max_ids));
    KnownWords::Record record;
    record.key = key_of(hash);
    record.common = known.common;
    if (lookup_ != Lookup::declined && form.size() >= 6)
      record.common = static_cast<std::uint8_t>(record.common | add_stems(lexicon_, form, ids_));
    const std::size_t names = ids_.size();
    lexicon_.add_pattern_words(form, ids_);
    const auto begins = [&](WordId id) { return lexicon_.first(id) != 0; };
    const auto patterns = ids_.begin() + static_cast<std::ptrdiff_t>(names);
    record.count = static_cast<std::uint8_t>(names);
    record.pattern_count = static_cast<std::uint8_t>(ids_.size() - names);
    record.starts = std::any_of(ids_.begin(), patterns, begins);
    record.starts_pattern = std::any_of(patterns, ids_.end(), begins);
    return known_.add(record, ids_);
  }

  const Lexicon& lexicon_;
  Lookup lookup_;
  std::uint64_t salt_;
  KnownWords& known_;
  std::vector<WordId>& ids_;
};

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

void note_known(const KnownWords::Record& known, std::uint8_t own, Word& word) {
  word.ids = known.ids;
  word.id_count = known.count;
  word.pattern_id_count = known.pattern_count;
  word.starts = known.starts;
  word.starts_pattern = known.starts_pattern;
  word.common = (known.common & own) != 0;
}

// Whether a line ends there after a hyphen: "Uzbe-" and "kistan" may be one name.
bool is_divided(std::string_view gap) { return gap.starts_with('-') && (gap == "-\n" || gap == "-\r\n"); }

// Parts of a token stream, whose offsets need no check.
std::string_view part(const char* text, std::uint32_t start, std::uint32_t end) { return {text + start, end - start}; }

}  // namespace

void Scanner::add_words(const text::TokenStream& stream, Scan& out, Scratch& scratch) const {
  const Lookup lookup = lookup_of(out.language);
  const std::uint8_t own = taxonomy::common_bit(out.language.empty() ? "en" : out.language);
  const bool turkish = out.language == "tr" || out.language == "az";
  const bool watching = !watch_.empty();
  // What follows compares mentions with each other, which a limit on the words keeps short.
  const auto tokens = std::span(stream.tokens).first(std::min(stream.tokens.size(), max_words));
  WordBook names(lexicon_, lookup, scratch.known, scratch.ids);
  WordBook watched(watch_, lookup, scratch.watched, scratch.ids);
  const char* const source = stream.source.data();
  const char* const forms = stream.forms.data();
  const auto form_of = [&](const text::Token& token) {
    return std::string_view(forms + token.form_offset, token.form_length);
  };
  // The records of the words are on their way to the processor while the first ones are read.
  scratch.hashes.resize(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    scratch.hashes[i] = taxonomy::hash_form(form_of(tokens[i]));
    names.prefetch(scratch.hashes[i]);
  }
  const std::size_t begin = out.words.size();
  out.words.resize(begin + tokens.size());
  std::uint32_t previous_end = 0;
  std::size_t previous_length = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const text::Token& token = tokens[i];
    Word& word = out.words[begin + i];
    word.start = token.start;
    word.end = token.end;
    const char initial = source[token.start];
    if (const auto byte = static_cast<unsigned char>(initial); byte >= 'A') {
      if (byte >= 0x80 || byte <= 'Z') note_capitals(part(source, token.start, token.end), form_of(token), word);
    } else if (byte >= '0' && byte <= '9') {
      word.digit = true;
      out.numbers.push_back(static_cast<std::uint32_t>(begin + i));
    }
    if (i == 0) {
      word.sentence_start = true;
    } else if (token.start == previous_end + 1 && source[previous_end] == ' ') {
      word.joins = true;
    } else {
      const Gap gap = look_at_gap(part(source, previous_end, token.start), previous_length);
      word.joins = gap.joins;
      word.comma = gap.comma;
      word.dash = gap.dash;
      word.sentence_start = gap.ends_sentence;
    }
    const std::uint64_t hash = scratch.hashes[i];
    KnownWords::Record known = names.look_up(form_of(token), hash);
    if (turkish && word.capital && known.count == 0)
      if (const std::string form = turkish_form(part(source, token.start, token.end), word.upper); !form.empty())
        known = names.look_up(form);
    if (known.count == 0 && !word.capital && i > 0 && out.words[begin + i - 1].id_count == 0 &&
        is_divided(part(source, previous_end, token.start))) {
      const auto joined = names.look_up(std::string(form_of(tokens[i - 1])).append(form_of(token)));
      if (Word& front = out.words[begin + i - 1]; joined.count != 0) {
        note_known(joined, own, front);
        front.end = word.end;
      }
    }
    note_known(known, own, word);
    if (watching) {
      const KnownWords::Record listed = watched.look_up(form_of(token), hash);
      word.watch_ids = listed.ids;
      word.watch_id_count = listed.count;
    }
    previous_end = token.end;
    previous_length = token.form_length;
  }
}

}  // namespace blotter::facets
