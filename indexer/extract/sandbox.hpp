// Confines this process before it looks at a stranger's file.
#pragma once

#include <cstddef>
#include <string>

namespace blotter::extract {

// Limits memory (bytes of address space) and the size of files (none may be written), takes the right to gain
// privileges, and where the kernel has them, lets Landlock leave nothing to read but /usr and fonts, and seccomp
// nothing to call that opens a connection, starts a program or writes a file.  Ends the process with its parent.
// Returns what holds, for people: "memory, time, seccomp, Landlock 4".
[[nodiscard]] std::string confine(std::size_t memory);

// From now on the process may use that many more seconds of processor time; SIGXCPU ends it then.
void allow_seconds(unsigned seconds);

}  // namespace blotter::extract
