// The queries of a batch, one after the other: TSV, JSON lines, TREC topics, or a query a line.
#pragma once

#include "common/error.hpp"
#include "searcher/request/request.hpp"

#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace blotter::search {

enum class BatchFormat : std::uint8_t { lines, tsv, jsonl, topics };

// A request, or what is wrong with its line.
struct BatchItem {
  Request request;  // with the qid, also when it is wrong
  std::optional<Error> error;
};

// By the name's ending, else topics when the first line begins with <top>, else lines.
[[nodiscard]] BatchFormat batch_format(std::string_view path, std::string_view first_line);

class BatchReader {
 public:
  // Each request starts from `base`.  Plain text is read as the base's syntax says.
  BatchReader(std::istream& input, std::string path, const Request& base);
  ~BatchReader();

  // The next one; nothing at the end.  Blank lines are passed over, and still counted.
  [[nodiscard]] std::optional<BatchItem> next();

 private:
  std::optional<std::string> line();
  BatchItem plain(std::string text) const;
  BatchItem tsv(std::string text) const;
  BatchItem json(std::string_view text);
  std::optional<BatchItem> topic();

  struct Json;
  std::istream& input_;
  std::string path_;
  Request base_;
  std::optional<BatchFormat> format_;
  std::optional<std::string> ahead_;
  std::uint64_t number_ = 0;  // of the line that was read last
  std::unique_ptr<Json> json_;
};

}  // namespace blotter::search
