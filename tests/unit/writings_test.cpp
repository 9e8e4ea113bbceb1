// One thing written in several ways: what a query finds however text and query write it.
#include "common/text/uzbek.hpp"
#include "tests/unit/search_fixture.hpp"

#include <catch2/catch.hpp>

using namespace blotter;
using namespace blotter::test;

namespace {

// One article for each way of writing.
const std::string articles =
    R"({"id":"i","title":"-","body":"Свидетель назвал фамилию: Д.К.Байтуров. The J.T.Oxbury file.","language":"ru"}
{"id":"v","title":"-","body":"The flaw is in libfrost v3.4.18 only."}
{"id":"u","title":"-","body":"It is at files.oxbury.example/cases/theft-of-bells.html since May."}
{"id":"h","title":"-","body":"#OshRally2024 was shown by many."}
{"id":"m","title":"-","body":"Задержали экс-прокурора района.","language":"ru"}
{"id":"p","title":"-","body":"Phones: +7 (701) 444-01-98 and 8-800-600-70-91."}
{"id":"n","title":"-","body":"Машина В456ЕК99, паспорт АН7654321, счёт KZ75 125K ZT20 0410 0123.","language":"ru"}
{"id":"z","title":"-","body":"Qoʻqonda qochqinlar ushlandi.","language":"uz"}
{"id":"w","title":"-","body":"Gumrukchi pora oldi, tergov boshlandi.","language":"uz"}
{"id":"y","title":"-","body":"Қочқинлар Қўқонда ушланди.","language":"uz"}
{"id":"s","title":"-","body":"Rust tur​quoise bowls were found."}
{"id":"a","title":"-","body":"اعتقلت الشُّرطة مهـــرّبين ۳۷ کیلو","language":"ar"}
{"id":"c","title":"-","body":"南京市警察局通报。","language":"zh"}
{"id":"x","title":"-","body":"тундракing облавикs тур"}
)";

struct Row {
  const char* query;
  const char* found;
};

}  // namespace

TEST_CASE("a thing is found however text and query write it (issue 14)") {
  const Opened index(articles);
  const Row rows[] = {
      {"\"Д. К. Байтуров\"", "i"},
      {"\"j t oxbury\"", "i"},
      {"Д.К.Байтуров", "i"},
      {"\"3.4.18\"", "v"},
      {"v3.4.18", "v"},
      {"http://files.oxbury.example/cases/theft-of-bells.html", "u"},
      {"files.oxbury.example", "u"},
      {"rally", "h"},
      {"2024", "h"},
      {"#OshRally2024", "h"},
      {"экс-прокурор", "m"},
      {"экс-прокурором", "m"},
      {"\"экс-прокурор\"", ""},
      {"701-444-0198", "p"},
      {"(701)4440198", "p"},
      {"+77014440198", "p"},
      {"8006007091", "p"},
      {"444-0198", ""},
      {"B456EK99", "n"},
      {"в456ек99", "n"},
      {"AH7654321", "n"},
      {"KZ75125KZT2004100123", "n"},
      {"\"KZ75 125K ZT20 0410 0123\"", "n"},
      {"Қўқон", "yz"},
      {"Qoʻqon", "yz"},
      {"қочқин", "yz"},
      {"qochqin", "yz"},
      {"tur\u200bquoise", "s"},
      {"turquoise", "s"},
      {"الشرطة", "a"},
      {"مهربين", "a"},
      {"37 كيلو", "a"},
      {"南京", "c"},
      {"警察", "c"},
      {"ту*ing", "x"},
      {"об*s", "x"},
      {"ту*", "x"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.query);
    CHECK(index.found(row.query) == row.found);
  }
}

TEST_CASE("the other alphabet of Uzbek is left out with exact script and under NOT (issue 14)") {
  const Opened index(articles);
  query::PlanOptions exact;
  exact.exact_script = true;
  CHECK(index.found(index.plan("қочқин", exact)->plan) == "y");
  CHECK(index.found("-қочқин").find('z') != std::string::npos);
}

TEST_CASE("what may be a word of another language has no other Uzbek alphabet (issue 14)") {
  using text::in_other_uzbek_alphabet;
  CHECK(in_other_uzbek_alphabet("heroin").empty());
  CHECK(in_other_uzbek_alphabet("ҳероин").empty());
  CHECK(in_other_uzbek_alphabet("quarry").empty());
  CHECK(in_other_uzbek_alphabet("bosh").empty());
  CHECK(in_other_uzbek_alphabet("банк").empty());
  CHECK(in_other_uzbek_alphabet("қўрғон") == std::vector<std::string>{"qorgon"});
  CHECK(in_other_uzbek_alphabet("qish") == std::vector<std::string>{"қиш"});
  CHECK(in_other_uzbek_alphabet("qqqooogggooogggooo").size() <= 8);
}
