// Mail messages (RFC 5322) and their parts (RFC 2045–2047): the text that a person reads.
#pragma once

#include <string>
#include <string_view>

namespace blotter::reader {

struct MailMessage {
  std::string subject, from, date, message_id, list_id;
  std::string text;      // UTF-8
  bool is_html = false;  // the text is HTML still
};

// Tolerant; parts nested deeper than 16 are passed over.
[[nodiscard]] MailMessage parse_mail(std::string_view message);

// "=?utf-8?b?…?=" decoded.
[[nodiscard]] std::string decode_header_words(std::string_view value);

}  // namespace blotter::reader
