#include "indexer/write/forgotten.hpp"

#include "common/store/index_files.hpp"
#include "indexer/document/identity.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

namespace blotter {
namespace {

constexpr const char* key_forgotten = "blotter:forgotten:";  // + key of the id; keys of identity.hpp, one per line
constexpr std::size_t key_line = 17;                         // 16 digits and a line feed

std::string entry_of(std::uint64_t id_key) { return fmt::format("{}{:016x}", key_forgotten, id_key); }

std::uint64_t id_key(std::string id) {
  Identity identity;
  identity.id = std::move(id);
  return keys_of(identity).front();
}

}  // namespace

ForgottenArticles::ForgottenArticles(const std::string& directory) {
  std::error_code error;
  if (!std::filesystem::exists(directory + "/" + store::version_file, error)) return;
  try {
    const Xapian::Database database(directory, Xapian::DB_BACKEND_GLASS);
    for (auto entry = database.metadata_keys_begin(key_forgotten); entry != database.metadata_keys_end(key_forgotten);
         ++entry) {
      const std::string value = database.get_metadata(*entry);
      for (std::size_t at = 0; at < value.size(); at += key_line)
        keys_.insert(std::strtoull(value.c_str() + at, nullptr, 16));
    }
  } catch (const Xapian::Error&) {
    keys_.clear();  // who opens it to write reports a damaged index
  }
}

bool ForgottenArticles::keeps_out(const Article& article) const {
  if (keys_.empty()) return false;
  const Identity identity = identity_of(article);
  // It may have been kept under another id than its own (identity.hpp).
  bool found =
      keys_.contains(id_key(scoped_id(identity))) || keys_.contains(id_key(distinct_id(identity.id, identity)));
  for (const std::uint64_t key : keys_of(identity)) found = found || (key != 0 && keys_.contains(key));
  if (found) ++kept_out_;
  return found;
}

std::uint64_t count_forgotten(const Xapian::Database& database) {
  std::uint64_t count = 0;
  for (auto entry = database.metadata_keys_begin(key_forgotten); entry != database.metadata_keys_end(key_forgotten);
       ++entry)
    ++count;
  return count;
}

void forget(Xapian::WritableDatabase& database, const Article& article) {
  std::string value;
  for (const std::uint64_t key : keys_of(identity_of(article)))
    if (key != 0) value += fmt::format("{:016x}\n", key);
  database.set_metadata(entry_of(id_key(article.id)), value);
}

bool take_back(Xapian::WritableDatabase& database, const std::string& id) {
  const std::string entry = entry_of(id_key(id));
  if (database.get_metadata(entry).empty()) return false;
  database.set_metadata(entry, {});
  return true;
}

}  // namespace blotter
