#include "indexer/run/batches.hpp"

#include "indexer/run/input_memory.hpp"
#include "indexer/source/file_kind.hpp"
#include "indexer/source/interrupt.hpp"
#include "indexer/write/forgotten.hpp"

namespace blotter {
namespace {

// Bytes; from here on the feeding thread reads, but for documents, which take long and give an article or few.
constexpr std::uint64_t large_file = 4u << 20;
constexpr std::size_t batch_files = 64;
constexpr std::size_t max_failures = 65536;  // articles and failures in one batch

std::size_t size_of(const Article& article) { return article.title.size() + article.body.size() + 256; }

// Collects what one input gives, and hands a batch on whenever it is full.
class Collector final : public reader::ArticleSink {
 public:
  Collector(Batch& batch, const source::Item& item, const PipelineOptions& options, std::function<void()> full)
      : batch_(batch), item_(item), options_(options), full_(std::move(full)) {}

  void accept(Article&& article) override {
    if (options_.shard && !options_.shard->takes(article.id, article.source)) return;
    if (options_.forgotten != nullptr && options_.forgotten->keeps_out(article)) return;
    if (options_.labels != nullptr) options_.labels->resolve(article);
    if (!article.published_text.empty()) settle_date(article);
    bytes_ += size_of(article);
    batch_.articles.push_back({std::move(article), item_.absolute});
    flush_when_full();
  }
  void reject(std::string where, Error error) override {
    whole_ = false;
    if (source::interrupted()) return;  // where the reading ended, nothing is wrong
    // Readers know the place in the input ("line 12"); an entry of an archive names itself whole.
    if (!where.starts_with(item_.path)) where = where.empty() ? item_.path : item_.path + ", " + where;
    bool is_known = false;
    if (options_.inputs != nullptr) {
      failures_.push_back(InputMemory::failure_key(where, error));
      is_known = options_.inputs->failed_before(item_, failures_.back());
    }
    batch_.report.failures.push_back({std::move(where), std::move(error), {}, is_known});
    flush_when_full();
  }
  void skip(const std::string& where, std::string_view kind) override {
    if (where == item_.path) {  // else it is an entry
      whole_ = false;
      kind_ = kind;
    }
    batch_.report.failures.push_back({where, {}, kind});
    flush_when_full();
  }
  // Nothing in the input failed, and it was not skipped itself.
  [[nodiscard]] bool is_whole() const { return whole_; }
  // Remembers for later runs what was found.
  void note() {
    if (options_.inputs != nullptr) options_.inputs->note(item_, kind_, std::move(failures_));
  }

 private:
  void settle_date(Article& article) {
    article.published = reader::settle_day(article.published_text, options_.date_order);
    if (!article.published.empty()) article.published_text.clear();
    else if (options_.open_dates != nullptr) ++*options_.open_dates;
  }
  void flush_when_full() {
    if (!full_ ||
        (bytes_ < options_.batch_bytes && batch_.articles.size() + batch_.report.failures.size() < max_failures))
      return;
    full_();
    bytes_ = 0;
  }

  Batch& batch_;
  const source::Item& item_;
  const PipelineOptions& options_;
  std::function<void()> full_;
  std::size_t bytes_ = 0;
  bool whole_ = true;
  std::string_view kind_;                // of an input that was skipped as a whole
  std::vector<std::uint64_t> failures_;  // InputMemory::failure_key()
};

void read_one(const source::Item& item, const PipelineOptions& options, Batch& batch,
              const std::function<void()>& full) {
  if (options.inputs != nullptr)
    if (const std::string_view kind = options.inputs->skipped_as(item);
        !kind.empty() && (options.ocr == nullptr || !source::is_read_with_ocr(kind)))
      return batch.report.failures.push_back({item.path, {}, kind});
  Collector collector(batch, item, options, full);
  const Result<void> read = source::read(item, options.format, options.limits, collector, options.ocr);
  if (source::interrupted()) return;
  if (!read) collector.reject({}, read.error());
  else if (collector.is_whole() && !item.absolute.empty()) batch.report.whole.push_back(item.absolute);
  collector.note();
}

}  // namespace

void read_files(Batch& batch, const PipelineOptions& options) {
  for (const source::Item& item : batch.files)
    if (!source::interrupted()) read_one(item, options, batch, nullptr);
  batch.files.clear();
}

void feed(const PipelineOptions& options, const std::function<bool(Batch&&)>& submit) {
  Batch batch;
  std::uint64_t gathered = 0;  // bytes of small files in the batch
  std::uint64_t before = 0;
  std::uint64_t number = 0;
  bool open = true;
  InputFingerprint fingerprint(options.inputs != nullptr ? options.inputs->key() : 0);
  const auto flush = [&] {
    if (batch.files.empty() && batch.articles.empty() && batch.report.failures.empty() && batch.report.whole.empty())
      return;
    batch.report.bytes_before = before;
    batch.number = number++;
    std::string at = batch.report.at;
    if (open) open = submit(std::move(batch));
    batch = {};
    batch.report.at = std::move(at);
    gathered = 0;
  };
  source::walk(
      options.paths,
      [&](source::Item&& item) {
        if (!open) return;
        fingerprint.add(item);
        batch.report.at = item.path;
        const std::uint64_t size = item.size;
        if ((size < large_file || reader::has_document_name(item.path)) && item.path != "-") {
          gathered += size;
          batch.files.push_back(std::move(item));
          if (gathered >= options.batch_bytes || batch.files.size() >= batch_files) flush();
        } else {
          flush();
          read_one(item, options, batch, flush);
          flush();
        }
        before += size;
      },
      [&](std::string path, Error error) {
        fingerprint.spoil();
        batch.report.failures.push_back({std::move(path), std::move(error)});
      },
      [&](std::string path, std::string_view kind) {
        fingerprint.skip(path, kind);
        batch.report.failures.push_back({std::move(path), {}, kind});
        if (batch.report.failures.size() >= max_failures) flush();
      },
      options.walk);
  flush();
  if (options.inputs != nullptr) options.inputs->note_input(open ? fingerprint.value() : 0);
}

Survey survey(const PipelineOptions& options) {
  Survey survey;
  InputFingerprint fingerprint(options.inputs != nullptr ? options.inputs->key() : 0);
  source::walk(
      options.paths,
      [&](source::Item&& item) {
        survey.bytes += item.size;
        fingerprint.add(item);
      },
      [&](const std::string&, const Error&) { fingerprint.spoil(); },
      [&](const std::string& path, std::string_view kind) { fingerprint.skip(path, kind); }, options.walk);
  survey.fingerprint = fingerprint.value();
  return survey;
}

std::uint64_t input_bytes(const PipelineOptions& options) {
  return options.input_bytes != 0 ? options.input_bytes : survey(options).bytes;
}

}  // namespace blotter
