#include "indexer/write/article_spool.hpp"

#include "common/store/article_record.hpp"
#include "common/store/temp_file.hpp"

#include <cerrno>
#include <cstring>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace blotter {
namespace {

tl::unexpected<Error> file_error(const char* what, const std::string& folder) {
  return fail(ErrorCode::io, std::string("cannot ") + what + " a temporary file in '" + folder +
                                 "': " + std::generic_category().message(errno));
}

}  // namespace

Result<void> ArticleSpool::create() {
  const int descriptor = store::open_unlinked_file(folder_);
  if (descriptor < 0) return file_error("create", folder_);
  file_.reset(::fdopen(descriptor, "w+b"));
  if (file_) return {};
  ::close(descriptor);
  return file_error("open", folder_);
}

bool ArticleSpool::write(const std::string& bytes) {
  const std::uint64_t size = bytes.size();
  return std::fwrite(&size, sizeof size, 1, file_.get()) == 1 &&
         std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) == bytes.size();
}

bool ArticleSpool::read(std::string& bytes) {
  std::uint64_t size = 0;
  if (std::fread(&size, sizeof size, 1, file_.get()) != 1) return false;
  bytes.resize(size);
  return std::fread(bytes.data(), 1, size, file_.get()) == size;
}

Result<void> ArticleSpool::add(const ReadArticle& read) {
  if (!file_)
    if (Result<void> created = create(); !created) return created;
  const std::string hash(reinterpret_cast<const char*>(&read.hash), sizeof read.hash);
  if (!write(read.absolute) || !write(hash) || !write(store::encode(read.article))) return file_error("write", folder_);
  ++count_;
  return {};
}

Result<void> ArticleSpool::each(const std::function<Result<void>(ReadArticle&&)>& take) {
  if (!file_) return {};
  if (std::fflush(file_.get()) != 0) return file_error("write", folder_);
  std::rewind(file_.get());
  std::string record;
  for (std::uint64_t i = 0; i < count_; ++i) {
    ReadArticle next;
    if (!read(next.absolute) || !read(record) || record.size() != sizeof next.hash) return file_error("read", folder_);
    std::memcpy(&next.hash, record.data(), sizeof next.hash);
    if (!read(record)) return file_error("read", folder_);
    Result<Article> article = store::decode(record);
    if (!article) return tl::unexpected(article.error());
    next.article = std::move(*article);
    if (Result<void> taken = take(std::move(next)); !taken) return taken;
  }
  return {};
}

}  // namespace blotter
