// A stated title ("Section - Story | Site") in its parts, and the names by which a site goes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::reader {

class Sites {
 public:
  // `names`: of the site, its publisher, its host, in any writing; empty ones are left out.
  explicit Sites(const std::vector<std::string>& names);

  // True when a text::comparison_key() is one of the names, with or without blanks, domain or motto.
  [[nodiscard]] bool is_name(std::string_view key) const;

 private:
  std::vector<std::string> keys_;  // without blanks
};

struct StatedTitle {
  StatedTitle(const std::string& stated, const Sites& sites);

  std::string text;                    // as stated, without an ellipsis at its end
  std::string key;                     // text::comparison_key() of `text`
  std::vector<std::string> part_keys;  // of the parts between separators
  std::string bare;                    // without the site's names at its ends
  std::string bare_key;
  bool cut_short = false;  // it ended with an ellipsis
  bool is_site = false;    // nothing but names of the site
};

[[nodiscard]] std::size_t words_in(std::string_view text);

// Returns the title without the last part (or the first, when the rest would be too short) where it has separators, for
// pages that do not name their site (Mozilla Readability's rule).  `site_is_cut`: the site's name is gone already, so
// that a short front is the title's.
[[nodiscard]] std::string without_likely_site(const std::string& title, bool site_is_cut);

}  // namespace blotter::reader
