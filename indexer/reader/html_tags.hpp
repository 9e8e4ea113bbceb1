// Names of HTML elements as an enumeration.
#pragma once

#include <cstdint>
#include <string_view>

namespace blotter::reader {

enum class Tag : std::uint8_t {
  text,     // a run of characters
  unknown,  // an element of any other name
  a, abbr, address, applet, article, aside, audio, b, base, basefont, big, blockquote, body, br, button,
  canvas, caption, center, cite, code, col, dd, del, details, dfn, dialog, dir, div, dl, dt, em, embed,
  fieldset, figcaption, figure, font, footer, form, frame, frameset, h1, h2, h3, h4, h5, h6, head, header,
  hgroup, hr, html, i, iframe, img, input, ins, kbd, label, legend, li, link, main, map, mark, math, menu,
  meta, nav, noframes, noscript, object, ol, optgroup, option, p, picture, pre, q, ruby, s, samp, script,
  section, select, small, source, span, strike, strong, style, sub, summary, sup, svg, table, tbody, td,
  template_, textarea, tfoot, th, thead, time, title, tr, tt, u, ul, var, video, wbr,
};

// By name in lower case; Tag::unknown for any other.
[[nodiscard]] Tag tag_of(std::string_view name);

// Starts and ends a line of its own when shown.
[[nodiscard]] bool is_block(Tag tag);

}  // namespace blotter::reader
