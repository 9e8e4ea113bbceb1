// Classifies files that hold no article: images, fonts, programs, style sheets.  They are skipped before any reader
// sees them.  A kind is an English noun in the singular whose plural takes "s" ("style sheet"); it lives as long as the
// program.  No function here fails: what nothing recognises is `kind::data` or `kind::text`.
#pragma once

#include <string_view>

namespace blotter::source {

namespace kind {
inline constexpr std::string_view backup = "backup";
inline constexpr std::string_view cache = "cache";
inline constexpr std::string_view data = "data file";
inline constexpr std::string_view empty = "empty file";
inline constexpr std::string_view excluded = "excluded file";
inline constexpr std::string_view font = "font";
inline constexpr std::string_view hidden = "hidden file";
inline constexpr std::string_view image = "image";
inline constexpr std::string_view lock = "lock file";
inline constexpr std::string_view manual = "manual page";
inline constexpr std::string_view office = "office document";
inline constexpr std::string_view page_part = "page part";
inline constexpr std::string_view pdf = "PDF document";
inline constexpr std::string_view program = "program";
inline constexpr std::string_view script = "script";
inline constexpr std::string_view software_text = "software text";
inline constexpr std::string_view sound = "sound file";
inline constexpr std::string_view source_code = "source file";
inline constexpr std::string_view style_sheet = "style sheet";
inline constexpr std::string_view text = "other text";
inline constexpr std::string_view version_control = "version-control folder";
inline constexpr std::string_view video = "video";
}  // namespace kind

// Returns whether files of this kind are skipped only because --ocr was not given.
[[nodiscard]] bool is_read_with_ocr(std::string_view kind);

// Returns whether the first bytes of a file are not text in any encoding that the readers know.
[[nodiscard]] bool is_binary(std::string_view head);

// Returns the kind of a file that no format recognises, never empty.  Text is classified by its extension (lower case,
// without the dot) first, everything else by libmagic.  `head`: the first bytes.
[[nodiscard]] std::string_view kind_of(std::string_view head, std::string_view extension);
// Returns the kind of a text file by an extension (lower case) that articles never have (css, js, cpp); else empty.
[[nodiscard]] std::string_view kind_of_extension(std::string_view extension);
// Returns the kind of a zip file that is one document or program (Office Open XML, OpenDocument, Java) and not an
// archive of files; else empty.
[[nodiscard]] std::string_view kind_of_zip(std::string_view head, std::string_view extension);

// Returns the kind of a file by a name that articles never have (backups, lock files, COPYING); else empty.
[[nodiscard]] std::string_view kind_of_file_name(std::string_view name);
// Returns the kind of a folder that is skipped whole, by its name (CVS, node_modules, __pycache__); else empty.
[[nodiscard]] std::string_view kind_of_folder_name(std::string_view name);

}  // namespace blotter::source
