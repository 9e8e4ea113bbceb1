// What a file is that holds no article: an image, a font, a program, a style sheet …  Asked before a reader may
// claim it.  Kinds are singular English nouns that live as long as the program ("style sheet"); a plural takes "s".
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

// Whether what is skipped as this kind may be read with --ocr.
[[nodiscard]] bool is_read_with_ocr(std::string_view kind);

// True when the first bytes are no text in any encoding that is read here.
[[nodiscard]] bool is_binary(std::string_view head);

// Returns what bytes that no reader may claim are: by libmagic, for text by the extension (lower case) first.  Never
// empty.
[[nodiscard]] std::string_view kind_of(std::string_view head, std::string_view extension);
// Returns the kind of text that its extension (lower case) names, where no article is ever called so (css, js, cpp); or
// empty.
[[nodiscard]] std::string_view kind_of_extension(std::string_view extension);
// Returns the kind of a zip that is one document or program (Office Open XML, OpenDocument, Java), or empty.
[[nodiscard]] std::string_view kind_of_zip(std::string_view head, std::string_view extension);

// Returns the kind of a file by its name alone, for names that never hold an article (backups, lock files, COPYING); or
// empty.
[[nodiscard]] std::string_view kind_of_file_name(std::string_view name);
// Likewise of a folder with all that is in it (CVS, node_modules, __pycache__); or empty.
[[nodiscard]] std::string_view kind_of_folder_name(std::string_view name);

}  // namespace blotter::source
