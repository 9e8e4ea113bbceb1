#include "indexer/reader/archive.hpp"

#include "indexer/reader/bytes.hpp"
#include "indexer/reader/path_name.hpp"
#include "indexer/reader/strings.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <cerrno>
#include <memory>
#include <optional>

namespace blotter::reader {
namespace {

constexpr std::uint64_t ratio_grace = 10u << 20;  // a small file may be packed as tightly as it likes

struct ArchiveCloser {
  void operator()(struct archive* a) const { archive_read_free(a); }
};
using ArchiveHandle = std::unique_ptr<struct archive, ArchiveCloser>;

// What libarchive's read callback draws from, and what it drew.
struct Feed {
  ByteStream& stream;
  UnpackBudget& budget;
  std::optional<Error> error;
};

la_ssize_t feed_more(struct archive* a, void* data, const void** buffer) {
  auto& feed = *static_cast<Feed*>(data);
  const auto piece = feed.stream.next();
  if (!piece) {
    feed.error = piece.error();
    archive_set_error(a, EIO, "read error");
    return -1;
  }
  feed.budget.add_packed(piece->size());
  *buffer = piece->data();
  return static_cast<la_ssize_t>(piece->size());
}

std::string reason(struct archive* a) {
  const char* text = archive_error_string(a);
  return text != nullptr ? text : "damaged";
}

class EntryStream final : public ByteStream {
 public:
  EntryStream(struct archive* a, UnpackBudget& budget) : archive_(a), budget_(budget) {}

  Result<std::string_view> next() override {
    if (failed_) return tl::unexpected(*failed_);
    while (true) {
      const void* data = nullptr;
      std::size_t size = 0;
      la_int64_t offset = 0;
      const int status = archive_read_data_block(archive_, &data, &size, &offset);
      if (status == ARCHIVE_EOF) return std::string_view{};
      if (status < ARCHIVE_WARN) {
        failed_ = Error{ErrorCode::bad_input, reason(archive_), {}};
        return tl::unexpected(*failed_);
      }
      budget_.add_unpacked(size);
      if (auto struck = budget_.struck()) {
        failed_ = std::move(*struck);
        return tl::unexpected(*failed_);
      }
      if (size > 0) return std::string_view(static_cast<const char*>(data), size);
    }
  }
  [[nodiscard]] const std::optional<Error>& failed() const { return failed_; }

 private:
  struct archive* archive_;
  UnpackBudget& budget_;
  std::optional<Error> failed_;
};

ArchiveHandle make_archive(bool may_be_one_stream) {
  ArchiveHandle a(archive_read_new());
  archive_read_support_filter_gzip(a.get());
  archive_read_support_filter_bzip2(a.get());
  archive_read_support_filter_xz(a.get());
  archive_read_support_filter_lzma(a.get());
  archive_read_support_filter_zstd(a.get());
  archive_read_support_filter_lz4(a.get());
  archive_read_support_filter_compress(a.get());
  archive_read_support_format_tar(a.get());
  archive_read_support_format_cpio(a.get());
  archive_read_support_format_zip(a.get());
  archive_read_support_format_7zip(a.get());
  // Bytes that only look like an archive must not come back as themselves.
  if (may_be_one_stream) archive_read_support_format_raw(a.get());
  return a;
}

// A name for people: never absolute, no "..", so that it cannot be taken for a path outside.
std::string entry_name(struct archive_entry* entry) {
  const char* raw = archive_entry_pathname_utf8(entry);
  if (raw == nullptr) raw = archive_entry_pathname(entry);
  std::string name;
  if (raw == nullptr) return "entry";
  split_each(raw, "/\\", [&name](std::string_view part) {
    if (part == "." || part == "..") return;
    if (!name.empty()) name += '/';
    name += part;
  });
  return name.empty() ? "entry" : path_name(name);
}

Result<void> read_entries(struct archive* a, const Feed& feed, const EntryReader& entry_reader,
                          const DamageReport& damaged) {
  const Limits& limits = feed.budget.limits();
  for (std::size_t count = 0;; ++count) {
    struct archive_entry* entry = nullptr;
    const int status = archive_read_next_header(a, &entry);
    if (status == ARCHIVE_EOF) return {};
    if (feed.error) return tl::unexpected(*feed.error);
    if (status < ARCHIVE_WARN) return fail(ErrorCode::bad_input, reason(a));
    if (count >= limits.entry_count)
      return fail(ErrorCode::limit, fmt::format("more than {} entries (limit entry_count)", limits.entry_count));
    const bool raw = (archive_format(a) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_RAW;
    if (!raw && archive_entry_filetype(entry) != AE_IFREG) continue;  // links and devices name nothing to read
    const std::string name = raw ? std::string() : entry_name(entry);
    if (archive_entry_is_encrypted(entry) != 0) {
      damaged(name, Error{ErrorCode::bad_input, "encrypted", {}});
      continue;
    }
    EntryStream bytes(a, feed.budget);
    entry_reader(name, archive_entry_mtime_is_set(entry) != 0 ? archive_entry_mtime(entry) : 0, bytes);
    if (auto struck = feed.budget.struck()) return tl::unexpected(std::move(*struck));
    if (bytes.failed() && raw) return {};  // the entry's own reader has reported it
  }
}

}  // namespace

void UnpackBudget::add_unpacked(std::uint64_t bytes) {
  for (UnpackBudget* one = this; one != nullptr; one = one->around_) one->unpacked_ += bytes;
}

std::optional<Error> UnpackBudget::struck() const {
  for (const UnpackBudget* one = this; one != nullptr; one = one->around_) {
    if (one->unpacked_ > limits_.unpacked_bytes)
      return Error{ErrorCode::limit,
                   fmt::format("unpacks to more than {} bytes (limit unpacked_bytes)", limits_.unpacked_bytes),
                   {}};
    if (one->unpacked_ > ratio_grace && one->packed_ > 0 && one->unpacked_ / one->packed_ > limits_.unpack_ratio)
      return Error{ErrorCode::limit,
                   fmt::format("unpacks to more than {} times its size (limit unpack_ratio)", limits_.unpack_ratio),
                   {}};
  }
  return std::nullopt;
}

ArchiveKind archive_kind(std::string_view head) {
  using namespace std::string_view_literals;
  for (const std::string_view magic : {"\x1F\x8B"sv, "BZh"sv,
                                       "\xFD"
                                       "7zXZ\0"sv,
                                       "\x28\xB5\x2F\xFD"sv, "\x04\x22\x4D\x18"sv, "\x1F\x9D"sv})
    if (head.starts_with(magic)) return ArchiveKind::stream;
  if (head.starts_with("PK\x03\x04"sv) || head.starts_with("PK\x05\x06"sv) || head.starts_with("7z\xBC\xAF\x27\x1C"sv))
    return ArchiveKind::indexed;
  if (head.size() > 262 && head.substr(257, 5) == "ustar"sv) return ArchiveKind::archive;
  return ArchiveKind::none;
}

Result<void> read_archive(ByteStream& packed, UnpackBudget& budget, const EntryReader& entry,
                          const DamageReport& damaged) {
  const Limits& limits = budget.limits();
  PeekStream peek(packed);
  const auto head = peek.head(512);
  if (!head) return tl::unexpected(head.error());
  const ArchiveKind packing = archive_kind(*head);
  const bool indexed = packing == ArchiveKind::indexed;
  ArchiveHandle a = make_archive(packing == ArchiveKind::stream);
  Feed feed{peek, budget, std::nullopt};
  std::string held;
  int status = ARCHIVE_OK;
  if (indexed) {
    auto all = read_all(peek, limits.indexed_bytes);  // its table of entries is at the end
    if (!all)
      return fail(all.error().code,
                  all.error().code == ErrorCode::limit
                      ? fmt::format("zip or 7z larger than {} bytes (limit indexed_bytes)", limits.indexed_bytes)
                      : all.error().message);
    held = std::move(*all);
    budget.add_packed(held.size());
    status = archive_read_open_memory(a.get(), held.data(), held.size());
  } else {
    status = archive_read_open(a.get(), &feed, nullptr, feed_more, nullptr);
  }
  if (feed.error) return tl::unexpected(*feed.error);
  if (status < ARCHIVE_WARN) return fail(ErrorCode::bad_input, reason(a.get()));
  return read_entries(a.get(), feed, entry, damaged);
}

}  // namespace blotter::reader
