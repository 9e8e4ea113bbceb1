// Files made to break readers: nothing crashes, hangs or leaves its bounds, and every loss is told.
#include "common/text/utf8.hpp"
#include "indexer/source/source.hpp"
#include "tests/unit/reader_support.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <sstream>

using namespace blotter;
namespace fs = std::filesystem;

namespace {

const fs::path data = fs::path(BLOTTER_TEST_DATA) / "hostile";

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

void check_sound(const test::Collected& found) {
  for (const Article& article : found.articles) {
    for (const std::string* field : {&article.id, &article.title, &article.body, &article.url, &article.source}) {
      CHECK(text::is_utf8(*field));
      CHECK(std::none_of(field->begin(), field->end(),
                         [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; }));
    }
    CHECK_FALSE((article.title.empty() && article.body.empty()));
    CHECK((article.published.empty() || article.published.size() == 10));
  }
}

test::Collected read_file(const std::string& name, reader::Limits limits = {}) {
  test::use_extract_program();
  test::Collected found;
  const source::Item item{name, (data / name).string(), 0, 0};
  if (const auto done = source::read(item, nullptr, limits, found); !done) {
    found.ok = false;
    found.error = done.error();
  }
  return found;
}

// A file on a disk that fails behind its first bytes.
class FailingStream final : public reader::ByteStream {
 public:
  static constexpr const char* why = "the disk is gone";
  explicit FailingStream(std::string first) : first_(std::move(first)) {}
  Result<std::string_view> next() override {
    if (is_given_ || first_.empty()) return fail(ErrorCode::bad_input, why);
    is_given_ = true;
    return std::string_view(first_);
  }

 private:
  std::string first_;
  bool is_given_ = false;
};

std::string repeat(std::string_view piece, std::size_t times) {
  std::string out;
  while (times-- > 0) out += piece;
  return out;
}

double seconds_to_read(std::string_view format, const std::string& bytes) {
  const auto start = std::chrono::steady_clock::now();
  check_sound(test::read_as(format, bytes));
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

TEST_CASE("every hostile sample, by every reader", "[hostile]") {
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(data)) {
    ++files;
    INFO(entry.path());
    const std::string bytes = bytes_of(entry.path());
    check_sound(read_file(entry.path().filename().string()));
    if (bytes.size() > 100000) continue;
    for (const reader::Format& format : reader::formats()) {
      INFO(format.name);
      check_sound(test::read_as(format.name, bytes));
    }
  }
  CHECK(files >= 25);
}

TEST_CASE("input that cannot be read to its end is an error, by every reader", "[hostile]") {
  for (const auto& entry : fs::directory_iterator(data)) {
    const reader::Format* format = reader::find_format(entry.path().stem().string());
    if (format == nullptr || format->is_picture) continue;
    INFO(format->name);
    const std::string bytes = bytes_of(entry.path());
    // Behind nothing, within the first bytes that are looked at, and behind them.
    for (const std::string& first : {std::string(), bytes.substr(0, bytes.size() / 2), bytes,
                                     repeat(bytes, (100 << 10) / std::max<std::size_t>(1, bytes.size()) + 1)}) {
      FailingStream stream(first);
      test::Collected found;
      const Result<void> done = format->read(stream, {"in", 0, nullptr, {}, {}}, found);
      REQUIRE_FALSE(done);
      CHECK(done.error().message == FailingStream::why);
    }
  }
}

TEST_CASE("every format has a sample of ours and a hostile one", "[hostile]") {
  std::set<std::string> samples;
  for (const char* folder : {"../../corpus", "documents", "exports"})
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(BLOTTER_TEST_DATA) / folder)) {
      if (!entry.is_regular_file()) continue;
      const std::string bytes = bytes_of(entry.path()).substr(0, 64 << 10);
      const std::string extension = entry.path().extension().string();
      samples.emplace(test::recognised(bytes, extension.empty() ? "" : std::string_view(extension).substr(1)));
    }
  std::set<std::string> hostile;
  for (const auto& entry : fs::directory_iterator(data)) hostile.insert(entry.path().stem().string());
  for (const reader::Format& format : reader::formats()) {
    INFO(format.name);
    CHECK(samples.contains(std::string(format.name)));
    CHECK(hostile.contains(format.name == "html" ? "page" : std::string(format.name)));
  }
}

TEST_CASE("samples with bytes changed and cut, by their own reader and by recognition", "[hostile]") {
  std::mt19937 random(11);
  for (const auto& entry : fs::directory_iterator(data)) {
    const std::string whole = bytes_of(entry.path());
    if (whole.empty() || whole.size() > 20000) continue;
    for (int round = 0; round < 20; ++round) {
      std::string bytes = whole.substr(0, 1 + random() % whole.size());
      for (int change = 0; change < 4; ++change) bytes[random() % bytes.size()] = static_cast<char>(random());
      test::Collected found;
      test::SliceStream stream(bytes, 1 + random() % 300);
      const reader::Limits limits;
      INFO(entry.path());
      (void)source::read_stream(stream, {entry.path().filename().string(), 0, &limits, {}, {}}, nullptr, limits, found);
      check_sound(found);
    }
  }
}

TEST_CASE("loose divisions outside of the body, found by the fuzzer", "[hostile]") {
  check_sound(read_file("divisions.html"));
  check_sound(test::read_as("html", bytes_of(data / "divisions.html")));
}

TEST_CASE("entities of a DTD are not expanded, files not opened", "[hostile]") {
  const auto found = read_file("feed.xml");
  REQUIRE(found.articles.size() >= 1);
  CHECK(found.articles[0].title.find("root:") == std::string::npos);
  CHECK(found.articles[0].title.size() < 100);
}

TEST_CASE("archives: entries stay inside, depth and ratio are limits", "[hostile][archive]") {
  const auto escape = read_file("escape.tar.gz");
  REQUIRE(escape.articles.size() == 2);
  CHECK(escape.articles[0].path == "escape.tar.gz!/outside.txt");
  CHECK(escape.articles[1].path == "escape.tar.gz!/abs/page.txt");

  const auto nested = read_file("nested.zip");
  CHECK(nested.articles.size() == 2);
  REQUIRE(nested.rejected.size() == 1);
  CHECK(nested.rejected[0].first == "nested.zip!/mid.zip!/inner.zip");
  CHECK(nested.rejected[0].second.code == ErrorCode::limit);
  CHECK(nested.rejected[0].second.message.find("archive_depth") != std::string::npos);

  reader::Limits tight;
  tight.unpack_ratio = 100;
  const auto bomb = read_file("bomb.txt.gz", tight);
  CHECK(bomb.articles.empty());
  const bool told = !bomb.ok || !bomb.rejected.empty();
  CHECK(told);
  tight = {};
  tight.unpacked_bytes = 1000;
  CHECK(read_file("bomb.txt.gz", tight).articles.empty());

  const auto cut = read_file("truncated.txt.gz");
  CHECK((!cut.ok || !cut.rejected.empty()));
}

TEST_CASE("bytes that only look like an archive are told as damaged", "[hostile][archive]") {
  std::string tar(600, 'x');
  tar.replace(257, 5, "ustar");
  for (const std::string& bytes : {tar, std::string("PK\x03\x04 and no more"), std::string("\x1F\x8B\x08") + tar}) {
    test::Collected found;
    reader::MemoryStream stream(bytes);
    const reader::Limits limits;
    const auto done = source::read_stream(stream, {"x.tar", 0, &limits, {}, {}}, nullptr, limits, found);
    CHECK(found.articles.empty());
    CHECK((!done || !found.rejected.empty()));
  }
}

TEST_CASE("a damaged WARC record costs itself only", "[hostile][warc]") {
  const auto found = read_file("resource.warc");
  REQUIRE(found.articles.size() == 1);
  CHECK(found.articles[0].title == "kept");
  CHECK(found.articles[0].url == "http://y/");
  CHECK(found.articles[0].path == "resource.warc!/http://y/");
  CHECK(found.rejected.size() >= 1);
}

TEST_CASE("nesting and repetition cost time in proportion to the bytes", "[hostile][time]") {
  // Generous: these take a tenth of it in a build without optimisation.
  constexpr double most = 20;
  CHECK(seconds_to_read("html", repeat("<div>", 200000) + "text") < most);
  CHECK(seconds_to_read("html", repeat("<b><i>", 50000) + repeat("</x></p>", 50000)) < most);
  CHECK(seconds_to_read("html", repeat("<a href=x>text, ", 50000)) < most);
  CHECK(seconds_to_read("html", repeat("<table><tr><td>words, ", 20000)) < most);
  CHECK(seconds_to_read("html", repeat("<ul><li>", 20000) + "x") < most);
  CHECK(seconds_to_read("html", repeat("text<br><br>", 50000)) < most);
  CHECK(seconds_to_read("html", repeat("<p class=\"comment-header\">words, and more words of it ", 20000)) < most);
  CHECK(seconds_to_read("feed", "<rss><channel><item><title>x</title>" + repeat("<d>", 300000)) < most);
  CHECK(seconds_to_read("feed", "<rss>" + repeat("<a='", 300000)) < most);
  CHECK(seconds_to_read("mediawiki", "<mediawiki><page><title>t</title><revision><text>" + repeat("[[", 100000) +
                                         "</text></revision></page></mediawiki>") < most);
  CHECK(seconds_to_read("mediawiki", "<mediawiki><page><title>t</title><revision><text>" + repeat("{{a|", 50000) +
                                         "</text></revision></page></mediawiki>") < most);
  CHECK(seconds_to_read("text", repeat("[x](", 200000)) < most);
  CHECK(seconds_to_read("digest", "Results 1 - 2 of 3\n" + repeat("[caption id=", 50000)) < most);
  CHECK(seconds_to_read("jsonl", repeat("[", 500000)) < most);
  CHECK(seconds_to_read("mail", "From: a\nTo: b\nSubject: " + repeat("=?utf-8?q?x?=", 50000) + "\n\nbody") < most);
  for (const char* format : {"wordpress", "newsml", "nitf", "sgml"}) {
    INFO(format);
    CHECK(seconds_to_read(format, "<rss><nitf><newsItem><DOC><item><title>t</title>" + repeat("<p>", 300000) + "x") <
          most);
  }
  CHECK(seconds_to_read("jsonfeed",
                        "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":" + repeat("[", 500000)) < most);
  CHECK(seconds_to_read("ninjs", "{\"uri\":" + repeat("{\"a\":", 200000)) < most);
  CHECK(seconds_to_read("iptc7901", repeat("\x01", 200000) + repeat("\x02\x03", 200000)) < most);
  CHECK(seconds_to_read("table", "title,text\n" + repeat("\"a\"\"", 200000)) < most);
}
