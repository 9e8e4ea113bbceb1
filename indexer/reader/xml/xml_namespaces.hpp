// XML namespaces (Namespaces in XML 1.0) reduced to one prefix each, so that readers compare plain names.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace blotter::reader {

class Namespaces {
 public:
  using Attributes = std::vector<std::pair<std::string, std::string>>;

  // Adds the declarations among an element's attributes; returns their number, for take_back() at the element's end.
  std::size_t declare(const Attributes& attributes);
  // Removes the `count` declarations added last.
  void take_back(std::size_t count);

  // Return the name with the usual prefix of its namespace; unchanged if its prefix is not declared.  An attribute
  // without a prefix has no namespace.
  [[nodiscard]] std::string element(std::string_view written) const;
  [[nodiscard]] std::string attribute(std::string_view written) const;

 private:
  struct Binding {
    std::string prefix;
    std::string usual;  // the prefix that readers use for the namespace; of an unknown one the prefix as written
  };
  std::vector<Binding> bindings_;
};

}  // namespace blotter::reader
