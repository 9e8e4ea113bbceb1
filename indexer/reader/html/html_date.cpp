#include "indexer/reader/html/html_date.hpp"

#include "common/text/comparison.hpp"
#include "indexer/reader/dates.hpp"
#include "indexer/reader/html/html_measure.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/url.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace blotter::reader {
namespace {

constexpr std::size_t max_chars = 40000;  // of the page's text that is looked at
constexpr std::size_t max_candidates = 400;
constexpr std::size_t max_line = 100;    // characters of a line that is a date and little more
constexpr std::size_t near_after = 800;  // characters behind the heading that are still its header
constexpr std::size_t near_before = 300;

constexpr std::array published_names = {std::string_view("article:published_time"),
                                        std::string_view("og:article:published_time"),
                                        std::string_view("og:published_time"),
                                        std::string_view("parsely-pub-date"),
                                        std::string_view("datepublished"),
                                        std::string_view("dc:date:issued"),
                                        std::string_view("dcterms:issued"),
                                        std::string_view("dc:date"),
                                        std::string_view("dcterms:created"),
                                        std::string_view("dcterms:date"),
                                        std::string_view("dc:created"),
                                        std::string_view("dc:date:created"),
                                        std::string_view("date"),
                                        std::string_view("pubdate"),
                                        std::string_view("pub_date"),
                                        std::string_view("publishdate"),
                                        std::string_view("publish-date"),
                                        std::string_view("publish_date"),
                                        std::string_view("published_time"),
                                        std::string_view("published-date"),
                                        std::string_view("sailthru:date"),
                                        std::string_view("originalpublicationdate"),
                                        std::string_view("publication_date"),
                                        std::string_view("article:published"),
                                        std::string_view("article:post_date"),
                                        std::string_view("article_date_original"),
                                        std::string_view("ptime"),
                                        std::string_view("eprints:date"),
                                        std::string_view("citation_publication_date"),
                                        std::string_view("citation_date"),
                                        std::string_view("displaydate"),
                                        std::string_view("release_date"),
                                        std::string_view("cxenseparse:recs:publishtime"),
                                        std::string_view("analyticsattributes:articledate"),
                                        std::string_view("rnews:datepublished"),
                                        std::string_view("dcsext:articlefirstpublished"),
                                        std::string_view("bt:pubdate"),
                                        std::string_view("last-published"),
                                        std::string_view("date-created"),
                                        std::string_view("date_created"),
                                        std::string_view("created")};

// Words in the names of elements.  Of the first kind: dates of other things; of the second: the story's.
constexpr std::array other_words = {"comment",  "related", "sidebar",   "ticker",   "clock",   "today",
                                    "recent",   "latest",  "popular",   "teaser",   "widget",  "copyr",
                                    "calendar", "archive", "footer",    "weather",  "similar", "topnews",
                                    "most-",    "menu",    "more-news", "readmore", "promo",   "reply"};
constexpr std::array date_words = {"date", "time",    "datum", "fecha", "publish",  "posted", "byline",
                                   "meta", "created", "zeit",  "info",  "dateline", "author", "pub"};

bool has_word(std::string_view name, const auto& words) {
  return std::any_of(words.begin(), words.end(), [&](const char* word) { return find_fold(name, word) != name.npos; });
}

// The day in an address: /2025/11/13/, /2025-11-13-, /20251113/, …-20251113.html
std::string date_in_address(std::string_view url) {
  for (std::size_t at = url.find_first_of("/-_", 8); at != url.npos; at = url.find_first_of("/-_", at + 1)) {
    const std::string_view rest = url.substr(at + 1);
    if (rest.size() < 8 || (!rest.starts_with("19") && !rest.starts_with("20"))) continue;
    const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
    std::string day;
    if (digits == 8) {
      day = day_of(rest.substr(0, 8));
    } else if (digits == 4 && rest.size() > 5 && (rest[4] == '/' || rest[4] == '-' || rest[4] == '_')) {
      std::string part(rest.substr(0, rest.find_first_not_of("0123456789/-_")));
      std::replace(part.begin(), part.end(), '_', '-');
      std::size_t end = 5;
      while (end < part.size() && is_digit(part[end])) ++end;
      if (end < part.size()) {
        part[end] = part[4];
        for (++end; end < part.size() && is_digit(part[end]);) ++end;
        day = day_of(part.substr(0, end));
      }
    }
    if (!day.empty()) return day;
  }
  return {};
}

class Finder {
 public:
  // `address`: the day in the page's address, or empty; it counts for more than a line of text, for less than a marked
  // date.
  Finder(const HtmlNode* root, const HtmlNode* heading, std::string address)
      : root_(root), heading_(heading), address_(std::move(address)) {
    for (const HtmlNode* node = root; node != nullptr; node = next_in(node, root))
      articles_ += node->tag == Tag::article;
  }

  // The days found, the likeliest first.
  std::vector<std::string> run() {
    for (const HtmlNode* node = root_; node != nullptr && chars_ < max_chars && found_.size() < max_candidates;
         node = next_in(node, root_)) {
      if (node == heading_) heading_at_ = chars_;
      if (is_one_of(node->tag, {Tag::script, Tag::style, Tag::title})) continue;
      if (node->is_text()) look_at_text(node);
      else look_at_element(node);
    }
    for (Candidate& candidate : found_) candidate.rank += distance(candidate);
    if (!address_.empty()) found_.push_back({std::move(address_), 120, 0});
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Candidate& a, const Candidate& b) { return a.rank < b.rank; });
    std::vector<std::string> days;
    for (Candidate& candidate : found_) days.push_back(std::move(candidate.day));
    return days;
  }

 private:
  struct Candidate {
    std::string day;
    int rank;
    std::size_t at;
  };

  [[nodiscard]] int distance(const Candidate& candidate) const {
    if (!heading_at_) return 0;
    if (candidate.at >= *heading_at_) return candidate.at - *heading_at_ <= near_after ? 0 : 60;
    return *heading_at_ - candidate.at <= near_before ? 30 : 70;
  }
  [[nodiscard]] static bool is_named_other(std::string_view name) {
    if (name.empty() || !has_word(name, other_words)) return false;
    const bool own = find_fold(name, "entry-") != name.npos || find_fold(name, "post-") != name.npos ||
                     find_fold(name, "article") != name.npos;
    return !own || find_fold(name, "footer") == name.npos;
  }
  // Other stories, comments, the page's foot and its clock.
  [[nodiscard]] bool is_elsewhere(const HtmlNode* node) const {
    bool in_article = false;
    for (; node != nullptr && node != root_; node = node->parent) {
      if (node->tag == Tag::body) return false;
      if (is_one_of(node->tag, {Tag::nav, Tag::aside})) return true;
      if (heading_ != nullptr && is_inside(heading_, node)) return false;  // the story's own surroundings
      if (node->tag == Tag::article) {
        if (heading_ != nullptr && articles_ > 1) return true;
        in_article = true;
      }
      if (node->tag == Tag::footer && !in_article && !has_ancestor(node, Tag::article, 20)) return true;
      if (is_named_other(node->attribute("class")) || is_named_other(node->attribute("id"))) return true;
      if (node->attribute("itemtype").find("Comment") != std::string_view::npos) return true;
    }
    return false;
  }
  // "Updated" and the like right before it, on the same line.
  [[nodiscard]] static bool is_change(const HtmlNode* node) {
    std::string before;
    for (; node != nullptr && !is_block(node->tag); node = node->parent)
      for (const HtmlNode* left = node->previous; left != nullptr && !is_block(left->tag) && before.size() < 40;
           left = left->previous)
        before = inner_text(left, 200) + ' ' + before;
    return is_change_note(before);
  }
  [[nodiscard]] static bool is_named_change(const HtmlNode* element) {
    const std::string_view name = element->attribute("class");
    if (find_fold(element->attribute("itemprop"), "dateModified") != name.npos) return true;
    return find_fold(name, "publish") == name.npos &&
           (find_fold(name, "modif") != name.npos || find_fold(name, "updat") != name.npos ||
            find_fold(name, "changed") != name.npos);
  }
  void add(const HtmlNode* node, std::string day, int rank, std::size_t at) {
    if (!day.empty() && !is_elsewhere(node)) found_.push_back({std::move(day), rank, at});
  }

  // Most elements have none of these.
  [[nodiscard]] static bool may_be_dated(const HtmlNode* node) {
    return std::any_of(node->attributes().begin(), node->attributes().end(), [](const HtmlAttribute& attribute) {
      return attribute.name == "itemprop" || attribute.name == "property" || attribute.name == "pubdate" ||
             (attribute.name == "class" && (attribute.value.find("ublish") != std::string_view::npos ||
                                            attribute.value.find("date") != std::string_view::npos));
    });
  }
  void look_at_element(const HtmlNode* node) {
    if (node->tag != Tag::time && !may_be_dated(node)) return;
    const std::string_view name = node->attribute("class");
    const auto says = [node](const char* attribute, std::string_view what) {
      return find_fold(node->attribute(attribute), what) != std::string_view::npos;
    };
    const bool marked = says("itemprop", "datePublished") || says("itemprop", "dateCreated") ||
                        says("property", "datePublished") || node->has_attribute("pubdate");
    const bool classed = !name.empty() && (says("class", "published") || says("class", "entry-date") ||
                                           says("class", "post-date") || says("class", "article-date"));
    if (!marked && !classed && node->tag != Tag::time) return;
    if (!marked && (is_named_change(node) || is_change(node))) return;
    const int rank = marked ? 0 : 100;
    for (const char* attribute : {"datetime", "content", "title"})
      if (std::string day = day_of(node->attribute(attribute)); !day.empty())
        return add(node, std::move(day), rank, chars_);
    if (is_longer(node, max_line)) return;
    if (const auto date = parse_date_line(inner_text(node, 400))) add(node, day_of(*date), rank, chars_);
  }

  // A short text: alone, then with what shares its line.
  void look_at_text(const HtmlNode* text) {
    const std::size_t at = chars_;
    chars_ += text->chars;
    if (text->chars == 0 || text->chars > max_line || !may_hold_digits(text->text)) return;
    const HtmlNode* node = text;
    for (int level = 0; level < 3 && node->parent != nullptr; ++level, node = node->parent) {
      const HtmlNode* element = node->is_text() ? node->parent : node;
      if (is_one_of(element->tag, {Tag::time, Tag::body, Tag::article, Tag::main}) && !node->is_text()) return;
      if (element->tag == Tag::time || is_named_change(element)) return;
      if (level > 0 && is_longer(node, max_line)) return;
      const auto date = parse_date_line(inner_text(node, 400));
      if (!date) continue;
      const int rank = (has_date_name(node) ? 110 : 140) - (date->published ? 5 : 0);
      if (!is_change(node)) add(node, day_of(*date), rank, at);
      return;
    }
  }
  [[nodiscard]] static bool has_date_name(const HtmlNode* node) {
    for (int level = 0; level < 3 && node != nullptr && node->tag != Tag::body; ++level, node = node->parent)
      if (has_word(node->attribute("class"), date_words) || has_word(node->attribute("id"), date_words)) return true;
    return false;
  }
  static bool may_hold_digits(std::string_view text) {
    // 0xD9 to 0xDB begin Arabic and Persian digits, 0xEF wide ones.
    return std::any_of(text.begin(), text.end(), [](char c) {
      const auto byte = static_cast<unsigned char>(c);
      return is_digit(c) || (byte >= 0xD9 && byte <= 0xDB) || byte == 0xEF;
    });
  }

  const HtmlNode* root_;
  const HtmlNode* heading_;
  std::string address_;
  std::optional<std::size_t> heading_at_;
  std::size_t articles_ = 0;
  std::size_t chars_ = 0;
  std::vector<Candidate> found_;
};

// Takes candidates in the order of their rank; a day whose order is open waits for one that decides it.
class Choice {
 public:
  // `order`: what decides an open day; called when one is found.
  explicit Choice(std::function<DateOrder()> order) : order_(std::move(order)) {}
  // True when `day` ends the search.
  bool offer(std::string day) {
    if (day.empty()) return false;
    if (is_open_day(day)) {
      std::string settled = settle_day(day, order_());
      if (settled.empty()) {
        if (open_.empty()) open_ = std::move(day);
        return false;
      }
      day = std::move(settled);
    }
    chosen_ = std::move(day);
    return true;
  }
  // An open day counts for more than candidates that are neither of its readings.
  [[nodiscard]] std::string result() const {
    const bool agrees =
        chosen_ == settle_day(open_, DateOrder::day_first) || chosen_ == settle_day(open_, DateOrder::month_first);
    return open_.empty() || agrees ? chosen_ : open_;
  }

 private:
  std::function<DateOrder()> order_;
  std::string open_;
  std::string chosen_;
};

DateOrder order_of_page(const HtmlNode* root, const DateClues& clues) {
  std::string dates;
  for (const HtmlNode* node = root; node != nullptr && dates.size() < max_chars; node = next_in(node, root))
    if (node->is_text() && node->chars < max_line && std::any_of(node->text.begin(), node->text.end(), is_digit))
      dates.append(node->text).push_back('\n');
  DateOrder order = order_of_dates(dates);
  if (order == DateOrder::unknown) order = order_of_locale(clues.language);
  return order != DateOrder::unknown ? order : order_of_host(host_of(clues.url));
}

// True for a time stamp with an offset that is not UTC's: the day where the outlet is.
bool has_own_offset(std::string_view stamp) {
  stamp = trim(stamp);
  const std::size_t sign = stamp.find_last_of("+-");
  if (sign == stamp.npos || sign + 5 > stamp.size() || stamp.find(':') > sign) return false;
  return stamp.substr(sign + 1).find_first_not_of("0:") != stamp.npos;
}

// What linked data and <meta> state.  One moment is often there twice, in UTC and in the outlet's own time: the latter
// says the day.
std::vector<std::string> stated_days(const DateClues& clues) {
  std::vector<std::string_view> stamps{clues.data.published};
  for (const std::string_view name : published_names) stamps.push_back(clues.meta.get({name}));
  const bool utc = clues.data.published.find(':') != std::string::npos && !has_own_offset(clues.data.published);
  const auto own = std::find_if(stamps.begin(), stamps.end(), has_own_offset);
  if (utc && own != stamps.end() && are_neighbours(day_of(stamps.front()), day_of(*own)))
    std::rotate(stamps.begin(), own, own + 1);
  stamps.push_back(clues.data.page_published);
  std::vector<std::string> days;
  for (const std::string_view stamp : stamps)
    if (!stamp.empty()) days.push_back(day_of(stamp));
  return days;
}

}  // namespace

std::string choose_date(const HtmlNode* root, const DateClues& clues) {
  Choice choice([&] { return order_of_page(root, clues); });
  for (std::string& day : stated_days(clues))
    if (choice.offer(std::move(day))) return choice.result();
  for (std::string& day : Finder(root, clues.heading, date_in_address(clues.url)).run())
    if (choice.offer(std::move(day))) return choice.result();
  return choice.result();
}

}  // namespace blotter::reader
