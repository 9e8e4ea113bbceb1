#include "common/store/dictionary.hpp"

// Training with parameters, and frames without a magic number, are in the static part of its interface.
#define ZDICT_STATIC_LINKING_ONLY
#define ZSTD_STATIC_LINKING_ONLY
#include <algorithm>
#include <new>
#include <zdict.h>
#include <zstd.h>

namespace blotter::store {
namespace {

constexpr std::size_t max_dictionary = 64U << 10;
constexpr std::size_t sample_share = 4;  // a dictionary takes so much of its sample at most
constexpr std::size_t min_sample = 32U << 10;
constexpr std::size_t min_records = 16;
constexpr unsigned long long max_record = 1ULL << 31U;  // no writer takes a larger one

// zstd's first level for small inputs, but with longer matches: one of five letters costs more than the letters do.
constexpr ZSTD_compressionParameters parameters{.windowLog = 17,
                                                .chainLog = 15,
                                                .hashLog = 15,
                                                .searchLog = 1,
                                                .minMatch = 6,
                                                .targetLength = 0,
                                                .strategy = ZSTD_fast};

template <class T>
T* made(T* object) {
  if (object == nullptr) throw std::bad_alloc();
  return object;
}

}  // namespace

void ZstdFree::operator()(ZSTD_CCtx_s* context) const { ZSTD_freeCCtx(context); }
void ZstdFree::operator()(ZSTD_CDict_s* dictionary) const { ZSTD_freeCDict(dictionary); }
void ZstdFree::operator()(ZSTD_DCtx_s* context) const { ZSTD_freeDCtx(context); }
void ZstdFree::operator()(ZSTD_DDict_s* dictionary) const { ZSTD_freeDDict(dictionary); }

std::string train_dictionary(const std::vector<std::string>& records) {
  std::string samples;
  std::vector<std::size_t> sizes;
  for (const std::string& record : records) {
    samples += record;
    sizes.push_back(record.size());
  }
  if (records.size() < min_records || samples.size() < min_sample) return {};
  ZDICT_fastCover_params_t cover{};
  cover.k = 1024;
  cover.d = 8;
  cover.f = 18;
  cover.accel = 4;
  cover.splitPoint = 1.0;
  std::string dictionary(std::min(max_dictionary, samples.size() / sample_share), '\0');
  const std::size_t size = ZDICT_trainFromBuffer_fastCover(dictionary.data(), dictionary.size(), samples.data(),
                                                           sizes.data(), static_cast<unsigned>(sizes.size()), cover);
  dictionary.resize(ZDICT_isError(size) != 0 ? 0 : size);
  return dictionary;
}

RecordCompressor::RecordCompressor(std::string_view dictionary)
    : dictionary_(made(ZSTD_createCDict_advanced(dictionary.data(), dictionary.size(), ZSTD_dlm_byCopy, ZSTD_dct_auto,
                                                 parameters, ZSTD_defaultCMem))),
      context_(made(ZSTD_createCCtx())) {
  ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_format, ZSTD_f_zstd1_magicless);
  ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_dictIDFlag, 0);  // an index has one
  ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_forceAttachDict, ZSTD_dictForceAttach);
  ZSTD_CCtx_refCDict(context_.get(), dictionary_.get());
}

bool RecordCompressor::append(std::string& out, std::string_view record) {
  const std::size_t before = out.size();
  out.resize(before + ZSTD_compressBound(record.size()));
  const std::size_t size =
      ZSTD_compress2(context_.get(), out.data() + before, out.size() - before, record.data(), record.size());
  const bool shorter = ZSTD_isError(size) == 0 && size < record.size();
  out.resize(before + (shorter ? size : 0));
  return shorter;
}

RecordDecompressor::RecordDecompressor(std::string_view dictionary)
    : dictionary_(made(ZSTD_createDDict(dictionary.data(), dictionary.size()))), context_(made(ZSTD_createDCtx())) {
  ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_format, ZSTD_f_zstd1_magicless);
  ZSTD_DCtx_refDDict(context_.get(), dictionary_.get());
}

Result<std::string> RecordDecompressor::unpack(std::string_view packed) {
  ZSTD_frameHeader header{};
  const bool sized = ZSTD_getFrameHeader_advanced(&header, packed.data(), packed.size(), ZSTD_f_zstd1_magicless) == 0 &&
                     header.frameContentSize <= max_record;
  std::string record(sized ? header.frameContentSize : 0, '\0');
  if (!sized ||
      ZSTD_decompressDCtx(context_.get(), record.data(), record.size(), packed.data(), packed.size()) != record.size())
    return fail(ErrorCode::index, "an article in the index is damaged", "index the articles again");
  return record;
}

}  // namespace blotter::store
