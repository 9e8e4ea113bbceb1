// What the signatures of two texts say of each other.
#include "common/text/signature.hpp"

#include "common/text/tokeniser.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace blotter;
using text::Signature;

namespace {

text::TokenStream tokens(const std::string& text) {
  text::Tokeniser tokeniser;
  text::TokenStream stream;
  tokeniser.tokenise(text, stream);
  return stream;
}

Signature signature(const std::string& body, const std::string& title = "") {
  return text::signature_of(tokens(title), tokens(body));
}

// A word for each number, in letters.
std::string word(int number) {
  std::string out = "w";
  for (; number > 0; number /= 26) out += static_cast<char>('a' + number % 26);
  return out;
}

// `count` words; from `changed` on they are others.
std::string words(int count, int changed = 1000) {
  std::string out;
  for (int i = 1; i <= count; ++i) out += word(i < changed ? i : 5000 + i) + " ";
  return out;
}

// `count` words of which every fifteenth is a figure, or a word, of that `series`.
std::string report(int count, int series, bool figures) {
  std::string out;
  for (int i = 1; i <= count; ++i)
    out += i % 15 != 0 ? word(i) + " "
           : figures   ? std::to_string(1000 * series + i) + " "
                       : word(9000 * series + i) + " ";
  return out;
}

}  // namespace

TEST_CASE("a signature needs four runs of three words") {
  CHECK(signature(words(5)) == Signature{});
  CHECK(signature(words(5)).bytes().empty());
  CHECK(signature(words(6)) != Signature{});
  CHECK(signature("", words(5)) == Signature{});
  CHECK(signature("", words(6)) != Signature{});
}

TEST_CASE("a title is part of a signature below forty words alone") {
  CHECK(signature(words(39), "a title") != signature(words(39), "another headline"));
  CHECK(signature(words(40), "a title") == signature(words(40), "another headline"));
}

TEST_CASE("a signature reads back from its bytes, and from no others fails") {
  const Signature whole = signature(report(100, 1, true));
  CHECK(Signature::from(whole.bytes()) == whole);
  CHECK(Signature::from(whole.bytes() + std::string(200, 'x')).words == whole.words);
  CHECK(Signature::from("") == Signature{});
  const Signature wordy = signature(words(200));
  CHECK(wordy.bytes().size() <= Signature::word_bins);
  CHECK(wordy.numbers == Signature{}.numbers);
  CHECK(Signature::from(std::string(Signature::word_bins, 'x') + "y").numbers[0] == 'y');
}

TEST_CASE("resemblance estimates the share of common runs of words") {
  const Signature whole = signature(words(300));
  CHECK(text::resemblance(whole, whole) == 1);
  CHECK(text::resemblance(whole, signature(words(300, 1))) < 0.1);
  CHECK(text::resemblance(whole, signature(words(300, 151))) == Approx(1.0 / 3).margin(0.15));
  CHECK(text::resemblance(whole, Signature{}) == 0);
  CHECK(text::resemblance(Signature{}, Signature{}) == 0);
}

TEST_CASE("a reprint of a paragraph has more in common than one of a page") {
  CHECK(text::is_reprint(signature(words(22)), signature(words(22, 22))));
  CHECK_FALSE(text::is_reprint(signature(words(22)), signature(words(22, 18))));
  CHECK(text::is_reprint(signature(words(120)), signature(words(120, 97))));
  CHECK_FALSE(text::is_reprint(signature(words(120)), signature(words(120, 61))));
  CHECK_FALSE(text::is_reprint(Signature{}, Signature{}));
}

TEST_CASE("reports of one series differ in their figures, reprints in words") {
  CHECK_FALSE(text::is_reprint(signature(report(150, 1, true)), signature(report(150, 2, true))));
  CHECK(text::is_reprint(signature(report(150, 1, true)), signature(report(150, 1, true))));
  CHECK(text::is_reprint(signature(report(150, 1, false)), signature(report(150, 2, false))));
  // A figure that was corrected.
  std::string mended = report(150, 1, true);
  mended.replace(mended.find("1075"), 4, "1076");
  CHECK(text::is_reprint(signature(report(150, 1, true)), signature(mended)));
}
