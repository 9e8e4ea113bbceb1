#include "tests/support/programs.hpp"

#include "tests/support/small_index.hpp"

namespace blotter::test {
namespace {

struct Small {
  TemporaryFolder folder;
  std::string index = make_small_index(folder);
};

const Small& small() {
  static const Small one;
  return one;
}

}  // namespace

Ran index(const std::vector<std::string>& arguments, const std::string& input, const std::string& folder) {
  std::vector<std::string> command{indexer};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(command, input, {}, folder);
}

const std::string& small_index() { return small().index; }

Ran search_small(const std::vector<std::string>& arguments, const std::string& input,
                 const std::vector<std::string>& environment) {
  std::vector<std::string> command{searcher, "--db", small_index()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(command, input, environment, small().folder.path());
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace blotter::test
