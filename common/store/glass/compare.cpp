#include "common/store/glass/compare.hpp"

#include "common/store/database.hpp"

#include <fmt/format.h>

#include <set>

namespace blotter::glass {
namespace {

std::string shown(const std::string& bytes) {
  std::string out;
  for (const char c : bytes.substr(0, 60)) {
    const auto byte = static_cast<unsigned char>(c);
    out += byte >= 0x20 && byte < 0x7f ? std::string(1, c) : fmt::format("\\x{:02x}", byte);
  }
  return out;
}

class Comparison {
 public:
  Comparison(const std::string& left, const std::string& right, const DataView& view, std::size_t limit)
      : left_(left), right_(right), aside_(view.metadata_key), limit_(limit) {
    if (!view.open) return;
    left_data_ = view.open(left);
    right_data_ = view.open(right);
  }

  std::vector<std::string> run() {
    statistics();
    metadata();
    all_terms();
    for (const Xapian::valueno slot : slots_) value_slot(slot);
    return std::move(differences_);
  }

 private:
  [[nodiscard]] bool full() const { return differences_.size() >= limit_; }

  template <class Value>
  void same(const Value& left, const Value& right, const std::function<std::string()>& what) {
    if (left == right || full()) return;
    if constexpr (std::is_same_v<Value, std::string>) {
      differences_.push_back(fmt::format("{}: \"{}\" and \"{}\"", what(), shown(left), shown(right)));
    } else {
      differences_.push_back(fmt::format("{}: {} and {}", what(), left, right));
    }
  }

  void statistics() {
    same(left_.get_doccount(), right_.get_doccount(), [] { return "documents"; });
    same(left_.get_lastdocid(), right_.get_lastdocid(), [] { return "last docid"; });
    same(left_.get_total_length(), right_.get_total_length(), [] { return "total length"; });
    same(left_.get_avlength(), right_.get_avlength(), [] { return "mean length"; });
    same(left_.get_doclength_lower_bound(), right_.get_doclength_lower_bound(), [] { return "least length"; });
    same(left_.get_doclength_upper_bound(), right_.get_doclength_upper_bound(), [] { return "largest length"; });
    same(left_.has_positions(), right_.has_positions(), [] { return "has positions"; });
  }

  void metadata() {
    std::set<std::string> keys(left_.metadata_keys_begin(), left_.metadata_keys_end());
    keys.insert(right_.metadata_keys_begin(), right_.metadata_keys_end());
    if (!aside_.empty()) keys.erase(aside_);
    for (const std::string& key : keys)
      same(left_.get_metadata(key), right_.get_metadata(key), [&] { return "metadata " + shown(key); });
  }

  // Every term, with its postings; the empty term stands for all documents.
  void all_terms() {
    term({});
    auto a = left_.allterms_begin();
    auto b = right_.allterms_begin();
    while (!full() && (a != left_.allterms_end() || b != right_.allterms_end())) {
      const bool only_left = b == right_.allterms_end() || (a != left_.allterms_end() && *a < *b);
      const bool only_right = !only_left && (a == left_.allterms_end() || *b < *a);
      if (only_left || only_right) {
        differences_.push_back(fmt::format("term {} is in one only", shown(only_left ? *a : *b)));
      } else {
        same(a.get_termfreq(), b.get_termfreq(), [&] { return "term frequency of " + shown(*a); });
        term(*a);
      }
      if (!only_right) ++a;
      if (!only_left) ++b;
    }
  }

  void term(const std::string& name) {
    const auto what = [&name](const char* thing) { return [&name, thing] { return thing + (" of " + shown(name)); }; };
    same(left_.get_termfreq(name), right_.get_termfreq(name), what("term frequency"));
    if (!name.empty()) {
      same(left_.get_collection_freq(name), right_.get_collection_freq(name), what("collection frequency"));
      same(left_.get_wdf_upper_bound(name), right_.get_wdf_upper_bound(name), what("wdf bound"));
    }
    auto a = left_.postlist_begin(name);
    auto b = right_.postlist_begin(name);
    for (; a != left_.postlist_end(name) && b != right_.postlist_end(name) && !full(); ++a, ++b) {
      same(*a, *b, what("posting"));
      if (*a != *b) return;
      same(a.get_wdf(), b.get_wdf(), what("wdf in a posting"));
      same(a.get_doclength(), b.get_doclength(), what("length in a posting"));
      if (name.empty()) document(*a);
    }
    const bool left_ends = a == left_.postlist_end(name);
    const bool right_ends = b == right_.postlist_end(name);
    if (!full()) same(left_ends, right_ends, what("end of the postings"));
  }

  void document(Xapian::docid docid) {
    const auto what = [docid](const char* thing) {
      return [docid, thing] { return fmt::format("{} of {}", thing, docid); };
    };
    const Xapian::Document a = left_.get_document(docid);
    const Xapian::Document b = right_.get_document(docid);
    same(left_data_ ? left_data_(docid) : a.get_data(), right_data_ ? right_data_(docid) : b.get_data(), what("data"));
    same(left_.get_unique_terms(docid), right_.get_unique_terms(docid), what("unique terms"));

    auto u = a.values_begin();
    auto v = b.values_begin();
    for (; u != a.values_end() && v != b.values_end() && !full(); ++u, ++v) {
      same(u.get_valueno(), v.get_valueno(), what("slot"));
      same(*u, *v, what("value"));
      slots_.insert(u.get_valueno());
    }
    same(u == a.values_end(), v == b.values_end(), what("end of the values"));

    auto s = left_.termlist_begin(docid);
    auto t = right_.termlist_begin(docid);
    for (; s != left_.termlist_end(docid) && t != right_.termlist_end(docid) && !full(); ++s, ++t) {
      same(*s, *t, what("term"));
      same(s.get_wdf(), t.get_wdf(), what("wdf"));
      if (*s == *t) positions(docid, *s);
    }
    same(s == left_.termlist_end(docid), t == right_.termlist_end(docid), what("end of the terms"));
  }

  void positions(Xapian::docid docid, const std::string& name) {
    const auto what = [&, docid] { return fmt::format("positions of {} in {}", shown(name), docid); };
    auto a = left_.positionlist_begin(docid, name);
    auto b = right_.positionlist_begin(docid, name);
    for (; a != left_.positionlist_end(docid, name) && b != right_.positionlist_end(docid, name); ++a, ++b) {
      if (*a == *b) continue;
      return same(*a, *b, what);
    }
    same(a == left_.positionlist_end(docid, name), b == right_.positionlist_end(docid, name), what);
  }

  void value_slot(Xapian::valueno slot) {
    const auto what = [slot](const char* thing) {
      return [slot, thing] { return fmt::format("{} of slot {}", thing, slot); };
    };
    same(left_.get_value_freq(slot), right_.get_value_freq(slot), what("frequency"));
    same(left_.get_value_lower_bound(slot), right_.get_value_lower_bound(slot), what("lower bound"));
    same(left_.get_value_upper_bound(slot), right_.get_value_upper_bound(slot), what("upper bound"));
    auto a = left_.valuestream_begin(slot);
    auto b = right_.valuestream_begin(slot);
    for (; a != left_.valuestream_end(slot) && b != right_.valuestream_end(slot) && !full(); ++a, ++b) {
      same(a.get_docid(), b.get_docid(), what("docid in the values"));
      same(*a, *b, what("value"));
    }
    same(a == left_.valuestream_end(slot), b == right_.valuestream_end(slot), what("end of the values"));
  }

  Xapian::Database left_, right_;
  DataView::Reader left_data_, right_data_;
  std::string aside_;  // metadata key
  std::size_t limit_;
  std::vector<std::string> differences_;
  std::set<Xapian::valueno> slots_;
};

}  // namespace

Result<std::vector<std::string>> compare_databases(const std::string& left, const std::string& right,
                                                   const DataView& view, std::size_t limit) {
  try {
    return Comparison(left, right, view, limit).run();
  } catch (const Xapian::Error& error) {
    return fail(ErrorCode::index, "cannot compare " + left + " and " + right + ": " + error.get_description());
  }
}

}  // namespace blotter::glass
