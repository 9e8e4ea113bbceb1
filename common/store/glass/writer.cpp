#include "common/store/glass/writer.hpp"

#include "common/store/database.hpp"
#include "common/store/glass/glass_error.hpp"
#include "common/store/glass/jobs.hpp"
#include "common/store/glass/limits.hpp"
#include "common/store/glass/sorted_run_store.hpp"

#include <cstdio>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

namespace blotter::glass {
Result<void> check_library() {
  const std::string version = Xapian::version_string();
  if (version.starts_with("1.4.")) return {};
  return fail(ErrorCode::index, "the direct writer knows Xapian 1.4 only, and this is " + version, "use --writer api");
}

class DatabaseWriter::Implementation {
 public:
  Implementation(const std::string& dir, const WriteOptions& options)
      : dir_(dir),
        options_(options),
        segments_(dir, options.memory),
        termlist_(dir + "/termlist.glass", never_deflated),
        docdata_(dir + "/docdata.glass", never_deflated) {}

  void append(std::uint64_t sequence, std::span<const Run> runs);
  void finish(const Metadata& metadata);
  // A run was lost: no database will come of this.
  void fail() {
    const std::lock_guard lock(mutex_);
    failed_ = true;
  }

 private:
  [[nodiscard]] SortedRun seal(const Run& run);
  void drain(std::unique_lock<std::mutex>& lock);
  void take(std::vector<SortedRun>& group);
  [[nodiscard]] TableRoot finish_docdata();
  void write_version(const TableRoots& roots);

  std::string dir_;
  WriteOptions options_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<RunSorter>> idle_sealers_;
  std::vector<SortedRun> spare_runs_;  // touched memory is worth keeping
  std::map<std::uint64_t, std::vector<SortedRun>> waiting_;
  std::uint64_t next_sequence_ = 0;
  bool draining_ = false;
  bool failed_ = false;
  // Below: only the draining thread, then finish().
  SortedRunStore segments_;
  TableBuilder termlist_, docdata_;
  Statistics statistics_;
  AllSlotStatistics slots_;
};

SortedRun DatabaseWriter::Implementation::seal(const Run& run) {
  std::unique_lock lock(mutex_);
  std::unique_ptr<RunSorter> sealer;
  if (!idle_sealers_.empty()) {
    sealer = std::move(idle_sealers_.back());
    idle_sealers_.pop_back();
  }
  SortedRun spare;
  if (!spare_runs_.empty()) {
    spare = std::move(spare_runs_.back());
    spare_runs_.pop_back();
  }
  lock.unlock();
  if (sealer == nullptr) sealer = std::make_unique<RunSorter>(options_.termlist_level);
  SortedRun sealed = sealer->seal(run, std::move(spare));
  lock.lock();
  idle_sealers_.push_back(std::move(sealer));
  return sealed;
}

void DatabaseWriter::Implementation::append(std::uint64_t sequence, std::span<const Run> runs) {
  std::vector<SortedRun> group(runs.size());
  std::vector<std::function<void()>> jobs;
  for (std::size_t i = 0; i < runs.size(); ++i) jobs.emplace_back([&, i] { group[i] = seal(runs[i]); });
  run_together(jobs, options_.threads);

  std::unique_lock lock(mutex_);
  if (failed_) throw GlassError(ErrorCode::index, "writing the index has failed already");
  if (sequence < next_sequence_ || !waiting_.emplace(sequence, std::move(group)).second)
    throw GlassError(ErrorCode::bad_usage, "two runs have one sequence number");
  if (!draining_) drain(lock);
}

// Takes the runs whose turn has come.  One thread at a time does this; the others go back to their work.
void DatabaseWriter::Implementation::drain(std::unique_lock<std::mutex>& lock) {
  draining_ = true;
  for (auto first = waiting_.begin(); first != waiting_.end() && first->first == next_sequence_;
       first = waiting_.begin()) {
    std::vector<SortedRun> group = std::move(first->second);
    waiting_.erase(first);
    ++next_sequence_;
    lock.unlock();
    try {
      take(group);
    } catch (...) {
      lock.lock();
      draining_ = false;
      throw;
    }
    lock.lock();
    for (SortedRun& run : group) spare_runs_.push_back(std::move(run));
  }
  draining_ = false;
}

void DatabaseWriter::Implementation::take(std::vector<SortedRun>& group) {
  write_documents(termlist_, docdata_, group);
  for (SortedRun& run : group) {
    statistics_.add(run.statistics);
    for (const auto& [slot, statistics] : run.slots)
      slots_[slot].add(statistics.frequency, statistics.lower, statistics.upper);
    segments_.add(run.postings, run.positions);
  }
}

// Xapian makes this table when the first document has data.
TableRoot DatabaseWriter::Implementation::finish_docdata() {
  const bool any = docdata_.entries() > 0;
  TableRoot root = docdata_.finish(any && options_.sync);
  if (any) return root;
  std::filesystem::remove(dir_ + "/docdata.glass");
  return {0, 0, 0, 0, plain_up_to};
}

void DatabaseWriter::Implementation::finish(const Metadata& metadata) {
  if (failed_ || !waiting_.empty())
    throw GlassError(ErrorCode::index,
                     failed_ ? "writing the index has failed already" : "a run of the index is missing");
  idle_sealers_.clear();  // the merge can use their memory
  spare_runs_.clear();
  TableRoots roots;
  std::vector<std::function<void()>> jobs;
  jobs.emplace_back([&] {
    auto cursors = segments_.positions();
    if (cursors.empty()) return;  // as with docdata, no positions, no table
    TableBuilder table(dir_ + "/position.glass", 0);
    ListMerger lists(std::move(cursors));
    write_positions(table, lists);
    roots.position = table.finish(options_.sync);
  });
  jobs.emplace_back([&] {
    TableBuilder table(dir_ + "/postlist.glass", 0);
    write_postlist_front(table, metadata, slots_);
    ListMerger lists(segments_.postings());
    write_postings(table, lists);
    roots.postlist = table.finish(options_.sync);
  });
  jobs.emplace_back([&] { roots.termlist = termlist_.finish(options_.sync); });
  jobs.emplace_back([&] { roots.docdata = finish_docdata(); });
  run_together(jobs, options_.threads);
  write_version(roots);
}

// The file that makes the directory a database comes last, under its name only when it is complete.
void DatabaseWriter::Implementation::write_version(const TableRoots& roots) {
  const std::string temporary = dir_ + "/v.tmp";
  TableFile file(temporary);
  file.append(version_bytes(roots, statistics_));
  file.close(options_.sync);
  std::filesystem::rename(temporary, dir_ + "/iamglass");
  if (options_.sync) sync_directory(dir_);
}

DatabaseWriter::DatabaseWriter(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
DatabaseWriter::~DatabaseWriter() = default;

Result<std::unique_ptr<DatabaseWriter>> DatabaseWriter::create(const std::string& dir, const WriteOptions& options) {
  if (auto library = check_library(); !library) return tl::unexpected<Error>(library.error());
  std::unique_ptr<DatabaseWriter> writer;
  const Result<void> done = guarded([&] {
    std::filesystem::create_directories(dir);
    if (std::filesystem::exists(dir + "/iamglass"))
      throw GlassError(ErrorCode::index, "there is a database already: " + dir);
    writer.reset(new DatabaseWriter(std::make_unique<Implementation>(dir, options)));
  });
  if (!done) return tl::unexpected<Error>(done.error());
  return writer;
}

Result<void> DatabaseWriter::append(std::uint64_t sequence, const Run& run) {
  return append(sequence, std::span<const Run>(&run, 1));
}

Result<void> DatabaseWriter::append(std::uint64_t sequence, std::span<const Run> runs) {
  Result<void> done = guarded([&] { implementation_->append(sequence, runs); });
  if (!done) implementation_->fail();
  return done;
}

Result<void> DatabaseWriter::finish(const Metadata& metadata) {
  return guarded([&] { implementation_->finish(metadata); });
}

Result<void> write_database(const std::string& dir, std::span<const Run> runs, const Metadata& metadata,
                            const WriteOptions& options) {
  WriteOptions all_in_memory = options;
  all_in_memory.memory = SIZE_MAX;
  auto writer = DatabaseWriter::create(dir, all_in_memory);
  if (!writer) return tl::unexpected<Error>(writer.error());
  if (auto appended = (*writer)->append(0, runs); !appended) return appended;
  return (*writer)->finish(metadata);
}

}  // namespace blotter::glass
