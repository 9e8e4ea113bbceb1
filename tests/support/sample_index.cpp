#include "tests/support/sample_index.hpp"

#include <filesystem>
#include <stdexcept>

namespace blotter::test {

const TemporaryFolder& sample_folder() {
  static const TemporaryFolder folder;
  static const bool made = [] {
    std::filesystem::create_directory_symlink(source_folder + "/corpus", folder / "corpus");
    const Ran ran = run({indexer, "--quiet", "--db", "news.db", "corpus"}, {}, {}, folder.path());
    if (ran.status != 0) throw std::runtime_error("indexing the sample corpus: " + ran.err);
    return true;
  }();
  (void)made;
  return folder;
}

Ran search_sample(const std::vector<std::string>& arguments, const std::string& input,
                  const std::vector<std::string>& environment) {
  std::vector<std::string> command{searcher, "--db", "news.db"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(command, input, environment, sample_folder().path());
}

}  // namespace blotter::test
