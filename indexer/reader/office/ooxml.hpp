// What the three kinds of Office Open XML packages have in common.
#pragma once

#include "indexer/reader/office/document_article.hpp"
#include "indexer/reader/office/package.hpp"
#include "indexer/reader/office/xml_part.hpp"

#include <map>
#include <string>
#include <string_view>

namespace blotter::reader {

// The parts to ask a package for: XML below `folder` and the properties; no pictures, themes, caches.
[[nodiscard]] bool is_ooxml_part(std::string_view name, std::string_view folder);

// Returns a part's relationships: name of the part by relationship id.
[[nodiscard]] std::map<std::string, std::string, std::less<>> relationships_of(const Package& package,
                                                                               std::string_view part);

// Returns the main part's name, as the package's relationships have it, else `usual`.
[[nodiscard]] std::string main_part_of(const Package& package, std::string_view usual);

// Returns the part that an element with a relationship's id ("r:id") refers to; empty when it refers to none.
[[nodiscard]] std::string referred_part(const XmlPart& element,
                                        const std::map<std::string, std::string, std::less<>>& relationships);

// Title, author and dates from docProps/core.xml.
[[nodiscard]] DocumentFacts core_properties(const Package& package);

}  // namespace blotter::reader
