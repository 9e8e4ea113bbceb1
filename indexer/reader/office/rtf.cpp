// RTF 1.9 (Rich Text Format).  A reader of our own: the converters in Debian (unrtf, catdoc) lose letters that are not
// of their code page, and the format is a stream of words and groups that needs no more than this.
#include "common/text/charset.hpp"
#include "common/text/utf8.hpp"
#include "indexer/reader/bytes.hpp"
#include "indexer/reader/office/document_article.hpp"
#include "indexer/reader/office/document_text.hpp"
#include "indexer/reader/strings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <utility>
#include <vector>

namespace blotter::reader {
namespace {

constexpr std::size_t max_groups = 4096;  // that are open; deeper ones share the last one's state

enum class Destination : unsigned char { text, skipped, fonts, styles, info, title, author, created };

struct Group {
  Destination destination = Destination::text;
  bool hidden = false;
  bool deleted = false;  // with changes tracked
  int font = 0;
  int after_unicode = 1;  // characters that stand in for one of Unicode's
  int style = 0;
  bool is_note = false;
};

// Code page of a font's character set.
int code_page(int charset) {
  static constexpr std::array<std::pair<int, int>, 12> pages{{{128, 932},
                                                              {129, 949},
                                                              {134, 936},
                                                              {136, 950},
                                                              {161, 1253},
                                                              {162, 1254},
                                                              {163, 1258},
                                                              {177, 1255},
                                                              {178, 1256},
                                                              {186, 1257},
                                                              {204, 1251},
                                                              {238, 1250}}};
  for (const auto& [known, page] : pages)
    if (known == charset) return page;
  return 0;
}

std::string encoding_name(int page) {
  if (page == 65001) return "UTF-8";
  const bool dos = page < 900;
  return fmt::format("{}-{}", dos ? "ibm" : "windows", page);
}

// By that code page, or by windows-1252 where it is none that ICU knows: the bytes are too few to guess from.
std::string decoded(const std::string& bytes, int page) {
  const std::string name = encoding_name(page);
  return text::decode(bytes, text::is_charset(name) ? name : "windows-1252");
}

char32_t character_of(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, char32_t>, 8> characters{{{"lquote", 0x2018},
                                                                                    {"rquote", 0x2019},
                                                                                    {"ldblquote", 0x201C},
                                                                                    {"rdblquote", 0x201D},
                                                                                    {"bullet", 0x2022},
                                                                                    {"endash", 0x2013},
                                                                                    {"emdash", 0x2014},
                                                                                    {"tab", ' '}}};
  for (const auto& [known, character] : characters)
    if (known == word) return character;
  return 0;
}

bool is_skipped(std::string_view word) {
  for (const std::string_view known :
       {"colortbl",   "pict",       "object",  "header",  "headerl",      "headerr", "headerf",
        "footer",     "footerl",    "footerr", "footerf", "fldinst",      "pntext",  "listtext",
        "annotation", "nonshppict", "tc",      "xe",      "nonesttables", "upr",     "template"})
    if (known == word) return true;
  return false;
}

bool ends_line(std::string_view word) {
  for (const std::string_view known : {"par", "line", "softline", "page", "column", "sect", "nestrow"})
    if (known == word) return true;
  return false;
}

class RtfReader {
 public:
  RtfReader(std::string_view rtf, std::size_t limit) : rtf_(rtf), text_(limit) {}

  void read() {
    while (at_ < rtf_.size()) {
      const char c = rtf_[at_++];
      if (c == '{') open();
      else if (c == '}') close();
      else if (c == '\\') control();
      else if (c != '\r' && c != '\n') byte(c);
    }
    flush();
  }
  DocumentFacts facts;
  [[nodiscard]] std::string take() { return text_.take(); }
  [[nodiscard]] bool is_cut() const { return text_.is_cut(); }

 private:
  Group& group() { return groups_.back(); }

  void open() {
    flush();
    pending_ = 0;
    if (groups_.size() < max_groups) groups_.push_back(group());
    else ++beyond_;
    group().is_note = false;
  }
  void close() {
    flush();
    pending_ = 0;
    if (beyond_ > 0) {
      --beyond_;
    } else if (groups_.size() > 1) {
      if (group().is_note) text_.end_aside();
      if (group().destination == Destination::created)
        facts.created = fmt::format("{:04}-{:02}-{:02}", year_, month_, day_);
      groups_.pop_back();
    }
    starred_ = false;
  }

  // After a backslash.
  void control() {
    if (at_ >= rtf_.size()) return;
    const char c = rtf_[at_];
    if (is_ascii_alpha(c)) return word();
    ++at_;
    if (c == '\'') {
      unsigned value = 0;
      const std::string_view digits = rtf_.substr(at_, 2);
      const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
      at_ += static_cast<std::size_t>(end.ptr - digits.data());
      if (end.ec == std::errc()) byte(static_cast<char>(value));
    } else if (c == '*') {
      starred_ = true;
    } else if (c == '~') {
      put(0xA0);
    } else if (c == '_') {
      put('-');
    } else if (c == '{' || c == '}' || c == '\\') {
      byte(c);
    } else if (c == '\n' || c == '\r') {
      end_line();
    }
  }

  void word() {
    const std::size_t begin = at_;
    while (at_ < rtf_.size() && is_ascii_alpha(rtf_[at_])) ++at_;
    const std::string_view name = rtf_.substr(begin, at_ - begin);
    int number = 0;
    const std::string_view digits = rtf_.substr(at_, 12);
    const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool has_number = end.ec == std::errc();
    if (has_number) at_ += static_cast<std::size_t>(end.ptr - digits.data());
    if (at_ < rtf_.size() && rtf_[at_] == ' ') ++at_;
    const bool starred = std::exchange(starred_, false);
    if (name == "bin") {
      at_ += std::min<std::size_t>(number > 0 ? static_cast<std::size_t>(number) : 0, rtf_.size() - at_);
    } else if (name == "u") {
      unicode(number);
    } else if (const char32_t character = character_of(name); character != 0) {
      put(character);
    } else {
      flush();
      obey(name, number, has_number, starred);
    }
  }

  void obey(std::string_view name, int number, bool has_number, bool starred) {
    Group& state = group();
    const bool on = !has_number || number != 0;
    if (name == "shptxt") state.destination = Destination::text;  // of a drawing, which is else passed over
    else if (starred || is_skipped(name)) state.destination = Destination::skipped;
    else if (state.destination == Destination::skipped) return;
    else if (name == "fonttbl") state.destination = Destination::fonts;
    else if (name == "stylesheet") state.destination = Destination::styles;
    else if (name == "info") state.destination = Destination::info;
    else if (state.destination != Destination::text) property(name, number);
    else if (name == "footnote") note();
    else if (name == "ansicpg") ansi_page_ = number;
    else if (name == "f") state.font = number;
    else if (name == "uc") state.after_unicode = std::clamp(number, 0, 16);
    else if (name == "deleted") state.deleted = on;
    else if (name == "v") state.hidden = on;
    else if (name == "plain") state.deleted = state.hidden = false;
    else if (name == "s") state.style = number;
    else if (name == "pard") state.style = 0;
    else if (name == "intbl") begin_row();
    else if (name == "cell" || name == "nestcell") text_.end_cell();
    else if (name == "row") end_row();
    else if (ends_line(name)) end_line();
  }

  // In the tables of fonts and styles, and in what the document says of itself.
  void property(std::string_view name, int number) {
    Group& state = group();
    if (name == "f" && state.destination == Destination::fonts) state.font = number;
    else if (name == "fcharset" && state.destination == Destination::fonts) pages_[state.font] = code_page(number);
    else if (name == "s" && state.destination == Destination::styles) state.style = number;
    else if (name == "title" && state.destination == Destination::info) state.destination = Destination::title;
    else if (name == "author" && state.destination == Destination::info) state.destination = Destination::author;
    else if (name == "creatim" && state.destination == Destination::info) state.destination = Destination::created;
    else if (name == "yr") year_ = number;
    else if (name == "mo") month_ = number;
    else if (name == "dy") day_ = number;
    else if (name == "uc") state.after_unicode = std::clamp(number, 0, 16);
    else if (state.destination == Destination::info) state.destination = Destination::skipped;  // its other parts
  }

  void note() {
    group().is_note = true;
    text_.begin_aside();
  }
  void begin_row() {
    if (in_row_) return;
    in_row_ = true;
    text_.begin_row();
  }
  void end_row() {
    if (!in_row_) return;
    in_row_ = false;
    text_.end_row();
  }
  void end_line() {
    flush();
    if (group().destination != Destination::text) return;
    if (facts.shown_title.empty() && title_style_ != 0 && group().style == title_style_)
      facts.shown_title = text_.line();
    text_.end_line();
  }

  void unicode(int number) {
    flush();
    pending_ = group().after_unicode;
    const auto unit = static_cast<char32_t>(number < 0 ? number + 65536 : number);
    if (unit >= 0xD800 && unit < 0xDC00) {
      high_ = unit;
    } else if (unit >= 0xDC00 && unit < 0xE000) {
      if (high_ != 0) put(0x10000 + ((high_ - 0xD800) << 10U) + (unit - 0xDC00));
      high_ = 0;
    } else {
      put(unit);
    }
  }

  void put(char32_t character) {
    flush();
    std::string utf8;
    text::append_utf8(character, utf8);
    write(utf8);
  }

  void byte(char c) {
    if (pending_ > 0) {
      --pending_;
      return;
    }
    bytes_ += c;
  }

  // Bytes of one code page go over together, since a letter may take two.
  void flush() {
    if (bytes_.empty()) return;
    const bool ascii =
        std::none_of(bytes_.begin(), bytes_.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    if (ascii) {
      write(bytes_);
    } else {
      const auto known = pages_.find(group().font);
      int page = known != pages_.end() ? known->second : 0;
      if (page == 0) page = ansi_page_;
      write(decoded(bytes_, page));
    }
    bytes_.clear();
  }

  void write(std::string_view utf8) {
    const Group& state = group();
    if (state.destination == Destination::title) facts.title += utf8;
    else if (state.destination == Destination::author) add_author(utf8);
    else if (state.destination == Destination::styles) style_name(utf8);
    else if (state.destination == Destination::text && !state.hidden && !state.deleted) text_.characters(utf8);
  }

  void add_author(std::string_view utf8) {
    if (facts.authors.empty()) facts.authors.emplace_back();
    facts.authors.back() += utf8;
  }
  void style_name(std::string_view name) {
    if (equal_fold(trim(name), "Title;")) title_style_ = group().style;
  }

  std::string_view rtf_;
  std::size_t at_ = 0;
  DocumentText text_;
  std::vector<Group> groups_{1};
  std::size_t beyond_ = 0;    // groups that are open beyond max_groups
  std::map<int, int> pages_;  // code page by font
  std::string bytes_;
  int ansi_page_ = 1252;
  int pending_ = 0;  // characters to pass over behind one of Unicode's
  int title_style_ = 0;
  int year_ = 0, month_ = 0, day_ = 0;
  char32_t high_ = 0;
  bool starred_ = false;
  bool in_row_ = false;
};

int recognise(const Sniff& sniff) { return sniff.head.starts_with("{\\rtf") ? 95 : 0; }

Result<void> read(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  Emitter emitter(context, sink, false);
  const Result<std::string> bytes = read_all(stream, emitter.limits().document_bytes, "document_bytes");
  if (!bytes) return tl::unexpected(bytes.error());
  RtfReader reader(*bytes, emitter.limits().article_bytes);
  reader.read();
  emit_document(std::move(reader.facts), reader.take(), reader.is_cut(), emitter);
  return {};
}

}  // namespace

extern const Format rtf_format;
constinit const Format rtf_format{"rtf", "Rich Text Format", "rtf", recognise, read, false, true};

}  // namespace blotter::reader
