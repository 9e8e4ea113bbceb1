// Whether a test is built with a sanitizer, which slows everything down many times and keeps the memory for itself.
#pragma once

namespace blotter::test {

inline constexpr bool is_sanitized =
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    true;
#else
    false;
#endif

// Returns how many of so many random rounds are run: under a sanitizer a fifth, since the plain build runs them all.
constexpr int rounds(int wanted) { return is_sanitized ? (wanted + 4) / 5 : wanted; }

}  // namespace blotter::test
