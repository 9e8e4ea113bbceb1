#include "common/store/glass/deflate.hpp"

#include "common/store/glass/limits.hpp"

#include <libdeflate.h>

#include <new>

namespace blotter::glass {

void Deflater::Free::operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }

Deflater::Deflater(int level) {
  if (level <= 0) return;
  compressor_.reset(libdeflate_alloc_compressor(level));
  if (compressor_ == nullptr) throw std::bad_alloc();
}

Deflater::~Deflater() = default;
Deflater::Deflater(Deflater&&) noexcept = default;
Deflater& Deflater::operator=(Deflater&&) noexcept = default;

bool Deflater::append(ByteBuffer& out, std::string_view bytes) {
  if (compressor_ != nullptr && bytes.size() > plain_up_to) {
    char* place = out.extend(bytes.size());
    const std::size_t size =
        libdeflate_deflate_compress(compressor_.get(), bytes.data(), bytes.size(), place, bytes.size() - 1);
    if (size > 0) {
      out.commit(place + size);
      return true;
    }
  }
  out.append(bytes);
  return false;
}

}  // namespace blotter::glass
