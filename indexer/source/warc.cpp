#include "indexer/source/warc.hpp"

#include "indexer/reader/strings.hpp"
#include "indexer/source/http_message.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cstring>
#include <optional>

namespace blotter::source {
namespace {

using reader::ByteStream;
using reader::Limits;
using reader::trim;

constexpr std::size_t max_header = 64 << 10;

// Reads counted bytes and lines off a stream.
class Cursor {
 public:
  explicit Cursor(ByteStream& stream) : stream_(stream) {}

  // A line with its end; empty at the end of the stream, cut at max_header.
  Result<std::string> line() {
    std::string out;
    while (out.size() < max_header) {
      if (auto more = fill(); !more || !*more) return more ? Result<std::string>(out) : tl::unexpected(more.error());
      const std::size_t end = std::min(piece_.find('\n'), piece_.size() - 1) + 1;
      out.append(piece_, 0, end);
      piece_.remove_prefix(end);
      if (out.back() == '\n') break;
    }
    return out;
  }
  // Moves `count` bytes into `out` (or nowhere when null); false when the stream ends before.
  Result<bool> take(std::uint64_t count, std::string* out) {
    while (count > 0) {
      if (auto more = fill(); !more || !*more) return more;
      const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(count, piece_.size()));
      if (out != nullptr) out->append(piece_, 0, size);
      piece_.remove_prefix(size);
      count -= size;
    }
    return true;
  }

 private:
  Result<bool> fill() {
    if (!piece_.empty()) return true;
    const auto piece = stream_.next();
    if (!piece) return tl::unexpected(piece.error());
    piece_ = *piece;
    return !piece_.empty();
  }
  ByteStream& stream_;
  std::string_view piece_;
};

struct RecordHead {
  std::string type;  // "response", "resource", …; ARC records are responses
  std::string target;
  std::string content_type;
  std::int64_t seconds = 0;
  std::uint64_t length = 0;
};

bool parse_number(std::string_view text, std::uint64_t& value) {
  text = trim(text);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end != text.data();
}

// "2014-06-03T12:00:00Z" or "20140603120000"
std::int64_t seconds_of(std::string_view stamp) {
  std::string digits;
  for (const char c : stamp)
    if (reader::is_digit(c)) digits += c;
  if (digits.size() < 8) return 0;
  const auto number = [&digits](std::size_t at, std::size_t n) {
    int value = 0;
    if (at + n <= digits.size()) std::from_chars(digits.data() + at, digits.data() + at + n, value);
    return value;
  };
  using namespace std::chrono;
  const year_month_day day{year{number(0, 4)}, month{static_cast<unsigned>(number(4, 2))},
                           std::chrono::day{static_cast<unsigned>(number(6, 2))}};
  if (!day.ok()) return 0;
  return static_cast<std::int64_t>(sys_days{day}.time_since_epoch().count()) * 86400 + number(8, 2) * 3600 +
         number(10, 2) * 60 + number(12, 2);
}

std::string_view strip_angles(std::string_view target) {
  target = trim(target);
  if (target.starts_with('<') && target.ends_with('>')) target = target.substr(1, target.size() - 2);
  return target;
}

Result<RecordHead> warc_head(Cursor& cursor) {
  std::string block;
  while (block.size() < max_header) {
    auto line = cursor.line();
    if (!line) return tl::unexpected(line.error());
    if (trim(*line).empty()) break;
    block += *line;
  }
  std::string_view rest = block;
  const HeaderFields fields = take_header_fields(rest);
  RecordHead head;
  head.type = reader::lower(field(fields, "warc-type"));
  head.target = strip_angles(field(fields, "warc-target-uri"));
  head.content_type = field(fields, "content-type");
  head.seconds = seconds_of(field(fields, "warc-date"));
  if (!parse_number(field(fields, "content-length"), head.length))
    return fail(ErrorCode::bad_input, "a record without a length; what follows cannot be found");
  return head;
}

// "http://… 1.2.3.4 20140603120000 text/html 1234": the address may hold blanks, so fields are taken from the
// end.
std::optional<RecordHead> arc_head(std::string_view line) {
  std::vector<std::string_view> parts;
  reader::split_each(line, " ", [&parts](std::string_view part) { parts.push_back(part); });
  RecordHead head;
  if (parts.size() < 5 || line.find("://") == line.npos || !parse_number(parts.back(), head.length))
    return std::nullopt;
  const std::string_view date = parts[parts.size() - 3];
  head.seconds = seconds_of(date);
  const std::string_view address = parts[parts.size() - 4];
  const auto length = static_cast<std::size_t>(address.data() - line.data());
  head.target = trim(line.substr(0, length));
  head.type = head.target.starts_with("filedesc:") ? "warcinfo" : "response";
  return head;
}

bool may_hold_articles(std::string_view media_type) {
  if (media_type.empty() || media_type == "application/octet-stream") return true;
  if (media_type == "text/css" || media_type == "text/javascript") return false;
  return media_type.starts_with("text/") || media_type.find("xml") != media_type.npos ||
         (media_type.find("json") != media_type.npos && media_type.find("javascript") == media_type.npos);
}

class WarcReader {
 public:
  using OnRecord = std::function<void(const WarcRecord&)>;
  using OnDamage = std::function<void(const std::string&, Error)>;
  WarcReader(ByteStream& bytes, const Limits& limits, const OnRecord& record, const OnDamage& damaged)
      : cursor_(bytes), limits_(limits), on_record_(record), on_damage_(damaged) {}

  Result<void> run() {
    while (true) {
      auto line = cursor_.line();
      if (!line) return tl::unexpected(line.error());
      if (line->empty()) return {};
      const std::string_view first = trim(*line);
      if (first.empty()) continue;
      if (first.starts_with("WARC/")) {
        auto head = warc_head(cursor_);
        if (!head) return tl::unexpected(head.error());
        if (auto done = record(*head); !done) return done;
      } else if (const auto head = arc_head(first)) {
        if (auto done = record(*head); !done) return done;
      } else if (!lost_) {
        // Out of step: reported once, and the next record is looked for.
        lost_ = true;
        on_damage_("record " + std::to_string(count_ + 1),
                   Error{ErrorCode::bad_input, "no record where one should begin", {}});
      }
    }
  }

 private:
  Result<void> record(const RecordHead& head) {
    ++count_;
    lost_ = false;
    const bool http = head.type == "response";
    const bool wanted = http || head.type == "resource" || head.type == "conversion";
    const bool fits = head.length <= limits_.article_bytes;
    block_.clear();
    auto whole = cursor_.take(head.length, wanted && fits ? &block_ : nullptr);
    if (!whole) return tl::unexpected(whole.error());
    if (!wanted) return {};
    const std::string where = head.target.empty() ? "record " + std::to_string(count_) : head.target;
    if (!fits) {
      on_damage_(where, Error{ErrorCode::limit,
                              fmt::format("larger than {} bytes (limit article_bytes)", limits_.article_bytes),
                              {}});
      return {};
    }
    if (!*whole) on_damage_(where, Error{ErrorCode::bad_input, "the file ends inside this record", {}});
    deliver(head, where, http);
    return {};
  }

  void deliver(const RecordHead& head, const std::string& where, bool http) {
    WarcRecord out;
    out.target = where;
    out.seconds = head.seconds;
    HttpResponse response;
    if (http && block_.starts_with("HTTP/")) {
      if (auto parsed = parse_http_response(block_, limits_.article_bytes, response); !parsed)
        return on_damage_(where, parsed.error());
      if (response.cut)
        on_damage_(where,
                   Error{ErrorCode::bad_input, "compressed body is cut or damaged; what is before that is read", {}});
      if (response.status != 200 && response.status != 203 && response.status != 206) return;
      out.body = response.body;
    } else if (!http) {
      split_content_type(head.content_type, response.media_type, response.charset);
      out.body = block_;
    } else {
      return;  // a DNS answer, or another protocol
    }
    if (!may_hold_articles(response.media_type) || trim(out.body.substr(0, 1024)).empty()) return;
    out.charset = response.charset;
    on_record_(out);
  }

  Cursor cursor_;
  const Limits& limits_;
  const OnRecord& on_record_;
  const OnDamage& on_damage_;
  std::string block_;
  std::uint64_t count_ = 0;
  bool lost_ = false;
};

}  // namespace

bool is_warc(std::string_view head) { return head.starts_with("WARC/") || head.starts_with("filedesc://"); }

Result<void> read_warc(ByteStream& bytes, const Limits& limits, const std::function<void(const WarcRecord&)>& record,
                       const std::function<void(const std::string& where, Error)>& damaged) {
  return WarcReader(bytes, limits, record, damaged).run();
}

}  // namespace blotter::source
