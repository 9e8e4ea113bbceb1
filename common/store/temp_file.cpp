#include "common/store/temp_file.hpp"

#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace blotter::store {

int open_unlinked_file(const std::string& folder) {
  const int unnamed = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (unnamed >= 0) return unnamed;
  // Not every file system has files without a name.  mkostemp puts six characters of its choice in place of the
  // capitals.
  std::string path = folder + "/blotter-" + std::string(6, 'X');
  const int descriptor = ::mkostemp(path.data(), O_CLOEXEC);
  if (descriptor >= 0) ::unlink(path.c_str());
  return descriptor;
}

}  // namespace blotter::store
