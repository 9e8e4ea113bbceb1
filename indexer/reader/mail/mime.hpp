// Mail messages (RFC 5322) and their parts (RFC 2045–2047, 3676), taken apart by GMime: the text that a person reads.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace blotter::reader {

struct Attachment {
  std::string name;  // of its file, else its media type
  std::string bytes;
};

struct MailMessage {
  std::string subject, from, date, message_id, list_id;
  std::string text;                     // UTF-8, plain
  std::vector<Attachment> attachments;  // parts that are not text of the message, in order
  bool too_deep = false;                // parts nested deeper than the limit were left out
};

// Tolerant.  Of an alternative the richer text is taken, the texts of other multiparts are joined; parts nested deeper
// than `max_depth` are left out.
[[nodiscard]] MailMessage parse_mail(std::string_view message, int max_depth);

// A page that a browser saved in the form of a mail (MHTML, RFC 2557).
struct MailedPage {
  std::string html, charset;
  std::string url;   // of the page
  std::string date;  // of saving, as written
};

// Its first page; without HTML when there is none.
[[nodiscard]] MailedPage parse_mailed_page(std::string_view message);

// Returns the bytes of a base64 text; skips characters outside of its alphabet.
[[nodiscard]] std::string decode_base64(std::string_view text);

}  // namespace blotter::reader
