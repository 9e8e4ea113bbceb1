// What programs that save web pages note in them: the address the page had, and the day of saving.
#pragma once

#include <string>
#include <string_view>

namespace blotter::reader {

struct SavedPage {
  std::string url;        // of the web, or empty
  std::string collected;  // YYYY-MM-DD, or empty
};

// From the comments and attributes of browsers ("saved from url"), SingleFile, Save Page WE, WebScrapBook, HTTrack and
// the Wayback Machine.  `page` is UTF-8; only its beginning and its end are looked at.
[[nodiscard]] SavedPage read_saved_page(std::string_view page);

// Of the address of a copy in the Wayback Machine the address of the original, and the day of the copy; any other
// address as it is, without a day.
[[nodiscard]] SavedPage original_of(std::string_view url);

}  // namespace blotter::reader
