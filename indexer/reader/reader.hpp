// The interface of readers.  A reader turns the bytes of one input into articles.  Each input format has one file and
// one row in the table of formats (formats.cpp), and is chosen by content first, then by the file's extension.
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

// A source of bytes, in pieces, so that an input may be larger than memory.
class ByteStream {
 public:
  virtual ~ByteStream() = default;
  // Returns the next piece, valid until the next call; empty at the end.  Fails with ErrorCode::io or bad_input (such
  // as damaged compression).
  [[nodiscard]] virtual Result<std::string_view> next() = 0;
};

// What Format::recognise gets to see of an input.
struct Sniff {
  std::string_view head;       // the first bytes, at most 64 KiB, unchanged
  std::string_view path;       // as the user named it
  std::string_view extension;  // lower case, without the dot
  // The input was discovered in a folder or an archive, not named by the user: recognise it only if it is certainly of
  // this format and holds articles.
  bool discovered = false;
};

// Kinds (see ArticleSink::skip) of a document whose pages are pictures without text, and of such a page of another.
inline constexpr std::string_view skipped_scan = "scanned document";
inline constexpr std::string_view skipped_scanned_page = "scanned page";

// Receives the results of a reader, in input order.
class ArticleSink {
 public:
  virtual ~ArticleSink() = default;
  virtual void accept(Article&& article) = 0;
  // Reports that one article was lost; the reader continues after it.  `where`: its path, perhaps with a place ("line
  // 12").
  virtual void reject(std::string where, Error error) = 0;
  // Reports a file or a part of it that is not an article and was not read.  `kind` is one of source/file_kind.hpp
  // ("image", "program"), or one of those around here; it must live as long as the program.
  virtual void skip(const std::string& /*where*/, std::string_view /*kind*/) {}
};

// Kinds of a document and of a picture in which --ocr recognised no words.
inline constexpr std::string_view skipped_wordless_scan = "wordless scan";
inline constexpr std::string_view skipped_wordless_picture = "wordless picture";

// Settings of text recognition in pictures (--ocr).
struct OcrSettings {
  std::string languages;  // tesseract's codes: "eng+rus"
  // Returns the article that an earlier run recognised in the same document, by Recognition::key; nothing if none did.
  // Called from any thread.  An empty function: no earlier results.
  std::function<std::optional<Article>(std::uint64_t key)> find_recognised{};
};

class UnpackBudget;  // archive.hpp

// What a reader is given beside the bytes.
struct ReadContext {
  std::string path;           // becomes Article::path, and the base of ids if the input has none
  std::int64_t modified = 0;  // the file's time, seconds since 1970; 0 when unknown
  const Limits* limits = nullptr;
  std::string charset{};                      // encoding declared outside of the bytes (by an HTTP header), or empty
  std::string url{};                          // URL from which the bytes were fetched (WARC), or empty
  DateOrder date_order = DateOrder::unknown;  // order of day and month in this input's dates, if its own dates show it
  std::string collected{};                    // day on which the input says it was saved; empty: the day of `modified`
  std::string parent{};                       // id of the mail to which the bytes are attached, or empty
  const OcrSettings* ocr = nullptr;           // null: pictures are skipped
  UnpackBudget* unpacking = nullptr;          // of the archive that holds the bytes, or null
  // Reads a file that this input holds (an attachment) as if it lay in a folder.  `name` is relative to `path`,
  // `parent` the id of the mail.  An empty function: such files are ignored.
  std::function<void(const std::string& name, std::string_view bytes, const std::string& parent)> open_inside{};
};

// One row of the table of formats.  Its functions have no state: all threads call them.
struct Format {
  std::string_view name;         // as in --format and --format list
  std::string_view description;  // one line
  std::string_view extensions;   // space separated, lower case
  // Returns how certainly the content is of this format, from 0 (it is not) to 100.  The highest value wins; among
  // equal ones the format that has the file's extension.
  int (*recognise)(const Sniff&);
  // Reads the whole input into the sink.  Returns an error only if the rest of the input cannot be read; articles that
  // the sink has accepted stay.
  Result<void> (*read)(ByteStream&, const ReadContext&, ArticleSink&);
  // Is recognised by looking like prose.  A discovered file is read as this format only if it has an extension of text
  // or none, and looks like a news story.
  bool is_prose = false;
  // Its bytes are not text.  Such formats are asked first, before archives are opened and before files that are not
  // text are skipped.
  bool is_binary = false;
  // Is a picture, and is read only with --ocr.
  bool is_picture = false;
};

// Returns all formats, in the order in which --format list prints them.
[[nodiscard]] std::span<const Format> formats();
// Returns the format of that name, or null.
[[nodiscard]] const Format* find_format(std::string_view name);
// Returns whether the path has the extension of a binary format: such a file holds few articles, whatever its size.
[[nodiscard]] bool has_document_name(std::string_view path);
// Returns the text format that recognises the content best, or null.
[[nodiscard]] const Format* recognise(const Sniff& sniff);
// Returns the binary format (Format::is_binary) that recognises the content best, or null.
[[nodiscard]] const Format* recognise_binary(const Sniff& sniff);

}  // namespace blotter::reader
