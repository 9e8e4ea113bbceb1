#include "common/store/glass/deflate.hpp"

#include "common/store/glass/limits.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <new>

namespace blotter::glass {
namespace {

// Longer texts repeat themselves enough for a general coder to pay.
constexpr std::size_t quick_up_to = 8192;

}  // namespace

void Deflater::Free::operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }

Deflater::Deflater(int level) {
  if (level <= 0) return;
  if (level == 1) quick_ = std::make_unique<QuickDeflater>();
  compressor_.reset(libdeflate_alloc_compressor(std::max(level - 1, 1)));
  if (compressor_ == nullptr) throw std::bad_alloc();
}

Deflater::~Deflater() = default;
Deflater::Deflater(Deflater&&) noexcept = default;
Deflater& Deflater::operator=(Deflater&&) noexcept = default;

bool Deflater::append(ByteBuffer& out, std::string_view bytes) {
  if (compressor_ != nullptr && bytes.size() > plain_up_to) {
    if (quick_ != nullptr && bytes.size() <= quick_up_to) {
      if (quick_->append(out, bytes)) return true;
    } else {
      char* place = out.extend(bytes.size());
      const std::size_t size =
          libdeflate_deflate_compress(compressor_.get(), bytes.data(), bytes.size(), place, bytes.size() - 1);
      out.commit(place + size);
      if (size > 0) return true;
    }
  }
  out.append(bytes);
  return false;
}

}  // namespace blotter::glass
