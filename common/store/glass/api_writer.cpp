#include "common/store/glass/api_writer.hpp"

#include "common/store/database.hpp"
#include "common/store/glass/glass_error.hpp"
#include "common/store/glass/jobs.hpp"
#include "common/store/glass/position_codec.hpp"
#include "common/store/glass/record.hpp"

#include <libdeflate.h>

#include <filesystem>
#include <memory>
#include <sstream>
#include <string_view>

namespace blotter::glass {
namespace {

// As guarded(), with Xapian's errors.
template <class Body>
Result<void> guarded_xapian(ErrorCode code, const std::string& what, Body&& body) {
  return guarded([&] {
    try {
      body();
    } catch (const Xapian::Error& error) {
      throw GlassError(code, what + ": " + error.get_description());
    }
  });
}

// Reads a list of slots and their values back: the coded set of slots in the data, the values in the streams.
class Values {
 public:
  explicit Values(const Run& run) {
    for (const auto& [slot, state] : run.slots()) {
      readers_.push_back({slot, state.stream.data(), state.stream.data() + state.stream.size(), state.first_docid});
    }
  }
  void add(std::uint32_t docid, Xapian::Document& document) {
    for (Reader& reader : readers_) {
      if (reader.in == nullptr || reader.docid != docid) continue;
      const std::uint32_t size = get_varint(reader.in);
      document.add_value(reader.slot, std::string(reader.in, size));
      reader.in += size;
      if (reader.in == reader.end) {
        reader.in = nullptr;
      } else {
        reader.docid += get_varint(reader.in) + 1;
      }
    }
  }

 private:
  struct Reader {
    Slot slot;
    const char* in;
    const char* end;
    std::uint32_t docid;
  };
  std::vector<Reader> readers_;
};

// Skips the gap that every entry but a term's first has.
std::string_view coded_positions(const Record& record, const Run::TermState& term, std::uint32_t docid) {
  const char* in = record.positions.data();
  if (docid != term.first_position_docid) (void)get_varint(in);
  const std::size_t size = get_varint(in);
  return {in, size};
}

class DocumentReader {
 public:
  explicit DocumentReader(const Run& run) : run_(run), values_(run), in_(run.records().data()) {}

  [[nodiscard]] Xapian::Document next(const Run::DocumentState& state) {
    Xapian::Document document;
    const char* const end = run_.records().data() + state.records_end;
    while (in_ != end) add_term(get_record(in_), state.docid, document);
    values_.add(state.docid, document);
    document.set_data(plain({run_.data().data() + data_begin_, state.data_size}, state.data_deflated));
    data_begin_ = state.data_end;
    return document;
  }

 private:
  void add_term(const Record& record, std::uint32_t docid, Xapian::Document& document) {
    const std::string term(run_.vocabulary().text(record.term_id));
    // A document looks each term up in a tree: once a term, if that can be.
    if (record.positions.empty()) return document.add_term(term, wdf_of(record.posting));
    decode_positions(coded_positions(record, run_.term(record.term_id), docid), positions_);
    document.add_posting(term, positions_.front(), wdf_of(record.posting));
    for (std::size_t i = 1; i < positions_.size(); ++i) document.add_posting(term, positions_[i], 0);
  }

  std::string plain(std::string_view data, bool deflated) {
    if (!deflated) return std::string(data);
    std::string out(data.size() * 4, '\0');
    for (;;) {
      std::size_t size = 0;
      const auto status =
          libdeflate_deflate_decompress(inflater_.get(), data.data(), data.size(), out.data(), out.size(), &size);
      if (status == LIBDEFLATE_SUCCESS) {
        out.resize(size);
        return out;
      }
      if (status != LIBDEFLATE_INSUFFICIENT_SPACE)
        throw GlassError(ErrorCode::index, "document data cannot be inflated");
      out.resize(out.size() * 4);
    }
  }

  const Run& run_;
  Values values_;
  const char* in_;
  std::size_t data_begin_ = 0;
  std::vector<std::uint32_t> positions_;
  std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> inflater_{
      libdeflate_alloc_decompressor(), libdeflate_free_decompressor};
};

void check_table(const std::string& dir, const std::string& table) {
  const std::string file = dir + '/' + table + ".glass";
  if (!std::filesystem::exists(file)) return;  // tables are made when they are first needed
  std::ostringstream report;
  const std::size_t errors = Xapian::Database::check(file, 0, &report);
  if (errors == 0) return;
  throw GlassError(ErrorCode::index,
                   "the index is damaged (" + std::to_string(errors) + " errors): " + report.str().substr(0, 500));
}

// That the length of a document is what its terms add up to, and its list of terms can be read.
void check_length(const Xapian::Database& database, Xapian::docid docid) {
  std::uint64_t length = 0;
  for (auto term = database.termlist_begin(docid); term != database.termlist_end(docid); ++term)
    length += term.get_wdf();
  if (length == database.get_doclength(docid)) return;
  throw GlassError(ErrorCode::index,
                   "the index is damaged: the length of document " + std::to_string(docid) + " is wrong");
}

// A check of tables one by one does not compare them: this does, for documents spread over the database.
void check_lengths(const std::string& dir) {
  constexpr std::uint64_t sample = 200;
  const Xapian::Database database(dir);
  const std::uint64_t last = database.get_lastdocid();
  Xapian::docid before = 0;
  for (std::uint64_t i = 0; i < sample && last > 0; ++i) {
    auto all = database.postlist_begin({});
    all.skip_to(static_cast<Xapian::docid>(1 + i * (last - 1) / sample));
    if (all == database.postlist_end({})) return;
    if (*all != before) check_length(database, before = *all);
  }
}

}  // namespace

Result<void> write_database_api(const std::string& dir, const Run& run, const Metadata& metadata, bool sync) {
  if (run.error()) return tl::unexpected<Error>(*run.error());
  return guarded_xapian(ErrorCode::index, "cannot write the index", [&] {
    const int flags = Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | (sync ? 0 : Xapian::DB_NO_SYNC);
    Xapian::WritableDatabase database(dir, flags);
    DocumentReader reader(run);
    for (const Run::DocumentState& state : run.documents()) database.replace_document(state.docid, reader.next(state));
    for (const auto& [key, value] : metadata) database.set_metadata(key, value);
    database.commit();
    database.close();
  });
}

Result<void> merge_databases(const std::vector<std::string>& parts, const std::string& dir) {
  return guarded_xapian(ErrorCode::index, "cannot merge the parts of the index", [&] {
    Xapian::Database all;
    for (const std::string& part : parts) all.add_database(Xapian::Database(part));
    all.compact(dir, Xapian::DBCOMPACT_NO_RENUMBER);
  });
}

Result<void> verify_database(const std::string& dir, unsigned threads, const std::function<Result<void>()>& beside) {
  return guarded_xapian(ErrorCode::index, "the index cannot be checked", [&] {
    std::vector<std::function<void()>> jobs;  // from the longest to the shortest
    for (const char* table : {"termlist", "docdata", "position", "postlist"})
      jobs.emplace_back([&dir, table] { check_table(dir, table); });
    if (beside)
      jobs.emplace_back([&beside] {
        if (const Result<void> done = beside(); !done) throw GlassError(done.error());
      });
    jobs.emplace_back([&dir] { check_lengths(dir); });
    run_together(jobs, threads);
  });
}

}  // namespace blotter::glass
