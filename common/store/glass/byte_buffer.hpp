// Bytes that grow at the end without being cleared first.  Large ones grow by remapping pages, not by
// copying.
#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>
#include <utility>

namespace blotter::glass {

class ByteBuffer {
 public:
  ByteBuffer() = default;
  ByteBuffer(ByteBuffer&& other) noexcept { swap(other); }
  ByteBuffer& operator=(ByteBuffer&& other) noexcept {
    swap(other);
    return *this;
  }
  ByteBuffer(const ByteBuffer&) = delete;
  ByteBuffer& operator=(const ByteBuffer&) = delete;
  ~ByteBuffer();

  // Returns a place for `count` more bytes at the end; commit() says how far they were filled.
  [[nodiscard]] char* extend(std::size_t count) {
    if (capacity_ - size_ < count) grow(size_ + count);
    return data_ + size_;
  }
  void commit(const char* end) { size_ = static_cast<std::size_t>(end - data_); }
  void append(std::string_view bytes) {
    char* place = extend(bytes.size());
    if (!bytes.empty()) std::memcpy(place, bytes.data(), bytes.size());
    size_ += bytes.size();
  }
  // Exactly `size` bytes of undefined content.
  void resize(std::size_t size) {
    if (size > capacity_) grow(size);
    size_ = size;
  }
  // Makes room for `size` bytes in all.
  void reserve(std::size_t size) {
    if (size > capacity_) grow(size);
  }
  void clear() { size_ = 0; }
  // Gives back the whole pages that lie beyond the content.
  void trim();
  // Gives the memory back.
  void release() { ByteBuffer().swap(*this); }

  [[nodiscard]] char* data() { return data_; }
  [[nodiscard]] const char* data() const { return data_; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t capacity() const { return capacity_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::string_view view() const { return {data_, size_}; }

  void swap(ByteBuffer& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }

 private:
  void grow(std::size_t min_capacity);

  char* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace blotter::glass
