// Xapian used as its manual shows it, as a peer of the speed suite: the commands of scripts/peers/LucenePeer.java.
#include <xapian.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

namespace {

std::vector<std::string> split(const std::string& text, char divider) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, divider);) parts.push_back(part);
  return parts;
}

void index(const std::string& tsv, const std::string& directory) {
  Xapian::WritableDatabase database(directory, Xapian::DB_CREATE);
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem("en"));
  std::ifstream in(tsv);
  for (std::string line; std::getline(in, line);) {
    std::vector<std::string> cells = split(line, '\t');
    cells.resize(8);
    Xapian::Document document;
    generator.set_document(document);
    generator.set_termpos(0);
    generator.index_text(cells[1] + "\n" + cells[2]);
    document.set_data(cells[0] + "\t" + cells[1] + "\t" + cells[2] + "\t" + cells[6] + "\t" + cells[7]);
    document.add_boolean_term("Q" + cells[0]);
    for (Xapian::valueno slot = 0; slot < 3; ++slot) document.add_value(slot, cells[3 + slot]);
    database.add_document(document);
  }
  database.commit();
}

Xapian::Query build(const Xapian::Stem& stem, const std::string& kind, const std::string& line) {
  std::vector<Xapian::Query> words;
  for (const std::string& word : split(line, ' ')) words.emplace_back(kind == "phrase" ? word : "Z" + stem(word));
  const auto op = kind == "phrase" ? Xapian::Query::OP_PHRASE
                  : kind == "and"  ? Xapian::Query::OP_AND
                                   : Xapian::Query::OP_OR;
  return {op, words.begin(), words.end(), kind == "phrase" ? static_cast<Xapian::termcount>(words.size()) : 0};
}

void query(const std::string& directory, const std::string& kind, const std::string& file) {
  const Xapian::Database database(directory);
  const Xapian::Stem stem("en");
  std::ifstream in(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  std::vector<double> took(lines.size());
  double total = 0;
  for (int round = 0; round < 2; ++round) {  // the first warms the cache
    total = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto start = std::chrono::steady_clock::now();
      Xapian::Enquire enquire(database);
      enquire.set_query(build(stem, kind, lines[i]));
      if (kind == "facets") {
        std::array<Xapian::ValueCountMatchSpy, 3> spies{Xapian::ValueCountMatchSpy(0), Xapian::ValueCountMatchSpy(1),
                                                        Xapian::ValueCountMatchSpy(2)};
        for (auto& spy : spies) enquire.add_matchspy(&spy);
        (void)enquire.get_mset(0, 0, database.get_doccount());
        for (auto& spy : spies) (void)std::distance(spy.top_values_begin(10), spy.top_values_end(10));
      } else {
        const Xapian::MSet hits = enquire.get_mset(0, 10);
        for (auto hit = hits.begin(); hit != hits.end(); ++hit) (void)hit.get_document().get_data();
      }
      took[i] = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
      total += took[i];
    }
  }
  std::sort(took.begin(), took.end());
  std::printf("{\"seconds\":%.4f,\"p50_us\":%.1f,\"p99_us\":%.1f}\n", total, took[took.size() / 2] * 1e6,
              took[took.size() * 99 / 100] * 1e6);
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() >= 3 && arguments[0] == "index") index(arguments[1], arguments[2]);
  else if (arguments.size() >= 4 && arguments[0] == "query") query(arguments[1], arguments[2], arguments[3]);
  else return 2;
}
