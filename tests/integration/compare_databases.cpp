// compare_databases LEFT RIGHT: prints how two indexes differ, and exits 0 if they do not, 1 if they do, 2 on trouble.
#include "common/store/glass/api_writer.hpp"
#include "common/store/glass/compare.hpp"

#include <cstdio>

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: compare_databases LEFT RIGHT\n", stderr);
    return 2;
  }
  for (const char* path : {argv[1], argv[2]}) {
    if (const auto sound = blotter::glass::verify_database(path); !sound) {
      std::fprintf(stderr, "%s: %s\n", path, sound.error().message.c_str());
      return 2;
    }
  }
  const auto differences = blotter::glass::compare_databases(argv[1], argv[2]);
  if (!differences) {
    std::fprintf(stderr, "%s\n", differences.error().message.c_str());
    return 2;
  }
  for (const std::string& difference : *differences) std::puts(difference.c_str());
  return differences->empty() ? 0 : 1;
}
