// Raw deflate streams, as Xapian keeps long termlists and document data.  libdeflate's one home; it chooses its code by
// the processor at run time.  Format source: xapian-core 1.4.22, common/compression_stream.cc.
#pragma once

#include "common/store/glass/byte_buffer.hpp"
#include "common/store/glass/quick_deflate.hpp"

#include <memory>
#include <string_view>

struct libdeflate_compressor;

namespace blotter::glass {

class Deflater {
 public:
  // 0 leaves everything plain.  1 codes short texts by our quick coder, several times faster than any library, and a
  // tenth larger; long ones by libdeflate's first level.  Level n up to 13 is libdeflate's n - 1.
  explicit Deflater(int level);
  ~Deflater();
  Deflater(Deflater&&) noexcept;
  Deflater& operator=(Deflater&&) noexcept;

  // Appends `bytes` to `out`, deflated if that makes them shorter; whether it did.
  bool append(ByteBuffer& out, std::string_view bytes);

 private:
  struct Free {
    void operator()(libdeflate_compressor* compressor) const;
  };
  std::unique_ptr<QuickDeflater> quick_;
  std::unique_ptr<libdeflate_compressor, Free> compressor_;
};

}  // namespace blotter::glass
