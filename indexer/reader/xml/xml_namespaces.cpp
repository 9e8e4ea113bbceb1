#include "indexer/reader/xml/xml_namespaces.hpp"

#include "indexer/reader/strings.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace blotter::reader {
namespace {

struct Known {
  std::string_view fragment;  // of the address, lower case: versions and spellings differ around it
  std::string_view prefix;
};

constexpr std::size_t max_bindings = 1000;  // in force at once; each name is looked for among all

// The first that fits wins.
constexpr std::array known = {
    Known{"www.w3.org/2005/atom", "atom"},
    Known{"purl.org/atom/ns", "atom"},
    Known{"purl.org/atom/app", "app"},
    Known{"purl.org/rss/1.0/modules/content", "content"},
    Known{"purl.org/rss/1.0/modules/slash", "slash"},
    Known{"purl.org/rss/1.0/modules/", "rssmod"},
    Known{"purl.org/rss/1.0", ""},
    Known{"purl.org/net/rss1.1", ""},
    Known{"my.netscape.com/rdf/simple", ""},
    Known{"my.netscape.com/publish", ""},
    Known{"channel.netscape.com/rdf/simple", ""},
    Known{"backend.userland.com/rss", ""},
    Known{"blogs.law.harvard.edu/tech/rss", ""},
    Known{"rssboard.org/rss-specification", ""},
    Known{"www.w3.org/1999/02/22-rdf-syntax-ns", "rdf"},
    Known{"www.w3.org/1999/xhtml", "xhtml"},
    Known{"purl.org/dc/elements", "dc"},
    Known{"purl.org/dc/terms", "dcterms"},
    Known{"search.yahoo.com/mrss", "media"},
    Known{"itunes.com/dtds/podcast", "itunes"},
    Known{"wordpress.org/export", "wp"},
    Known{"turbo.yandex.ru", "turbo"},
    Known{"news.yandex.ru", "yandex"},
    Known{"news.rambler.ru", "rambler"},
    Known{"iptc.org/std/nar", ""},
    Known{"iptc.org/std/nitf", ""},
    Known{"iptc.org/std/ninjs", ""},
    Known{"mediawiki.org/xml/export", ""},
    Known{"www.google.com/schemas/sitemap-news", "news"},
};

std::optional<std::string_view> usual_prefix(std::string_view address) {
  const std::string folded = lower(address);
  for (const Known& row : known)
    if (folded.find(row.fragment) != folded.npos) {
      // WordPress keeps excerpts in a namespace below its own.
      if (row.prefix == "wp" && folded.find("/excerpt") != folded.npos) return "excerpt";
      return row.prefix;
    }
  return std::nullopt;
}

std::string join(std::string_view prefix, std::string_view local) {
  if (prefix.empty()) return std::string(local);
  return std::string(prefix).append(":").append(local);
}

}  // namespace

std::size_t Namespaces::declare(const Attributes& attributes) {
  std::size_t count = 0;
  for (const auto& [name, value] : attributes) {
    if (bindings_.size() >= max_bindings) break;
    const bool is_default = name == "xmlns";
    if (!is_default && !name.starts_with("xmlns:")) continue;
    const std::string prefix = is_default ? std::string() : name.substr(6);
    const auto usual = usual_prefix(value);
    bindings_.push_back({prefix, usual ? std::string(*usual) : prefix});
    ++count;
  }
  return count;
}

void Namespaces::take_back(std::size_t count) {
  bindings_.resize(bindings_.size() - std::min(count, bindings_.size()));
}

std::string Namespaces::element(std::string_view written) const {
  const std::size_t colon = written.find(':');
  const std::string_view prefix = colon == written.npos ? std::string_view{} : written.substr(0, colon);
  const std::string_view local = colon == written.npos ? written : written.substr(colon + 1);
  const auto innermost = std::find_if(bindings_.rbegin(), bindings_.rend(),
                                      [prefix](const Binding& binding) { return binding.prefix == prefix; });
  return innermost != bindings_.rend() ? join(innermost->usual, local) : std::string(written);
}

std::string Namespaces::attribute(std::string_view written) const {
  return written.find(':') == written.npos ? std::string(written) : element(written);
}

}  // namespace blotter::reader
