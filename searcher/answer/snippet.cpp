#include "searcher/answer/snippet.hpp"

#include "common/text/fold.hpp"

#include <algorithm>
#include <set>

namespace blotter::match {
namespace {

constexpr std::size_t max_known = 4u << 20;  // bytes; an export reads any number of articles

}  // namespace

Highlighter::Highlighter(const std::vector<query::QueryWord>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (const std::string& form : words[i].forms) forms_.emplace(form, i);
    for (const std::string& stem : words[i].stems) stems_.emplace(stem, i);
    for (const std::string& other : words[i].spellings) forms_.emplace(other, i);
  }
}

int Highlighter::word_of(std::string_view form, const text::Stemmer& stemmer) {
  const auto [number, is_new] = known_.intern(form);
  if (is_new) words_.push_back(find_word(form, stemmer));
  return words_[number];
}

int Highlighter::find_word(std::string_view form, const text::Stemmer& stemmer) const {
  const std::string plain = text::plain_form(form);
  if (const auto at = forms_.find(plain); at != forms_.end()) return static_cast<int>(at->second);
  if (!stems_.empty()) {
    if (const auto at = stems_.find(stemmer.stem(form)); at != stems_.end()) return static_cast<int>(at->second);
    if (plain != form)
      if (const auto at = stems_.find(stemmer.stem(plain)); at != stems_.end()) return static_cast<int>(at->second);
  }
  return -1;
}

void Highlighter::find(std::string_view text, std::string_view language) {
  found_.clear();
  tokeniser_.tokenise(text, stream_);
  if (forms_.empty() && stems_.empty()) return;
  auto stemmer = stemmers_.find(language);
  if (stemmer == stemmers_.end()) stemmer = stemmers_.emplace(std::string(language), text::Stemmer(language)).first;
  if (language != language_ || known_.bytes() > max_known) {
    language_ = language;
    known_.clear();
    words_.clear();
  }
  for (const text::Token& token : stream_.tokens) {
    const std::string_view form = stream_.form(token);
    const int word = word_of(form, stemmer->second);
    if (word >= 0) found_.push_back({token.start, token.end, static_cast<std::size_t>(word)});
  }
  if (stream_.joined.empty()) return;
  for (const text::JoinedWord& joined : stream_.joined) {
    const std::uint32_t start = stream_.tokens[joined.token].start;
    const int word = word_of(stream_.form(joined), stemmer->second);
    if (word < 0) continue;
    std::erase_if(found_, [&](const Found& found) { return found.start >= start && found.end <= joined.end; });
    found_.push_back({start, joined.end, static_cast<std::size_t>(word)});
  }
  std::sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) { return a.start < b.start; });
}

search::Snippet Highlighter::whole(std::string_view text, std::string_view language) {
  find(text, language);
  search::Snippet snippet;
  snippet.text = std::string(text);
  for (const Found& found : found_) snippet.marks.emplace_back(found.start, found.end);
  return snippet;
}

search::Snippet Highlighter::piece(std::string_view text, std::string_view language, std::size_t length) {
  // A body may be megabytes; what matched is shown from its first part.
  constexpr std::size_t searched = 256 * 1024;
  std::string_view head = text.substr(0, searched);
  while (head.size() < text.size() && !head.empty() && (static_cast<unsigned char>(text[head.size()]) & 0xc0) == 0x80)
    head.remove_suffix(1);
  find(head, language);
  // The window of matches with the most different words, then the most matches, then the earliest.
  std::size_t best = 0;
  std::pair<std::size_t, std::size_t> best_value{0, 0};
  for (std::size_t i = 0; i < found_.size(); ++i) {
    std::set<std::size_t> words;
    std::size_t j = i;
    for (; j < found_.size() && found_[j].end - found_[i].start <= length; ++j) words.insert(found_[j].word);
    const std::pair value{words.size(), j - i};
    if (value > best_value) {
      best_value = value;
      best = i;
    }
  }
  // Begin some words before the first match, at a word.
  const std::uint32_t anchor = found_.empty() ? 0 : found_[best].start;
  const std::uint32_t lead = static_cast<std::uint32_t>(length / 5);
  std::uint32_t start = anchor > lead ? anchor - lead : 0;
  std::uint32_t end = 0;
  bool started = start == 0;
  for (const text::Token& token : stream_.tokens) {
    if (!started && token.start >= start) {
      start = token.start;
      started = true;
    }
    if (token.end <= start + length || end <= anchor) end = std::max(end, token.end);
  }
  if (end == 0 || end < start) end = static_cast<std::uint32_t>(std::min<std::size_t>(head.size(), length));
  // The last piece takes the closing full stop along.
  if (end < head.size() && head.size() - end <= 3) end = static_cast<std::uint32_t>(head.size());
  search::Snippet snippet;
  snippet.text = std::string(head.substr(start, end - start));
  snippet.cut_before = start > 0;
  snippet.cut_after = end < text.size();
  std::replace(snippet.text.begin(), snippet.text.end(), '\n', ' ');
  for (const Found& found : found_)
    if (found.start >= start && found.end <= end) snippet.marks.emplace_back(found.start - start, found.end - start);
  return snippet;
}

}  // namespace blotter::match
