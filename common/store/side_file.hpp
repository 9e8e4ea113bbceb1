// Side files of an index (columns, checksums, inputs): named arrays under one checksum, written for one revision of one
// index, and replaced in one step.  If the checksum is wrong, nothing in the file is used.
#pragma once

#include "common/error.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace blotter::store {

// Owns a file descriptor; -1 is none.
class Descriptor {
 public:
  explicit Descriptor(int descriptor = -1) : descriptor_(descriptor) {}
  Descriptor(Descriptor&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor();
  [[nodiscard]] int get() const { return descriptor_; }
  explicit operator bool() const { return descriptor_ >= 0; }

 private:
  int descriptor_;
};

// Returns whether a file that was opened without a name (O_TMPFILE) can be given one, which goes by /proc: a root of
// somebody's own (chroot) may lack it.
[[nodiscard]] bool can_name_files();

// The state of an index that a side file was made for.
struct Revision {
  std::string uuid;  // Xapian's, of the database
  std::uint64_t number = 0;
  friend bool operator==(const Revision&, const Revision&) = default;
};

// Collects arrays and returns the file's bytes.
class SideFileWriter {
 public:
  // `name` has at most 63 bytes.
  template <class T>
  void add(std::string_view name, const std::vector<T>& array) {
    add_bytes(name, std::string(reinterpret_cast<const char*>(array.data()), array.size() * sizeof(T)));
  }
  void add_bytes(std::string_view name, std::string bytes);
  // `kind` names what the file holds and its version, in at most 15 bytes.
  [[nodiscard]] std::string finish(std::string_view kind, const Revision& revision);

 private:
  struct Part {
    std::string name;
    std::string bytes;
  };
  std::vector<Part> parts_;
};

// A side file that has its checksum.  Immutable; what it gives is valid as long as it.
class SideFile {
 public:
  enum class Problem { absent, damaged, unreadable };

  // Maps the file of that name in a folder.  `absent`: there is none, or one of another kind; `unreadable`: errno says
  // why it cannot be opened.
  [[nodiscard]] static tl::expected<SideFile, Problem> map(int folder, const char* name, std::string_view kind);
  // Returns the same for bytes that SideFileWriter gave.
  [[nodiscard]] static tl::expected<SideFile, Problem> of(std::string bytes, std::string_view kind);

  SideFile(SideFile&& other) noexcept;
  SideFile& operator=(SideFile&&) = delete;
  SideFile(const SideFile&) = delete;
  SideFile& operator=(const SideFile&) = delete;
  ~SideFile();

  [[nodiscard]] const Revision& revision() const { return revision_; }
  [[nodiscard]] bool has(std::string_view name) const { return sections_.contains(name); }
  [[nodiscard]] const std::map<std::string, std::string_view, std::less<>>& sections() const { return sections_; }
  // Empty for a name that it does not have.
  [[nodiscard]] std::string_view bytes(std::string_view name) const;
  template <class T>
  [[nodiscard]] std::span<const T> array(std::string_view name) const {
    const std::string_view found = bytes(name);
    return {reinterpret_cast<const T*>(found.data()), found.size() / sizeof(T)};
  }

 private:
  SideFile() = default;
  std::optional<Problem> attach(std::string_view image, std::string_view kind);

  std::string owned_;       // the bytes, when they are in memory
  void* mapped_ = nullptr;  // the bytes, when they are mapped
  std::size_t mapped_size_ = 0;
  Revision revision_;
  std::map<std::string, std::string_view, std::less<>> sections_;
};

// Replaces the folder's file of that name; a reader sees the old or the new one.  The bytes are synced when it returns.
// Follows no symbolic link.  ErrorCode::io when that fails.
[[nodiscard]] Result<void> replace_file(int folder, const std::string& name, std::string_view bytes);

}  // namespace blotter::store
