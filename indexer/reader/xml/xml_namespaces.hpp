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

  // Takes an element's declarations in; returns their number, for take_back at its end.
  std::size_t declare(const Attributes& attributes);
  void take_back(std::size_t count);

  // Returns the usual name of an element or attribute as written.
  [[nodiscard]] std::string element(std::string_view written) const;
  [[nodiscard]] std::string attribute(std::string_view written) const;

 private:
  struct Binding {
    std::string prefix;
    std::string usual;  // the prefix that readers know, or the written one
  };
  std::vector<Binding> bindings_;
};

}  // namespace blotter::reader
