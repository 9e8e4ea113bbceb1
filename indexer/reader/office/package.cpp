#include "indexer/reader/office/package.hpp"

#include "indexer/reader/archive.hpp"
#include "indexer/reader/bytes.hpp"
#include "indexer/reader/strings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace blotter::reader {
namespace {

constexpr std::string_view local_header{"PK\x03\x04", 4};

// One entry's header in front of its bytes (APPNOTE 4.3.7).
struct LocalEntry {
  std::string_view name;
  std::string_view content;  // as packed, as far as `head` has it
  std::size_t end = 0;       // where the next header may begin
};

std::size_t number(std::string_view bytes, std::size_t at, std::size_t width) {
  std::size_t value = 0;
  for (std::size_t i = width; i-- > 0;) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

std::optional<LocalEntry> entry_at(std::string_view head, std::size_t at) {
  constexpr std::size_t fixed = 30;
  if (head.size() < fixed || at > head.size() - fixed || head.substr(at, 4) != local_header) return std::nullopt;
  const bool size_follows = (number(head, at + 6, 2) & 8U) != 0;
  const std::size_t size = number(head, at + 18, 4);
  const std::size_t name_size = number(head, at + 26, 2);
  const std::size_t content = at + fixed + name_size + number(head, at + 28, 2);
  if (content > head.size()) return std::nullopt;
  LocalEntry entry{head.substr(at + fixed, name_size), head.substr(content), content + size};
  if (size_follows && size == 0) {
    const std::size_t next = head.find(local_header, content);
    entry.end = next == head.npos ? head.size() : next;
  } else {
    entry.content = entry.content.substr(0, size);
  }
  return entry;
}

PackageKind kind_of_mimetype(std::string_view type) {
  static constexpr std::array<std::pair<std::string_view, PackageKind>, 4> types{{
      {"application/vnd.oasis.opendocument.text", PackageKind::odt},
      {"application/vnd.oasis.opendocument.spreadsheet", PackageKind::ods},
      {"application/vnd.oasis.opendocument.presentation", PackageKind::odp},
      {"application/epub+zip", PackageKind::epub},
  }};
  for (const auto& [start, kind] : types) {
    if (!type.starts_with(start)) continue;
    const std::string_view rest = type.substr(start.size());
    return rest.starts_with("-master") || rest.starts_with("-web") ? PackageKind::none : kind;
  }
  return PackageKind::none;
}

}  // namespace

PackageKind package_kind(std::string_view head) {
  bool ooxml = false;
  for (std::size_t at = 0, count = 0; at < head.size(); ++count) {
    const std::optional<LocalEntry> entry = entry_at(head, at);
    if (!entry) break;
    if (count == 0 && entry->name == "mimetype") return kind_of_mimetype(entry->content);
    if (entry->name == "META-INF/container.xml") return PackageKind::epub;
    if (entry->name.starts_with("word/")) return PackageKind::docx;
    if (entry->name.starts_with("xl/")) return PackageKind::xlsx;
    if (entry->name.starts_with("ppt/")) return PackageKind::pptx;
    ooxml |= entry->name == "[Content_Types].xml";
    at = entry->end;
  }
  return ooxml ? PackageKind::other_ooxml : PackageKind::none;
}

int recognise_package(const Sniff& sniff, PackageKind kind, std::string_view extensions) {
  const PackageKind found = package_kind(sniff.head);
  if (found == kind) return 90;
  const bool office = kind == PackageKind::docx || kind == PackageKind::xlsx || kind == PackageKind::pptx;
  if (found != PackageKind::other_ooxml || !office) return 0;
  bool named = false;
  split_each(extensions, " ", [&](std::string_view one) { named |= one == sniff.extension; });
  return named ? 30 : 0;
}

Result<Package> Package::open(ByteStream& stream, const ReadContext& context,
                              const std::function<bool(std::string_view name)>& is_wanted) {
  const Limits defaults;
  const Limits& limits = context.limits != nullptr ? *context.limits : defaults;
  UnpackBudget budget(limits, context.unpacking);
  Package package;
  std::optional<Error> lost;
  std::size_t size = 0;
  const auto lose = [&lost](std::string_view name, const Error& error) {
    if (!lost) lost = Error{error.code, fmt::format("{}: {}", name, error.message), error.hint};
  };
  const auto take = [&](const std::string& name, std::int64_t, ByteStream& bytes) {
    if (lost || !is_wanted(name) || package.parts_.contains(name)) return;  // of two with one name the first counts
    std::string content;
    while (true) {
      const auto piece = bytes.next();
      if (!piece) return lose(name, piece.error());
      if (piece->empty()) break;
      size += piece->size();
      if (size > limits.document_bytes) {
        lost = Error{
            ErrorCode::limit,
            fmt::format("its text parts unpack to more than {} bytes (limit document_bytes)", limits.document_bytes),
            {}};
        return;
      }
      content.append(*piece);
    }
    package.parts_.emplace(name, std::move(content));
  };
  const Result<void> read = read_archive(stream, budget, take, [&](const std::string& name, const Error& error) {
    if (is_wanted(name)) lose(name, error);
  });
  if (lost) return tl::unexpected(*lost);
  if (!read) return tl::unexpected(read.error());
  return package;
}

std::string_view Package::part(std::string_view name) const {
  const auto found = parts_.find(name);
  return found != parts_.end() ? std::string_view(found->second) : std::string_view();
}

std::string resolve_part(std::string_view from, std::string_view reference) {
  std::vector<std::string_view> path;
  const auto walk = [&path](std::string_view names) {
    split_each(names, "/", [&path](std::string_view name) {
      if (name == "..") {
        if (!path.empty()) path.pop_back();
      } else if (name != ".") {
        path.push_back(name);
      }
    });
  };
  if (!reference.starts_with('/') && from.find('/') != from.npos) walk(from.substr(0, from.rfind('/')));
  walk(reference.substr(0, reference.find('#')));
  std::string name;
  for (const std::string_view one : path) name.append(name.empty() ? "" : "/").append(one);
  return name;
}

}  // namespace blotter::reader
