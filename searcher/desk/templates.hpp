// The pages' templates (Mustache), compiled in.
#pragma once

namespace blotter::search {

extern const char* const articles_head;     // what --export html begins with; no template
extern const char* const article_template;  // one article
extern const char* const report_template;   // the whole page
extern const char* const report_script;     // its script; no template

}  // namespace blotter::search
