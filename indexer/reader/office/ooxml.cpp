#include "indexer/reader/office/ooxml.hpp"

#include "indexer/reader/strings.hpp"

namespace blotter::reader {
namespace {

// "word/_rels/document.xml.rels" of "word/document.xml".
std::string relationships_part(std::string_view part) {
  const std::size_t slash = part.rfind('/');
  const std::string_view folder = slash == part.npos ? std::string_view() : part.substr(0, slash + 1);
  return std::string(folder) + "_rels/" + std::string(part.substr(folder.size())) + ".rels";
}

}  // namespace

bool is_ooxml_part(std::string_view name, std::string_view folder) {
  if (name == "_rels/.rels" || name == "docProps/core.xml") return true;
  if (!name.starts_with(folder) || (!name.ends_with(".xml") && !name.ends_with(".rels"))) return false;
  for (const std::string_view other :
       {"/theme/", "/media/", "/embeddings/", "/charts/", "/drawings/", "/pivotCache/", "/diagrams/", "/slideLayouts/",
        "/slideMasters/", "/calcChain", "/webSettings", "/fontTable"})
    if (name.find(other) != name.npos) return false;
  return true;
}

std::map<std::string, std::string, std::less<>> relationships_of(const Package& package, std::string_view part) {
  std::map<std::string, std::string, std::less<>> found;
  XmlPart xml(package.part(relationships_part(part)));
  for (auto kind = xml.next(); kind != XmlPart::Kind::finish; kind = xml.next())
    if (kind == XmlPart::Kind::start && xml.name() == "Relationship" && xml.attribute("TargetMode") != "External")
      found.emplace(xml.attribute("Id"), resolve_part(part, xml.attribute("Target")));
  return found;
}

std::string main_part_of(const Package& package, std::string_view usual) {
  XmlPart xml(package.part("_rels/.rels"));
  for (auto kind = xml.next(); kind != XmlPart::Kind::finish; kind = xml.next())
    if (kind == XmlPart::Kind::start && xml.name() == "Relationship" &&
        xml.attribute("Type").ends_with("/officeDocument"))
      if (std::string part = resolve_part({}, xml.attribute("Target")); !package.part(part).empty()) return part;
  return std::string(usual);
}

std::string referred_part(const XmlPart& element,
                          const std::map<std::string, std::string, std::less<>>& relationships) {
  // An "id" without a prefix is a number of its own.
  for (const auto& [name, value] : element.attributes())
    if (name.ends_with(":id"))
      if (const auto found = relationships.find(value); found != relationships.end()) return found->second;
  return {};
}

DocumentFacts core_properties(const Package& package) {
  DocumentFacts facts;
  XmlPart xml(package.part("docProps/core.xml"));
  std::string modified;
  for (auto kind = xml.next(); kind != XmlPart::Kind::finish; kind = xml.next()) {
    if (kind != XmlPart::Kind::start) continue;
    if (xml.name() == "title") facts.title = xml.inner_text();
    else if (xml.name() == "creator") facts.authors.push_back(xml.inner_text());
    else if (xml.name() == "created") facts.created = xml.inner_text();
    else if (xml.name() == "modified") modified = xml.inner_text();
  }
  if (trim(facts.created).empty()) facts.created = modified;
  return facts;
}

}  // namespace blotter::reader
