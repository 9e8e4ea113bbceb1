#include "indexer/write/recognised_articles.hpp"

#include "common/store/stored_articles.hpp"
#include "indexer/document/identity.hpp"

#include <utility>

namespace blotter {

RecognisedArticles::RecognisedArticles(const std::string& directory) {
  try {
    if (Result<store::OpenIndex> index = store::open(directory); index) database_ = index->database;
  } catch (const Xapian::Error&) {
    database_.reset();  // whoever opens the index to write it says what is wrong
  }
}

std::optional<Article> RecognisedArticles::find(std::uint64_t key) {
  const std::lock_guard lock(mutex_);
  if (!database_) return std::nullopt;
  const std::string term = ocr_term(key);
  // A commit may overtake the reader: open the new revision and ask again.
  for (int attempt = 0; attempt < 3; ++attempt) {
    try {
      const auto posting = database_->postlist_begin(term);
      if (term.empty() || posting == database_->postlist_end(term)) return std::nullopt;
      Result<Article> article = store::StoredArticles(*database_).read(*posting);
      if (!article || !article->ocr || article->ocr->key != key) return std::nullopt;
      return std::move(*article);
    } catch (const Xapian::DatabaseModifiedError&) {
      database_->reopen();
    } catch (const Xapian::Error&) {
      return std::nullopt;  // it is recognised again
    }
  }
  return std::nullopt;
}

}  // namespace blotter
