#include "indexer/facets/tagger.hpp"
namespace blotter::facets {
struct TaggerScratch::State {};
TaggerScratch::TaggerScratch() : state_(new State) {}
TaggerScratch::~TaggerScratch() = default;
TaggerScratch::TaggerScratch(TaggerScratch&&) noexcept = default;
TaggerScratch& TaggerScratch::operator=(TaggerScratch&&) noexcept = default;
struct Tagger::Data {
  std::vector<WatchValue> w;
};
Tagger::Tagger(std::unique_ptr<const Data> d) : data_(std::move(d)) {}
Tagger::~Tagger() = default;
Tagger::Tagger(Tagger&&) noexcept = default;
Result<Tagger> Tagger::create(const TaggerOptions&) { return Tagger(std::make_unique<Data>()); }
void Tagger::tag(const text::TokenStream&, const text::TokenStream&, Article&, TaggerScratch&) const {}
const std::vector<WatchValue>& Tagger::watch_values() const { return data_->w; }
}  // namespace blotter::facets
