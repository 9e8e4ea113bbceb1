#include "indexer/reader/mail/field_names.hpp"

#include "common/text/comparison.hpp"
#include "indexer/reader/strings.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace blotter::reader {
namespace {

struct Field {
  std::string_view folded;  // as comparison_key() gives it
  std::string_view english;
};

// Russian, Ukrainian, Turkish, German, French and Spanish.
constexpr std::array fields{
    Field{"от", "From"},         Field{"від", "From"},       Field{"kimden", "From"},
    Field{"von", "From"},        Field{"de", "From"},        Field{"отправлено", "Sent"},
    Field{"дата", "Sent"},       Field{"надіслано", "Sent"}, Field{"gonderildi", "Sent"},
    Field{"tarih", "Sent"},      Field{"gesendet", "Sent"},  Field{"datum", "Sent"},
    Field{"envoye", "Sent"},     Field{"enviado", "Sent"},   Field{"кому", "To"},
    Field{"kime", "To"},         Field{"an", "To"},          Field{"a", "To"},
    Field{"para", "To"},         Field{"тема", "Subject"},   Field{"konu", "Subject"},
    Field{"betreff", "Subject"}, Field{"objet", "Subject"},  Field{"asunto", "Subject"},
    Field{"копия", "Cc"},        Field{"копія", "Cc"},       Field{"bilgi", "Cc"},
};

}  // namespace

std::string_view english_field(std::string_view name) {
  if (name.size() > 24) return name;
  const std::string key = text::comparison_key(name);
  const auto* const found =
      std::find_if(fields.begin(), fields.end(), [&key](const Field& field) { return field.folded == key; });
  return found != fields.end() ? found->english : name;
}

std::string with_english_fields(std::string_view message) {
  std::string out;
  out.reserve(message.size() + 16);
  while (!message.empty() && message[0] != '\n' && message[0] != '\r') {
    const std::size_t end = std::min(message.find('\n'), message.size() - 1) + 1;
    const std::string_view line = message.substr(0, end);
    const std::size_t colon = line.find(':');
    if (colon == line.npos || is_space(line[0])) out += line;
    else out.append(english_field(line.substr(0, colon))).append(line.substr(colon));
    message.remove_prefix(end);
  }
  return out.append(message);
}

}  // namespace blotter::reader
