// How failure travels between modules: a Result that holds a value or an Error.  Exceptions of third-party
// libraries end in the adapter that called the library; nothing else throws across a module's edge.
#pragma once

#include <tl/expected.hpp>

#include <string>
#include <utility>

namespace blotter {

enum class ErrorCode {
  bad_usage,  // an option or a value that the program does not understand
  bad_query,  // a query that cannot be parsed; the message names the position
  bad_input,  // an input that cannot be read as an article
  limit,      // a documented limit was exceeded (size, depth, ratio, count)
  io,         // a file cannot be read or written
  index,      // the index is missing, locked, of another version or damaged
};

struct Error {
  ErrorCode code = ErrorCode::bad_input;
  std::string message;  // what is wrong, without a trailing period; may quote input: print it through cli::printable
  std::string hint;     // what the user can do about it; may be empty
};

template <class T>
using Result = tl::expected<T, Error>;

// Shorthand for `return fail(ErrorCode::io, "cannot open …")`.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string hint = {}) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(hint)});
}

}  // namespace blotter
