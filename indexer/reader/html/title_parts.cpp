#include "indexer/reader/html/title_parts.hpp"

#include "common/text/comparison.hpp"
#include "indexer/reader/strings.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace blotter::reader {
namespace {

struct Separator {
  std::size_t at;   // where the part before it ends
  std::size_t end;  // where the part behind it begins
};

// Separators between a story's title and the names of section and site.  `tight` ones count without blanks too.
struct Sign {
  std::string_view text;
  bool tight;
};
constexpr std::array signs = {
    Sign{"||", true}, Sign{"|", true},  Sign{"｜", true}, Sign{"::", true},  Sign{"//", false}, Sign{"--", false},
    Sign{"-", false}, Sign{"–", false}, Sign{"—", false}, Sign{"»", false},  Sign{"«", false},  Sign{"›", false},
    Sign{"·", false}, Sign{"•", false}, Sign{"/", false}, Sign{"\\", false}, Sign{">", false},  Sign{"~", false},
    Sign{"@", false}, Sign{"✩", false}, Sign{":", false}};

// The first bytes of all signs: nearly no byte of a title is one.
constexpr std::array<bool, 256> sign_bytes = [] {
  std::array<bool, 256> begins{};
  for (const Sign& sign : signs) begins[static_cast<unsigned char>(sign.text[0])] = true;
  return begins;
}();

bool blank_at(std::string_view text, std::size_t i) { return i >= text.size() || is_space(text[i]); }
bool is_wide(std::string_view text, std::size_t i) {
  return i < text.size() && static_cast<unsigned char>(text[i]) >= 0xE3;
}

// The underscore parts only titles of scripts without blanks ("标题_频道_网站").
bool is_underscore(std::string_view title, std::size_t i) {
  if (title[i] != '_' || i < 3) return false;
  const std::size_t before = title[i - 1] == ' ' ? i - 2 : i - 1;
  return static_cast<unsigned char>(title[before]) >= 0x80 && is_wide(title, i + 1);
}

std::vector<Separator> separators_of(std::string_view title, bool colons) {
  std::vector<Separator> found;
  for (std::size_t i = 1; i < title.size(); ++i) {
    if (is_underscore(title, i)) {
      found.push_back({i, i + 1});
      continue;
    }
    if (!sign_bytes[static_cast<unsigned char>(title[i])]) continue;
    for (const Sign& sign : signs) {
      if (!title.substr(i).starts_with(sign.text)) continue;
      const std::size_t end = i + sign.text.size();
      const bool before = is_space(title[i - 1]);
      const bool behind = blank_at(title, end);
      const bool colon = sign.text == ":";
      const bool counts = colon ? colons && behind : sign.tight ? (before || behind) : (before && behind);
      if (!counts) break;
      found.push_back({i, end});
      i = end - 1;
      break;
    }
  }
  return found;
}

std::string without_blanks(std::string_view key) {
  std::string out(key);
  out.erase(std::remove(out.begin(), out.end(), ' '), out.end());
  return out;
}

std::string_view without_ellipsis(std::string_view title) {
  for (const std::string_view end : {"...", "…", "[…]", "[...]"})
    if (title.ends_with(end)) return trim(title.substr(0, title.size() - end.size()));
  return title;
}

// Cuts names of the site off both ends; empty when nothing else is left.
std::string_view cut_sites(std::string_view title, const Sites& sites) {
  for (bool again = true; again && !title.empty();) {
    again = false;
    const auto found = separators_of(title, true);
    if (found.empty()) return sites.is_name(text::comparison_key(title)) ? std::string_view() : title;
    if (sites.is_name(text::comparison_key(title.substr(found.back().end)))) {
      title = trim(title.substr(0, found.back().at));
      again = true;
    } else if (sites.is_name(text::comparison_key(title.substr(0, found.front().at)))) {
      title = trim(title.substr(found.front().end));
      again = true;
    }
  }
  return title;
}

}  // namespace

std::size_t words_in(std::string_view text) {
  std::size_t count = 0;
  split_each(text, " \t\r\n", [&count](std::string_view) { ++count; });
  return count;
}

Sites::Sites(const std::vector<std::string>& names) {
  const auto add = [this](std::string_view name) {
    if (std::string key = without_blanks(text::comparison_key(name)); key.size() >= 2) keys_.push_back(std::move(key));
  };
  for (const std::string& name : names) {
    add(name);
    const auto parts = separators_of(name, false);  // "Desk - news of the valley"
    if (!parts.empty()) add(std::string_view(name).substr(0, parts.front().at));
    // "www.desk.example": the whole, and the label before the domain
    if (name.find(' ') != name.npos || name.find('.') == name.npos) continue;
    std::string_view host = name;
    if (host.starts_with("www.")) host.remove_prefix(4);
    add(host);
    host = host.substr(0, host.rfind('.'));
    for (const std::string_view second : {".co", ".com", ".org", ".gov", ".net", ".ac", ".edu"})
      if (host.ends_with(second)) host.remove_suffix(second.size());
    add(host.substr(host.rfind('.') + 1));
  }
}

bool Sites::is_name(std::string_view key) const {
  if (key.empty()) return false;
  const std::string bare = without_blanks(key);
  return std::any_of(keys_.begin(), keys_.end(), [&](const std::string& site) {
    if (bare == site) return true;
    // "The Desk", "Desk online", "Desk.example": the name with a word or a domain, and the other way round
    const std::string& longer = bare.size() > site.size() ? bare : site;
    const std::string& shorter = bare.size() > site.size() ? site : bare;
    if (shorter.size() < 4 || longer.size() > shorter.size() * 2) return false;
    return longer.starts_with(shorter) || longer.ends_with(shorter);
  });
}

StatedTitle::StatedTitle(const std::string& stated, const Sites& sites) {
  std::string_view whole = trim(stated);
  text = without_ellipsis(whole);
  cut_short = text.size() < whole.size();
  key = text::comparison_key(text);
  std::size_t from = 0;
  for (const Separator& separator : separators_of(text, true)) {
    part_keys.push_back(text::comparison_key(std::string_view(text).substr(from, separator.at - from)));
    from = separator.end;
  }
  part_keys.push_back(text::comparison_key(std::string_view(text).substr(from)));
  bare = cut_sites(whole, sites);
  bare_key = text::comparison_key(bare);
  is_site = bare_key.empty();
}

std::string without_likely_site(const std::string& title, bool site_is_cut) {
  const auto found = separators_of(title, false);
  if (found.empty()) return title;
  const bool underscores = title[found.front().at] == '_';  // of those all go
  std::string_view kept = trim(std::string_view(title).substr(0, underscores ? found.front().at : found.back().at));
  const bool is_short = words_in(kept) < 3 && kept.size() < 20;
  if (is_short && site_is_cut) return title;
  if (is_short) kept = trim(std::string_view(title).substr(found.front().end));
  // Four words or fewer are hardly the whole title, unless just a site's name went.
  const bool wide = is_wide(kept, 0);
  return words_in(kept) <= 4 && !wide && words_in(title) - words_in(kept) > 4 ? title : std::string(kept);
}

}  // namespace blotter::reader
