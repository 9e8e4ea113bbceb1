// Documents that are a zip of XML parts: Office Open XML (ECMA-376), OpenDocument (ISO 26300), EPUB.
#pragma once

#include "indexer/reader/reader.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace blotter::reader {

enum class PackageKind { none, docx, xlsx, pptx, other_ooxml, odt, ods, odp, epub };

// By the names of the first entries and the stored "mimetype" of OpenDocument and EPUB; a zip that only holds such
// documents is none.
[[nodiscard]] PackageKind package_kind(std::string_view head);

// For Format::recognise: 90 for a package of that kind; 30 for an Office package whose beginning does not show which,
// when the extension is one of `extensions`.
[[nodiscard]] int recognise_package(const Sniff& sniff, PackageKind kind, std::string_view extensions);

// The text parts of a package by name.
class Package {
 public:
  // Unpacks the parts that `is_wanted`; the others cost nothing.  ErrorCode::limit when they are larger than
  // document_bytes together; ErrorCode::bad_input when the zip or one of them is damaged or encrypted.
  [[nodiscard]] static Result<Package> open(ByteStream& stream, const ReadContext& context,
                                            const std::function<bool(std::string_view name)>& is_wanted);
  // Returns the bytes of a part, empty when it is not there.  The view lives as long as the package.
  [[nodiscard]] std::string_view part(std::string_view name) const;
  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& parts() const { return parts_; }

 private:
  std::map<std::string, std::string, std::less<>> parts_;
};

// "word/media/a.xml" of the reference "media/a.xml" in "word/document.xml"; a reference that begins with '/' counts
// from the root, and what leads out of the root ends there.
[[nodiscard]] std::string resolve_part(std::string_view from, std::string_view reference);

}  // namespace blotter::reader
