#include "common/store/side_file.hpp"

#include "common/hash.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace blotter::store {
namespace {

// All numbers in the machine's byte order: the file serves this machine's index.
struct Header {
  std::array<char, 8> magic;
  std::uint64_t checksum;  // XXH3 of all that follows
  std::uint64_t size;      // of the file
  std::array<char, 16> kind;
  std::array<char, 48> uuid;
  std::uint64_t revision;
  std::uint64_t sections;
};

struct Section {
  std::array<char, 64> name;
  std::uint64_t offset;  // from the start of the file, a multiple of 8
  std::uint64_t bytes;
};

constexpr std::array<char, 8> file_magic{'B', 'L', 'O', 'T', 'S', 'I', 'D', '1'};
constexpr std::size_t checked_from = offsetof(Header, size);

template <std::size_t N>
void put(std::array<char, N>& into, std::string_view text) {
  std::memcpy(into.data(), text.data(), std::min(text.size(), N - 1));
}

template <std::size_t N>
std::string_view text_of(const std::array<char, N>& bytes) {
  return {bytes.data(), strnlen(bytes.data(), N)};
}

Result<void> io_failure(const std::string& name) {
  return fail(ErrorCode::io, "cannot write '" + name + "': " + std::strerror(errno));
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return ::fsync(file) == 0;
}

// A file in the folder that has no name yet, so that nothing stays behind when the program is killed; where the file
// system has no such files, one under the temporary name.
Descriptor open_new(int folder, const std::string& temporary, mode_t mode, bool& named) {
  Descriptor file(can_name_files() ? ::openat(folder, ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, mode) : -1);
  named = !file;
  if (file) return file;
  return Descriptor(::openat(folder, temporary.c_str(), O_CREAT | O_EXCL | O_NOFOLLOW | O_WRONLY | O_CLOEXEC, mode));
}

}  // namespace

Descriptor::~Descriptor() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool can_name_files() { return ::access("/proc/self/fd", X_OK) == 0; }

void SideFileWriter::add_bytes(std::string_view name, std::string bytes) {
  parts_.push_back({std::string(name), std::move(bytes)});
}

std::string SideFileWriter::finish(std::string_view kind, const Revision& revision) {
  const auto padded = [](std::size_t bytes) { return (bytes + 7) / 8 * 8; };
  Header header{};
  header.magic = file_magic;
  put(header.kind, kind);
  put(header.uuid, revision.uuid);
  header.revision = revision.number;
  header.sections = parts_.size();
  std::vector<Section> sections;
  std::uint64_t at = sizeof header + parts_.size() * sizeof(Section);
  for (const Part& part : parts_) {
    Section& section = sections.emplace_back(Section{{}, at, part.bytes.size()});
    put(section.name, part.name);
    at += padded(part.bytes.size());
  }
  header.size = at;
  std::string image(reinterpret_cast<const char*>(&header), sizeof header);
  image.reserve(at);
  image.append(reinterpret_cast<const char*>(sections.data()), sections.size() * sizeof(Section));
  for (Part& part : parts_) {
    image += part.bytes;
    image.resize(padded(image.size()));
    std::string().swap(part.bytes);  // the image and all its parts at once would be twice the memory
  }
  const std::uint64_t checksum = hash_of(std::string_view(image).substr(checked_from));
  std::memcpy(image.data() + offsetof(Header, checksum), &checksum, sizeof checksum);
  return image;
}

SideFile::SideFile(SideFile&& other) noexcept
    : owned_(std::move(other.owned_)),
      mapped_(std::exchange(other.mapped_, nullptr)),
      mapped_size_(other.mapped_size_),
      revision_(std::move(other.revision_)),
      sections_(std::move(other.sections_)) {}

SideFile::~SideFile() {
  if (mapped_) munmap(mapped_, mapped_size_);
}

std::optional<SideFile::Problem> SideFile::attach(std::string_view image, std::string_view kind) {
  Header header{};
  if (image.size() < sizeof header) return Problem::damaged;
  std::memcpy(&header, image.data(), sizeof header);
  if (header.magic != file_magic || header.size != image.size() ||
      header.checksum != hash_of(std::string_view(image).substr(checked_from)))
    return Problem::damaged;
  if (text_of(header.kind) != kind) return Problem::absent;
  if (header.sections > (image.size() - sizeof header) / sizeof(Section)) return Problem::damaged;
  for (std::size_t i = 0; i < header.sections; ++i) {
    Section section{};
    std::memcpy(&section, image.data() + sizeof header + i * sizeof section, sizeof section);
    if (section.offset % 8 != 0 || section.offset > image.size() || section.bytes > image.size() - section.offset)
      return Problem::damaged;
    sections_.emplace(text_of(section.name), image.substr(section.offset, section.bytes));
  }
  revision_ = {std::string(text_of(header.uuid)), header.revision};
  return std::nullopt;
}

tl::expected<SideFile, SideFile::Problem> SideFile::of(std::string bytes, std::string_view kind) {
  SideFile file;
  // Short strings lie in the object itself, which moves.
  bytes.reserve(std::max<std::size_t>(bytes.size(), 64));
  file.owned_ = std::move(bytes);
  if (const std::optional<Problem> error = file.attach(file.owned_, kind)) return tl::unexpected(*error);
  return file;
}

tl::expected<SideFile, SideFile::Problem> SideFile::map(int folder, const char* name, std::string_view kind) {
  const Descriptor opened(::openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!opened && errno == ENOENT) return tl::unexpected(Problem::absent);
  if (!opened) return tl::unexpected(errno == ELOOP ? Problem::damaged : Problem::unreadable);  // a link is not ours
  struct stat status {};
  if (fstat(opened.get(), &status) != 0 || !S_ISREG(status.st_mode) || status.st_size == 0)
    return tl::unexpected(Problem::damaged);
  SideFile file;
  file.mapped_size_ = static_cast<std::size_t>(status.st_size);
  void* const at = mmap(nullptr, file.mapped_size_, PROT_READ, MAP_PRIVATE, opened.get(), 0);
  if (at == MAP_FAILED) return tl::unexpected(Problem::damaged);
  file.mapped_ = at;
  if (const auto error = file.attach({static_cast<const char*>(at), file.mapped_size_}, kind))
    return tl::unexpected(*error);
  return file;
}

std::string_view SideFile::bytes(std::string_view name) const {
  const auto at = sections_.find(name);
  return at == sections_.end() ? std::string_view() : at->second;
}

Result<void> replace_file(int folder, const std::string& name, std::string_view bytes) {
  struct stat status {};
  const mode_t mode = fstat(folder, &status) == 0 ? status.st_mode & 0666U : 0600U;
  const std::string temporary = name + ".new." + std::to_string(getpid());
  (void)unlinkat(folder, temporary.c_str(), 0);  // of a killed program that had this number
  bool named = false;
  const Descriptor file = open_new(folder, temporary, mode, named);
  const bool written = file && write_all(file.get(), bytes);
  const std::string unnamed = "/proc/self/fd/" + std::to_string(file.get());
  named = named || (written && linkat(AT_FDCWD, unnamed.c_str(), folder, temporary.c_str(), AT_SYMLINK_FOLLOW) == 0);
  if (written && named && renameat(folder, temporary.c_str(), folder, name.c_str()) == 0 && fsync(folder) == 0)
    return {};
  Result<void> failure = io_failure(name);
  (void)unlinkat(folder, temporary.c_str(), 0);
  return failure;
}

}  // namespace blotter::store
