#include "searcher/answer/characteristic_words.hpp"

#include "common/schema.hpp"
#include "common/text/fold.hpp"
#include "common/text/stemmer.hpp"
#include "common/text/tokeniser.hpp"
#include "searcher/index/article_header_cache.hpp"
#include "searcher/rank/characteristic.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace blotter::search {
namespace {

using match::CharacteristicTerm;

constexpr std::size_t articles_per_word = 5;  // in which it is looked up how a word is written

// How the stems are written: the most frequent form in the bodies of some of the articles that have them.
class WrittenForms {
 public:
  using Terms = std::vector<CharacteristicTerm>::const_iterator;

  explicit WrittenForms(const match::Index& index) : index_(index) {}

  Result<void> find(Terms from, Terms to, const match::ShardSets& documents) {
    std::set<std::pair<std::uint32_t, std::uint32_t>> sample;
    for (auto& [name, language] : languages_) language.words.clear();  // which hold what they were of other terms
    for (auto one = from; one != to; ++one) {
      forms_[one->term];
      add_articles(one->term, documents, sample);
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
  using Forms = std::map<std::pair<std::string, std::string>, std::uint32_t>;
  struct Language {
    explicit Language(const std::string& code) : stemmer(code) {}
    text::Stemmer stemmer;
    std::unordered_map<std::string, Forms*> words;  // to stem every word of every article would take most of the time
  };

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
    Language& language = languages_.try_emplace(article.language, article.language).first->second;
    for (const std::string* text : {&article.title, &article.body}) {
      tokeniser_.tokenise(*text, stream_);
      for (const text::Token& token : stream_.tokens) {
        std::string form(stream_.form(token));
        const auto [at, is_new] = language.words.try_emplace(form, nullptr);
        if (is_new) at->second = forms_of(form, language.stemmer);
        // A title is often all capitals: it counts where no body shows the word.
        if (at->second)
          (*at->second)[{std::string(stream_.written(token)), std::move(form)}] += text == &article.body ? 1000 : 1;
      }
    }
  }

  // Where the forms of its stem are counted; null for the words of other stems.
  Forms* forms_of(const std::string& form, const text::Stemmer& stemmer) {
    auto at = forms_.find(std::string(schema::stem_prefix) + stemmer.stem(form));
    if (at == forms_.end()) at = forms_.find(std::string(schema::stem_prefix) + stemmer.stem(text::plain_form(form)));
    return at == forms_.end() ? nullptr : &at->second;
  }

  const match::Index& index_;
  text::Tokeniser tokeniser_;
  text::TokenStream stream_;
  std::map<std::string, Language, std::less<>> languages_;
  std::map<std::string, Forms> forms_;
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
  std::vector<CharacteristicTerm> terms = match::characteristic_terms(index, documents, limit + asked.size());
  std::erase_if(terms, [&](const CharacteristicTerm& one) { return asked.contains(one.term.substr(1)); });
  WrittenForms written(index);
  // As many at a time as are wanted: a pattern may ask for hundreds of words, and the terms are as many more.
  for (auto from = terms.begin(); from != terms.end() && answer.words.size() < limit;) {
    const auto to = from + std::min(terms.end() - from, static_cast<std::ptrdiff_t>(limit - answer.words.size()));
    if (Result<void> done = written.find(from, to, documents); !done) return done;
    for (; from != to; ++from)
      if (auto [word, form] = written.of(from->term); !asked.contains(form))
        answer.words.push_back({std::move(word), from->count, from->all, from->weight});
  }
  if (answer.words.empty() && answer.total > 0)
    answer.notes.emplace_back("no word is characteristic of these articles: the others have it as often");
  return {};
}

}  // namespace blotter::search
