#include "indexer/reader/xml/xml_records.hpp"

#include "indexer/reader/strings.hpp"
#include "indexer/reader/xml/markup_scanner.hpp"
#include "indexer/reader/xml/xml_namespaces.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace blotter::reader {
namespace {

constexpr std::size_t max_open_elements = 10'000;  // elements that are open; inside of this many no record begins
constexpr std::size_t around_bytes = 1 << 20;      // kept of what is outside of records

// Builds the trees.  Open elements are indexed by a path of pointers: a node's children only grow at its end
// while it is open, and only the last child is ever open, so the pointers stay valid.
class TreeBuilder {
 public:
  using OnRecord = std::function<void(const XmlNode&, const XmlNode&)>;
  using OnLost = std::function<void(std::string, Error)>;
  TreeBuilder(const Limits& limits, const RecordRules& rules, const OnRecord& record, const OnLost& lost)
      : limits_(limits), rules_(rules), on_record_(record), on_lost_(lost) {}

  void start(const Markup& tag) {
    if (open_.size() >= max_open_elements) {
      if (!tag.empty_element) ++beyond_;
      return too_deep();
    }
    Open open;
    open.written = rules_.sgml ? lower(tag.name) : std::string(tag.name);
    auto attributes = parse_attributes(tag.attributes);
    if (!rules_.sgml) open.declared = namespaces_.declare(attributes);
    XmlNode node;
    node.name = rules_.sgml ? open.written : namespaces_.element(tag.name);
    for (auto& [name, value] : attributes)
      node.attributes.emplace_back(rules_.sgml ? lower(name) : namespaces_.attribute(name), std::move(value));
    open.record = record_depth_ == 0 && is_record(node.name);
    if (open.record) begin_record();
    place(std::move(node), open);
    open_.push_back(std::move(open));
    if (tag.empty_element) close();
  }

  void end(std::string_view name) {
    if (beyond_ > 0) {
      --beyond_;
      return;
    }
    const std::string written = rules_.sgml ? lower(name) : std::string(name);
    // The end of an element that is open closes what was left open inside; any other is passed over.
    const auto is_same = [&](const Open& open) { return open.written == written; };
    const auto is_same_but_for_case = [&](const Open& open) { return equal_fold(open.written, written); };
    if (!close_innermost(is_same)) close_innermost(is_same_but_for_case);
  }

  void characters(const Markup& text) {
    if (dropping_ || nodes_.empty()) return;
    XmlNode& parent = *nodes_.back();
    if (!charge(text.characters.size())) return;
    if (parent.children.empty() || !parent.children.back().name.empty()) {
      if (record_depth_ == 0 && trim(text.characters).empty()) return;
      parent.children.emplace_back();
    }
    std::string& into = parent.children.back().text;
    if (text.literal) into.append(text.characters);
    else append_unescaped(text.characters, into);
  }

  void finish() {
    // SGML may leave ends out; XML that does has been cut off, or is still being written.
    if (!rules_.sgml && !open_.empty())
      on_lost_(fmt::format("record {}", count_),
               Error{ErrorCode::bad_input,
                     fmt::format("the input ends inside of <{}>: what was to follow is missing", open_.front().written),
                     {}});
    while (!open_.empty()) close();
  }
  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  struct Open {
    std::string written;
    std::size_t declared = 0;  // namespace declarations to take back
    bool record = false;
    bool placed = false;  // is in the tree; elements beyond a limit are not
  };

  // Closes the innermost open element that fits and what is open inside of it; false when none of the last 512 fits.
  template <class Test>
  bool close_innermost(Test fits) {
    const std::size_t floor = open_.size() > 512 ? open_.size() - 512 : 0;
    for (std::size_t i = open_.size(); i > floor; --i) {
      if (!fits(open_[i - 1])) continue;
      while (open_.size() >= i) close();
      return true;
    }
    return false;
  }

  [[nodiscard]] bool is_record(std::string_view name) const {
    return std::find(rules_.records.begin(), rules_.records.end(), name) != rules_.records.end();
  }

  void begin_record() {
    ++count_;
    record_ = XmlNode{};
    record_bytes_ = 0;
    dropping_ = false;
    deep_ = false;
    record_depth_ = open_.size() + 1;
    saved_ = std::move(nodes_);
    nodes_.clear();
  }

  // False once the record (or what is around the records) is over its limit.
  bool charge(std::size_t bytes) {
    if (record_depth_ == 0) return (around_used_ += bytes) <= around_bytes;
    record_bytes_ += bytes;
    if (record_bytes_ <= limits_.article_bytes) return true;
    if (!dropping_)
      on_lost_(
          fmt::format("record {}", count_),
          Error{
              ErrorCode::limit, fmt::format("larger than {} bytes (limit article_bytes)", limits_.article_bytes), {}});
    dropping_ = true;
    return false;
  }

  void too_deep() {
    if (!std::exchange(deep_, true))
      on_lost_(fmt::format("record {}", count_),
               Error{ErrorCode::limit,
                     fmt::format("elements nested deeper than {} (limit xml_depth) are read as plain text",
                                 limits_.xml_depth),
                     {}});
  }

  void place(XmlNode&& node, Open& open) {
    std::size_t bytes = sizeof(XmlNode) + node.name.size();
    for (const auto& [name, value] : node.attributes) bytes += name.size() + value.size() + 64;
    if (dropping_ || !charge(bytes)) return;
    if (nodes_.size() >= limits_.xml_depth) return too_deep();  // its text goes to the deepest element kept
    XmlNode* placed = nullptr;
    if (open.record) {
      record_ = std::move(node);
      placed = &record_;
    } else if (nodes_.empty()) {
      if (record_depth_ != 0 || !around_.name.empty()) return;
      around_ = std::move(node);
      placed = &around_;
    } else {
      placed = &nodes_.back()->children.emplace_back(std::move(node));
    }
    nodes_.push_back(placed);
    open.placed = true;
  }

  void close() {
    const Open open = std::move(open_.back());
    open_.pop_back();
    namespaces_.take_back(open.declared);
    if (open.placed && !nodes_.empty()) nodes_.pop_back();
    if (!open.record) return;
    if (!dropping_) on_record_(record_, around_);
    record_depth_ = 0;
    dropping_ = false;
    nodes_ = std::move(saved_);
  }

  const Limits& limits_;
  const RecordRules& rules_;
  const OnRecord& on_record_;
  const OnLost& on_lost_;
  Namespaces namespaces_;
  XmlNode around_;
  XmlNode record_;
  std::vector<XmlNode*> nodes_;
  std::vector<XmlNode*> saved_;
  std::vector<Open> open_;
  std::size_t beyond_ = 0;        // open elements that are more than max_open_elements
  std::size_t record_depth_ = 0;  // of open_ when the record began; 0 outside
  std::size_t record_bytes_ = 0;
  std::size_t around_used_ = 0;
  std::size_t count_ = 0;
  bool dropping_ = false;
  bool deep_ = false;  // the record is nested deeper than the limit, and that was reported
};

}  // namespace

Result<void> read_records(ByteStream& utf8, const Limits& limits, const RecordRules& rules,
                          const std::function<void(const XmlNode&, const XmlNode&)>& record,
                          const std::function<void(std::string, Error)>& lost) {
  MarkupScanner scanner(utf8, limits.article_bytes);
  TreeBuilder builder(limits, rules, record, lost);
  while (true) {
    const auto token = scanner.next();
    if (!token) return tl::unexpected(token.error());
    switch (token->kind) {
      case Markup::start: builder.start(*token); break;
      case Markup::end: builder.end(token->name); break;
      case Markup::text: builder.characters(*token); break;
      case Markup::finish: builder.finish(); return {};
    }
  }
}

}  // namespace blotter::reader
