#include "searcher/desk/originals.hpp"

#include "searcher/desk/digest.hpp"
#include "searcher/present/rows.hpp"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <map>
namespace blotter::search {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_name_bytes = 120;

struct Copy {
  std::string name;
  std::uint64_t bytes = 0;
  std::string sha256;
  std::string error;  // why there is none
};

// What a file's name becomes after its number: its end, which holds the extension, in characters that every file system
// and shell takes.
std::string plain_name(const std::string& path) {
  std::string name = fs::path(path).filename().string();
  for (char& c : name) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!letter && c != '.' && c != '-' && c != '_') c = '_';
  }
  return name.size() > max_name_bytes ? name.substr(name.size() - max_name_bytes) : name;
}

Copy copy_file(const std::string& from, const fs::path& folder, std::size_t number) {
  Copy copy;
  copy.name = fmt::format("{:04}-{}", number, plain_name(from));
  std::error_code error;
  if (from.empty()) return copy.error = "the index does not know its file", copy;
  if (!fs::is_regular_file(from, error)) return copy.error = fmt::format("'{}' is gone", from), copy;
  std::ifstream in(from, std::ios::binary);
  std::ofstream out(folder / copy.name, std::ios::binary | std::ios::trunc);
  Sha256 hash;
  std::array<char, 1 << 16> buffer{};
  while (in && out) {
    in.read(buffer.data(), buffer.size());
    const auto size = static_cast<std::size_t>(in.gcount());
    hash.add({buffer.data(), size});
    out.write(buffer.data(), in.gcount());
    copy.bytes += size;
  }
  out.close();
  if (!in.eof() || !out) {
    fs::remove(folder / copy.name, error);
    return copy.error = fmt::format("'{}' cannot be copied", from), copy;
  }
  copy.sha256 = hash.hex();
  return copy;
}

Result<void> make_folder(const std::string& folder) {
  std::error_code error;
  if (fs::exists(folder, error) && !(fs::is_directory(folder, error) && fs::is_empty(folder, error)))
    return fail(ErrorCode::bad_usage, fmt::format("'{}' is there and not empty", folder), "name a new folder");
  fs::create_directories(folder, error);
  if (error) return fail(ErrorCode::io, fmt::format("cannot make the folder '{}': {}", folder, error.message()));
  return {};
}

Result<void> write(const fs::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  if (!file) return fail(ErrorCode::io, fmt::format("cannot write '{}'", path.string()), "is the disk full?");
  return {};
}

}  // namespace

Result<CopiedOriginals> copy_originals(Searcher& searcher, const Answer& answer, const std::string& folder) {
  if (Result<void> made = make_folder(folder); !made) return tl::unexpected<Error>(made.error());
  const present::RowForm form{'\t', false};
  CopiedOriginals copied;
  std::string manifest;
  std::string sums;
  present::append_row({"id", "path", "file", "bytes", "sha256"}, form, manifest);
  std::map<std::string, Copy> copies;  // by path
  for (const Hit& hit : answer.hits) {
    const Result<std::string> path = searcher.file_of(hit.id);
    if (!path) return tl::unexpected<Error>(path.error());
    auto at = copies.find(*path);
    if (at == copies.end()) {
      at = copies.emplace(*path, copy_file(*path, folder, copied.files + 1)).first;
      if (at->second.error.empty()) {
        ++copied.files;
        sums += at->second.sha256 + "  " + at->second.name + '\n';
      }
    }
    const Copy& copy = at->second;
    if (copy.error.empty())
      present::append_row({hit.id, *path, copy.name, std::to_string(copy.bytes), copy.sha256}, form, manifest);
    else copied.failed.push_back(fmt::format("{}: {}", hit.id, copy.error));
  }
  if (Result<void> done = write(fs::path(folder) / "manifest.tsv", manifest); !done)
    return tl::unexpected<Error>(done.error());
  if (Result<void> done = write(fs::path(folder) / "SHA256SUMS", sums); !done)
    return tl::unexpected<Error>(done.error());
  return copied;
}

}  // namespace blotter::search
