// The model behind --browse: keys and answers in, questions and screens out, without a terminal.
#include "common/cli/terminal.hpp"
#include "common/text/steering.hpp"
#include "common/text/utf8.hpp"
#include "searcher/browse/screen.hpp"
#include "searcher/browse/state.hpp"
#include "searcher/state/command_line.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

using namespace blotter;
using browse::Effect;
using browse::Key;
using browse::KeyName;
using browse::State;
using browse::Zone;

namespace {

search::Hit hit(std::uint32_t rank, const std::string& title, const std::string& text) {
  search::Hit one;
  one.rank = rank;
  one.id = "id-" + std::to_string(rank);
  one.title.text = one.article.title = title;
  one.snippet.text = text;
  one.article.published = "2025-03-01";
  return one;
}

search::Answer answer() {
  search::Answer one;
  one.total = 3;
  one.hits = {hit(1, "Wheat harvest", "The harvest was good."),
              hit(2, "Суд в Ташкенте", "Полиция задержала торговцев."),
              hit(3, "東京の裁判所", "裁判所は判決を言い渡した。")};
  one.facets = {{"country", {{"UZ", "Uzbekistan", "", 2, false, false}, {"KG", "Kyrgyzstan", "", 1, false, false}}, 2},
                {"crime",
                 {{"trafficking-in-persons", "Trafficking in persons", "", 2, false, false},
                  {"organ-trafficking", "Organ trafficking", "trafficking-in-persons", 1, false, false}},
                 2}};
  one.histogram_unit = "month";
  one.histogram = {{"2025-02-01", "2025-02-28", 1, 0}, {"2025-03-01", "2025-03-31", 2, 0}, {"", "", 1, 0}};
  return one;
}

// What stands on the screen, a row a line.
std::vector<std::string> text_of(const browse::Screen& screen) {
  std::vector<std::string> rows;
  for (const present::StyledLine& line : screen.lines) {
    std::string& row = rows.emplace_back();
    for (const present::Span& span : line) row += span.text;
    row.erase(row.find_last_not_of(' ') + 1);
  }
  return rows;
}

bool shows(const State& state, std::string_view part) {
  const std::vector<std::string> rows = text_of(browse::draw(state));
  return std::any_of(rows.begin(), rows.end(),
                     [&](const std::string& row) { return row.find(part) != std::string::npos; });
}

// Whether a row has just these columns, few marks, and nothing that steers a terminal.
bool fits(const present::StyledLine& line, std::size_t columns) {
  std::string text;
  for (const present::Span& span : line) text += span.text;
  for (std::size_t at = 0; at < text.size();)
    if (text::steers_display(text::next_code_point(text, at))) return false;
  return present::display_width(text) == columns && text.size() < 16 * columns + 64;
}

// A browser that was asked nothing yet, and one with an answer.
State opened(browse::Size size = {24, 80}) { return browse::start({}, size, 20250401); }
State answered(browse::Size size = {24, 80}) {
  State state = opened(size);
  (void)browse::ask(state);
  browse::take_answer(state, answer());
  return state;
}

Effect type(State& state, std::u32string_view text) {
  Effect effect;
  for (const char32_t c : text) effect = browse::press(state, {KeyName::character, c, 0, 0});
  return effect;
}
Effect press(State& state, KeyName name) { return browse::press(state, {name, 0, 0, 0}); }

// Runs what is asked with the same answer.
void answer_all(State& state) {
  while (browse::ask(state)) browse::take_answer(state, answer());
}

}  // namespace

TEST_CASE("browse: what is typed is asked, and undone as a whole") {
  State state = opened();
  CHECK(browse::ask(state).has_value());
  CHECK_FALSE(browse::ask(state).has_value());  // once
  (void)type(state, U"whea");
  CHECK(browse::ask(state)->query == "whea");
  (void)type(state, U"t");
  CHECK(browse::ask(state)->query == "wheat");
  (void)press(state, KeyName::enter);
  (void)press(state, KeyName::escape);
  (void)type(state, U" crime");
  CHECK(browse::ask(state)->query == "wheat crime");
  (void)press(state, KeyName::enter);
  (void)type(state, U"u");
  CHECK(browse::ask(state)->query == "wheat");
  (void)type(state, U"u");
  CHECK(browse::ask(state)->query.empty());
  (void)type(state, U"u");
  CHECK_FALSE(browse::ask(state).has_value());
  CHECK(state.message == "nothing to undo");
}

TEST_CASE("browse: space chooses a value, then excludes it, then leaves it alone, whatever is still under way") {
  State state = answered();
  state.zone = Zone::facets;
  (void)press(state, KeyName::down);
  (void)type(state, U" ");
  (void)press(state, KeyName::down);
  (void)type(state, U"-");  // before an answer to the first
  REQUIRE(state.question.filters.size() == 1);
  CHECK(state.question.filters[0].include == std::vector<std::string>{"UZ"});
  CHECK(state.question.filters[0].exclude == std::vector<std::string>{"KG"});
  CHECK(shows(state, "+ Uzbekistan (UZ)"));
  CHECK(shows(state, "- Kyrgyzstan (KG)"));
  CHECK(shows(state, "country UZ, not KG"));
  answer_all(state);
  (void)press(state, KeyName::up);
  (void)type(state, U"  ");
  (void)type(state, U"u");
  CHECK(state.question.filters.empty());  // the first answer's question
  answer_all(state);
  (void)press(state, KeyName::right);
  CHECK(state.facet_rows[state.facet_row].value == browse::no_value);
}

TEST_CASE("browse: a filter that was typed on the command line is changed value by value") {
  search::Request base;
  base.filters = {{"country", {"Uzbekistan,!RU"}, {}, {}}};
  State state = browse::start(base, {24, 80}, 20250401);
  (void)browse::ask(state);
  search::Answer one = answer();
  one.facets[0].values[0].selected = true;
  one.facets[0].values.push_back({"RU", "Russia", "", 0, false, true});
  browse::take_answer(state, one);
  CHECK(shows(state, "+ Uzbekistan (UZ)"));
  state.zone = Zone::facets;
  state.facet_row = 2;
  (void)type(state, U" ");
  CHECK(state.question.filters[0].lists.empty());
  CHECK(state.question.filters[0].include == std::vector<std::string>{"UZ", "KG"});
  CHECK(state.question.filters[0].exclude == std::vector<std::string>{"RU"});
}

TEST_CASE("browse: the time line narrows to a period, and is drawn finer then") {
  State state = answered();
  state.zone = Zone::time;
  state.period = 1;
  CHECK(shows(state, "2025-03-01 to 2025-03-31: 2"));
  (void)type(state, U" ");
  const auto request = browse::ask(state);
  REQUIRE(request);
  CHECK(request->from == "2025-03-01");
  CHECK(request->to == "2025-03-31");
  CHECK(request->histogram == match::Unit::day);
  (void)type(state, U"u");
  CHECK(browse::ask(state)->from.empty());
}

TEST_CASE("browse: bars that are too many for the screen become coarser") {
  State state = opened({24, 20});
  (void)browse::ask(state);
  search::Answer many = answer();
  many.histogram.assign(60, {"2025-02-01", "2025-02-28", 1, 0});
  browse::take_answer(state, many);
  const auto again = browse::ask(state);
  REQUIRE(again);
  CHECK(again->histogram == match::Unit::year);
  CHECK(state.undo.empty());
}

TEST_CASE("browse: of more periods than columns the latest are shown while the cursor is elsewhere", "[issue-24]") {
  State state = opened({24, 80});
  (void)browse::ask(state);
  search::Answer many = answer();
  many.histogram_unit = "year";
  many.histogram.assign(400, {"1601-01-01", "1601-12-31", 0, 0});  // since one article states a wrong date
  many.histogram.back() = {"2025-01-01", "2025-12-31", 3, 0};
  browse::take_answer(state, many);
  CHECK(browse::bars_of(state).first == 320);
  state.zone = Zone::time;
  CHECK(browse::bars_of(state).first == 0);
  state.period = 399;
  CHECK(browse::bars_of(state).first == 320);
}

TEST_CASE("browse: no more hits are asked for than the screen has room for, and a few to move on to", "[issue-24]") {
  search::Answer many = answer();
  many.hits.clear();
  for (std::uint32_t i = 1; i <= 40; ++i) many.hits.push_back(hit(i, "Hit", {}));
  many.total = 40;
  std::uint32_t before = 0;
  for (const std::size_t rows : {5u, 12u, 24u, 60u}) {
    CAPTURE(rows);
    State state = opened({rows, 80});
    const auto request = browse::ask(state);
    REQUIRE(request);
    browse::take_answer(state, many);
    const std::size_t shown = browse::hit_lines(state, 0, browse::layout_of(state)).back().hit + 1;
    CHECK(request->limit >= shown);
    CHECK(request->limit <= shown + 8);
    CHECK(request->limit > before);
    before = request->limit;
  }
  // A larger window asks for what it has come to have room for.
  State state = opened({12, 80});
  const std::uint32_t few = browse::ask(state)->limit;
  browse::take_answer(state, many);
  CHECK_FALSE(browse::ask(state));
  browse::resize(state, {60, 80});
  const auto more = browse::ask(state);
  REQUIRE(more);
  CHECK(more->limit > few);
  CHECK(state.undo.empty());
}

TEST_CASE("browse: every row fits the screen and no text steers it, at every size") {
  search::Answer hostile = answer();
  std::string marks = "e";
  for (int i = 0; i < 10000; ++i) marks += "\u0301";
  hostile.hits[0].title.text = marks + " \x1b]0;owned\x07\x1b[2J \u202E" + std::string(300, 'w');
  hostile.hits[1].snippet.text =
      "\u202E\u2066 \xC2\x9B"
      "31m";
  hostile.facets[0].values[0].label = "\x1b[31m" + marks;
  for (const std::size_t rows : {1u, 2u, 5u, 8u, 12u, 24u, 60u})
    for (const std::size_t columns : {1u, 2u, 20u, 60u, 71u, 72u, 80u, 200u})
      for (const Zone zone : {Zone::query, Zone::facets, Zone::hits, Zone::time}) {
        State state = answered({rows, columns});
        browse::take_answer(state, hostile);
        state.zone = zone;
        for (int turn = 0; turn < 4; ++turn) {
          if (turn == 1) browse::take_article(state, {});
          if (turn == 2) state.help = true;
          if (turn == 3) state.prompt = browse::Prompt{browse::Prompt::Purpose::write, browse::LineEdit(marks)};
          const browse::Screen screen = browse::draw(state);
          INFO(rows << " rows, " << columns << " columns, turn " << turn);
          CHECK(screen.lines.size() <= rows);
          CHECK(std::all_of(screen.lines.begin(), screen.lines.end(),
                            [&](const present::StyledLine& line) { return fits(line, columns); }));
        }
      }
}

TEST_CASE("browse: keys on screens without an answer, without hits or without room do no harm") {
  for (const browse::Size size : {browse::Size{1, 1}, browse::Size{5, 20}, browse::Size{24, 80}})
    for (const bool empty : {true, false}) {
      State state = empty ? opened(size) : answered(size);
      for (int name = 0; name <= static_cast<int>(KeyName::wheel_down); ++name)
        for (const char32_t c : std::u32string_view(U" [/nNoyYtgRu-")) {
          const auto key = static_cast<KeyName>(name);
          if (key == KeyName::quit) continue;
          (void)browse::press(state, {key, c, 3, 7});
          (void)browse::draw(state);
        }
      CHECK(browse::draw(state).lines.size() <= size.rows);
    }
}

TEST_CASE("browse: letters are commands outside of the query") {
  State state = answered();
  (void)press(state, KeyName::enter);
  (void)press(state, KeyName::down);
  CHECK(type(state, U"y").text == "id-2");
  CHECK(type(state, U"Y").text.find("Суд в Ташкенте") != std::string::npos);
  CHECK(type(state, U"o").kind == Effect::Kind::open);
  CHECK(press(state, KeyName::enter).kind == Effect::Kind::read);
  (void)type(state, U"w");
  (void)type(state, U"hits.csv");
  const Effect written = press(state, KeyName::enter);
  CHECK(written.kind == Effect::Kind::write);
  CHECK(written.text == "hits.csv");
  CHECK(type(state, U"q").kind == Effect::Kind::quit);
}

TEST_CASE("browse: a failed query leaves the last answer on the screen, with the reason below it") {
  State state = answered();
  (void)type(state, U"\"open");
  (void)browse::ask(state);
  search::Answer failed;
  failed.error = Error{ErrorCode::bad_query, "the quote at 1 has no end", ""};
  browse::take_answer(state, failed);
  CHECK(shows(state, "the quote at 1 has no end"));
  CHECK(shows(state, "Wheat harvest"));
  // The next answer takes it back, but not what another thing has to say.
  browse::take_answer(state, answer());
  CHECK_FALSE(shows(state, "the quote at 1"));
  browse::take_message(state, "there is no index any more", true);
  browse::take_answer(state, answer());
  CHECK(shows(state, "there is no index any more"));
}

TEST_CASE("browse: the command line asks the same in a shell") {
  browse::Question question;
  question.query = "it's -a \"b\"";
  question.filters = {{"country", {}, {"UZ"}, {"RU"}}, {"person", {}, {"Tolipov, R."}, {}}};
  question.from = "2025-01-01";
  question.group = true;
  CHECK(search::command_line(browse::arguments_of(question)) ==
        "blotter-search '--country=UZ,!RU' '--filter=person=Tolipov\\, R.' --from=2025-01-01 --group "
        "'it'\\''s -a \"b\"'");
  question = {};
  question.query = "-court";
  CHECK(search::command_line(browse::arguments_of(question)) == "blotter-search ' -court'");
}

TEST_CASE("browse: an article of 32 MiB is read at once, and its evidence found wherever it is") {
  Article article;
  article.title = "Long";
  while (article.body.size() < 32u << 20) article.body += "words of no meaning that go on and on without a line break ";
  const auto end = static_cast<std::uint32_t>(article.body.size());
  article.body += "Tashkent";
  article.facet("country").values.push_back(
      {"UZ", "", "", "", false, false, false, 1, {{TextField::body, end, end + 8}}, false, {}});
  const auto before = std::chrono::steady_clock::now();
  State state = answered();
  browse::take_article(state, article);
  CHECK(shows(state, "1 mark:"));
  (void)type(state, U"n");
  CHECK(shows(state, "Tashkent"));
  CHECK(shows(state, "\u201cTashkent\u201d is country UZ"));
  (void)press(state, KeyName::end);
  (void)press(state, KeyName::page_up);
  (void)press(state, KeyName::home);
  CHECK(shows(state, "Long"));
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(2));
}

TEST_CASE("browse: marks of one text are stepped through in order, with what each means") {
  Article article;
  article.title = "Tashkent court";
  article.body = "A court in Tashkent.\nAn organ was sold.";
  article.facet("country").values.push_back(
      {"UZ", "", "", "", false, false, false, 2, {{TextField::title, 0, 8}, {TextField::body, 11, 19}}, false, {}});
  article.facet("crime").values.push_back(
      {"organ-trafficking", "", "", "", false, false, false, 1, {{TextField::body, 24, 29}}, false, {}});
  State state = answered();
  browse::take_article(state, article);
  (void)type(state, U"n");
  CHECK(shows(state, "1 of 3"));
  (void)type(state, U"N");
  CHECK(shows(state, "3 of 3: \u201corgan\u201d is crime organ-trafficking"));
  (void)type(state, U"n");
  CHECK(shows(state, "1 of 3"));
  (void)press(state, KeyName::escape);
  CHECK_FALSE(state.preview.has_value());
}

TEST_CASE("browse: the terminal's cursor is where one types, and nowhere else") {
  State state = answered();
  state.zone = browse::Zone::query;
  state.query = browse::LineEdit("opium");
  using Cursor = std::optional<std::pair<std::size_t, std::size_t>>;
  CHECK(browse::draw(state).cursor == Cursor({0, 7}));
  (void)press(state, KeyName::left);
  CHECK(browse::draw(state).cursor == Cursor({0, 6}));
  state.zone = browse::Zone::hits;
  CHECK_FALSE(browse::draw(state).cursor.has_value());
}
