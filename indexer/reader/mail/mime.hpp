// Mail messages (RFC 5322) and their parts (RFC 2045–2047): the text that a person reads.
#pragma once

#include <string>
#include <string_view>

namespace blotter::reader {

struct MailMessage {
  std::string subject, from, date, message_id, list_id;
  std::string text;       // UTF-8
  bool is_html = false;   // the text is HTML still
  bool too_deep = false;  // parts nested deeper than the limit were left out
};

// Tolerant; parts nested deeper than `deepest` are left out.
[[nodiscard]] MailMessage parse_mail(std::string_view message, int deepest);

// "=?utf-8?b?…?=" decoded.
[[nodiscard]] std::string decode_header_words(std::string_view value);

}  // namespace blotter::reader
