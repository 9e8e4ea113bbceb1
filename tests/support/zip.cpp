#include "tests/support/zip.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <stdexcept>

namespace blotter::test {

std::string make_zip(const std::vector<std::pair<std::string, std::string>>& entries) {
  std::size_t room = 4096;
  for (const auto& [name, content] : entries) room += 2 * name.size() + content.size() + content.size() / 8 + 1024;
  std::string out(room, '\0');
  std::size_t used = 0;
  struct archive* a = archive_write_new();
  archive_write_set_format_zip(a);
  archive_write_open_memory(a, out.data(), out.size(), &used);
  for (const auto& [name, content] : entries) {
    if (name == "mimetype") archive_write_zip_set_compression_store(a);
    else archive_write_zip_set_compression_deflate(a);
    struct archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    if (archive_write_header(a, entry) != ARCHIVE_OK || archive_write_data(a, content.data(), content.size()) < 0)
      throw std::runtime_error("cannot make a zip");
    archive_entry_free(entry);
  }
  archive_write_close(a);
  archive_write_free(a);
  out.resize(used);
  return out;
}

}  // namespace blotter::test
