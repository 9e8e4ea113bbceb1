#include "indexer/write/run_writer.hpp"

#include "common/store/article_record.hpp"
#include "common/store/glass/api_writer.hpp"
#include "common/store/glass/writer.hpp"

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <span>
#include <unistd.h>

namespace blotter {
namespace {

namespace fs = std::filesystem;

class DirectWriter final : public RunWriter {
 public:
  DirectWriter(std::unique_ptr<glass::DatabaseWriter> writer, std::size_t part_bytes)
      : writer_(std::move(writer)), part_bytes_(part_bytes) {}

  Result<void> append(std::uint64_t number, const glass::Run& run) override { return writer_->append(number, run); }
  Result<void> finish(const std::map<std::string, std::string>& metadata) override {
    return writer_->finish(glass::Metadata(metadata.begin(), metadata.end()));
  }
  [[nodiscard]] bool reads_back() const override { return true; }
  [[nodiscard]] std::size_t part_bytes() const override { return part_bytes_; }

 private:
  std::unique_ptr<glass::DatabaseWriter> writer_;
  std::size_t part_bytes_;
};

class ApiWriter final : public RunWriter {
 public:
  explicit ApiWriter(std::string folder) : folder_(std::move(folder)) {}

  Result<void> append(std::uint64_t number, const glass::Run& run) override {
    if (run.document_count() == 0) return {};
    const std::string part = folder_ + "/part-" + std::to_string(number);
    {
      const std::lock_guard lock(mutex_);
      parts_[number] = part;
    }
    return glass::write_database_api(part, run, {});
  }
  Result<void> finish(const std::map<std::string, std::string>& metadata) override {
    const std::string last = folder_ + "/part-metadata";
    const glass::Run empty;
    if (Result<void> done = glass::write_database_api(last, empty, glass::Metadata(metadata.begin(), metadata.end()));
        !done)
      return done;
    std::vector<std::string> parts;
    for (const auto& [number, part] : parts_) parts.push_back(part);
    parts.push_back(last);
    const std::string merged = folder_ + "/merged";
    if (Result<void> done = glass::merge_databases(parts, merged); !done) return done;
    return take_place(parts, merged);
  }
  [[nodiscard]] bool reads_back() const override { return false; }
  [[nodiscard]] std::size_t part_bytes() const override { return 512u << 10; }

 private:
  // The merged tables move up, the parts go.
  Result<void> take_place(const std::vector<std::string>& parts, const std::string& merged) {
    std::error_code error;
    for (const std::string& part : parts) fs::remove_all(part, error);
    std::vector<fs::path> files;
    for (const fs::directory_entry& file : fs::directory_iterator(merged, error)) files.push_back(file.path());
    for (const fs::path& file : files)
      if (!error) fs::rename(file, fs::path(folder_) / file.filename(), error);
    if (!error) fs::remove_all(merged, error);
    if (error) return fail(ErrorCode::io, "cannot move the merged index: " + error.message());
    return {};
  }

  std::string folder_;
  std::mutex mutex_;
  std::map<std::uint64_t, std::string> parts_;
};

}  // namespace

std::size_t default_memory() {
  const auto pages = static_cast<std::size_t>(std::max(0L, sysconf(_SC_PHYS_PAGES)));
  const auto page = static_cast<std::size_t>(std::max(0L, sysconf(_SC_PAGESIZE)));
  return std::min(pages * page / 4, std::size_t{256} << 20);
}

MemoryShares share_memory(std::size_t memory, unsigned threads) {
  // What program, libraries, word lists and each thread's caches take, whatever is indexed.
  constexpr std::size_t fixed = std::size_t{48} << 20;
  const std::size_t left = memory - std::min(fixed, memory * 3 / 4);
  // A part is read, inverted and sorted in some twelve times its text, and two more wait for each thread: the other
  // half.
  return {left / 2, std::clamp<std::size_t>(left / (26 * std::size_t{threads}), 256U << 10, 4U << 20)};
}

Result<std::unique_ptr<RunWriter>> RunWriter::create(const std::string& folder, WriterChoice choice, unsigned threads,
                                                     std::size_t memory) {
  const Result<void> readable = glass::check_library();
  if (choice == WriterChoice::direct && !readable) return tl::unexpected(readable.error());
  if (choice == WriterChoice::api || !readable) return std::make_unique<ApiWriter>(folder);
  const MemoryShares shares = share_memory(memory == 0 ? default_memory() : memory, threads);
  glass::WriteOptions options;
  options.threads = threads;
  options.memory = shares.waiting;
  Result<std::unique_ptr<glass::DatabaseWriter>> writer = glass::DatabaseWriter::create(folder, options);
  if (!writer) return tl::unexpected(writer.error());
  return std::make_unique<DirectWriter>(std::move(*writer), shares.part);
}

void RunBuilder::add(std::uint32_t docid) {
  run_.begin_document(docid);
  constexpr std::size_t ahead = 8;  // the states of a run's terms do not fit into the processor's caches
  const std::vector<IndexDocument::Term>& terms = document_.terms;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (i + ahead < terms.size()) run_.prefetch(terms[i + ahead].id);
    const IndexDocument::Term& term = terms[i];
    run_.add_posting(term.id, term.wdf,
                     std::span(document_.positions).subspan(term.first_position, term.position_count));
  }
  for (const auto& [slot, value] : document_.values) run_.set_value(slot, value);
  run_.set_data(document_.data, store::is_packed(document_.data));
  run_.end_document();
}

Result<void> RunBuilder::hand_over(std::uint64_t number, RunWriter& parts) {
  Result<void> appended = parts.append(number, run_);
  run_.clear();
  return appended;
}

}  // namespace blotter
