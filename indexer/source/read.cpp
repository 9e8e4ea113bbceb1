#include "indexer/reader/archive.hpp"
#include "indexer/reader/bytes.hpp"
#include "indexer/reader/path_name.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/source/file_kind.hpp"
#include "indexer/source/file_list.hpp"
#include "indexer/source/file_stream.hpp"
#include "indexer/source/source.hpp"
#include "indexer/source/warc.hpp"

#include <fmt/format.h>

namespace blotter::source {
namespace {

using reader::archive_kind;
using reader::ArchiveKind;
using reader::ArticleSink;
using reader::ByteStream;
using reader::Format;
using reader::Limits;
using reader::path_name;

constexpr std::size_t sniff_bytes = 64 << 10;

std::string_view file_name(std::string_view path) { return path.substr(path.find_last_of("/!") + 1); }

// Lower case, without the dot; what names a compression is looked through.
std::string extension_of(std::string_view path, bool unpacked) {
  std::string_view name = file_name(path);
  std::size_t dot = name.rfind('.');
  if (dot == name.npos) return {};
  std::string extension = reader::lower(name.substr(dot + 1));
  const bool packing =
      extension == "gz" || extension == "bz2" || extension == "xz" || extension == "zst" || extension == "lz4";
  if (!unpacked || !packing) return extension;
  name = name.substr(0, dot);
  dot = name.rfind('.');
  return dot == name.npos ? std::string() : reader::lower(name.substr(dot + 1));
}

bool begins_as_markup(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  head = reader::trim(head.substr(0, 1024));
  return head.starts_with('<') && !head.starts_with("<?php") && !head.starts_with("<?=") && !head.starts_with("<%");
}

// What is around some bytes.
struct Depth {
  int archives = 0;
  int mails = 0;
  [[nodiscard]] bool any() const { return archives + mails > 0; }
  [[nodiscard]] Depth in_archive() const { return {archives + 1, mails}; }
};

class Opener {
 public:
  Opener(const Format* forced, const Limits& limits, ArticleSink& sink, Origin origin,
         const reader::OcrSettings* ocr = nullptr)
      : forced_(forced), limits_(limits), sink_(sink), origin_(origin), ocr_(ocr) {}

  // `unpacked` says that a compression was taken off.
  Result<void> open(ByteStream& bytes, const reader::ReadContext& given, Depth depth, bool unpacked) {
    const std::string& path = given.path;
    const Format* forced = depth.mails > 0 ? nullptr : forced_;
    reader::ReadContext context = given;
    context.ocr = ocr_;
    context.open_inside = [this, &given, depth](const std::string& name, std::string_view inside,
                                                const std::string& parent) {
      open_attachment(name, inside, parent, given, depth);
    };
    reader::PeekStream peek(bytes);
    const auto head = peek.head(sniff_bytes);
    if (!head) return tl::unexpected(head.error());
    if (head->empty()) return skip(path, kind::empty);
    if (path == "-" && forced == nullptr && is_file_list(*head))
      return fail(ErrorCode::bad_usage, "standard input lists names of files, and is no article",
                  "--files-from - in place of - reads the files");
    const std::string extension = extension_of(path, unpacked);
    if (const Format* format = reader::recognise_binary({*head, path, extension, false});
        format != nullptr && (forced == nullptr || forced == format) && (!format->is_picture || reads_pictures())) {
      if (origin_ == Origin::page_part) return skip(path, kind::page_part);
      return format->read(peek, context, sink_);
    }
    const ArchiveKind packing = archive_kind(*head);
    if (packing == ArchiveKind::indexed)
      if (const std::string_view kind = kind_of_zip(*head, extension); !kind.empty()) return skip(path, kind);
    if (packing != ArchiveKind::none) return unpack(peek, packing, context, depth, unpacked);
    if (is_warc(*head)) return open_warc(peek, context, depth);
    reader::ReadContext with_order = context;
    with_order.date_order = reader::order_of_dates(*head);
    if (forced != nullptr) return forced->read(peek, with_order, sink_);
    const bool discovered = is_discovered(context, extension, depth);
    const bool binary = is_binary(*head);
    // A page that a server's program wrote (page.php) begins as markup; the program does not.
    const bool software = discovered && !kind_of_extension(extension).empty() && !begins_as_markup(*head);
    const Format* format = binary || software ? nullptr : reader::recognise({*head, path, extension, discovered});
    if (format != nullptr && origin_ == Origin::page_part) return skip(path, kind::page_part);
    // A name that says nothing: prose may be a program's comment.
    if (format != nullptr && format->is_prose && discovered && extension.empty())
      if (const std::string_view kind = kind_of(*head, {}); kind != kind::text) return skip(path, kind);
    if (format != nullptr) return format->read(peek, with_order, sink_);
    const std::string_view kind = kind_of(*head, extension);
    if (discovered || binary || depth.any() || kind != kind::text) return skip(path, kind);
    return fail(ErrorCode::bad_input, "no known format", "blotter-index --format list prints those that are read");
  }

 private:
  // Those beside a page that a browser saved belong to it.
  [[nodiscard]] bool reads_pictures() const { return ocr_ != nullptr && origin_ != Origin::page_part; }

  // Texts of a named archive count as named; so does what a crawler fetched, wherever its archive is.
  [[nodiscard]] bool is_discovered(const reader::ReadContext& context, std::string_view extension, Depth depth) const {
    if (!context.url.empty()) return false;
    if (origin_ != Origin::named) return true;
    return depth.any() && extension != "txt" && extension != "text" && extension != "md";
  }

  Result<void> skip(const std::string& path, std::string_view kind) {
    sink_.skip(path, kind);
    return {};
  }

  Result<void> too_deep() const {
    return fail(ErrorCode::limit,
                fmt::format("archives nested deeper than {} (limit archive_depth)", limits_.archive_depth));
  }

  void open_attachment(const std::string& name, std::string_view inside, const std::string& parent,
                       const reader::ReadContext& around, Depth depth) {
    const std::string shown = around.path + "!/" + path_name(name);
    if (const std::string_view kind = kind_of_file_name(file_name(name)); !kind.empty()) return sink_.skip(shown, kind);
    if (++depth.mails > limits_.mail_depth)
      return sink_.reject(
          shown, {ErrorCode::limit,
                  fmt::format("mails nested deeper than {} (limit mail_depth) are left out", limits_.mail_depth),
                  {}});
    reader::MemoryStream memory(inside);
    reader::ReadContext context{shown, around.modified, &limits_, {}, {}};
    context.parent = parent;
    context.unpacking = around.unpacking;
    if (const auto done = open(memory, context, depth, false); !done) sink_.reject(shown, done.error());
  }

  Result<void> unpack(ByteStream& bytes, ArchiveKind packing, const reader::ReadContext& around, Depth depth,
                      bool unpacked) {
    const std::string& path = around.path;
    if (packing == ArchiveKind::stream && unpacked) return too_deep();  // compressed twice
    if (packing != ArchiveKind::stream && depth.archives >= limits_.archive_depth) return too_deep();
    reader::UnpackBudget budget(limits_, around.unpacking);
    const auto entry = [&](const std::string& name, std::int64_t entry_modified, ByteStream& entry_bytes) {
      const std::string shown = name.empty() ? path : path + "!/" + name;
      const std::int64_t time = entry_modified != 0 ? entry_modified : around.modified;
      // A compressed stream may turn out to be a tar only inside; libarchive has then seen through it
      // already.
      if (const std::string_view kind = kind_of_file_name(file_name(name)); !kind.empty())
        return sink_.skip(shown, kind);
      reader::ReadContext context{shown, time, &limits_, {}, {}};
      context.parent = around.parent;
      context.unpacking = &budget;
      const auto done = open(entry_bytes, context, name.empty() ? depth : depth.in_archive(), name.empty());
      if (!done) sink_.reject(shown, done.error());
    };
    if (packing == ArchiveKind::stream && depth.archives >= limits_.archive_depth) return too_deep();
    return reader::read_archive(bytes, budget, entry, [&](const std::string& name, Error error) {
      sink_.reject(name.empty() ? path : path + "!/" + name, std::move(error));
    });
  }

  Result<void> open_warc(ByteStream& bytes, const reader::ReadContext& around, Depth depth) {
    const std::string& path = around.path;
    if (depth.archives >= limits_.archive_depth) return too_deep();
    const auto record = [&](const WarcRecord& found) {
      const std::string shown = path + "!/" + path_name(found.target);
      reader::MemoryStream memory(found.body);
      reader::ReadContext context{shown, found.seconds, &limits_, found.charset, found.target};
      context.parent = around.parent;
      context.unpacking = around.unpacking;
      const auto done = open(memory, context, depth.in_archive(), false);
      if (!done) sink_.reject(shown, done.error());
    };
    return read_warc(bytes, limits_, record, [&](const std::string& where, Error error) {
      sink_.reject(path + "!/" + where, std::move(error));
    });
  }

  const Format* forced_;
  const Limits& limits_;
  ArticleSink& sink_;
  Origin origin_;
  const reader::OcrSettings* ocr_;
};

}  // namespace

Result<void> read_stream(ByteStream& bytes, const reader::ReadContext& context, const Format* format,
                         const Limits& limits, ArticleSink& sink) {
  return Opener(format, limits, sink, Origin::named).open(bytes, context, {}, false);
}

Result<void> read(const Item& item, const Format* format, const Limits& limits, ArticleSink& sink,
                  const reader::OcrSettings* ocr) {
  FileStream file;
  if (auto opened = file.open(item.absolute.empty() ? item.path : item.absolute); !opened) return opened;
  return Opener(format, limits, sink, item.origin, ocr)
      .open(file, {item.path, item.modified, &limits, {}, {}}, {}, false);
}

}  // namespace blotter::source
