#include "common/text/name_key.hpp"

#include "common/text/name_sounds.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

namespace blotter::text {
namespace {

constexpr char back_vowel = 'a';
constexpr char front_vowel = 'i';

bool is_vowel(char sound) { return vowel_sounds.find(sound) != std::string_view::npos; }

// Back or front is all that the key keeps of a vowel.
std::string coarse(std::string sounds) {
  for (char& sound : sounds)
    if (is_vowel(sound)) sound = sound == 'a' || sound == 'o' || sound == 'u' ? back_vowel : front_vowel;
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

// One vowel across the region's alphabets: Uzbek and Tajik write o where others write a, and Turkmen y or o for u.
constexpr std::array<std::string_view, 3> one_vowel{"ao", "ou", "uy"};
// What long names differ in besides; in a short one it makes another name (Салим, Salem).
constexpr std::array<std::string_view, 4> near_vowels{"ei", "ea", "iy", "ey"};

bool among(std::span<const std::string_view> pairs, char a, char b) {
  return std::any_of(pairs.begin(), pairs.end(), [&](std::string_view pair) {
    return (pair[0] == a && pair[1] == b) || (pair[0] == b && pair[1] == a);
  });
}

constexpr double another_name = 2;  // more than any name may differ

double vowel_distance(char a, char b, bool is_long) {
  if (a == b) return 0;
  return among(one_vowel, a, b) || (is_long && among(near_vowels, a, b)) ? 0.5 : another_name;
}

double slot_distance(const std::string& a, const std::string& b, bool is_long) {
  if (a.empty() && b.empty()) return 0;
  if (a.empty() || b.empty()) return is_long ? 0.75 : another_name;
  double best = another_name;
  for (const char one : a)
    for (const char other : b) best = std::min(best, vowel_distance(one, other, is_long));
  return best;
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
  const bool is_long = ours.size() > 3;
  double distance = 0;
  for (std::size_t i = 0; i < ours.size(); ++i) distance += slot_distance(ours[i], theirs[i], is_long);
  return distance <= (is_long ? 1 : 0.5);
}

}  // namespace blotter::text
