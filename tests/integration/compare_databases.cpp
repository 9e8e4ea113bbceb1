// compare_databases LEFT RIGHT: prints how two indexes differ, and exits 0 if they do not, 1 if they do, 2 on trouble.
#include "common/store/article_record.hpp"
#include "common/store/glass/api_writer.hpp"
#include "common/store/glass/compare.hpp"
#include "common/store/stored_articles.hpp"

#include <cstdio>
#include <memory>

using namespace blotter;

namespace {

// Articles, however their records are packed.
glass::DataView::Reader open_articles(const std::string& directory) {
  return [articles = std::make_shared<store::StoredArticles>(Xapian::Database(directory))](std::uint32_t docid) {
    const Result<Article> article = articles->read(docid);
    return article ? store::encode(*article) : article.error().message;
  };
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: compare_databases LEFT RIGHT\n", stderr);
    return 2;
  }
  for (const char* path : {argv[1], argv[2]}) {
    if (const auto sound = glass::verify_database(path); !sound) {
      std::fprintf(stderr, "%s: %s\n", path, sound.error().message.c_str());
      return 2;
    }
  }
  const auto differences = glass::compare_databases(argv[1], argv[2], {open_articles, store::key_dictionary});
  if (!differences) {
    std::fprintf(stderr, "%s\n", differences.error().message.c_str());
    return 2;
  }
  for (const std::string& difference : *differences) std::puts(difference.c_str());
  return differences->empty() ? 0 : 1;
}
