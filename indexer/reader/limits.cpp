#include "indexer/reader/limits.hpp"

#include <fmt/format.h>

#include <array>

namespace blotter::reader {
namespace {

std::string bytes(std::uint64_t count) {
  static constexpr std::array units{"bytes", "KiB", "MiB", "GiB", "TiB"};
  std::size_t unit = 0;
  for (; count >= 1024 && count % 1024 == 0 && unit + 1 < units.size(); count /= 1024) ++unit;
  return fmt::format("{} {}", count, units[unit]);
}

}  // namespace

std::vector<LimitRow> limit_table(const Limits& limits) {
  return {
      {"article_bytes", bytes(limits.article_bytes), "one article, page, message or record; a larger one is left out"},
      {"document_bytes", bytes(limits.document_bytes),
       "a document, and what its text parts unpack to; a larger one is left out"},
      {"extract_memory", bytes(limits.extract_memory),
       "memory of the process that reads a PDF or DOC; a document that needs more is left out"},
      {"extract_seconds", std::to_string(limits.extract_seconds),
       "time that a PDF or DOC may take to read; one that takes longer is left out"},
      {"ocr_seconds", std::to_string(limits.ocr_seconds),
       "time that the pages of a scan may take to recognise (--ocr); one that takes longer is left out"},
      {"picture_pixels", std::to_string(limits.picture_pixels),
       "pixels of a picture that --ocr reads; a larger one is left out, a larger page of a PDF is read coarser"},
      {"xml_depth", std::to_string(limits.xml_depth),
       "nested elements of a record; deeper ones are read as plain text"},
      {"html_depth", std::to_string(limits.html_depth), "open elements of a page; the rest of the page is left out"},
      {"html_elements", std::to_string(limits.html_elements), "elements of a page; the rest of the page is left out"},
      {"tag_attributes", std::to_string(limits.tag_attributes),
       "attributes of one tag of a page; more are passed over"},
      {"mail_depth", std::to_string(limits.mail_depth),
       "nested parts of a message, and mails attached to mails; deeper ones are left out"},
      {"list_values", std::to_string(limits.list_values),
       "authors, keywords, facets or values of a facet that an article states; more are left out"},
      {"tagged_words", std::to_string(limits.tagged_words),
       "words of an article in which facets are found; more are indexed all the same"},
      {"archive_depth", std::to_string(limits.archive_depth), "an archive inside an archive; a deeper one is left out"},
      {"entry_count", std::to_string(limits.entry_count), "entries of one archive; the rest is left out"},
      {"unpacked_bytes", bytes(limits.unpacked_bytes), "all that one archive unpacks to; the rest is left out"},
      {"unpack_ratio", std::to_string(limits.unpack_ratio),
       "unpacked to packed bytes, after the first 10 MiB, with what archives inside unpack to; likewise"},
      {"indexed_bytes", bytes(limits.indexed_bytes), "a zip or 7z, which is held in memory; a larger one is left out"},
      {"folder_depth", std::to_string(limits.folder_depth), "nested folders; deeper ones are left out"},
  };
}

}  // namespace blotter::reader
