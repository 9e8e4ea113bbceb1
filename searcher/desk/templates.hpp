// The pages' templates (Mustache) and the map's outlines, compiled in.
#pragma once

namespace blotter::search {

extern const char* const articles_head;     // what --export html begins with; no template
extern const char* const article_template;  // one article
extern const char* const report_template;   // the whole page
extern const char* const report_script;     // its script; no template
extern const char* const world_outlines;    // world/outlines.tsv: a code, a tab and an SVG path a line

}  // namespace blotter::search
