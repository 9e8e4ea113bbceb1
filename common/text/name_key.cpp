#include "common/text/name_key.hpp"

#include "common/text/name_sounds.hpp"

#include <algorithm>

namespace blotter::text {
namespace {

bool is_vowel(char sound) { return sound == back_vowel || sound == front_vowel; }

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

// Four or more consonants: they alone, and whether a vowel stands first.
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
  sounds = fold_runs(sounds);
  devoice_end(sounds);
  std::replace(sounds.begin(), sounds.end(), 'H', 'h');
  const auto consonants = std::count_if(sounds.begin(), sounds.end(), [](char sound) { return !is_vowel(sound); });
  if (consonants == 0) return {};
  if (consonants >= 4) return long_key(sounds);
  return consonants == 3 ? middle_key(sounds) : sounds;
}

}  // namespace blotter::text
