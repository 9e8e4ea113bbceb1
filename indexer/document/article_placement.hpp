// Decides what becomes of an article that was read: which document of the index is it, and does anything change?
// identity.hpp states the rules.  The index and the dry run decide by the same code.
#pragma once

#include "indexer/document/identity.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace blotter {

// An article that the index, or this run, has already.
struct KnownArticle {
  KnownArticle() = default;
  explicit KnownArticle(const Identity& identity);

  std::uint32_t handle = 0;  // its docid
  std::uint64_t hash = 0;    // content_hash()
  // Hashes of parts of its identity; 0 for what it lacks.
  std::uint64_t url = 0;
  std::uint64_t source = 0;
  std::uint64_t title = 0;
  std::uint64_t body = 0;
  std::size_t length = 0;                 // of the body, bytes
  std::vector<std::uint64_t> superseded;  // hashes of what it replaced in the run that wrote it

  // Returns whether the two have a title or a text in common.
  [[nodiscard]] bool agrees_with(const KnownArticle& other) const {
    return (title != 0 && title == other.title) || (body != 0 && body == other.body);
  }
};

class KnownArticles {
 public:
  virtual ~KnownArticles() = default;
  [[nodiscard]] virtual std::optional<KnownArticle> by_id(const std::string& id) = 0;
  // The articles with that URL, but for one, which the caller has.
  [[nodiscard]] virtual std::vector<KnownArticle> by_url(const std::string& url, std::uint32_t except) = 0;
  // Handles of the articles with that title, body and date.
  [[nodiscard]] virtual std::vector<std::uint32_t> by_text(std::uint64_t text) = 0;
  // Returns whether some article has a distinct_id() of `id`: the id identifies nothing.
  [[nodiscard]] virtual bool is_ambiguous(const std::string& id) = 0;
  // Returns whether this run read the article, or dropped it.
  [[nodiscard]] virtual bool in_this_run(std::uint32_t handle) = 0;
  // Returns whether it was read from that file, by its absolute path.
  [[nodiscard]] virtual bool is_from(std::uint32_t handle, const std::string& absolute) = 0;
  // Returns whether the file that it was read from is no longer there.
  [[nodiscard]] virtual bool file_is_gone(std::uint32_t handle) = 0;
};

enum class Action : std::uint8_t {
  add,
  update,      // replaces `target`
  move,        // replaces `target`, which is the same article in a file that is gone
  unchanged,   // `target` is this article
  duplicate,   // `target` is another article that stays in place of this one
  superseded,  // `target` replaced this article in an earlier run; if this run does not read `target`, it has ended
};

// Its word in Change::what; empty where nothing changes.
[[nodiscard]] std::string_view change_of(Action action);

struct Placement {
  Action action = Action::add;
  std::string id;                         // the article's name in the index
  bool renamed = false;                   // its own id belongs to another article
  std::string_view why{};                 // of what is not a plain addition or update, for people; lives for ever
  std::uint32_t target = 0;               // handle
  std::vector<std::uint64_t> superseded;  // of `target`, when it is replaced
  std::vector<std::uint32_t> dropped;     // articles that go
};

// `hash` is the article's content_hash(), `absolute` the path of its file, or empty.
[[nodiscard]] Placement place(const Identity& article, std::uint64_t hash, const std::string& absolute,
                              KnownArticles& known);

}  // namespace blotter
