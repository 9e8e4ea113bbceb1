// The exception of the glass writer.  Its public functions turn it into a Result, so that inner loops need not test
// each step.
#pragma once

#include "common/error.hpp"

#include <exception>
#include <new>
#include <string>
#include <utility>

namespace blotter::glass {

class GlassError : public std::exception {
 public:
  GlassError(ErrorCode code, std::string message) : error_{code, std::move(message), {}} {}
  explicit GlassError(Error error) : error_(std::move(error)) {}
  [[nodiscard]] const Error& error() const { return error_; }
  [[nodiscard]] const char* what() const noexcept override { return error_.message.c_str(); }

 private:
  Error error_;
};

// Returns a GlassError for a call of the operating system that set errno.
[[nodiscard]] GlassError system_failure(const std::string& what, const std::string& path);

// Runs `body` and returns its exception as an Error: that of a GlassError, ErrorCode::limit if memory runs out, else
// ErrorCode::io.
template <class Body>
[[nodiscard]] Result<void> guarded(Body&& body) {
  try {
    std::forward<Body>(body)();
    return {};
  } catch (const GlassError& failure) {
    return tl::unexpected<Error>(failure.error());
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::limit, "out of memory while writing the index", "give a smaller --memory");
  } catch (const std::exception& other) {
    return fail(ErrorCode::io, other.what());
  }
}

}  // namespace blotter::glass
