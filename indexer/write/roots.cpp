#include "indexer/write/roots.hpp"

namespace blotter {

source::Roots roots_of(const Xapian::Database& database) {
  return source::Roots::parse(database.get_metadata(key_roots));
}

source::Roots roots_in(const std::string& directory) {
  const Result<Xapian::Database> database = store::open({directory});
  return database ? roots_of(*database) : source::Roots();
}

}  // namespace blotter
