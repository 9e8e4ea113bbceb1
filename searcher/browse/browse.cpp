#include "searcher/browse/browse.hpp"

#include "common/cli/exit_status.hpp"
#include "common/cli/output.hpp"
#include "common/cli/terminal.hpp"
#include "common/current_day.hpp"
#include "searcher/browse/background.hpp"
#include "searcher/browse/screen.hpp"
#include "searcher/browse/state.hpp"
#include "searcher/browse/terminal.hpp"
#include "searcher/desk/open_article.hpp"
#include "searcher/desk/write_hits.hpp"
#include "searcher/present/pager.hpp"
#include "searcher/present/presenter.hpp"
#include "searcher/query/dates.hpp"
#include "searcher/state/command_line.hpp"
#include "searcher/state/saved_search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include <utility>

namespace blotter::browse {
namespace {

using Clock = std::chrono::steady_clock;
using search::program_name;
using search::Searcher;

constexpr std::chrono::milliseconds pause_in_typing{30};

// While it lives, the signals that matter to a screen are read from a descriptor.
class Signals {
 public:
  Signals() {
    sigset_t set;
    sigemptyset(&set);
    for (const int number : {SIGWINCH, SIGTERM, SIGHUP}) sigaddset(&set, number);
    pthread_sigmask(SIG_BLOCK, &set, &before_);
    // A key for us, and for what we start its own affair.
    interrupt_ = std::signal(SIGINT, SIG_IGN);
    descriptor_ = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  }
  ~Signals() {
    close(descriptor_);
    std::signal(SIGINT, interrupt_);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  [[nodiscard]] int descriptor() const { return descriptor_; }
  // Those that came; however often the window changed, it is once.
  struct Seen {
    bool resized = false;
    bool ended = false;
  };
  [[nodiscard]] Seen take() const {
    Seen seen;
    signalfd_siginfo info{};
    while (read(descriptor_, &info, sizeof info) == sizeof info)
      (info.ssi_signo == SIGWINCH ? seen.resized : seen.ended) = true;
    return seen;
  }

 private:
  sigset_t before_{};
  void (*interrupt_)(int) = nullptr;
  int descriptor_ = -1;
};

class Session {
 public:
  Session(Searcher& searcher, const search::Options& options, Terminal& terminal)
      : searcher_(searcher),
        options_(options),
        terminal_(terminal),
        state_(start(options.request, terminal.size(), current_day())) {}

  void run() {
    while (!left_) {
      const bool pauses = begin_work();
      terminal_.show(draw(state_));
      wait(pauses);
    }
  }
  [[nodiscard]] std::vector<std::string> arguments() const {
    std::vector<std::string> all = options_.desk.arguments;
    for (std::string& one : arguments_of(state_.question)) all.push_back(std::move(one));
    return all;
  }
  [[nodiscard]] bool found() const { return state_.answer.total > 0; }

 private:
  // Returns whether there may be something to ask when a pause in typing is over.
  bool begin_work() {
    if (background_.busy()) return false;
    if (!jobs_.empty()) {
      background_.begin(std::move(jobs_.front()));
      jobs_.pop_front();
      return false;
    }
    if (state_.zone == Zone::query && Clock::now() < last_key_ + pause_in_typing) return true;
    std::optional<search::Request> request = ask(state_);
    if (!request) return false;
    background_.begin([this, request = std::move(*request)]() -> Background::Outcome {
      return [this, answer = std::make_shared<search::Answer>(searcher_.run(request))] {
        take_answer(state_, std::move(*answer));
      };
    });
    return false;
  }

  // Until something happened: keys, signals, an outcome, or the end of a pause in typing, which may be over already: a
  // terminal takes its time to be drawn on.
  void wait(bool pauses) {
    std::array<pollfd, 3> watched{
        {{STDIN_FILENO, POLLIN, 0}, {signals_.descriptor(), POLLIN, 0}, {background_.descriptor(), POLLIN, 0}}};
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(last_key_ + pause_in_typing - Clock::now()).count();
    const int timeout = pauses ? static_cast<int>(std::max<std::int64_t>(left, 0)) : -1;
    if (poll(watched.data(), watched.size(), timeout) < 0) return;
    if (watched[1].revents != 0) take_signals();
    if (watched[2].revents != 0)
      if (const auto outcome = background_.take()) (*outcome)();
    if (watched[0].revents & (POLLHUP | POLLERR | POLLNVAL)) left_ = true;
    while (const std::optional<Key> key = terminal_.read()) {
      last_key_ = Clock::now();
      carry_out(press(state_, *key));
    }
  }

  void take_signals() {
    const Signals::Seen seen = signals_.take();
    if (seen.ended) left_ = true;
    if (!seen.resized) return;
    terminal_.resized();
    resize(state_, terminal_.size());
  }

  void carry_out(const Effect& effect) {
    using Kind = Effect::Kind;
    switch (effect.kind) {
      case Kind::none: return;
      case Kind::quit: left_ = true; return;
      case Kind::redraw: terminal_.redraw(); return;
      case Kind::copy: terminal_.copy(effect.text); return take_message(state_, "copied: " + effect.text, false);
      case Kind::save: return save(effect.text);
      case Kind::read:
        return read_article(effect.text, [this](Article article) { take_article(state_, std::move(article)); });
      case Kind::page: return read_article(effect.text, [this](const Article& article) { page(article); });
      case Kind::open: return open(effect.text);
      case Kind::write: return write(effect.text);
      case Kind::refresh:
        return later<bool>([this] { return searcher_.refresh().map([] { return true; }); }, [](bool) {});
    }
  }

  // Does `work` when the index is free, then `use` with what it gave, or says why it could not.
  template <class Value, class Work, class Use>
  void later(Work work, Use use) {
    jobs_.push_back([this, work = std::move(work), use = std::move(use)]() -> Background::Outcome {
      auto done = std::make_shared<Result<Value>>(work());
      return [this, use, done] {
        if (*done) use(std::move(**done));
        else take_message(state_, done->error().message, true);
      };
    });
  }

  template <class Use>
  void read_article(const std::string& id, Use use) {
    later<Article>([this, id] { return searcher_.article(id); }, std::move(use));
  }

  void open(const std::string& id) {
    later<std::string>([this, id] { return search::address_of(searcher_, id); },
                       [this](const std::string& address) {
                         terminal_.suspend();
                         const Result<void> opened = search::open_in_browser(address);
                         terminal_.resume();
                         take_message(state_, opened ? "opened: " + address : opened.error().message, !opened);
                       });
  }

  void page(const Article& article) {
    present::Style style;
    style.terminal = true;
    style.color = cli::use_color(options_.color, 1);
    style.width = static_cast<int>(state_.size.columns);
    terminal_.suspend();
    search::show_in_pager(present::show_article(article, style));
    terminal_.resume();
  }

  void write(const std::string& path) {
    const search::Request request = with_question(options_.request, state_.question);
    later<std::uint32_t>([this, request, path] { return search::write_hits(searcher_, request, path); },
                         [this, path](std::uint32_t count) {
                           take_message(state_, fmt::format("{} article{} in {}", count, count == 1 ? "" : "s", path),
                                        false);
                         });
  }

  void save(const std::string& name) {
    const Result<void> saved = search::save_search({name, arguments()});
    take_message(state_, saved ? "saved: " + search::run_command(name) : saved.error().message, !saved);
  }

  Searcher& searcher_;
  const search::Options& options_;
  Terminal& terminal_;
  Signals signals_;
  State state_;
  std::deque<std::function<Background::Outcome()>> jobs_;
  Clock::time_point last_key_{};
  bool left_ = false;
  Background background_;  // ends first: its work is with the others
};

}  // namespace

int browse(Searcher& searcher, const search::Options& options) {
  std::string line;
  bool found = false;
  {
    Result<Terminal> terminal = Terminal::open(cli::use_color(options.color, 1));
    if (!terminal) return cli::report_error(program_name, terminal.error());
    Session session(searcher, options, *terminal);
    session.run();
    line = search::command_line(session.arguments());
    found = session.found();
  }
  (void)cli::write_out(line + '\n');
  return cli::end_status(program_name, found ? cli::exit_ok : cli::exit_no_results);
}

}  // namespace blotter::browse
