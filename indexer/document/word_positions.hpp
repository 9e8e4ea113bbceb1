// Converts what a stored document has of the positions of its words: an order for an index of our own, position lists
// for a shard, which Xapian's servers read.
#pragma once

#include "common/store/database.hpp"
#include "common/text/interner.hpp"
#include "indexer/document/document_builder.hpp"

#include <cstdint>

namespace blotter {

// Reads a document's terms into `out.terms`: with the position lists that it has, or (`lists`) with such lists for all
// words of title and body.  May throw Xapian::Error.
void read_terms(const Xapian::Database& database, const Xapian::Document& document, bool lists,
                text::Interner& vocabulary, IndexDocument& out);

// Replaces the position lists of the words of title and body by their order (schema::slot_word_order), if they have
// one.
void order_words(const text::Interner& vocabulary, IndexDocument& out);

}  // namespace blotter
