#include "tests/support/golden.hpp"

#include "tests/support/process.hpp"

#include <algorithm>
#include <cstdlib>
#include <regex>
#include <vector>

namespace blotter::test {
namespace {

// Without what differs from run to run: times, and the days on which the files of this working copy were written and
// indexed.
std::string without_times(const std::string& text) {
  static const std::regex time(R"([0-9]+\.[0-9]+ ms|"took_ms":[0-9.]+)");
  static const std::regex day(R"(((?:collected|indexed)[":]* *"?)[0-9]{4}-[0-9]{2}-[0-9]{2})");
  return std::regex_replace(std::regex_replace(text, time, "# ms"), day, "$1####-##-##");
}

}  // namespace

std::string golden_difference(const std::string& name, const std::string& text) {
  const std::string path = source_folder + "/tests/golden/" + name;
  const std::string actual = without_times(text);
  if (std::getenv("BLOTTER_REFRESH_GOLDEN")) {
    write_file(path, actual);
    return {};
  }
  const std::vector<std::string> expected_lines = lines_of(read_file(path));
  const std::vector<std::string> lines = lines_of(actual);
  for (std::size_t i = 0; i < std::max(expected_lines.size(), lines.size()); ++i) {
    const std::string expected = i < expected_lines.size() ? expected_lines[i] : "(end)";
    const std::string found = i < lines.size() ? lines[i] : "(end)";
    if (expected != found)
      return path + ":" + std::to_string(i + 1) + "\nkept:  " + expected + "\nfound: " + found +
             "\nIf that is meant, run this test with BLOTTER_REFRESH_GOLDEN=1 and look at the difference.";
  }
  return {};
}

}  // namespace blotter::test
