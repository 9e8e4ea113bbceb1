#include "tests/support/word_document.hpp"

#include <cstdint>

namespace blotter::test {
namespace {

constexpr std::size_t sector = 512;

void put(std::string& bytes, std::size_t at, std::uint32_t value, std::size_t width) {
  for (std::size_t i = 0; i < width; ++i) bytes[at + i] = static_cast<char>(value >> 8 * i & 0xFFU);
}

std::string entry(std::string_view name, int type, std::uint32_t start, std::size_t size) {
  std::string bytes(128, '\0');
  for (std::size_t i = 0; i < name.size(); ++i) bytes[2 * i] = name[i];
  put(bytes, 64, static_cast<std::uint32_t>(2 * name.size() + 2), 2);
  bytes[66] = static_cast<char>(type);
  put(bytes, 116, start, 4);
  put(bytes, 120, static_cast<std::uint32_t>(size), 4);
  return bytes;
}

}  // namespace

std::string make_word(std::string_view text, std::size_t deleted, std::size_t size) {
  const auto count = static_cast<std::uint32_t>(text.size());
  constexpr std::uint32_t text_at = 1024;
  const auto from = static_cast<std::uint32_t>(text_at + deleted);
  const auto to = static_cast<std::uint32_t>(from + size);
  // The document's stream: its header, the text at 1024, a page of runs' properties at 2048.
  std::string document(4096, '\0');
  put(document, 0, 0xA5EC, 2);
  put(document, 2, 0xC1, 2);
  put(document, 0x0A, 0x0200, 2);  // 1Table
  put(document, 0x4C, count, 4);
  put(document, 0xFA, 64, 4);  // where the places of properties are in the table
  put(document, 0xFE, 12, 4);
  put(document, 0x1A2, 0, 4);  // the pieces
  put(document, 0x1A6, 21, 4);
  document.replace(text_at, text.size(), text);
  put(document, 2048, text_at, 4);  // three runs, the second with properties
  put(document, 2052, from, 4);
  put(document, 2056, to, 4);
  put(document, 2060, text_at + count, 4);
  document[2048 + 17] = 100;  // half of their offset
  put(document, 2048 + 200, 3, 1);
  put(document, 2048 + 201, 0x0800, 2);
  document[2048 + 203] = 1;
  document[2048 + 511] = 3;
  // Its table: one piece of one byte per letter, and the page of properties.
  std::string table(4096, '\0');
  table[0] = 2;
  put(table, 1, 16, 4);
  put(table, 9, count, 4);
  put(table, 15, 0x40000000U | (text_at * 2), 4);
  put(table, 64, text_at, 4);
  put(table, 68, text_at + count, 4);
  put(table, 72, 2048 / 512, 4);
  // The container: sector 0 the table of sectors, 1 the directory, 2 to 9 and 10 to 17 the streams.
  std::string sectors(sector, '\xFF');
  put(sectors, 0, 0xFFFFFFFD, 4);
  put(sectors, 4, 0xFFFFFFFE, 4);
  for (std::uint32_t i = 2; i < 18; ++i) put(sectors, 4 * i, i == 9 || i == 17 ? 0xFFFFFFFE : i + 1, 4);
  std::string header(sector, '\0');
  header.replace(0, 8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
  put(header, 30, 9, 2);
  put(header, 32, 6, 2);
  put(header, 44, 1, 4);
  put(header, 48, 1, 4);
  put(header, 56, 4096, 4);
  put(header, 60, 0xFFFFFFFE, 4);
  put(header, 68, 0xFFFFFFFE, 4);
  for (std::size_t at = 76; at < sector; ++at) header[at] = '\xFF';
  put(header, 76, 0, 4);
  return header + sectors + entry("Root Entry", 5, 0xFFFFFFFE, 0) + entry("WordDocument", 2, 2, document.size()) +
         entry("1Table", 2, 10, table.size()) + std::string(128, '\0') + document + table;
}

}  // namespace blotter::test
