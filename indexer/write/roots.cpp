#include "indexer/write/roots.hpp"

namespace blotter {

source::Roots roots_of(const Xapian::Database& database) {
  return source::Roots::parse(database.get_metadata(key_roots));
}

source::Roots roots_in(const std::string& directory) {
  const Result<store::OpenIndex> index = store::open(directory);
  return index ? roots_of(index->database) : source::Roots();
}

}  // namespace blotter
