#include "searcher/rank/characteristic.hpp"

#include "common/schema.hpp"
#include "common/store/posting_reader.hpp"
#include "common/text/interner.hpp"
#include "searcher/query/stop_words.hpp"
#include "searcher/rank/feedback.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <functional>
#include <string_view>
#include <utility>

namespace blotter::match {
namespace {

bool is_word(std::string_view term) {
  if (!is_stem_of_text(term) || query::is_stop_word(term.substr(1))) return false;
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; };
  const std::string_view stem = term.substr(1);
  return stem.size() > 1 && is_letter(stem[0]) && is_letter(stem[1]);
}

// The heaviest terms that were offered.
class Heaviest {
 public:
  Heaviest(std::uint32_t set, std::uint32_t all, std::size_t most) : set_(set), all_(all), most_(most) {}

  // The weight of a term that r documents of the set have, and n of all.  It rises with r and falls with n.
  [[nodiscard]] double weight(double r, double n) const {
    return r * std::log((r + 0.5) * (all_ - n - set_ + r + 0.5) / ((n - r + 0.5) * (set_ - r + 0.5)));
  }

  // Whether a term of at most that weight may be one of them.
  [[nodiscard]] bool may_take(double bound) const { return !is_full() || bound >= terms_.front().weight; }

  void offer(const std::string& term, std::uint32_t r, std::uint32_t n) {
    if ((r < 2 && set_ > 1) || !is_more_frequent(r, n)) return;
    CharacteristicTerm one{term, r, n, weight(r, n)};
    if (is_full()) {
      if (!is_heavier(one, terms_.front())) return;
      std::pop_heap(terms_.begin(), terms_.end(), is_heavier);
      terms_.pop_back();
    }
    terms_.push_back(std::move(one));
    std::push_heap(terms_.begin(), terms_.end(), is_heavier);
  }

  std::vector<CharacteristicTerm> sorted() {
    std::sort_heap(terms_.begin(), terms_.end(), is_heavier);
    return std::move(terms_);
  }

 private:
  // In the set than outside of it.
  [[nodiscard]] bool is_more_frequent(std::uint64_t r, std::uint64_t n) const { return r * all_ > n * set_; }
  static bool is_heavier(const CharacteristicTerm& a, const CharacteristicTerm& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
  }
  [[nodiscard]] bool is_full() const { return terms_.size() == most_; }

  std::uint32_t set_;
  std::uint32_t all_;
  std::size_t most_;
  std::vector<CharacteristicTerm> terms_;  // a heap: the lightest in front
};

// From the documents' lists of terms: for sets that are a small part of the index.  How many of all documents have a
// term is looked up only while it can be one of the heaviest, even if no other document has it.
void find_by_documents(const Index& index, const ShardSets& documents, Heaviest& heaviest) {
  text::Interner names;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> counts;  // of documents, and the name's number
  const std::string prefix(schema::stem_prefix);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const Xapian::Database& shard = index.shards()[i].database;
    documents[i].each([&](std::uint32_t docid) {
      auto term = shard.termlist_begin(docid);
      for (term.skip_to(prefix); term != shard.termlist_end(docid); ++term) {
        const std::string name = *term;
        if (!name.starts_with(prefix)) break;
        if (!is_stem_of_text(name)) continue;
        const auto [number, is_new] = names.intern(name);
        if (is_new) counts.emplace_back(0, number);
        ++counts[number].first;
      }
    });
  }
  std::sort(counts.begin(), counts.end(), std::greater<>());
  for (const auto& [count, number] : counts) {
    if (!heaviest.may_take(heaviest.weight(count, count))) break;
    const std::string name(names.text(number));
    if (is_word(name)) heaviest.offer(name, count, index.all().get_termfreq(name));
  }
}

// From the terms' lists of documents: for large sets.
void find_by_terms(const Index& index, const ShardSets& documents, std::uint32_t set, Heaviest& heaviest) {
  struct ShardReader {
    store::PostingReader postings;
    bool has_term = false;  // it is at one
  };
  std::deque<ShardReader> readers;
  for (const Shard& shard : index.shards()) {
    if (!shard.postings->map()) throw Xapian::DatabaseModifiedError("the index has been changed meanwhile");
    readers.push_back({store::PostingReader(*shard.postings, shard.columns->last_docid()), false});
    ShardReader& reader = readers.back();
    reader.postings.find_prefix(schema::stem_prefix);
    reader.has_term = reader.postings.next_term();
  }
  while (true) {
    const std::string* least = nullptr;
    for (const ShardReader& reader : readers)
      if (reader.has_term && (!least || reader.postings.term() < *least)) least = &reader.postings.term();
    if (!least) return;
    const std::string term = *least;
    std::uint32_t all = 0;
    std::uint32_t count = 0;
    for (std::size_t i = 0; i < readers.size(); ++i) {
      auto& [postings, has_term] = readers[i];
      if (!has_term || postings.term() != term) continue;
      all += postings.documents();
      while (postings.next_chunk())
        for (const std::uint32_t docid : postings.docids()) count += documents[i].contains(docid);
      has_term = postings.next_term();
    }
    if (heaviest.may_take(heaviest.weight(std::min(all, set), all)) && is_word(term)) heaviest.offer(term, count, all);
  }
}

constexpr std::uint32_t small_part = 100;  // a set of fewer than the index's documents divided by this

}  // namespace

std::vector<CharacteristicTerm> characteristic_terms(const Index& index, const ShardSets& documents, std::size_t most) {
  const std::uint32_t set = count(documents);
  const std::uint32_t all = index.all().get_doccount();
  if (set == 0 || set == all || most == 0) return {};  // of all documents none is characteristic
  Heaviest heaviest(set, all, most);
  if (set < all / small_part + 1) find_by_documents(index, documents, heaviest);
  else find_by_terms(index, documents, set, heaviest);
  return heaviest.sorted();
}

}  // namespace blotter::match
