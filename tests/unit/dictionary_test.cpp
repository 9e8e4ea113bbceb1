#include "common/store/dictionary.hpp"

#include "indexer/document/shared_dictionary.hpp"

#include <catch2/catch.hpp>

#include <new>
#include <random>
#include <thread>

using namespace blotter;

namespace {

std::vector<std::string> stories(std::size_t count, unsigned seed) {
  const std::vector<std::string> words = {"court", "police", "Bishkek", "trafficking", "detained", "суд", "of", "a"};
  std::mt19937 random(seed);
  std::vector<std::string> records;
  for (std::size_t i = 0; i < count; ++i) {
    std::string& record = records.emplace_back("Interior Ministry of the Kyrgyz Republic: ");
    for (int n = 0; n < 400; ++n) record += words[random() % words.size()] + std::to_string(random() % 40) + ' ';
  }
  return records;
}

std::string packed(std::string_view record, std::string_view dictionary) {
  std::string out;
  REQUIRE(store::RecordCompressor(dictionary).append(out, record));
  return out;
}

}  // namespace

TEST_CASE("records packed with a dictionary read back, and take less than without one") {
  const std::vector<std::string> records = stories(60, 1);
  const std::string dictionary = store::train_dictionary(records);
  REQUIRE_FALSE(dictionary.empty());
  store::RecordCompressor packer(dictionary);
  store::RecordCompressor plain("");
  store::RecordDecompressor unpacker(dictionary);
  std::string with;
  std::string without;
  for (const std::string& record : stories(20, 2)) {
    const std::size_t begin = with.size();
    REQUIRE(packer.append(with, record));
    REQUIRE(plain.append(without, record));
    const auto read = unpacker.unpack(std::string_view(with).substr(begin));
    REQUIRE(read);
    CHECK(*read == record);
  }
  CHECK(with.size() < without.size());
}

TEST_CASE("one dictionary comes of the same records") {
  CHECK(store::train_dictionary(stories(60, 1)) == store::train_dictionary(stories(60, 1)));
}

TEST_CASE("too few records make no dictionary") {
  CHECK(store::train_dictionary({}).empty());
  CHECK(store::train_dictionary(stories(3, 1)).empty());
  CHECK(store::train_dictionary(std::vector<std::string>(100, "short")).empty());
}

TEST_CASE("what would not become shorter is not packed") {
  std::mt19937 random(4);
  std::string noise;
  for (int i = 0; i < 300; ++i) noise += static_cast<char>(random());
  std::string out = "before";
  CHECK_FALSE(store::RecordCompressor(store::train_dictionary(stories(60, 1))).append(out, noise));
  CHECK(out == "before");
}

TEST_CASE("a damaged packed record, or another dictionary, is an error and not a crash") {
  const std::string dictionary = store::train_dictionary(stories(60, 1));
  const std::string good = packed(stories(1, 2).front(), dictionary);
  store::RecordDecompressor unpacker(dictionary);
  for (std::size_t size = 0; size < good.size(); ++size) CHECK_FALSE(unpacker.unpack(good.substr(0, size)));
  std::mt19937 random(3);
  for (int round = 0; round < 3000; ++round) {
    std::string bad = good;
    for (int n = 0; n < 4; ++n) bad[random() % bad.size()] = static_cast<char>(random());
    (void)unpacker.unpack(bad);
  }
  const auto foreign = store::RecordDecompressor("").unpack(good);
  CHECK((!foreign || *foreign != stories(1, 2).front()));
  CHECK(unpacker.unpack(good));
}

TEST_CASE("regression: the parts behind one that ran out of memory do not wait for its turn") {
  SharedDictionary shared("");
  bool ended = false;
  std::thread behind([&] {
    try {
      (void)shared.of_part(1, [] { return std::vector<std::string>(); });
    } catch (const std::bad_alloc&) {
      ended = true;
    }
  });
  shared.abandon(std::make_exception_ptr(std::bad_alloc()));
  behind.join();
  CHECK(ended);
}
