// What the tests of the glass writer share: made-up documents, put into a run and into Xapian's own database.
#pragma once

#include "common/store/glass/run.hpp"
#include "tests/support/temporary_folder.hpp"

#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace blotter::glass::test {

struct Term {
  std::uint32_t wdf = 0;
  std::vector<std::uint32_t> positions;
};

struct Document {
  std::uint32_t docid = 0;
  std::map<std::string, Term> terms;
  std::map<std::uint32_t, std::string> values;
  std::string data;
};

using Documents = std::vector<Document>;
using blotter::test::TemporaryFolder;

inline void add(Run& run, const Document& document) {
  run.begin_document(document.docid);
  for (const auto& [slot, value] : document.values) run.set_value(slot, value);
  for (const auto& [name, term] : document.terms) run.add_posting(run.intern(name), term.wdf, term.positions);
  run.set_data(document.data);
  run.end_document();
}

inline Xapian::Document to_xapian(const Document& document) {
  Xapian::Document out;
  for (const auto& [name, term] : document.terms) {
    out.add_term(name, term.wdf);
    for (const std::uint32_t position : term.positions) out.add_posting(name, position, 0);
  }
  for (const auto& [slot, value] : document.values) out.add_value(slot, value);
  out.set_data(document.data);
  return out;
}

// What Xapian itself makes of the documents.
inline void write_reference(const std::string& dir, const Documents& documents,
                            const std::map<std::string, std::string>& metadata = {}) {
  Xapian::WritableDatabase database(dir, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC);
  for (const Document& document : documents) database.replace_document(document.docid, to_xapian(document));
  for (const auto& [key, value] : metadata) database.set_metadata(key, value);
  database.commit();
}

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  std::uint32_t below(std::uint32_t limit) {
    return std::uniform_int_distribution<std::uint32_t>(0, limit - 1)(engine_);
  }
  bool one_in(std::uint32_t n) { return below(n) == 0; }
  // Small numbers mostly, and now and then a large one.
  std::uint32_t skewed(std::uint32_t limit) { return below(1 + below(1 + below(limit))); }
  std::string bytes(std::size_t size) {
    std::string out(size, '\0');
    for (char& c : out) c = static_cast<char>(below(256));
    return out;
  }
  // A word of a vocabulary in which few words are frequent.
  std::string word() {
    std::string out;
    for (std::uint32_t number = skewed(3000) + 1; number > 0; number /= 17) out += static_cast<char>('a' + number % 17);
    return out;
  }

 private:
  std::mt19937_64 engine_;
};

inline std::vector<std::uint32_t> random_positions(Random& random, std::size_t count, std::uint32_t max_gap) {
  std::vector<std::uint32_t> positions;
  std::uint64_t position = random.below(max_gap);
  for (; count > 0 && position <= UINT32_MAX; --count) {
    positions.push_back(static_cast<std::uint32_t>(position));
    position += 1 + random.below(max_gap);
  }
  return positions;
}

// A term of any bytes; zero bytes are rare enough for its key to hold it.
inline std::string odd_term(Random& random) {
  std::string term = random.bytes(1 + random.below(245));
  if (random.one_in(3)) term = term.substr(0, 1 + random.below(3));
  if (random.one_in(8)) term = std::string(245, 'z');
  if (random.one_in(8)) term += std::string("\0", 1);
  term.resize(std::min<std::size_t>(term.size(), 245));
  while (term.size() > 1 && term.size() + static_cast<std::size_t>(std::count(term.begin(), term.end(), '\0')) > 249)
    term.pop_back();
  return term;
}

inline Document random_document(Random& random, std::uint32_t docid) {
  Document document;
  document.docid = docid;
  if (random.one_in(20)) return document;  // nothing at all
  const std::uint32_t words = random.one_in(30) ? 3000 : random.below(120);
  for (std::uint32_t position = 1; position <= words; ++position) {
    const std::string word = random.word();
    Term& exact = document.terms["X" + word];
    ++exact.wdf;
    exact.positions.push_back(position);
    ++document.terms["Z" + word.substr(0, 3)].wdf;
  }
  document.terms["Q" + std::to_string(docid)];  // wdf 0
  if (random.one_in(2)) document.terms["XC" + std::string(1, static_cast<char>('A' + random.below(20)))];
  while (random.one_in(3)) {
    Term& term = document.terms[odd_term(random)];
    term.wdf = random.one_in(4) ? random.below(1000000) : random.below(4);
    term.positions = random_positions(random, random.below(8), 1U << random.below(28));
    // Xapian's check takes positions in a document of length 0 for damage.
    if (!term.positions.empty() && term.wdf == 0) term.wdf = 1;
  }
  while (!random.one_in(3))
    document.values[random.one_in(9) ? random.below(70000) : random.below(5)] = random.bytes(1 + random.skewed(60));
  if (random.one_in(40)) document.values[7] = random.bytes(9000);
  if (!random.one_in(5)) document.data = std::string(random.skewed(500), 'd') + random.bytes(random.skewed(900));
  if (random.one_in(60)) document.data = random.bytes(50000);
  return document;
}

inline Documents random_documents(Random& random, std::size_t count, std::uint32_t max_gap) {
  Documents documents;
  std::uint32_t docid = 0;
  for (; count > 0; --count) {
    docid += 1 + random.below(max_gap);
    documents.push_back(random_document(random, docid));
  }
  return documents;
}

}  // namespace blotter::glass::test
