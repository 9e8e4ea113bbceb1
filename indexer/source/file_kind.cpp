#include "indexer/source/file_kind.hpp"

#include "common/text/characters.hpp"
#include "common/text/utf8.hpp"
#include "indexer/reader/encoding.hpp"
#include "indexer/reader/reader.hpp"
#include "indexer/reader/strings.hpp"

#include <algorithm>
#include <array>
#include <magic.h>
#include <memory>
#include <string>

namespace blotter::source {
namespace {

constexpr std::size_t magic_bytes = 4096;

struct Row {
  std::string_view kind;
  std::string_view names;  // separated by blanks
};

// By the beginning of the media type.
constexpr std::array media_types{
    Row{kind::image, "image/ application/x-xcf application/postscript application/x-navi-animation"},
    Row{kind::sound, "audio/ application/ogg"},
    Row{kind::video, "video/ application/x-shockwave-flash application/vnd.rn-realmedia application/x-subrip"},
    Row{kind::font,
        "font/ application/vnd.ms-opentype application/vnd.ms-fontobject application/font "
        "application/x-font"},
    Row{kind::program,
        "application/x-executable application/x-pie-executable application/x-sharedlib application/x-object "
        "application/x-mach-binary application/x-dosexec application/vnd.microsoft.portable-executable "
        "application/x-bytecode application/x-java application/java-archive application/x-archive "
        "application/vnd.debian.binary-package application/x-rpm application/wasm application/x-coredump "
        "application/vnd.android.package-archive application/x-llvm application/x-msdownload"},
    Row{kind::pdf, "application/pdf"},
    Row{kind::office,
        "application/msword application/vnd.ms- application/vnd.openxmlformats application/vnd.oasis "
        "application/CDFV2 application/x-ole-storage text/rtf application/rtf image/vnd.djvu"},
    Row{kind::style_sheet, "text/css"},
    Row{kind::manual, "text/troff text/texmacs text/x-texinfo"},
    Row{kind::script,
        "application/javascript text/javascript application/x-javascript text/x-script text/x-python "
        "text/x-perl text/x-ruby text/x-php text/x-shellscript text/x-lua text/x-tcl text/x-awk "
        "text/x-msdos-batch text/x-powershell text/x-systemtap"},
    Row{kind::source_code, "text/x- application/x-sharedlib-source"},
};

// Extensions of text.
constexpr std::array text_extensions{
    Row{kind::style_sheet, "css scss sass less styl xsl xslt"},
    Row{kind::script,
        "js mjs cjs jsx ts tsx vue map py pyi rb pl pm t sh bash zsh fish csh ksh awk sed tcl lua ps1 bat "
        "cmd vbs php phtml r"},
    Row{kind::source_code,
        "c h cc hh cpp hpp cxx hxx inc inl ipp java kt go rs swift m mm cs vb pas d f f90 for asm s ld "
        "sql proto y l ml mli hs el lisp scm ex erl vim cmake mk am ac m4 in diff patch gir vapi"},
    Row{kind::image, "svg eps ps xpm pbm"},
    Row{kind::manual, "man pod texi 3pm 3perl 1p 3ssl 1ssl"},
    Row{kind::lock, "lock"},
};

// What comes with software and is never a story, with or without an extension.
constexpr std::array software_texts{
    std::string_view("copyright"),       std::string_view("copying"),      std::string_view("license"),
    std::string_view("licence"),         std::string_view("licenses"),     std::string_view("readme"),
    std::string_view("changelog"),       std::string_view("changes"),      std::string_view("news"),
    std::string_view("authors"),         std::string_view("contributors"), std::string_view("contributing"),
    std::string_view("install"),         std::string_view("todo"),         std::string_view("notice"),
    std::string_view("makefile"),        std::string_view("dockerfile"),   std::string_view("credits"),
    std::string_view("robots"),          std::string_view("humans"),       std::string_view("maintainers"),
    std::string_view("code_of_conduct"), std::string_view("pkg"),          std::string_view("history"),
    std::string_view("security"),        std::string_view("thanks")};

bool has_word(std::string_view names, std::string_view name) {
  bool found = false;
  if (!name.empty()) reader::split_each(names, " ", [&](std::string_view known) { found |= known == name; });
  return found;
}

bool begins_with_one(std::string_view type, std::string_view names) {
  bool found = false;
  reader::split_each(names, " ", [&](std::string_view known) { found |= type.starts_with(known); });
  return found;
}

// The media type, or empty when libmagic cannot be asked.
std::string_view media_type_of(std::string_view head) {
  // What an article's text might be taken for is not asked: packings, tables and JSON have readers of their own.
  constexpr int flags = MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR | MAGIC_NO_CHECK_APPTYPE |
                        MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_CSV | MAGIC_NO_CHECK_TOKENS | MAGIC_NO_CHECK_JSON;
  struct Closer {
    void operator()(magic_set* cookie) const { magic_close(cookie); }
  };
  thread_local const std::unique_ptr<magic_set, Closer> cookie = [] {
    std::unique_ptr<magic_set, Closer> opened(magic_open(flags));
    if (opened && magic_load(opened.get(), nullptr) != 0) opened.reset();
    return opened;
  }();
  if (!cookie) return {};
  head = head.substr(0, magic_bytes);
  const char* type = magic_buffer(cookie.get(), head.data(), head.size());
  return type != nullptr ? std::string_view(type) : std::string_view();
}

std::string_view kind_of_media_type(std::string_view type) {
  for (const Row& row : media_types)
    if (begins_with_one(type, row.names)) return row.kind;
  return {};
}

// Code points of wide text that no text has: controls, and what is not assigned.
bool is_wide_text(std::string_view head) {
  const std::string text = reader::to_utf8(head, reader::guess_encoding(head, {}));
  std::size_t strange = 0;
  std::size_t all = 0;
  for (std::size_t at = 0; at < text.size(); ++all) {
    if (!text::is_text(text::next_code_point(text, at))) ++strange;
  }
  return strange * 50 <= all;
}

}  // namespace

bool is_read_with_ocr(std::string_view kind) { return kind == kind::image || kind == reader::skipped_scan; }

bool is_binary(std::string_view head) {
  head = head.substr(0, 8192);
  std::size_t zeros = 0;
  std::size_t controls = 0;
  for (const char c : head) {
    const auto b = static_cast<unsigned char>(c);
    if (b == 0) ++zeros;
    // News agencies' messages are framed by the controls 1 to 4; 1A and 1B end DOS files and shift ISO 2022.
    else if (b < 0x20 && b > 4 && !reader::is_space(c) && b != 0x1A && b != 0x1B) ++controls;
  }
  const std::string encoding = zeros > 0 || head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")
                                   ? reader::guess_encoding(head, {})
                                   : std::string();
  if (encoding.starts_with("UTF-16") || encoding.starts_with("UTF-32")) return !is_wide_text(head);
  return zeros > 0 || controls * 50 > head.size();
}

std::string_view kind_of(std::string_view head, std::string_view extension) {
  const bool binary = is_binary(head);
  if (!binary)
    if (const std::string_view kind = kind_of_extension(extension); !kind.empty()) return kind;
  if (head.starts_with("#!")) return kind::script;
  if (const std::string_view kind = kind_of_media_type(media_type_of(head)); !kind.empty()) return kind;
  return binary ? kind::data : kind::text;
}

std::string_view kind_of_extension(std::string_view extension) {
  for (const Row& row : text_extensions)
    if (has_word(row.names, extension)) return row.kind;
  return {};
}

std::string_view kind_of_zip(std::string_view head, std::string_view extension) {
  if (has_word("jar war ear whl apk xpi egg crx nupkg vsix jmod", extension)) return kind::program;
  const std::string_view type = media_type_of(head);
  if (type == "application/zip" || type == "application/epub+zip") return {};
  const std::string_view kind = kind_of_media_type(type);
  return kind == kind::office || kind == kind::program ? kind : std::string_view();
}

std::string_view kind_of_file_name(std::string_view name) {
  if (name.ends_with('~') || name.starts_with("~$") || (name.starts_with('#') && name.ends_with('#')))
    return kind::backup;
  const std::string low = reader::lower(name);
  for (const std::string_view end : {".bak", ".swp", ".swo", ".orig", ".rej", ".tmp", ".part", ".crdownload"})
    if (low.ends_with(end)) return kind::backup;
  for (const std::string_view known : {"package-lock.json", "npm-shrinkwrap.json", "composer.lock", "go.sum",
                                       "pnpm-lock.yaml", "yarn.lock", "cargo.lock", "poetry.lock"})
    if (low == known) return kind::lock;
  if (low == "thumbs.db" || low == "desktop.ini") return kind::cache;
  // "README", "README.md", "readme.txt.gz", "changelog.Debian.gz", "LICENSE-MIT"
  const std::string_view stem = std::string_view(low).substr(0, low.find_first_of(".-"));
  const std::string_view rest = std::string_view(low).substr(stem.size());
  const bool bare = rest.empty() || rest.starts_with(".md") || rest.starts_with(".txt") || rest.starts_with(".rst") ||
                    rest.starts_with(".gz") || rest.starts_with(".debian") || rest.starts_with(".in") ||
                    low == "pkg-info";
  const bool licence = stem.starts_with("licen") || stem == "copying" || stem == "readme";
  if ((bare || licence) && std::find(software_texts.begin(), software_texts.end(), stem) != software_texts.end())
    return kind::software_text;
  return {};
}

std::string_view kind_of_folder_name(std::string_view name) {
  for (const std::string_view known : {".git", ".hg", ".svn", ".bzr", "CVS", "_darcs", ".jj", ".fossil"})
    if (name == known) return kind::version_control;
  for (const std::string_view known : {"node_modules", "__pycache__", ".cache", "bower_components", "$RECYCLE.BIN",
                                       "System Volume Information", "lost+found", "__MACOSX"})
    if (name == known) return kind::cache;
  return {};
}

}  // namespace blotter::source
