// Pages of several stories, and pages that only look like them.
#include "tests/unit/reader_support.hpp"

using namespace blotter;

namespace {

std::string story(int number, bool whole) {
  const std::string n = std::to_string(number);
  std::string text =
      "<p>Police in town " + n + " said on Monday that they had detained two men over forged papers.</p>";
  if (whole)
    text += "<p>The clerk, who is 3" + n +
            ", is accused of printing papers at night, on a machine bought for maps.</p>"
            "<p>A court will decide this week, the prosecutor said, whether the two can go home, and on what terms.</p>"
            "<p>Neighbours, asked by reporters, said that the light in the office was on until morning, every day.</p>"
            "<p>The machine has been sealed, and the maps of the town will be printed elsewhere until the trial.</p>";
  return "<article class=post><h2><a href='/2025/story-" + n + "'>Story number " + n +
         "</a></h2><time datetime='2025-03-0" + n + "'>March " + n + "</time>" + text +
         "<footer><a href='#c'>Comments</a></footer></article>";
}

std::string page(const std::string& head, const std::string& body) {
  return "<!doctype html><html lang=en><head><title>Osh Daily</title>" + head +
         "</head><body><nav><a href=/>Home</a></nav><main>" + body + "</main><footer>Copyright</footer></body></html>";
}

test::Collected read(const std::string& bytes) {
  return test::read_as("html", bytes, {"front.html", 0, nullptr, {}, "https://osh.example/"});
}

}  // namespace

TEST_CASE("a front page with whole stories gives each as an article", "[html]") {
  const auto found = read(page("", story(1, true) + story(2, true) + story(3, true)));
  REQUIRE(found.articles.size() == 3);
  const Article& second = found.articles[1];
  CHECK(second.title == "Story number 2");
  CHECK(second.url == "https://osh.example/2025/story-2");
  CHECK(second.id == second.url);
  CHECK(second.published == "2025-03-02");
  CHECK(second.language == "en");
  CHECK(second.body.starts_with("Police in town 2"));
  CHECK(second.body.ends_with("until the trial."));
  CHECK(second.body.find("town 1") == std::string::npos);
}

TEST_CASE("teasers, one story with others beside it, and a live blog stay one article", "[html]") {
  std::string teasers;
  for (int i = 1; i < 8; ++i) teasers += story(i, false);
  CHECK(read(page("", teasers)).articles.size() == 1);
  CHECK(read(page("", story(1, true) + teasers)).articles.size() == 1);
  CHECK(read(page("<meta property='og:type' content='article'>", story(1, true) + story(2, true) + story(3, true)))
            .articles.size() == 1);
  CHECK(read(page("", story(1, true) + story(2, true))).articles.size() == 1);
}
