#include "searcher/query/address.hpp"

#include "common/schema.hpp"

#include <algorithm>
#include <array>

namespace blotter::query {
namespace {

constexpr std::array<std::string_view, 2> schemes{"https://", "http://"};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

// Labels with full stops between them, the last of letters alone.
bool is_host(std::string_view text) {
  const std::size_t dot = text.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || text.size() - dot < 3 || text.find("..") != std::string_view::npos)
    return false;
  const std::string_view last = text.substr(dot + 1);
  return std::all_of(last.begin(), last.end(), [](char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }) &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '-' || c == '.';
         });
}

}  // namespace

std::string_view without_scheme(std::string_view address) {
  const std::size_t mark = address.find("://");
  return mark == std::string_view::npos ? address : address.substr(mark + 3);
}

bool is_address(std::string_view word) {
  if (word.find("://") != std::string_view::npos) return true;
  const std::string_view host = word.substr(0, word.find('/'));
  return is_host(host);
}

std::vector<std::string> address_terms(std::string_view address) {
  const std::string_view url_prefix = schema::find_field("url")->prefix;
  std::vector<std::string> terms{schema::boolean_term(url_prefix, address)};
  std::string_view rest = without_scheme(address);
  rest = rest.substr(0, rest.find('#'));
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  std::string host = lower(rest.substr(0, slash));
  std::string path(rest.substr(slash));
  if (path.ends_with('/')) path.pop_back();
  if (host.starts_with("www.")) host.erase(0, 4);
  if (path.empty()) terms.push_back(schema::boolean_term(schema::host_prefix, host));
  else
    for (const std::string_view scheme : schemes)
      for (const std::string_view www : {"", "www."})
        for (const std::string_view end : {"", "/"})
          terms.push_back(
              schema::boolean_term(url_prefix, std::string(scheme).append(www).append(host + path).append(end)));
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

}  // namespace blotter::query
