// Twice the input costs about twice the time, whatever it repeats: a hostile page may cost its size, not its square.
#include "indexer/extract/word.hpp"
#include "tests/support/process.hpp"
#include "tests/support/word_document.hpp"
#include "tests/unit/reader_support.hpp"
#include "tests/unit/tagger_fixture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <functional>

using namespace blotter;

namespace {

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

std::string repeat(std::string_view piece, std::size_t times) {
  std::string out;
  while (times-- > 0) out += piece;
  return out;
}

// "a0,a1,…", each piece made of its number.
std::string numbered(std::size_t count, const std::function<std::string(std::size_t)>& piece) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += piece(i);
  return out;
}

// Checks that work over 2n pieces takes under 2.5 times as long as over n.  Processor time of this thread, the least of
// several turns, so that a busy machine does not matter; 10 ms are allowed for what does not grow.
void check_linear(std::size_t n, const std::function<std::string(std::size_t)>& make,
                  const std::function<void(const std::string&)>& work) {
  const std::string once = make(n), twice = make(2 * n);
  double least_once = 1e9, least_twice = 1e9;
  for (int turn = 0; turn < 5; ++turn) {
    double begin = processor_seconds();
    work(once);
    least_once = std::min(least_once, processor_seconds() - begin);
    begin = processor_seconds();
    work(twice);
    least_twice = std::min(least_twice, processor_seconds() - begin);
    if (least_twice < 2.5 * least_once + 0.01) break;
  }
  CHECK(least_twice < 2.5 * least_once + 0.01);
}

// Bytes by which this process grew at most while it worked.
std::size_t peak_of(const std::function<void()>& work) {
  const auto kilobytes = [](const std::string& name) {
    const std::string status = test::read_file("/proc/self/status");
    return std::strtoul(status.c_str() + status.find(name + ":") + name.size() + 1, nullptr, 10);
  };
  test::write_file("/proc/self/clear_refs", "5");  // the peak begins anew
  const std::size_t before = kilobytes("VmRSS");
  work();
  return (kilobytes("VmHWM") - before) * 1024;
}

void check_reader(std::string_view format, std::size_t n, const std::function<std::string(std::size_t)>& make) {
  INFO(format);
  check_linear(n, make, [&](const std::string& bytes) {
    const test::Collected found = test::read_as(format, bytes);
    CHECK(found.ok);
    CHECK(found.articles.size() == 1);
  });
}

std::string record(std::string_view name, std::size_t count) {
  return fmt::format(R"({{"title":"Raid in Osh","body":"Two men were held.","{}":[{}"last"]}})", name,
                     numbered(count, [](std::size_t i) { return fmt::format("\"v{}\",", i); }));
}

}  // namespace

TEST_CASE("attributes of one tag cost their number, not its square", "[linear]") {
  check_reader("html", 20000, [](std::size_t n) {
    return "<html><title>Raid in Osh</title><body><p " +
           numbered(n, [](std::size_t i) { return fmt::format("a{}='>' ", i); }) +
           ">Two men were held in Osh over the theft of cable.</p></body></html>";
  });
}

TEST_CASE("stated authors, keywords and facets cost their number", "[linear]") {
  for (const std::string_view list : {"country", "agency", "keywords", "authors"}) {
    INFO(list);
    check_reader("jsonl", 20000, [&](std::size_t n) { return record(list, n); });
  }
  const auto found = test::read_as("jsonl", record("keywords", 2000));
  REQUIRE(found.rejected.size() == 1);
  CHECK(found.rejected[0].second.message.find("limit list_values") != std::string::npos);
  CHECK(found.articles.at(0).keywords.size() == 1000);
}

TEST_CASE("categories of a feed's entry cost their number", "[linear]") {
  check_reader("feed", 20000, [](std::size_t n) {
    return "<rss version='2.0'><channel><title>Desk</title><item><title>Raid</title>" +
           numbered(n, [](std::size_t i) { return fmt::format("<category>c{}</category>", i); }) +
           "</item></channel></rss>";
  });
}

TEST_CASE("brackets and angles of Markdown cost their number", "[linear]") {
  for (const std::string_view piece : {"[", "![", "[a](", "<a"}) {
    INFO(piece);
    check_linear(
        100000, [&](std::size_t n) { return repeat(piece, n); },
        [](const std::string& text) {
          const test::Collected found = test::read_as("text", "# Raid in Osh\n\nTwo men were held.\n\n" + text);
          CHECK(found.articles.size() == 1);
        });
  }
}

TEST_CASE("names of bodies and countries repeated cost their number", "[linear]") {
  for (const std::string_view piece :
       {"Ministry of ", "Kyrgyzstan and the Interior Ministry in Uzbekistan said ", "Osh Regional Court and police of ",
        "The Interior Ministry spoke. The ministry said. "}) {
    INFO(piece);
    check_linear(
        600000 / piece.size(), [&](std::size_t n) { return repeat(piece, n); },
        [](const std::string& text) { (void)test::tag("Raid in Osh", text); });
  }
}

TEST_CASE("markup that never ends costs its size", "[linear]") {
  const std::string feed = "<rss version='2.0'><channel><title>Desk</title><item><title>Raid</title></item>";
  check_reader("feed", 10000, [&](std::size_t n) { return feed + repeat("<a\" =\"", n); });
  check_reader("sgml", 100000, [](std::size_t n) {
    return "<DOC><DOCNO>1</DOCNO><TEXT>Two men were held.</TEXT></DOC>" + repeat("<!a>", n);
  });
  for (const std::string_view piece : {"[http ", "&lt;ref&gt;", "&lt;ref ", "[[a "}) {
    INFO(piece);
    check_reader("mediawiki", 20000, [&](std::size_t n) {
      return "<mediawiki><page><title>Raid</title><revision><text>Two men were held. " + repeat(piece, n) +
             "</text></revision></page></mediawiki>";
    });
  }
}

TEST_CASE("namespaces that are in force cost their number", "[linear]") {
  check_reader("feed", 5000, [](std::size_t n) {
    return "<rss " + numbered(n, [](std::size_t i) { return fmt::format("xmlns:a{}='x' ", i); }) +
           "><channel><item><title>Raid</title>" + repeat("<b:c/>", n) + "</item></channel></rss>";
  });
}

TEST_CASE("messages of a wire without an end of transmission cost their number", "[linear]") {
  const std::string message = "\x01KAR5719 4 CRI 76 CRIME\x02Two men were held.\x03";
  check_linear(
      10000, [&](std::size_t n) { return repeat(message, n); },
      [&](const std::string& wire) {
        CHECK(test::read_as("iptc7901", wire).articles.size() * message.size() == wire.size());
      });
}

TEST_CASE("times of the stories of a front page cost their number", "[linear]") {
  check_linear(
      4000,
      [](std::size_t n) {
        std::string page = "<html><title>Osh Daily</title><body>";
        for (int story = 1; story <= 4; ++story)
          page += fmt::format("<article><h2>Story number {}</h2><p>", story) +
                  repeat("Two men were held in Osh over the theft of cable. ", 12) + repeat("<p>a", n) +
                  repeat("<time></time>", n) + "</article>";
        return page;
      },
      [](const std::string& page) { CHECK(test::read_as("html", page).articles.size() == 4); });
}

TEST_CASE("lines of a digest cost no more memory than their bytes", "[linear]") {
  const std::string digest = "Viewing results 1 - 6 of 15\n" + repeat("a\n", 4'000'000);
  const std::size_t peak = peak_of([&] { CHECK(test::read_as("digest", digest).articles.size() == 1); });
  CHECK(peak < 16 * digest.size());
}

TEST_CASE("runs of a Word document cost its size, however often its table names them", "[linear]") {
  const std::string text = "Officers in Osh found nine crates. ";
  const std::string document = test::make_word(text, text.find("nine"), 5, 800'000);
  const double begin = processor_seconds();
  CHECK(extract::read_word(document).text == "Officers in Osh found crates. \n");
  CHECK(processor_seconds() - begin < 0.5);
}
