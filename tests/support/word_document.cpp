#include "tests/support/word_document.hpp"

#include <algorithm>
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

std::string make_word(std::string_view text, std::size_t deleted, std::size_t size, std::size_t places) {
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
  put(document, 0xFE, static_cast<std::uint32_t>(8 * places + 4), 4);
  put(document, 0x1A2, 0, 4);  // the pieces
  put(document, 0x1A6, 21, 4);
  document.replace(text_at, text.size(), text);
  constexpr std::uint32_t page = 2048;
  constexpr std::uint32_t runs = 100;  // the second one deleted, and empty ones behind it
  put(document, page, text_at, 4);
  put(document, page + 4, from, 4);
  for (std::uint32_t run = 2; run <= runs; ++run) put(document, page + 4 * run, to, 4);
  for (std::uint32_t run = 1; run < runs; ++run) document[page + 4 * (runs + 1) + run] = char(506 / 2);
  put(document, page + 506, 3, 1);  // their properties
  put(document, page + 507, 0x0800, 2);
  document[page + 509] = 1;
  put(document, page + 511, runs, 1);
  // Its table: one piece of one byte per letter, and the places of the page of properties.
  std::string table(std::max<std::size_t>(4096, (64 + 8 * places + 4 + sector - 1) / sector * sector), '\0');
  table[0] = 2;
  put(table, 1, 16, 4);
  put(table, 9, count, 4);
  put(table, 15, 0x40000000U | (text_at * 2), 4);
  put(table, 64, text_at, 4);
  for (std::size_t i = 1; i <= places; ++i) put(table, 64 + 4 * i, text_at + count, 4);
  for (std::size_t i = 0; i < places; ++i) put(table, 64 + 4 * (places + 1) + 4 * i, page / sector, 4);
  // The container: the table of sectors, a sector of the directory, the streams.
  const auto streams = static_cast<std::uint32_t>((document.size() + table.size()) / sector);
  const std::uint32_t own = (streams + 1) / 127 + 1;  // of the table of sectors
  const std::uint32_t table_at = own + 1 + static_cast<std::uint32_t>(document.size() / sector);
  std::string sectors(own * sector, '\xFF');
  for (std::uint32_t i = 0; i < own; ++i) put(sectors, 4 * i, 0xFFFFFFFD, 4);
  for (std::uint32_t i = own; i < own + 1 + streams; ++i)
    put(sectors, 4 * i, i == own || i + 1 == table_at || i == own + streams ? 0xFFFFFFFE : i + 1, 4);
  std::string header(sector, '\0');
  header.replace(0, 8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
  put(header, 30, 9, 2);
  put(header, 32, 6, 2);
  put(header, 44, own, 4);
  put(header, 48, own, 4);
  put(header, 56, 4096, 4);
  put(header, 60, 0xFFFFFFFE, 4);
  put(header, 68, 0xFFFFFFFE, 4);
  for (std::size_t at = 76; at < sector; ++at) header[at] = '\xFF';
  for (std::uint32_t i = 0; i < own; ++i) put(header, 76 + 4 * i, i, 4);
  return header + sectors + entry("Root Entry", 5, 0xFFFFFFFE, 0) + entry("WordDocument", 2, own + 1, document.size()) +
         entry("1Table", 2, table_at, table.size()) + std::string(128, '\0') + document + table;
}

}  // namespace blotter::test
