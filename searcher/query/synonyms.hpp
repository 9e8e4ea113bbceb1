// A user's own synonyms and spelling variants: a text file with one group per line, its members separated by
// commas.
//   organ, kidney, liver
//   Tashkent, Тошкент, Toshkent shahri
// Every member finds the others.  A member of several words is searched for as a phrase and has no synonyms itself.
// Lines that begin with # are comments.
#pragma once

#include "common/error.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::query {

class Synonyms {
 public:
  [[nodiscard]] static Result<Synonyms> read(const std::string& path);

  // Returns the other members of the form's groups, as written; the form is normalised.
  [[nodiscard]] const std::vector<std::string>& of(std::string_view form) const;

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> others_;
};

}  // namespace blotter::query
