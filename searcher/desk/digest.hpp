// SHA-256 (FIPS 180-4) and base64 (RFC 4648), the one home of nettle.
#pragma once

#include <nettle/sha2.h>
#include <string>
#include <string_view>

namespace blotter::search {

[[nodiscard]] std::string base64(std::string_view bytes);

class Sha256 {
 public:
  Sha256() { sha256_init(&state_); }
  void add(std::string_view bytes);
  // Of all that was added; call it once.
  [[nodiscard]] std::string hex();
  [[nodiscard]] std::string base64();

 private:
  [[nodiscard]] std::string digest();
  sha256_ctx state_{};
};

}  // namespace blotter::search
