// What the sheets of XLSX and ODS have in common.
#pragma once

#include "indexer/reader/office/document_article.hpp"

#include <string>
#include <string_view>

namespace blotter::reader {

// Emits a sheet as an article called "workbook: sheet"; one without any text is passed over.
void emit_sheet(const DocumentFacts& facts, const std::string& sheet, std::string&& text, bool is_cut,
                Emitter& emitter);

// Returns whether a number format shows days ("dd.mm.yyyy"); quoted words and brackets in it are not looked at.
[[nodiscard]] bool is_date_format(std::string_view format);
// YYYY-MM-DD of days since 30 December 1899 (or 1 January 1904); the number itself when it is none or out of range.
[[nodiscard]] std::string day_of_serial(std::string_view number, bool from_1904);

}  // namespace blotter::reader
