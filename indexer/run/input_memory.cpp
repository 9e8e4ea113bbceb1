#include "indexer/run/input_memory.hpp"

#include "common/hash.hpp"
#include "common/store/database.hpp"
#include "common/store/side_file.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace blotter {
namespace {

std::uint64_t hash(std::string_view bytes, std::uint64_t seed = 0) { return hash_of(bytes, seed); }

template <class T>
std::string_view bytes_of(const T& value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

// Hash of what shows a change; 0 where there is no certainty.
std::uint64_t state_of(const source::Item& item) {
  if (item.absolute.empty() || item.inode == 0) return 0;
  const std::array<std::uint64_t, 5> state{item.inode, item.size, static_cast<std::uint64_t>(item.modified_ns),
                                           static_cast<std::uint64_t>(item.changed_ns),
                                           static_cast<std::uint64_t>(item.origin)};
  return hash(bytes_of(state));
}

// Another build of the program may read otherwise.
std::string this_program() {
  struct stat status {};
  (void)::stat("/proc/self/exe", &status);
  return std::to_string(status.st_size) + ' ' + std::to_string(status.st_mtim.tv_sec) + ' ' +
         std::to_string(status.st_mtim.tv_nsec);
}

// A line for each kind: its count, a blank, its name.
std::string lines_of(const std::map<std::string_view, std::uint64_t>& skipped) {
  std::string lines;
  for (const auto& [kind, count] : skipped) lines += std::to_string(count) + ' ' + std::string(kind) + '\n';
  return lines;
}

template <class Line>
void each_line(std::string_view text, const Line& line) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

void InputFingerprint::mix(std::string_view bytes) { value_ = hash(bytes, value_) | 1U; }

void InputFingerprint::add(const source::Item& item) {
  const std::uint64_t state = state_of(item);
  if (state == 0) return spoil();
  mix(item.absolute);
  mix(item.path);
  mix(bytes_of(state));
}

void InputFingerprint::skip(std::string_view path, std::string_view kind) {
  mix(path);
  mix(kind);
}

InputMemory::InputMemory(const std::string& directory) {
  try {
    load(directory);
  } catch (const Xapian::Error&) {
    // Whoever opens the index to write it says what is wrong.
  }
}

void InputMemory::load(const std::string& directory) {
  const Result<store::OpenIndex> index = store::open(directory);
  if (!index) return;
  const auto file = store::SideFile::map(index->folder->descriptor(), store::inputs_file, store::inputs_kind);
  if (!file) return;
  const auto keys = file->array<std::uint64_t>("keys");
  const auto signatures = file->array<std::uint64_t>("signatures");
  const auto kinds = file->array<std::uint32_t>("kinds");
  const auto ends = file->array<std::uint32_t>("ends");
  const auto failures = file->array<std::uint64_t>("failures");
  const auto run = file->array<std::uint64_t>("run");
  if (signatures.size() != keys.size() || kinds.size() != keys.size() || ends.size() != keys.size()) return;
  std::vector<std::string_view> names;
  each_line(file->bytes("names"), [&](std::string_view name) { names.push_back(intern(name)); });
  std::uint32_t start = 0;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (kinds[i] >= names.size() || ends[i] < start || ends[i] > failures.size()) return earlier_.clear();
    const auto part = failures.subspan(start, ends[i] - start);
    earlier_[keys[i]] = {signatures[i], names[kinds[i]], {part.begin(), part.end()}};
    start = ends[i];
  }
  if (run.size() != 6 || file->revision() != store::revision_of(index->database)) return;
  earlier_fingerprint_ = run[0];
  earlier_result_.unchanged = run[1];
  earlier_result_.duplicates = run[2];
  earlier_result_.forgotten = run[3];
  earlier_result_.open_dates = run[4];
  earlier_result_.known_failures = run[5];
  each_line(file->bytes("skipped"), [&](std::string_view line) {
    std::uint64_t count = 0;
    const auto [rest, error] = std::from_chars(line.data(), line.data() + line.size(), count);
    const auto length = static_cast<std::size_t>(rest - line.data());
    if (error == std::errc() && length < line.size()) earlier_result_.skipped[intern(line.substr(length + 1))] = count;
  });
}

void InputMemory::begin(const std::string& reading, const std::string& run) {
  reading_key_ = hash(this_program() + '\n' + reading) | 1U;
  run_key_ = hash(run, reading_key_) | 1U;
}

std::uint64_t InputMemory::signature_of(const source::Item& item) const {
  const std::uint64_t state = state_of(item);
  return state == 0 ? 0 : hash(bytes_of(state), reading_key_) | 1U;
}

const InputMemory::State* InputMemory::earlier(const source::Item& item) const {
  if (earlier_.empty() || item.absolute.empty()) return nullptr;
  const auto at = earlier_.find(hash(item.absolute));
  if (at == earlier_.end() || at->second.signature != signature_of(item)) return nullptr;
  return &at->second;
}

std::string_view InputMemory::skipped_as(const source::Item& item) const {
  const State* state = earlier(item);
  return state ? state->kind : std::string_view();
}

std::uint64_t InputMemory::failure_key(std::string_view where, const Error& error) {
  return hash(error.message, hash(where));
}

bool InputMemory::failed_before(const source::Item& item, std::uint64_t failure) const {
  const State* state = earlier(item);
  return state && std::binary_search(state->failures.begin(), state->failures.end(), failure);
}

void InputMemory::note(const source::Item& item, std::string_view kind, std::vector<std::uint64_t> failures) {
  if (item.absolute.empty()) return;
  std::sort(failures.begin(), failures.end());
  State state{signature_of(item), {}, std::move(failures)};
  const std::lock_guard lock(mutex_);
  state.kind = intern(kind);
  found_[hash(item.absolute)] = std::move(state);
}

std::optional<Summary> InputMemory::unchanged(std::uint64_t fingerprint) const {
  if (fingerprint == 0 || fingerprint != earlier_fingerprint_) return std::nullopt;
  return earlier_result_;
}

Result<void> InputMemory::save(const std::string& directory) {
  const Result<store::OpenIndex> index = store::open(directory);
  if (!index) return tl::unexpected<Error>(index.error());
  bool changed = false;
  for (auto& [key, state] : found_) {
    const bool worth = state.signature != 0 && (!state.kind.empty() || !state.failures.empty());
    const auto there = earlier_.find(key);
    changed |= worth ? there == earlier_.end() || !(there->second == state) : there != earlier_.end();
    if (worth) earlier_[key] = std::move(state);
    else earlier_.erase(key);
  }
  found_.clear();
  const std::uint64_t fingerprint = result_ ? fingerprint_ : 0;
  if (earlier_.empty() && fingerprint == 0 && !changed) return {};
  // An index that was replaced has no file yet.
  const bool there = ::faccessat(index->folder->descriptor(), store::inputs_file, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
  if (there && !changed && fingerprint == earlier_fingerprint_) return {};
  std::vector<std::uint64_t> keys, signatures, failures;
  std::vector<std::uint32_t> kinds, ends;
  std::map<std::string_view, std::uint32_t> numbers;
  std::string names;
  for (const auto& [key, state] : earlier_) {
    const auto [number, is_new] = numbers.emplace(state.kind, static_cast<std::uint32_t>(numbers.size()));
    if (is_new) names += std::string(state.kind) + '\n';
    keys.push_back(key);
    signatures.push_back(state.signature);
    kinds.push_back(number->second);
    failures.insert(failures.end(), state.failures.begin(), state.failures.end());
    ends.push_back(static_cast<std::uint32_t>(failures.size()));
  }
  store::SideFileWriter writer;
  writer.add("keys", keys);
  writer.add("signatures", signatures);
  writer.add("kinds", kinds);
  writer.add("ends", ends);
  writer.add("failures", failures);
  writer.add_bytes("names", std::move(names));
  if (const Summary* r = fingerprint != 0 ? &*result_ : nullptr) {
    writer.add("run",
               std::vector<std::uint64_t>{fingerprint, r->added + r->updated + r->unchanged + r->moved, r->duplicates,
                                          r->forgotten, r->open_dates, r->failed + r->known_failures});
    writer.add_bytes("skipped", lines_of(r->skipped));
  }
  try {
    return store::replace_file(index->folder->descriptor(), store::inputs_file,
                               writer.finish(store::inputs_kind, store::revision_of(index->database)));
  } catch (const Xapian::Error& error) {
    return tl::unexpected<Error>(store::to_error(error));
  }
}

}  // namespace blotter
