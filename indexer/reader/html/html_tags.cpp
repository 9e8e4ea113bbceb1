#include "indexer/reader/html/html_tags.hpp"

#include <algorithm>
#include <array>

namespace blotter::reader {
namespace {

struct Row {
  std::string_view name;
  Tag tag;
  bool block = false;
};

// Sorted by name.
constexpr std::array rows = {
    Row{"a", Tag::a},
    Row{"abbr", Tag::abbr},
    Row{"address", Tag::address, true},
    Row{"applet", Tag::applet},
    Row{"article", Tag::article, true},
    Row{"aside", Tag::aside, true},
    Row{"audio", Tag::audio},
    Row{"b", Tag::b},
    Row{"base", Tag::base},
    Row{"basefont", Tag::basefont},
    Row{"big", Tag::big},
    Row{"blockquote", Tag::blockquote, true},
    Row{"body", Tag::body, true},
    Row{"br", Tag::br},
    Row{"button", Tag::button},
    Row{"canvas", Tag::canvas},
    Row{"caption", Tag::caption, true},
    Row{"center", Tag::center, true},
    Row{"cite", Tag::cite},
    Row{"code", Tag::code},
    Row{"col", Tag::col},
    Row{"dd", Tag::dd, true},
    Row{"del", Tag::del},
    Row{"details", Tag::details, true},
    Row{"dfn", Tag::dfn},
    Row{"dialog", Tag::dialog, true},
    Row{"dir", Tag::dir, true},
    Row{"div", Tag::div, true},
    Row{"dl", Tag::dl, true},
    Row{"dt", Tag::dt, true},
    Row{"em", Tag::em},
    Row{"embed", Tag::embed},
    Row{"fieldset", Tag::fieldset, true},
    Row{"figcaption", Tag::figcaption, true},
    Row{"figure", Tag::figure, true},
    Row{"font", Tag::font},
    Row{"footer", Tag::footer, true},
    Row{"form", Tag::form, true},
    Row{"frame", Tag::frame},
    Row{"frameset", Tag::frameset, true},
    Row{"h1", Tag::h1, true},
    Row{"h2", Tag::h2, true},
    Row{"h3", Tag::h3, true},
    Row{"h4", Tag::h4, true},
    Row{"h5", Tag::h5, true},
    Row{"h6", Tag::h6, true},
    Row{"head", Tag::head},
    Row{"header", Tag::header, true},
    Row{"hgroup", Tag::hgroup, true},
    Row{"hr", Tag::hr, true},
    Row{"html", Tag::html, true},
    Row{"i", Tag::i},
    Row{"iframe", Tag::iframe},
    Row{"img", Tag::img},
    Row{"input", Tag::input},
    Row{"ins", Tag::ins},
    Row{"kbd", Tag::kbd},
    Row{"label", Tag::label},
    Row{"legend", Tag::legend, true},
    Row{"li", Tag::li, true},
    Row{"link", Tag::link},
    Row{"main", Tag::main, true},
    Row{"map", Tag::map},
    Row{"mark", Tag::mark},
    Row{"math", Tag::math},
    Row{"menu", Tag::menu, true},
    Row{"meta", Tag::meta},
    Row{"nav", Tag::nav, true},
    Row{"noframes", Tag::noframes},
    Row{"noscript", Tag::noscript, true},
    Row{"object", Tag::object},
    Row{"ol", Tag::ol, true},
    Row{"optgroup", Tag::optgroup},
    Row{"option", Tag::option, true},
    Row{"p", Tag::p, true},
    Row{"picture", Tag::picture},
    Row{"pre", Tag::pre, true},
    Row{"q", Tag::q},
    Row{"ruby", Tag::ruby},
    Row{"s", Tag::s},
    Row{"samp", Tag::samp},
    Row{"script", Tag::script},
    Row{"section", Tag::section, true},
    Row{"select", Tag::select, true},
    Row{"small", Tag::small},
    Row{"source", Tag::source},
    Row{"span", Tag::span},
    Row{"strike", Tag::strike},
    Row{"strong", Tag::strong},
    Row{"style", Tag::style},
    Row{"sub", Tag::sub},
    Row{"summary", Tag::summary, true},
    Row{"sup", Tag::sup},
    Row{"svg", Tag::svg},
    Row{"table", Tag::table, true},
    Row{"tbody", Tag::tbody, true},
    Row{"td", Tag::td, true},
    Row{"template", Tag::template_},
    Row{"textarea", Tag::textarea},
    Row{"tfoot", Tag::tfoot, true},
    Row{"th", Tag::th, true},
    Row{"thead", Tag::thead, true},
    Row{"time", Tag::time},
    Row{"title", Tag::title, true},
    Row{"tr", Tag::tr, true},
    Row{"tt", Tag::tt},
    Row{"u", Tag::u},
    Row{"ul", Tag::ul, true},
    Row{"var", Tag::var},
    Row{"video", Tag::video},
    Row{"wbr", Tag::wbr},
};

constexpr auto make_blocks() {
  std::array<bool, 256> blocks{};
  for (const Row& row : rows) blocks[static_cast<std::size_t>(row.tag)] = row.block;
  return blocks;
}
constexpr auto blocks = make_blocks();

}  // namespace

Tag tag_of(std::string_view name) {
  const auto at =
      std::lower_bound(rows.begin(), rows.end(), name, [](const Row& row, std::string_view n) { return row.name < n; });
  return at != rows.end() && at->name == name ? at->tag : Tag::unknown;
}

bool is_block(Tag tag) { return blocks[static_cast<std::size_t>(tag)]; }

}  // namespace blotter::reader
