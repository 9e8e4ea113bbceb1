#include "common/store/glass/byte_buffer.hpp"

#include <algorithm>
#include <cstdlib>
#include <new>
#include <sys/mman.h>

namespace blotter::glass {
namespace {

constexpr std::size_t mapped_from = 1U << 20;
constexpr std::size_t huge_page = 2U << 20;
constexpr std::size_t page = 4U << 10;

void* map(std::size_t size) {
  void* place = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return place == MAP_FAILED ? nullptr : place;
}

}  // namespace

ByteBuffer::~ByteBuffer() {
  if (capacity_ >= mapped_from) {
    ::munmap(data_, capacity_);
  } else {
    std::free(data_);
  }
}

void ByteBuffer::trim() {
  if (capacity_ < mapped_from) return;
  const std::size_t kept = std::max((size_ + page - 1) / page * page, mapped_from);
  if (kept >= capacity_ || ::munmap(data_ + kept, capacity_ - kept) != 0) return;
  capacity_ = kept;
}

void ByteBuffer::grow(std::size_t min_capacity) {
  std::size_t capacity = std::max(capacity_ + capacity_ / 2 + 64, min_capacity);
  void* moved = nullptr;
  if (capacity < mapped_from) {
    moved = std::realloc(data_, capacity);
  } else {
    capacity = (capacity + huge_page - 1) / huge_page * huge_page;
    if (capacity_ >= mapped_from) {
      moved = ::mremap(data_, capacity_, capacity, MREMAP_MAYMOVE);
      if (moved == MAP_FAILED) moved = nullptr;
    } else if (moved = map(capacity); moved != nullptr) {
      if (size_ > 0) std::memcpy(moved, data_, size_);
      std::free(data_);
    }
    if (moved != nullptr) (void)::madvise(moved, capacity, MADV_HUGEPAGE);  // a wish only
  }
  if (moved == nullptr) throw std::bad_alloc();
  data_ = static_cast<char*>(moved);
  capacity_ = capacity;
}

}  // namespace blotter::glass
