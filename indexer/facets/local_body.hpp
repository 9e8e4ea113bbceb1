// Recognises agencies of a place, a district or a country that no table lists, by a head noun ("прокуратура", "court")
// and the words around it.
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

  // Returns the agency that a head noun and an adjacent place or district name, with or without the place's rank
  // («прокуратура Ошской области» → kg-osh-regional-prosecutors-office, «Первомайский районный суд» →
  // kg-pervomaisky-district-court), or with a country («полиция Бельгии» → be-police).  `value` is the head's in the
  // lexicon, `story` returns the country of an agency whose words name none.  Empty if the words name no agency.
  [[nodiscard]] std::optional<Mention> find(
      const Scan& scan, const std::vector<CountryMention>& countries, const AliasMatch& head, std::uint32_t value,
      const std::function<CountryCode(std::uint32_t, std::uint32_t)>& story) const;

  // Returns whether that is what a head is called beside a country: "police".
  [[nodiscard]] bool is_national(std::string_view slug) const;

  // Returns the agency of a place whose kind every country has: "Nebraska Supreme Court", «Минздрав Татарстана».
  // Empty if no region (for a court: region or town) is adjacent to the name.
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
  void read_place(const Scan& scan, const std::vector<CountryMention>& countries, const CountryMention& place,
                  std::uint32_t word, Around& found) const;
  void read_name(const Scan& scan, const std::vector<CountryMention>& countries, std::uint32_t word,
                 Around& found) const;
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
