// Bodies of a place, a district or a country that no table lists: a head ("прокуратура", "court") and what stands
// around it.
#pragma once

#include "indexer/facets/mention.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::facets {

class LocalBodyFinder {
 public:
  // The lexicon outlives the finder.
  explicit LocalBodyFinder(const taxonomy::Lexicon& lexicon);

  // Returns the body that a head makes with a place or a district beside it, with or without the place's rank
  // («прокуратура Ошской области» → kg-osh-regional-prosecutors-office, «Первомайский районный суд» →
  // kg-pervomaisky-district-court), or with a country («полиция Бельгии» → be-police).  `value` is the head's in the
  // lexicon, `story` the country of bodies whose words name none.  Nothing when the words make no body.
  [[nodiscard]] std::optional<Mention> find(
      const Scan& scan, const std::vector<CountryMention>& countries, const AliasMatch& head, std::uint32_t value,
      const std::function<CountryCode(std::uint32_t, std::uint32_t)>& story) const;

  // Returns a body that every country has, as that of a place in it: "Nebraska Supreme Court", «Минздрав Татарстана».
  // Nothing when no region (of a court: region or town) stands beside the name.
  [[nodiscard]] std::optional<Mention> of_place(const Scan& scan, const std::vector<CountryMention>& countries,
                                                const AliasMatch& body, std::string_view slug) const;

 private:
  struct Head {
    std::string_view slug;      // beside a place; empty: of countries only
    std::string_view national;  // beside a country; empty: of places only
    bool leveled = false;       // not without the place's rank
  };
  struct Around;
  static std::string local_slug(const Head& head, const Around& found);
  void look_right(const Scan& scan, const std::vector<CountryMention>& countries, Around& found) const;
  void look_left(const Scan& scan, const std::vector<CountryMention>& countries, Around& found) const;
  static void look_back(const Scan& scan, const std::vector<CountryMention>& countries, Around& found);
  void read_adjective(const Scan& scan, const std::vector<CountryMention>& countries, std::uint32_t word,
                      Around& found) const;
  [[nodiscard]] const taxonomy::Entry* town(const Scan& scan, const std::vector<CountryMention>& countries,
                                            std::string_view name, bool district) const;

  const taxonomy::Lexicon& lexicon_;
  std::vector<CountryCode> code_;  // by value
  std::vector<Head> heads_;        // by value
};

}  // namespace blotter::facets
