// The queries of a batch, one after the other: TSV, JSON lines, TREC topics, or a query a line.
#pragma once

#include "common/error.hpp"
#include "searcher/batch/query_lines.hpp"
#include "searcher/request/request.hpp"

#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace blotter::search {

// A request, or what is wrong with its line.
struct BatchItem {
  Request request;  // with the qid, also when it is wrong
  std::optional<Error> error;
};

// By the first line where it shows it ({"qid": …, <top>, an identifier and a tab), else by the name's ending, else
// lines.
[[nodiscard]] BatchFormat batch_format(std::string_view path, std::string_view first_line);

class BatchReader {
 public:
  // Each request starts from `base`.  Plain text is read as the base's syntax says.  Without a format it is detected.
  BatchReader(std::istream& input, std::string path, const Request& base, std::optional<BatchFormat> format = {});
  ~BatchReader();

  // Returns the next one; nothing at the end.  Blank lines are passed over, and still counted.
  [[nodiscard]] std::optional<BatchItem> next();
  // Of what has been read, when it was detected by the first line alone.
  [[nodiscard]] bool detected_tsv() const { return detected_tsv_; }

 private:
  std::optional<BatchItem> item();
  void note_repetition(BatchItem& item);
  std::optional<std::string> line();
  BatchItem plain(std::string text) const;
  BatchItem tsv(std::string text) const;
  BatchItem json(std::string_view text);
  std::optional<BatchItem> topic();

  struct Json;
  QueryLines input_;
  std::string path_;
  Request base_;
  std::optional<BatchFormat> format_;
  std::optional<std::string> ahead_;
  bool detected_tsv_ = false;
  bool first_ = true;                                     // no line with a text was read
  std::uint64_t number_ = 0;                              // of the line that was read last
  std::unordered_map<std::string, std::uint64_t> lines_;  // of the identifiers
  std::unique_ptr<Json> json_;
};

}  // namespace blotter::search
