// Raw deflate streams, as Xapian keeps long termlists and document data.  libdeflate's one home; it chooses
// its code by the processor at run time.  Format source: xapian-core 1.4.22, common/compression_stream.cc.
#pragma once

#include "common/store/glass/byte_buffer.hpp"

#include <memory>
#include <string_view>

struct libdeflate_compressor;

namespace blotter::glass {

class Deflater {
 public:
  // Level 1 (fast) to 12; 0 leaves everything plain.
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
  std::unique_ptr<libdeflate_compressor, Free> compressor_;
};

}  // namespace blotter::glass
