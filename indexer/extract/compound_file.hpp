// Compound files (MS-CFB), the "OLE" container of Word's older documents: streams by name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::extract {

// Little-endian; 0 beyond the end.
[[nodiscard]] std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t width);

class CompoundFile {
 public:
  // Nothing when the bytes are none, or its tables lead nowhere.  The bytes must outlive it.
  [[nodiscard]] static std::optional<CompoundFile> open(std::string_view bytes);
  // Returns the whole stream of that (ASCII) name, empty when it has none.
  [[nodiscard]] std::string stream(std::string_view name) const;

 private:
  struct Entry {
    std::string name;  // ASCII; other letters are '?'
    std::uint32_t start = 0;
    std::uint32_t size = 0;
  };

  std::string_view sectors_;  // the file behind its header, which takes one
  std::size_t sector_size_ = 512;
  std::uint32_t small_below_ = 4096;  // streams of fewer bytes are small
  std::vector<std::uint32_t> next_, small_next_;
  std::string small_;  // what all small streams are parts of
  std::vector<Entry> entries_;
};

}  // namespace blotter::extract
