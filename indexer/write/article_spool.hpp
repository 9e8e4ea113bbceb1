// A temporary file of articles that are processed later, so that any number of them takes no memory.
#pragma once

#include "common/error.hpp"
#include "indexer/document/read_article.hpp"

#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>

namespace blotter {

class ArticleSpool {
 public:
  // The file is made in `folder` with the first article, and has no name there: it goes when the spool goes.
  explicit ArticleSpool(std::string folder) : folder_(std::move(folder)) {}

  [[nodiscard]] bool empty() const { return file_ == nullptr; }
  [[nodiscard]] Result<void> add(const ReadArticle& read);
  // Gives the articles in the order in which they came, until `take` fails.
  [[nodiscard]] Result<void> each(const std::function<Result<void>(ReadArticle&&)>& take);

 private:
  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  [[nodiscard]] Result<void> create();
  [[nodiscard]] bool write(const std::string& bytes);
  [[nodiscard]] bool read(std::string& bytes);

  std::string folder_;
  std::unique_ptr<std::FILE, Closer> file_;
  std::uint64_t count_ = 0;
};

}  // namespace blotter
