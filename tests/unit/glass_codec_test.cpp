// The codings of the glass format: what is written can be read, and sorts as it must.
#include "common/store/glass/deflate.hpp"
#include "common/store/glass/pack.hpp"
#include "common/store/glass/position_codec.hpp"
#include "common/store/glass/prefix_code.hpp"
#include "common/store/glass/sorted_terms.hpp"
#include "tests/unit/glass_fixture.hpp"

#include <catch2/catch.hpp>
#include <libdeflate.h>

#include <array>
#include <memory>

namespace blotter::glass::test {
namespace {

std::string sortable(std::uint32_t value) {
  std::array<char, max_sortable32> bytes;
  return {bytes.data(), put_sortable(bytes.data(), value)};
}

std::string escaped(const std::string& term) {
  std::string out(2 * term.size(), '\0');
  out.resize(static_cast<std::size_t>(put_escaped(out.data(), term) - out.data()));
  return out;
}

}  // namespace

TEST_CASE("Varints come back and have the size that was foretold", "[glass]") {
  Random random(1);
  for (int i = 0; i < 10000; ++i) {
    const std::uint32_t value = random.below(0xffffffffU) >> random.below(32);
    std::array<char, max_varint32> bytes;
    const char* end = put_varint(bytes.data(), value);
    CHECK(static_cast<std::size_t>(end - bytes.data()) == varint_size(value));
    const char* in = bytes.data();
    CHECK(get_varint(in) == value);
    CHECK(in == end);
  }
}

TEST_CASE("Sortable numbers sort as numbers, also around each change of length", "[glass]") {
  std::vector<std::uint32_t> values{0, 1, 0x7fff, 0x8000, 0xffff, 0xffffffffU};
  for (unsigned bit = 0; bit < 32; ++bit)
    for (const std::uint32_t near : {0U, 1U, 2U}) values.push_back((1U << bit) - 1 + near);
  std::sort(values.begin(), values.end());
  for (std::size_t i = 1; i < values.size(); ++i) {
    if (values[i - 1] == values[i]) continue;
    INFO(values[i]);
    CHECK(sortable(values[i - 1]) < sortable(values[i]));
    CHECK(sortable(values[i])[0] != '\xff');
  }
}

TEST_CASE("Escaped terms sort as terms, with continuations between", "[glass]") {
  Random random(2);
  for (int i = 0; i < 20000; ++i) {
    std::string a;
    std::string b;
    for (std::uint32_t n = random.below(5); n > 0; --n) a += "\0\1\xfe\xff"[random.below(4)];
    for (std::uint32_t n = random.below(5); n > 0; --n) b += "\0\1\xfe\xff"[random.below(4)];
    CHECK((a < b) == (escaped(a) < escaped(b)));
    const std::string continuation = escaped(a) + std::string(1, '\0') + sortable(random.below(100000));
    if (a < b) CHECK(continuation < escaped(b));
    if (b < a) CHECK(escaped(b) < continuation);
  }
}

TEST_CASE("Position lists come back", "[glass]") {
  Random random(3);
  std::vector<std::uint32_t> decoded;
  for (int i = 0; i < 3000; ++i) {
    const auto positions = random_positions(random, 1 + random.skewed(600), 1U << random.below(30));
    if (positions == std::vector<std::uint32_t>{0, 1}) continue;  // the format cannot tell it from {1}
    std::string tag(encoded_positions_bound(positions.size()), '\0');
    tag.resize(static_cast<std::size_t>(encode_positions(tag.data(), positions) - tag.data()));
    decode_positions(tag, decoded);
    CHECK(decoded == positions);
  }
}

TEST_CASE("Deflated texts come back, whatever was coded before them", "[glass]") {
  Random random(5);
  const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> inflater(
      libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
  for (const int level : {0, 1, 2, 7}) {
    Deflater deflater(level);
    std::size_t deflated = 0;
    for (int i = 0; i < 3000; ++i) {
      const std::uint32_t kind = random.below(i < 1500 ? 2 : 6);
      std::string text = kind == 5 ? random.bytes(random.skewed(9000)) : std::string();
      while (kind < 5 && text.size() < random.below(4000)) text += kind == 4 ? "\xff\xfe\xfd" : random.word() + " ";
      if (random.one_in(100)) text.resize(20000, 'x');
      ByteBuffer out;
      out.append("before");
      const bool shorter = deflater.append(out, text);
      const std::string_view tag = out.view().substr(6);
      REQUIRE(out.view().substr(0, 6) == "before");
      if (!shorter) {
        REQUIRE(tag == text);
        continue;
      }
      ++deflated;
      REQUIRE(tag.size() < text.size());
      std::string back(text.size(), '\0');
      std::size_t size = 0;
      REQUIRE(libdeflate_deflate_decompress(inflater.get(), tag.data(), tag.size(), back.data(), back.size(), &size) ==
              LIBDEFLATE_SUCCESS);
      REQUIRE(back == text);
    }
    CHECK((deflated > 0) == (level > 0));
  }
}

TEST_CASE("A prefix code is complete, within its limit, and short for what is frequent", "[glass]") {
  Random random(6);
  for (int i = 0; i < 2000; ++i) {
    std::vector<std::uint32_t> frequencies(2 + random.below(280));
    for (std::uint32_t& frequency : frequencies) frequency = 1 + (1U << random.below(1 + random.below(27)));
    const unsigned limit = 9 + random.below(6);
    const PrefixCode code = PrefixCode::of(frequencies, limit);
    double taken = 0;
    for (std::size_t a = 0; a < frequencies.size(); ++a) {
      REQUIRE(code.symbols[a].length >= 1);
      REQUIRE(code.symbols[a].length <= limit);
      taken += 1.0 / (1U << code.symbols[a].length);
      const std::size_t b = random.below(static_cast<std::uint32_t>(frequencies.size()));
      if (frequencies[a] > frequencies[b]) REQUIRE(code.symbols[a].length <= code.symbols[b].length);
    }
    REQUIRE(taken == 1.0);
  }
}

TEST_CASE("Terms are numbered once each and ranked by their bytes", "[glass]") {
  Random random(4);
  text::Interner vocabulary;
  std::map<std::string, std::uint32_t> expected;
  for (int i = 0; i < 30000; ++i) {
    const std::string term = random.one_in(10) ? odd_term(random) : random.word() + std::to_string(random.skewed(900));
    const auto [at, fresh] = expected.emplace(term, vocabulary.size());
    CHECK(vocabulary.intern(term) == std::pair{at->second, fresh});
    CHECK(vocabulary.text(at->second) == term);
  }
  SortedTerms sorted;
  sorted.assign(vocabulary);
  REQUIRE(sorted.size() == expected.size());
  std::uint32_t rank = 0;
  for (const auto& [term, id] : expected) {
    CHECK(sorted.id(rank) == id);
    CHECK(sorted[rank] == term);
    ++rank;
  }
}

}  // namespace blotter::glass::test
