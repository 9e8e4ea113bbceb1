#include "indexer/reader/url.hpp"

#include "indexer/reader/strings.hpp"

#include <vector>

namespace blotter::reader {
namespace {

struct Parts {
  std::string_view scheme, authority, path, query, fragment;
  bool has_authority = false, has_query = false, has_fragment = false;
};

std::size_t scheme_length(std::string_view url) {
  std::size_t i = 0;
  while (i < url.size() && (is_ascii_alnum(url[i]) || url[i] == '+' || url[i] == '-' || url[i] == '.')) ++i;
  const bool letter_first = i > 0 && !is_digit(url[0]);
  return i < url.size() && url[i] == ':' && letter_first ? i : 0;
}

Parts split(std::string_view url) {
  Parts parts;
  if (const std::size_t n = scheme_length(url); n > 0) {
    parts.scheme = url.substr(0, n);
    url.remove_prefix(n + 1);
  }
  if (url.starts_with("//")) {
    const std::size_t end = std::min(url.find_first_of("/?#", 2), url.size());
    parts.authority = url.substr(2, end - 2);
    parts.has_authority = true;
    url.remove_prefix(end);
  }
  if (const std::size_t at = url.find('#'); at != url.npos) {
    parts.fragment = url.substr(at + 1);
    parts.has_fragment = true;
    url = url.substr(0, at);
  }
  if (const std::size_t at = url.find('?'); at != url.npos) {
    parts.query = url.substr(at + 1);
    parts.has_query = true;
    url = url.substr(0, at);
  }
  parts.path = url;
  return parts;
}

std::string remove_dot_segments(std::string_view path) {
  std::vector<std::string_view> kept;
  bool slash_at_end = false;
  for (std::size_t i = 0; i < path.size();) {
    const std::size_t end = std::min(path.find('/', i + 1), path.size());
    const std::string_view segment = path.substr(i, end - i);  // with its leading slash
    slash_at_end = segment == "/.." || segment == "/.";
    if (segment == "/..") {
      if (!kept.empty()) kept.pop_back();
    } else if (segment != "/.") {
      kept.push_back(segment);
    }
    i = end;
  }
  std::string out;
  for (const std::string_view segment : kept) out += segment;
  if (slash_at_end) out += '/';
  return out;
}

std::string join(const Parts& parts, std::string_view path) {
  std::string out;
  if (!parts.scheme.empty()) out.append(parts.scheme).append(":");
  if (parts.has_authority) out.append("//").append(parts.authority);
  out += path;
  if (parts.has_query) out.append("?").append(parts.query);
  if (parts.has_fragment) out.append("#").append(parts.fragment);
  return out;
}

}  // namespace

bool is_absolute_url(std::string_view url) { return scheme_length(url) > 0; }

bool is_web_url(std::string_view url) {
  const Parts parts = split(url);
  return (equal_fold(parts.scheme, "http") || equal_fold(parts.scheme, "https")) && !parts.authority.empty();
}

bool names_one_page(std::string_view url) {
  const Parts parts = split(trim(url));
  const bool has_more = parts.path.size() > 1 || !parts.query.empty() || !parts.fragment.empty();
  if (parts.has_authority) return !parts.authority.empty() && has_more;
  if (!parts.scheme.empty()) return has_more;  // urn:, tag:, mid:
  // Written without its scheme: "site.kg/news/1", or from the site's root.
  const std::size_t slash = parts.path.find('/');
  const bool rooted = slash == 0 || parts.path.substr(0, slash).find('.') != parts.path.npos;
  return slash != parts.path.npos && rooted && (slash + 1 < parts.path.size() || parts.has_query);
}

std::string_view host_of(std::string_view url) {
  std::string_view host = split(trim(url)).authority;
  if (const std::size_t at = host.rfind('@'); at != host.npos) host.remove_prefix(at + 1);
  if (host.starts_with('[')) return host.substr(0, std::min(host.find(']'), host.size() - 1) + 1);
  return host.substr(0, host.find(':'));
}

std::string resolve_url(std::string_view base, std::string_view reference) {
  reference = trim(reference);
  const Parts from = split(trim(base));
  Parts to = split(reference);
  if (!to.scheme.empty() || from.scheme.empty()) return std::string(reference);
  to.scheme = from.scheme;
  if (to.has_authority) return join(to, remove_dot_segments(to.path));
  to.authority = from.authority;
  to.has_authority = from.has_authority;
  if (to.path.empty()) {
    if (!to.has_query) {
      to.query = from.query;
      to.has_query = from.has_query;
    }
    return join(to, from.path);
  }
  if (to.path.starts_with('/')) return join(to, remove_dot_segments(to.path));
  std::string merged(from.path.empty() && from.has_authority ? "/" : from.path.substr(0, from.path.rfind('/') + 1));
  merged += to.path;
  return join(to, remove_dot_segments(merged));
}

}  // namespace blotter::reader
