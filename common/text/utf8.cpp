#include "common/text/utf8.hpp"

#include <simdjson.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <array>
#include <cstdint>

namespace blotter::text {
namespace {

constexpr std::uint8_t byte(char c) { return static_cast<std::uint8_t>(c); }

// Length of the well-formed sequence at `at`, or 0 with `bad` set to the length of the maximal ill-formed
// part.
std::size_t sequence_length(std::string_view s, std::size_t at, std::size_t& bad) {
  const std::uint8_t lead = byte(s[at]);
  if (lead < 0x80) return 1;
  bad = 1;
  std::size_t length = 0;
  std::uint8_t low = 0x80;
  std::uint8_t high = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return 0;
  }
  for (std::size_t i = 1; i < length; ++i) {
    if (at + i >= s.size() || byte(s[at + i]) < low || byte(s[at + i]) > high) return 0;
    bad = i + 1;
    low = 0x80;
    high = 0xBF;
  }
  return length;
}

// What the cleaning scan must look at; every other byte is copied in runs.
enum Class : std::uint8_t { plain, control, check, unusual };

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (std::size_t b = 0; b < 256; ++b) {
    if (b < 0x20 || b == 0x7F) classes[b] = control;
    // Below U+0300 everything is NFC; U+03C0–U+04FF too, but for the combining U+0483–U+0487.
    else if (b == 0xC2 || b == 0xCE || b == 0xD2 || b == 0xE2 || b == 0xEF) classes[b] = check;
    else if (b == 0xCC || b == 0xCD || b >= 0xD4) classes[b] = unusual;
  }
  return classes;
}
constexpr auto classes = make_classes();

// What pages mean by the control characters from U+0091 on, which are quotation marks and dashes in windows-1252.
constexpr std::array<std::string_view, 7> windows_signs = {"‘", "’", "“", "”", "•", "–", "—"};

struct Cleaner {
  std::string_view in;
  std::string& out;
  bool maybe_not_nfc = false;

  void line_break(std::size_t& at) {
    while (!out.empty() && out.back() == ' ') out.pop_back();
    if (!out.empty() && out.back() != '\n') out.push_back('\n');
    ++at;
    while (at < in.size() && (in[at] == ' ' || in[at] == '\n' || in[at] == '\r' || in[at] == '\t')) ++at;
  }

  void handle_control(std::size_t& at) {
    const char c = in[at];
    if (c == '\n' || c == '\r' || c == '\v' || c == '\f') return line_break(at);
    if (c == '\t') out.push_back(' ');
    ++at;
  }

  // A lead byte that needs its followers looked at; `in` is valid UTF-8, so they are there.
  void handle_check(std::size_t& at) {
    const std::uint8_t lead = byte(in[at]);
    const std::uint8_t second = byte(in[at + 1]);
    if (lead == 0xC2) {
      if (second == 0x85) {
        ++at;
        return line_break(at);
      }
      if (second == 0xA0) out.push_back(' ');
      if (second >= 0x91 && second <= 0x97) out.append(windows_signs[second - 0x91U]);
      if (second > 0xA0) out.append(in, at, 2);
      at += 2;
      return;
    }
    if (lead == 0xCE || lead == 0xD2) {
      maybe_not_nfc |= lead == 0xCE ? second == 0x87 : (second >= 0x83 && second <= 0x87);
      out.append(in, at, 2);
      at += 2;
      return;
    }
    const std::uint8_t third = byte(in[at + 2]);
    if (lead == 0xE2 && second == 0x80 && (third == 0xA8 || third == 0xA9)) {
      at += 2;
      return line_break(at);
    }
    // A zero width space parts words in Thai, Khmer and the like; in a Latin or Cyrillic word it only hides it.
    if (lead == 0xE2 && second == 0x80 && third == 0x8B && (at + 3 >= in.size() || byte(in[at + 3]) < 0xE0)) {
      at += 3;
      return;
    }
    const bool punctuation = lead == 0xE2 && second == 0x80 && third >= 0x82;
    const bool mark = lead == 0xEF && ((second == 0xBB && third == 0xBF) || (second == 0xBF && third >= 0xBE));
    if (!mark) {
      maybe_not_nfc |= !punctuation;
      out.append(in, at, 3);
    }
    at += 3;
  }

  void run() {
    std::size_t at = 0;
    while (at < in.size() && (byte(in[at]) <= 0x20)) ++at;
    while (at < in.size()) {
      std::size_t end = at;
      while (end < in.size() && classes[byte(in[end])] == plain) ++end;
      out.append(in, at, end - at);
      at = end;
      if (at == in.size()) break;
      switch (classes[byte(in[at])]) {
        case control: handle_control(at); break;
        case check: handle_check(at); break;
        default: maybe_not_nfc = true; out.push_back(in[at++]);
      }
    }
    while (!out.empty() && (out.back() == ' ' || out.back() == '\n')) out.pop_back();
  }
};

}  // namespace

bool is_utf8(std::string_view bytes) { return simdjson::validate_utf8(bytes.data(), bytes.size()); }

std::string repair_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + 16);
  std::size_t at = 0;
  while (at < bytes.size()) {
    std::size_t bad = 0;
    const std::size_t length = sequence_length(bytes, at, bad);
    if (length > 0) out.append(bytes, at, length);
    else out.append("\xEF\xBF\xBD");
    at += length > 0 ? length : bad;
  }
  return out;
}

std::string to_nfc(std::string_view valid) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  const icu::StringPiece piece(valid.data(), static_cast<std::int32_t>(valid.size()));
  // ICU counts in int32; a text beyond that has passed no reader's limit, so it is left as it is.
  if (U_FAILURE(status) || valid.size() > 0x7fffffff) return std::string(valid);
  if (nfc->isNormalizedUTF8(piece, status) != 0 || U_FAILURE(status)) return std::string(valid);
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(valid.size()));
  nfc->normalizeUTF8(0, piece, sink, nullptr, status);
  return U_FAILURE(status) ? std::string(valid) : out;
}

void clean_body(std::string_view bytes, std::string& out) {
  out.clear();
  std::string repaired;
  if (!is_utf8(bytes)) {
    repaired = repair_utf8(bytes);
    bytes = repaired;
  }
  out.reserve(bytes.size());
  Cleaner cleaner{bytes, out};
  cleaner.run();
  if (cleaner.maybe_not_nfc) out = to_nfc(out);
}

std::string clean_body(std::string_view bytes) {
  std::string out;
  clean_body(bytes, out);
  return out;
}

std::string clean_line(std::string_view bytes) {
  std::string out = clean_body(bytes);
  std::size_t to = 0;
  for (const char c : out) {
    const char single = c == '\n' ? ' ' : c;
    if (single == ' ' && (to == 0 || out[to - 1] == ' ')) continue;
    out[to++] = single;
  }
  out.resize(to);
  return out;
}

void append_utf8(char32_t c, std::string& out) {
  const auto put = [&out](char32_t value) { out.push_back(static_cast<char>(value)); };
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

char32_t next_code_point(std::string_view valid, std::size_t& at) {
  const std::uint8_t lead = byte(valid[at++]);
  if (lead < 0x80) return lead;
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
  char32_t c = lead & (0x3Fu >> more);
  for (int i = 0; i < more && at < valid.size(); ++i) c = (c << 6) | (byte(valid[at++]) & 0x3Fu);
  return c;
}

std::string_view truncate_utf8(std::string_view valid, std::size_t bytes) {
  if (valid.size() <= bytes) return valid;
  while (bytes > 0 && (byte(valid[bytes]) & 0xC0) == 0x80) --bytes;
  return valid.substr(0, bytes);
}

}  // namespace blotter::text
