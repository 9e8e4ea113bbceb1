#include "tests/support/temporary_folder.hpp"

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace blotter::test {

TemporaryFolder::TemporaryFolder() {
  // mkdtemp puts six characters of its choice in place of the capitals.
  std::string pattern = (std::filesystem::temp_directory_path() / "blotter-test-").string() + std::string(6, 'X');
  if (!mkdtemp(pattern.data())) throw std::runtime_error("mkdtemp");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace blotter::test
