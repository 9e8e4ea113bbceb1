#include "searcher/desk/watch.hpp"

#include "common/text/steering.hpp"
#include "searcher/desk/export.hpp"

#include <csignal>
#include <ctime>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace blotter::search {
namespace {

// While it lives, SIGINT and SIGTERM end a wait in place of the program.
class EndSignals {
 public:
  EndSignals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGINT);
    sigaddset(&set_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set_, &before_);
  }
  ~EndSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  EndSignals(const EndSignals&) = delete;
  EndSignals& operator=(const EndSignals&) = delete;

  // Waits half a second; true when one came.
  [[nodiscard]] bool wait() const {
    const timespec half_a_second{0, 500'000'000};
    return sigtimedwait(&set_, nullptr, &half_a_second) > 0;
  }

 private:
  sigset_t set_{};
  sigset_t before_{};
};

}  // namespace

Result<bool> watch(Searcher& searcher, Request request, const std::function<bool(const Answer&)>& show,
                   const std::function<void(const Error&)>& on_error) {
  const EndSignals signals;
  bool first_counts = request.seen != nullptr;
  auto seen = std::make_shared<std::set<std::string>>();
  if (request.seen) *seen = *request.seen;
  request.seen = seen;
  bool found = false;
  std::string last_error;
  std::vector<store::Revision> looked_at;
  do {
    const Result<void> fresh = searcher.refresh();
    if (fresh && searcher.index().revisions() == looked_at) continue;
    const Answer answer = !fresh ? Answer() : first_counts ? searcher.run(request) : find_ids(searcher, request, false);
    if (!fresh || answer.error) {
      const Error& error = fresh ? *answer.error : fresh.error();
      if (error.code == ErrorCode::bad_query || error.code == ErrorCode::bad_usage) return tl::unexpected(error);
      if (error.message != std::exchange(last_error, error.message)) on_error(error);
      continue;
    }
    looked_at = searcher.index().revisions();
    last_error.clear();
    const std::vector<std::string> shown = shown_ids(searcher, request, answer);
    for (const std::string& id : shown) seen->insert(text::percent_encode_steering(id));
    if (!std::exchange(first_counts, true) || answer.hits.empty()) continue;
    found = true;
    if (!show(answer)) break;
  } while (!signals.wait());
  return found;
}

}  // namespace blotter::search
