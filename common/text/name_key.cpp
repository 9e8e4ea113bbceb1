#include "common/text/name_key.hpp"

#include "common/text/name_sounds.hpp"
#include "common/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace blotter::text {
namespace {

constexpr std::string_view back_vowels = "aouA";
constexpr char back_vowel = 'a';
constexpr char front_vowel = 'i';

bool is_vowel(char sound) { return vowel_sounds.find(sound) != std::string_view::npos; }

// Back or front is all that the key keeps of a vowel.
std::string coarse(std::string sounds) {
  for (char& sound : sounds)
    if (is_vowel(sound)) sound = back_vowels.find(sound) != std::string_view::npos ? back_vowel : front_vowel;
  return sounds;
}

// The vowels before each consonant; those behind the last, where case endings are, are left out.
std::vector<std::string> vowels_before_consonants(std::string_view sounds) {
  std::vector<std::string> slots;
  std::string vowels;
  char last = 0;
  for (const char sound : sounds) {
    if (is_vowel(sound)) {
      vowels += sound;
    } else if (sound != last || !vowels.empty()) {
      slots.push_back(std::exchange(vowels, {}));
    }
    last = is_vowel(sound) ? '\0' : sound;
  }
  return slots;
}

// One vowel across the region's alphabets: Uzbek and Tajik write o where others write a, Turkmen y or o for u, and ы is
// y or i.
constexpr std::array<std::string_view, 4> one_vowel{"ao", "ou", "uy", "iy"};
// What long names differ in besides (Хорезм, Xorazm; Термез, Termiz); in a short one it makes another name (Салим,
// Salem).
constexpr std::string_view short_a_or_e = "ea";
constexpr std::string_view e_or_i = "ei";

constexpr std::string_view io_or_ie = "oe";  // behind a glide е may be ё (Мирзиеев)

constexpr double another_name = 2;  // more than any name may differ
constexpr double variant = 0.5;
constexpr double rare_variant = 0.75;

// How freely the vowels of two spellings may differ: not at all, as one_vowel has it, or as long names do.
enum class Vowels : std::uint8_t { exact, few, many };

bool is_pair(std::string_view pair, char a, char b) {
  return (pair[0] == a && pair[1] == b) || (pair[0] == b && pair[1] == a);
}

double vowel_distance(char a, char b, Vowels vowels) {
  if (a == b) return 0;
  if (a == 'A') return std::min(vowel_distance('a', b, vowels), vowel_distance('e', b, vowels));
  if (b == 'A') return vowel_distance(b, a, vowels);
  if (vowels == Vowels::exact) return another_name;
  for (const std::string_view pair : one_vowel)
    if (is_pair(pair, a, b)) return variant;
  if (vowels == Vowels::few) return another_name;
  if (is_pair(short_a_or_e, a, b)) return variant;
  return is_pair(e_or_i, a, b) ? rare_variant : another_name;
}

// A glide beside a vowel (и, й, i, y) is written or not, and so is the e of German ae, oe and ue; other vowels in a row
// are each other's in order.
std::string_view without_glides(std::string_view vowels) {
  constexpr std::string_view before = "iy";
  constexpr std::string_view after = "iye";
  while (vowels.size() > 1 && before.find(vowels.front()) != std::string_view::npos) vowels.remove_prefix(1);
  while (vowels.size() > 1 && after.find(vowels.back()) != std::string_view::npos) vowels.remove_suffix(1);
  return vowels;
}

double slot_distance(const std::string& a, const std::string& b, Vowels vowels) {
  if (a == b) return 0;
  if (a.empty() || b.empty()) return vowels == Vowels::many ? rare_variant : another_name;
  const bool runs = a.size() > 1 && b.size() > 1;
  const auto distance = [&](char one, char other) {
    return runs && is_pair(io_or_ie, one, other) ? 0 : vowel_distance(one, other, vowels);
  };
  const std::string_view ours = without_glides(a);
  const std::string_view theirs = without_glides(b);
  return std::max(distance(ours.front(), theirs.front()), distance(ours.back(), theirs.back()));
}

// Adjacent equal sounds are one, "ng" is the one sound that Turkic alphabets write with one letter, and a run
// of vowels is its first: -iyev, -iev and -eyev end alike.
std::string fold_runs(std::string_view sounds) {
  std::string out;
  for (const char sound : sounds) {
    if (!out.empty() && (sound == out.back() || (is_vowel(sound) && is_vowel(out.back())))) continue;
    if (sound == 'g' && !out.empty() && out.back() == 'n') continue;
    out += sound;
  }
  return out;
}

// Final consonants lose their voice in speech, and so in transliterations: Murad and Murat, Rajab and Rajap,
// -off and -ov.
void devoice_end(std::string& sounds) {
  if (sounds.empty()) return;
  char& last = sounds.back();
  if (last == 'd') last = 't';
  if (last == 'b') last = 'p';
  if (last == 'f') last = 'v';
  // Abdullah and Abdulla; kh stays.
  if (last == 'H' && sounds.size() > 2 && is_vowel(sounds[sounds.size() - 2])) sounds.pop_back();
}

char merged(char sound) {
  if (sound == 'd') return 't';
  if (sound == 'b') return 'p';
  if (sound == 'g') return 'h';
  return sound;
}

// Four or more consonants: they alone, and whether a vowel is first.
std::string long_key(std::string_view sounds) {
  std::string key;
  if (is_vowel(sounds.front())) key += 'a';
  for (const char sound : sounds) {
    if (is_vowel(sound)) continue;
    const char consonant = merged(sound);
    key += consonant;
  }
  return key;
}

// Three consonants: where vowels stand, but not which, and none at the end, where case endings are.
std::string middle_key(std::string_view sounds) {
  std::string key;
  for (const char sound : sounds) key += is_vowel(sound) ? 'a' : sound;
  if (key.back() == 'a') key.pop_back();
  return key;
}

// How many letters the form doubles.
std::size_t count_doubled(std::string_view form) {
  std::size_t count = 0;
  std::string_view before;
  for (std::size_t at = 0; at < form.size();) {
    const std::size_t begin = at;
    (void)next_code_point(form, at);
    const std::string_view letter = form.substr(begin, at - begin);
    count += letter == before;
    before = letter;
  }
  return count;
}

// Whether a Latin spelling is that of a Western name or word (Vector, Powell, Ballot) and not of one of the region:
// with c for k, or with a doubled consonant that the other spelling does not have.
bool is_western(std::string_view form, std::string_view other) {
  constexpr std::string_view read_as_k = "aout";  // behind a c
  constexpr std::string_view doubled = "lntrf";
  bool doubles = false;
  for (std::size_t i = 0; i + 1 < form.size(); ++i) {
    if (form[i] == 'c' && read_as_k.find(form[i + 1]) != std::string_view::npos) return true;
    doubles = doubles || (form[i] == form[i + 1] && doubled.find(form[i]) != std::string_view::npos);
  }
  return doubles && count_doubled(form) > count_doubled(other);
}

}  // namespace

std::string name_key(std::string_view form) {
  std::string sounds = name_sounds(form);
  if (sounds.empty()) return {};
  sounds = fold_runs(coarse(std::move(sounds)));
  devoice_end(sounds);
  std::replace(sounds.begin(), sounds.end(), 'H', 'h');
  const auto consonants = std::count_if(sounds.begin(), sounds.end(), [](char sound) { return !is_vowel(sound); });
  if (consonants == 0) return {};
  if (consonants >= 4) return long_key(sounds);
  return consonants == 3 ? middle_key(sounds) : sounds;
}

bool same_name(std::string_view form, std::string_view other) {
  const std::string key = name_key(form);
  if (key.empty() || key != name_key(other)) return false;
  const std::vector<std::string> ours = vowels_before_consonants(name_sounds(form));
  const std::vector<std::string> theirs = vowels_before_consonants(name_sounds(other));
  if (ours.size() != theirs.size()) return true;  // Abdullah, Abdulla
  const bool western = is_western(form, other) || is_western(other, form);
  const bool surname = key.ends_with('v');  // -ov and -ev say nothing of the name's length
  const Vowels usual = western ? Vowels::exact : ours.size() - surname > 3 ? Vowels::many : Vowels::few;
  double distance = 0;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    // Two consonants leave so little that another vowel makes another name, but for Uzbek O- (Oliyev, Алиев).
    const Vowels vowels = ours.size() <= 2 && i > 0 ? Vowels::exact : usual;
    distance += slot_distance(ours[i], theirs[i], vowels);
  }
  return distance <= (ours.size() > 3 ? 2 * variant : variant);
}

}  // namespace blotter::text
