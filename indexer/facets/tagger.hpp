// Finds countries, agencies, crime types and watch-list names in an article, with the evidence for each.
// Works on the token streams that indexing made: the text is never read a second time.
#pragma once

#include "common/article.hpp"
#include "common/error.hpp"
#include "common/text/token.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace blotter::facets {

struct TaggerOptions {
  // TSV files `facet, id, label, alias|alias…`: further facets, or further values of the facets we know.
  std::vector<std::filesystem::path> watchlists;
  // Lists that an index was made with (Tagger::watch_text): they stay in force for facets that no file is about.
  std::string kept_watchlist;
};

// A value that a watch list added, for `--list` and the index's metadata.
struct WatchValue {
  std::string facet;
  std::string id;
  std::string label;
  friend bool operator==(const WatchValue&, const WatchValue&) = default;
};

// Buffers of one thread; reuse one object for many articles.
class TaggerScratch {
 public:
  TaggerScratch();
  ~TaggerScratch();
  TaggerScratch(TaggerScratch&&) noexcept;
  TaggerScratch& operator=(TaggerScratch&&) noexcept;

  struct State;
  [[nodiscard]] State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

// Immutable once made; threads share one and bring their own scratch.
class Tagger {
 public:
  // Fails when a watch list cannot be read or a line of it is malformed (the message names file and line).
  [[nodiscard]] static Result<Tagger> create(const TaggerOptions& options = {});
  ~Tagger();
  Tagger(Tagger&&) noexcept;
  Tagger& operator=(Tagger&&) noexcept;

  // Fills article.facets from the two streams, which must have been made from article.title and article.body.
  // Facets that are already there (given labels) stay: a found value that was also given keeps `given` set.
  // Uses article.language ("" when unknown).  Values are sorted: focus first (of countries
  // the strongest first), then by mentions, then by id.
  void tag(const text::TokenStream& title, const text::TokenStream& body, Article& article,
           TaggerScratch& scratch) const;

  [[nodiscard]] const std::vector<WatchValue>& watch_values() const;
  // Returns the rows of all watch lists, TSV; empty without one.
  [[nodiscard]] const std::string& watch_text() const;

 private:
  struct Data;
  explicit Tagger(std::unique_ptr<const Data> data);
  std::unique_ptr<const Data> data_;
};

}  // namespace blotter::facets
