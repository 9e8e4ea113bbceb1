#include "searcher/answer/characteristic_words.hpp"

#include "common/schema.hpp"
#include "common/text/fold.hpp"
#include "common/text/stemmer.hpp"
#include "common/text/tokeniser.hpp"
#include "searcher/index/article_header_cache.hpp"
#include "searcher/rank/characteristic.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>

namespace blotter::search {
namespace {

using match::CharacteristicTerm;

constexpr std::size_t articles_per_word = 5;  // in which it is looked up how a word is written

// How the stems are written: the most frequent form in the bodies of some of the articles that have them.
class WrittenForms {
 public:
  explicit WrittenForms(const match::Index& index) : index_(index) {}

  Result<void> find(const std::vector<CharacteristicTerm>& terms, const match::ShardSets& documents) {
    std::set<std::pair<std::uint32_t, std::uint32_t>> sample;
    for (const CharacteristicTerm& one : terms) {
      forms_[one.term];
      add_articles(one.term, documents, sample);
    }
    for (const auto& [shard, docid] : sample) {
      const Result<Article> article = match::read_article(index_, {shard, docid});
      if (!article) return tl::unexpected<Error>(article.error());
      read(*article);
    }
    return {};
  }

  // The form, and what it is in the index; the stem where no text showed one.
  [[nodiscard]] std::pair<std::string, std::string> of(const std::string& term) const {
    const auto& forms = forms_.find(term)->second;
    std::pair<std::string, std::string> best{term.substr(1), term.substr(1)};
    std::uint32_t max_uses = 0;
    for (const auto& [form, uses] : forms)
      if (uses > max_uses) {
        max_uses = uses;
        best = form;
      }
    return best;
  }

 private:
  void add_articles(const std::string& term, const match::ShardSets& documents,
                    std::set<std::pair<std::uint32_t, std::uint32_t>>& sample) const {
    std::size_t found = 0;
    for (std::uint32_t shard = 0; shard < documents.size(); ++shard) {
      const Xapian::Database& database = index_.shards()[shard].database;
      for (auto at = database.postlist_begin(term); at != database.postlist_end(term) && found < articles_per_word;
           ++at)
        if (documents[shard].contains(*at)) {
          sample.emplace(shard, *at);
          ++found;
        }
    }
  }

  void read(const Article& article) {
    const auto stemmer = stemmers_.try_emplace(article.language, article.language).first;
    for (const std::string* text : {&article.title, &article.body}) {
      tokeniser_.tokenise(*text, stream_);
      for (const text::Token& token : stream_.tokens) {
        const std::string form(stream_.form(token));
        auto at = forms_.find(std::string(schema::stem_prefix) + stemmer->second.stem(form));
        if (at == forms_.end())
          at = forms_.find(std::string(schema::stem_prefix) + stemmer->second.stem(text::plain_form(form)));
        // A title is often all capitals: it counts where no body shows the word.
        if (at != forms_.end())
          at->second[{std::string(stream_.written(token)), form}] += text == &article.body ? 1000 : 1;
      }
    }
  }

  const match::Index& index_;
  text::Tokeniser tokeniser_;
  text::TokenStream stream_;
  std::map<std::string, text::Stemmer, std::less<>> stemmers_;
  std::map<std::string, std::map<std::pair<std::string, std::string>, std::uint32_t>> forms_;
};

// What the query's words are in the index.
std::set<std::string> words_of(const query::Planned& planned) {
  std::set<std::string> words;
  for (const query::QueryWord& word : planned.words) {
    for (const auto* forms : {&word.forms, &word.stems, &word.spellings}) words.insert(forms->begin(), forms->end());
  }
  return words;
}

}  // namespace

Result<void> add_characteristic_words(const match::Index& index, const match::ShardSets& documents,
                                      const query::Planned& planned, std::size_t limit, Answer& answer) {
  const std::set<std::string> asked = words_of(planned);
  const std::vector<CharacteristicTerm> terms = match::characteristic_terms(index, documents, limit + asked.size());
  WrittenForms written(index);
  if (Result<void> done = written.find(terms, documents); !done) return done;
  for (const CharacteristicTerm& one : terms) {
    if (answer.words.size() == limit) break;
    auto [word, form] = written.of(one.term);
    if (asked.contains(one.term.substr(1)) || asked.contains(form)) continue;
    answer.words.push_back({std::move(word), one.count, one.all, one.weight});
  }
  if (answer.words.empty() && answer.total > 0)
    answer.notes.emplace_back("no word is characteristic of these articles: the others have it as often");
  return {};
}

}  // namespace blotter::search
