// Turns a run, which is in the order of documents, into what the tables want: lists in the order of keys, and
// for each document its termlist, slots and data.
#pragma once

#include "common/store/glass/byte_buffer.hpp"
#include "common/store/glass/deflate.hpp"
#include "common/store/glass/list_stream.hpp"
#include "common/store/glass/run.hpp"
#include "common/store/glass/sorted_terms.hpp"
#include "common/store/glass/termlist_codec.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace blotter::glass {

// Bounds and count of the values in a slot.
struct SlotStatistics {
  std::uint64_t frequency = 0;
  std::string lower, upper;

  void add(std::uint64_t count, const std::string& low, const std::string& high);
};
using AllSlotStatistics = std::map<Slot, SlotStatistics>;

// Head of a document in SortedRun::documents; data, termlist and slots follow in this order.
struct SealedDocument {
  std::uint32_t docid;
  std::uint32_t data_size;
  std::uint32_t termlist_size;
  std::uint32_t slots_size;
  bool data_deflated;
  bool termlist_deflated;
};

struct SortedRun {
  ByteBuffer postings;   // a stream of lists: values, lengths, terms
  ByteBuffer positions;  // a stream of lists: terms
  ByteBuffer documents;
  std::size_t document_count = 0;
  std::uint32_t first_docid = 0;
  std::uint32_t last_docid = 0;
  Statistics statistics;
  AllSlotStatistics slots;
};

// The postings are moved twice: first to buckets of neighbouring terms that are small enough for the cache,
// then, bucket by bucket, to their lists.  One move would miss the cache at every posting.  A sealer keeps
// its memory for the next run.
class RunSorter {
 public:
  explicit RunSorter(int termlist_level) : deflater_(termlist_level) {}

  // Throws GlassError for a run with an error, or a term whose key is too long.  The result has the memory of `spare`.
  [[nodiscard]] SortedRun seal(const Run& run, SortedRun spare);

 private:
  void plan(const Run& run, SortedRun& sealed);
  void plan_fixed_lists(const Run& run, ByteBuffer& stream);
  void plan_buckets(const Run& run);
  void scatter(const Run& run, SortedRun& sealed);
  void store_document(const Run& run, const Run::DocumentState& document, std::size_t data_begin, SortedRun& sealed);
  void place(SortedRun& sealed);

  struct Bucket {
    std::uint32_t first_rank;
    std::size_t begin;  // in scattered_
    char* end;
  };
  struct BucketTarget {
    std::uint32_t rank;
    std::uint32_t bucket;
  };
  // Where the next entries of a term go, in the two streams.
  struct Cursor {
    std::size_t posting;
    std::size_t position;
  };

  Deflater deflater_;
  SortedTerms names_;
  std::vector<Cursor> cursors_;        // by rank
  std::vector<BucketTarget> targets_;  // by number of the term
  std::vector<Bucket> buckets_;
  ByteBuffer scattered_;
  std::vector<DocumentTerm> document_terms_, sort_scratch_;
  ByteBuffer termlist_;
};

}  // namespace blotter::glass
