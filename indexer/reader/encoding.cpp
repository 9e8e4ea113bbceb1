#include "indexer/reader/encoding.hpp"

#include "common/text/charset.hpp"
#include "common/text/utf8.hpp"
#include "indexer/reader/bytes.hpp"
#include "indexer/reader/cyrillic.hpp"
#include "indexer/reader/strings.hpp"

#include <array>
#include <cstdint>

namespace blotter::reader {
namespace {

constexpr std::size_t head_bytes = 64 << 10;

std::uint8_t byte(char c) { return static_cast<std::uint8_t>(c); }

std::string_view by_mark(std::string_view s) {
  if (s.starts_with("\xEF\xBB\xBF")) return "UTF-8";
  if (s.starts_with(std::string_view("\xFF\xFE\0\0", 4))) return "UTF-32LE";
  if (s.starts_with(std::string_view("\0\0\xFE\xFF", 4))) return "UTF-32BE";
  if (s.starts_with("\xFF\xFE")) return "UTF-16LE";
  if (s.starts_with("\xFE\xFF")) return "UTF-16BE";
  return {};
}

// UTF-16 without a mark: in European text one byte of each pair is nearly always below 0x06.
std::string_view by_zeros(std::string_view s) {
  s = s.substr(0, 4096);
  const std::size_t pairs = s.size() / 2;
  if (pairs < 4 || s.find('\0') == s.npos) return {};
  std::array<std::size_t, 2> small{};
  for (std::size_t i = 0; i < s.size(); ++i) small[i & 1] += byte(s[i]) < 0x06 ? 1u : 0u;
  if (small[1] * 10 > pairs * 8 && small[0] * 10 < pairs) return "UTF-16LE";
  if (small[0] * 10 > pairs * 8 && small[1] * 10 < pairs) return "UTF-16BE";
  return {};
}

// Well-formed but for a sequence cut at the end.
bool utf8_prefix(std::string_view s) {
  for (std::size_t cut = 0; cut < 4 && cut <= s.size(); ++cut) {
    if (text::is_utf8(s.substr(0, s.size() - cut))) return true;
    if (cut < s.size() && byte(s[s.size() - 1 - cut]) < 0x80) return false;
  }
  return false;
}

// The label as the web means it (WHATWG Encoding: Latin-1 is windows-1252), or empty when ICU does not know
// it.
std::string known_name(std::string_view label) {
  label = trim(label);
  if (label.empty() || label.size() > 40) return {};
  if (equal_fold(label, "iso-8859-1") || equal_fold(label, "latin1") || equal_fold(label, "us-ascii") ||
      equal_fold(label, "ascii"))
    return "windows-1252";
  if (equal_fold(label, "gb2312") || equal_fold(label, "gbk")) return "GB18030";
  if (equal_fold(label, "utf8")) return "UTF-8";
  std::string name(label);
  return text::is_charset(name) || code_page(label) != nullptr ? name : std::string();
}

bool is_stateful(std::string_view name) { return starts_fold(name, "iso-2022") || equal_fold(name, "hz-gb-2312"); }

// Turkish under a Latin-1 label: its ı, ş and ğ are there as ý, þ and ð, letters that only Icelandic uses together, and
// that beside á, é, í, ó, ú and æ.
bool is_turkish(std::string_view bytes) {
  constexpr std::size_t enough = 4;
  std::array<std::size_t, 3> turkish{};
  std::size_t strange = 0;  // letters that Turkish has not
  for (const char c : bytes) {
    const std::size_t at = std::string_view("\xDD\xFD\xDE\xFE\xD0\xF0").find(c);
    if (at != std::string_view::npos) ++turkish[at / 2];
    else if (byte(c) >= 0xC0 &&
             std::string_view("\xC2\xC7\xCE\xD6\xDB\xDC\xE2\xE7\xEE\xF6\xFB\xFC").find(c) == std::string_view::npos)
      ++strange;
  }
  const std::size_t all = turkish[0] + turkish[1] + turkish[2];
  return all >= enough && turkish[0] > 0 && turkish[1] + turkish[2] > 0 && strange * 8 <= all;
}

std::string detect(std::string_view s) {
  std::string found = known_name(text::detect_charset(s));
  return found.empty() || equal_fold(found, "UTF-8") ? "windows-1252" : found;
}

}  // namespace

std::string guess_encoding(std::string_view bytes, std::string_view declared) {
  if (const auto name = by_mark(bytes); !name.empty()) return std::string(name);
  if (const auto name = by_zeros(bytes); !name.empty()) return std::string(name);
  std::string name = known_name(declared);
  if (is_stateful(name)) return name;
  if (utf8_prefix(bytes)) return "UTF-8";
  const std::string_view sample = bytes.substr(0, head_bytes);
  if (equal_fold(name, "UTF-8")) {
    // Declared, and a few bytes are broken: keep it.  Many: the declaration is wrong.
    const std::string repaired = text::repair_utf8(sample);
    std::size_t broken = 0;
    for (std::size_t at = repaired.find("\xEF\xBF\xBD"); at != repaired.npos;
         at = repaired.find("\xEF\xBF\xBD", at + 3))
      ++broken;
    std::size_t high = 0;
    for (const char c : sample) high += byte(c) >= 0x80 ? 1u : 0u;
    if (broken <= 4 || broken * 4 < high) return "UTF-8";
    name.clear();
  }
  if (starts_fold(name, "UTF-16") || starts_fold(name, "UTF-32")) name.clear();  // its zero bytes would have shown
  // A label counts if the bytes are text by it; Latin ones and none at all say nothing of Cyrillic.
  if (name.empty() || code_page(name) != nullptr)
    if (std::string cyrillic = cyrillic_encoding(sample, name); !cyrillic.empty()) return cyrillic;
  if (name.empty()) name = detect(sample);
  return equal_fold(name, "windows-1252") && is_turkish(sample) ? "windows-1254" : name;
}

std::string declared_encoding(std::string_view head) {
  head = head.substr(0, 8192);
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const auto quoted = [](std::string_view rest) {
    rest = trim(rest.substr(0, 80));
    if (!rest.starts_with('=')) return std::string();
    rest = trim(rest.substr(1));
    if (rest.starts_with('"') || rest.starts_with('\'')) rest.remove_prefix(1);
    rest = trim(rest);
    std::size_t n = 0;
    while (n < rest.size() && (is_ascii_alnum(rest[n]) || rest[n] == '-' || rest[n] == '_' || rest[n] == ':')) ++n;
    return std::string(rest.substr(0, n));
  };
  if (trim(head).starts_with("<?xml")) {
    const std::string_view declaration = head.substr(0, head.find("?>"));
    if (const std::size_t at = find_fold(declaration, "encoding"); at != declaration.npos)
      return quoted(declaration.substr(at + 8));
  }
  for (std::size_t at = find_fold(head, "<meta"); at != head.npos; at = find_fold(head, "<meta", at + 5)) {
    const std::string_view meta = head.substr(at, std::min(head.find('>', at), head.size()) - at);
    if (const std::size_t charset = find_fold(meta, "charset"); charset != meta.npos)
      if (std::string name = quoted(meta.substr(charset + 7)); !name.empty()) return name;
  }
  return {};
}

std::string to_utf8(std::string_view bytes, std::string_view encoding) {
  if (equal_fold(encoding, "UTF-8")) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    return text::is_utf8(bytes) ? std::string(bytes) : text::repair_utf8(bytes);
  }
  MemoryStream memory(bytes);
  Utf8Stream stream(memory, encoding);
  std::string out;
  while (true) {
    const auto piece = stream.next();
    if (!piece || piece->empty()) break;
    out.append(*piece);
  }
  return out;
}

std::string_view as_utf8(std::string_view bytes, std::string_view declared, std::string& storage) {
  const bool marked = bytes.starts_with("\xEF\xBB\xBF");
  if ((marked || by_mark(bytes).empty()) && !is_stateful(declared) && text::is_utf8(bytes) && by_zeros(bytes).empty())
    return bytes.substr(marked ? 3 : 0);
  storage = to_utf8(bytes, guess_encoding(bytes, declared));
  return storage;
}

struct Utf8Stream::Converter {
  const CodePage* page = nullptr;                  // of a Cyrillic encoding
  std::unique_ptr<text::CharsetConverter> others;  // of any other
};

Utf8Stream::Utf8Stream(ByteStream& inner, std::string_view declared) : inner_(inner), declared_(declared) {}
Utf8Stream::~Utf8Stream() = default;

std::string_view Utf8Stream::convert(std::string_view piece, bool last) {
  if (converter_->page != nullptr) {
    buffer_.clear();
    for (const char c : piece) {
      const char16_t high = byte(c) < 0x80 ? u'\0' : (*converter_->page)[byte(c) - 0x80U];
      if (byte(c) < 0x80) buffer_ += c;
      else text::append_utf8(high != 0 ? high : 0xFFFD, buffer_);
    }
    return buffer_;
  }
  converter_->others->convert(piece, last, buffer_);
  return buffer_;
}

// UTF-8 in, UTF-8 out: whole sequences pass as they are, a cut one waits for the next piece.
std::string_view Utf8Stream::pass(std::string_view piece, bool last) {
  std::size_t cut = 0;
  if (!last) {
    for (std::size_t back = 1; back <= 3 && back <= piece.size(); ++back) {
      const std::uint8_t b = byte(piece[piece.size() - back]);
      if (b < 0x80) break;
      if (b < 0xC0) continue;
      const std::size_t needs = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
      if (needs > back) cut = back;
      break;
    }
  }
  const std::string_view whole = piece.substr(0, piece.size() - cut);
  std::string_view out = whole;
  if (!carry_.empty()) {
    buffer_ = carry_;
    buffer_ += whole;
    out = buffer_;
  }
  carry_ = piece.substr(piece.size() - cut);
  if (!text::is_utf8(out)) {
    buffer_ = text::repair_utf8(out);
    out = buffer_;
  }
  return out;
}

Result<std::string_view> Utf8Stream::start() {
  started_ = true;
  while (first_.size() < head_bytes) {
    const auto piece = inner_.next();
    if (!piece) return tl::unexpected(piece.error());
    if (piece->empty()) {
      finished_ = true;
      break;
    }
    first_.append(*piece);
  }
  const std::string declared = declared_.empty() ? declared_encoding(first_) : declared_;
  const std::string name = guess_encoding(first_, declared);
  std::string_view bytes = first_;
  if (const auto mark = by_mark(bytes); !mark.empty())
    bytes.remove_prefix(mark == "UTF-8" ? 3 : mark.starts_with("UTF-32") ? 4 : 2);
  if (!equal_fold(name, "UTF-8")) {
    const CodePage* page = code_page(name);
    auto others = page ? nullptr : text::CharsetConverter::create(name);
    if (page || others) converter_ = std::make_unique<Converter>(Converter{page, std::move(others)});
  }
  return converter_ ? convert(bytes, finished_) : pass(bytes, finished_);
}

Result<std::string_view> Utf8Stream::next() {
  if (!started_) {
    auto piece = start();
    if (!piece || !piece->empty()) return piece;
  }
  while (!finished_) {
    const auto piece = inner_.next();
    if (!piece) return tl::unexpected(piece.error());
    finished_ = piece->empty();
    const std::string_view out = converter_ ? convert(*piece, finished_) : pass(*piece, finished_);
    if (!out.empty()) return out;
  }
  return std::string_view{};
}

}  // namespace blotter::reader
