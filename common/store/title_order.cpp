#include "common/store/title_order.hpp"

#include "common/hash.hpp"
#include "common/schema.hpp"

#include <array>
#include <cstddef>

namespace blotter::store {
namespace {

// Of 50 different words, one function in 170 keeps all apart; titles with so many are rare, and have position lists.
constexpr std::uint32_t functions = 256;

std::uint8_t code_of(std::uint64_t hash, std::uint32_t function) {
  constexpr std::uint64_t odd = 0x9e3779b97f4a7c15;
  return static_cast<std::uint8_t>(hash * (odd + 2 * function) >> 56);
}

bool tells_apart(std::span<const std::string_view> forms, const std::vector<std::uint64_t>& hashes,
                 std::uint32_t function) {
  std::array<std::string_view, 256> owners;
  for (std::size_t i = 0; i < forms.size(); ++i) {
    std::string_view& owner = owners[code_of(hashes[i], function)];
    if (owner.empty()) owner = forms[i];
    else if (owner != forms[i]) return false;
  }
  return true;
}

}  // namespace

std::string title_order(std::span<const std::string_view> forms) {
  std::vector<std::uint64_t> hashes;
  hashes.reserve(forms.size());
  for (const std::string_view form : forms) {
    if (form.size() > schema::short_form) return {};
    hashes.push_back(hash_of(form));
  }
  if (hashes.empty()) return {};
  for (std::uint32_t function = 0; function < functions; ++function) {
    if (!tells_apart(forms, hashes, function)) continue;
    std::string order(1, static_cast<char>(function));
    for (const std::uint64_t hash : hashes) order += static_cast<char>(code_of(hash, function));
    return order;
  }
  return {};
}

void add_title_places(std::string_view order, std::string_view form, std::vector<std::uint32_t>& places) {
  if (order.empty()) return;
  const auto code = static_cast<char>(code_of(hash_of(form), static_cast<unsigned char>(order.front())));
  for (std::size_t place = 1; place < order.size(); ++place)
    if (order[place] == code) places.push_back(static_cast<std::uint32_t>(place));
}

}  // namespace blotter::store
