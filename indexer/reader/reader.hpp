// What a reader is: it turns the bytes of one input into articles.  One format is one file and one row in the
// table of formats (formats.cpp); choice is by content first, then by name.
#pragma once

#include "common/article.hpp"
#include "common/error.hpp"
#include "indexer/reader/dates.hpp"
#include "indexer/reader/limits.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace blotter::reader {

// Bytes in pieces, so that a file larger than memory can be read.
class ByteStream {
 public:
  virtual ~ByteStream() = default;
  // Returns the next piece, valid until the next call; empty at the end.
  [[nodiscard]] virtual Result<std::string_view> next() = 0;
};

// What a format may look at to recognise its input.
struct Sniff {
  std::string_view head;       // the first bytes, up to 64 KiB, as they are
  std::string_view path;       // as the user named it
  std::string_view extension;  // lower case, without the dot
  // Met in a folder or an archive and not named by the user: only what is surely an article's form is claimed.
  bool met = false;
};

// The kind (see ArticleSink::skip) of a document whose pages are pictures.
inline constexpr std::string_view skipped_scan = "scanned document";

// Receives what a reader finds, in input order.
class ArticleSink {
 public:
  virtual ~ArticleSink() = default;
  virtual void accept(Article&& article) = 0;
  // One article (or one place, "line 12") was lost; the reader goes on after it.
  virtual void reject(std::string where, Error error) = 0;
  // This is no article and was not read: `kind` (an image, a program …; source/file_kind.hpp) lives for ever.
  virtual void skip(const std::string& /*where*/, std::string_view /*kind*/) {}
};

// As above, of one in which no words were recognised.
inline constexpr std::string_view skipped_wordless_scan = "wordless scan";
inline constexpr std::string_view skipped_wordless_picture = "wordless picture";

// How text is read off pictures (--ocr).
struct OcrSettings {
  std::string languages;  // as tesseract writes them: "eng+rus"
  // Returns what an earlier run made of a document, by Recognition::key.  Any thread may ask; may be empty.
  std::function<std::optional<Article>(std::uint64_t key)> find_recognised{};
};

struct ReadContext {
  std::string path;           // Article::path; also the base of an id where the input has none
  std::int64_t modified = 0;  // the file's time, seconds since 1970; 0 when unknown
  const Limits* limits = nullptr;
  std::string charset{};                      // encoding that a header outside of the bytes declared, or empty
  std::string url{};                          // address that the bytes were fetched from (WARC), or empty
  DateOrder date_order = DateOrder::unknown;  // of this source's numeric dates, where its own dates show it
  std::string collected{};                    // day of saving that the bytes state; else that of `modified`
  std::string parent{};                       // id of the mail that the bytes are attached to, or empty
  const OcrSettings* ocr = nullptr;           // null: pictures are not read
  // Reads a file that lies in this input as any other; `name` is below this path.  Empty where nothing can be opened.
  std::function<void(const std::string& name, std::string_view bytes, const std::string& parent)> open_inside{};
};

struct Format {
  std::string_view name;         // for --format and --format list
  std::string_view description;  // one line
  std::string_view extensions;   // space separated, lower case
  // How sure it is from the content alone, 0 (no) to 100.  The highest wins; equal scores go to the
  // extension.
  int (*recognise)(const Sniff&);
  // Reads everything.  An error returned is about the input as a whole; what was accepted before stays.
  Result<void> (*read)(ByteStream&, const ReadContext&, ArticleSink&);
  // Has no signature but the look of prose: what is met in a folder must be named as text and read like a story.
  bool is_prose = false;
  // Its bytes are no text: asked before archives are opened and what is not text is skipped.
  bool is_binary = false;
  // Is read with --ocr only.
  bool is_picture = false;
};

// Returns all formats, in the order in which --format list prints them.
[[nodiscard]] std::span<const Format> formats();
// By name, or null.
[[nodiscard]] const Format* find_format(std::string_view name);
// Returns whether its name is that of a document or picture, which is one article or few whatever its size.
[[nodiscard]] bool has_document_name(std::string_view path);
// Returns the best text format for that content, or null when none recognises it.
[[nodiscard]] const Format* recognise(const Sniff& sniff);
// Likewise among the formats whose bytes are no text.
[[nodiscard]] const Format* recognise_binary(const Sniff& sniff);

}  // namespace blotter::reader
