#include "indexer/reader/html/html_tree.hpp"
#include "tests/unit/page_support.hpp"

using namespace blotter;
using test::first_paragraph;
using test::read_page;
using test::story_text;

namespace {

const std::string head = "<title>Lorry stopped at Dostuk</title>";
const std::string menu = "<nav><a href=/>Front</a> <a href=/c>Crime</a></nav>";
const std::string heading = "<h1>Lorry stopped at Dostuk</h1>";

std::string body_of(const std::string& body, const std::string& more_head = {}) {
  return read_page(head + more_head, menu + body).body;
}

bool has(const std::string& body, const std::string& text) { return body.find(text) != body.npos; }

}  // namespace

TEST_CASE("the text of a declarative shadow root is the page's", "[html][story]") {
  for (const char* attribute : {"shadowrootmode", "shadowroot"})
    CHECK(has(body_of("<x-story><template " + std::string(attribute) + "=open><style>p{}</style>" + heading +
                      story_text() + "</template></x-story>"),
              "paid in advance"));
}

TEST_CASE("hidden parts and noscript are read when nothing else is left, and not before", "[html][story]") {
  for (const char* open :
       {"<div hidden>", "<div aria-hidden=true>", "<div class=paywall style='display:none'>", "<noscript>"}) {
    const std::string close = std::string(open) == "<noscript>" ? "</noscript>" : "</div>";
    INFO(open);
    CHECK(has(body_of(heading + open + story_text() + close), "paid in advance"));
    CHECK_FALSE(has(body_of(heading + story_text() + open + "<p>Not for your eyes, reader.</p>" + close), "your eyes"));
  }
}

TEST_CASE("words for screen readers are not in the story", "[html][story]") {
  CHECK_FALSE(has(body_of("<article>" + story_text() +
                          "<p>See the <a href=/x>note<span style='clip: rect(0, 0, 0, 0); "
                          "position:absolute'>, opens new tab</span></a> of the service.</p></article>"),
                  "new tab"));
}

TEST_CASE("a lead that the layout sets apart belongs to the story", "[html][story]") {
  const std::string lead = "Smuggling along the valley road has doubled since spring, prosecutors in Jalal-Abad warn.";
  for (const std::string& above : {"<div class=hero>" + heading + "<p class=lead>" + lead + "</p></div>",
                                   "<header>" + heading + "<p class=standfirst>" + lead + "</p></header>",
                                   "<header>" + heading + "<h2>" + lead + "</h2></header>",
                                   "<div class=top>" + heading + "<div class=article__summary>" + lead + "</div></div>",
                                   "<div class=top>" + heading + "<div><p>" + lead + "</p></div></div>"}) {
    INFO(above);
    const std::string body = body_of(above + "<div class=cols><div class=text>" + story_text() + "</div></div>");
    CHECK(body.starts_with(lead));
    CHECK(body.find(lead, 1) == body.npos);
    CHECK(has(body, first_paragraph));
  }
  CHECK(body_of("<div class=top>" + heading +
                "<p class=byline>By Aida O., reporting from the crossing at night.</p></div>"
                "<div class=cols><div class=text>" +
                story_text() + "</div></div>")
            .starts_with(first_paragraph));
}

TEST_CASE("regression: a page whose only heading is in a template or a picture is read", "[html][story]") {
  for (const std::string& kept_apart : {"<template>" + heading + "</template>", "<svg>" + heading + "</svg>"}) {
    INFO(kept_apart);
    CHECK(body_of(kept_apart + "<article>" + story_text() + "</article>").starts_with(first_paragraph));
  }
}

TEST_CASE("blocks that ask for something between the parts of a story go", "[html][story]") {
  for (const char* box :
       {"<div class=newsletter>Our letter, every morning. Sign up.</div>", "<div class=ad-slot>Advertisement</div>",
        "<div class=signup-box>Join us today. Sign up.</div>"})
    CHECK_FALSE(has(
        body_of("<div class=part>" + heading + story_text() + box + "</div><div class=part>" + story_text() + "</div>"),
        "Sign up"));
}

TEST_CASE("a line that only leads to another story goes", "[html][story]") {
  for (const char* line : {"<p><b>Читайте также:</b> <a href=/x>Horse returned to its owner</a></p>",
                           "<p>Read also: <a href=/x>Horse returned to its owner</a>, <a href=/y>Bridge shut</a></p>",
                           "<div>Ayrıca okuyun → <a href=/x>Horse returned to its owner</a></div>"}) {
    CAPTURE(line);
    const std::string body =
        read_page("<title>Lorry</title>", "<h1>Lorry</h1>" + story_text() + line + story_text()).body;
    CHECK(body.find("Horse returned") == std::string::npos);
    CHECK(body.find("Customs officers") != std::string::npos);
  }
  const std::string said = "<p>The mayor said: read also what <a href=/x>Horse returned to its owner</a> has.</p>";
  const std::string body = read_page("<title>Lorry</title>", "<h1>Lorry</h1>" + story_text() + said).body;
  CHECK(body.find("Horse returned") != std::string::npos);
}

TEST_CASE("a list that is named for something else does not stay in a story", "[html][story]") {
  const auto with = [](const std::string& name) {
    return body_of("<article>" + heading + story_text() + "<ul class=" + name +
                   "><li>Ninety crates of cigarettes, without a stamp.</li>"
                   "<li>Eleven boxes of tea that nobody had declared.</li></ul>" +
                   story_text() + "</article>");
  };
  CHECK_FALSE(has(with("contact-box"), "Eleven boxes"));
  CHECK_FALSE(has(with("outbrain"), "Eleven boxes"));
  CHECK(has(with("seized"), "Eleven boxes"));
}

TEST_CASE("a story in pictures is its captions", "[html][story]") {
  const std::string captions[] = {"Officers unload the onions at the Dostuk crossing.",
                                  "Crates of cigarettes behind the load.", "The driver waits for his interpreter."};
  std::string figures;
  std::string list;
  for (const std::string& caption : captions) {
    figures += "<figure><img src=x.jpg><figcaption>" + caption + "</figcaption></figure>";
    list += "<li><img src=x.jpg><span class=caption>" + caption + "</span></li>";
  }
  for (const std::string& caption : captions) {
    CHECK(has(body_of(heading + "<div class=gallery>" + figures + "</div>"), caption));
    CHECK(has(body_of(heading + "<ul class=slideshow>" + list + "</ul>"), caption));
  }
  CHECK_FALSE(has(body_of("<article>" + heading + story_text() + figures + "</article>"), captions[1]));
}

TEST_CASE("linked data's text is taken when it has the page's and more", "[html][story]") {
  const auto data = [](const std::string& text) {
    return "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Lorry stopped at Dostuk\","
           "\"articleBody\":\"" +
           text + "\"}</script>";
  };
  const std::string first = first_paragraph;
  const std::string shown =
      "<article>" + heading + "<p>" + first + "</p><div>Subscribe to read on. Already a member?</div></article>";
  const std::string whole =
      first + "\\n\\nThe driver was paid in advance, by a man whom he knew only by phone, and has a lawyer now.";
  CHECK(has(body_of(shown, data(whole)), "has a lawyer now"));
  CHECK_FALSE(has(body_of(shown, data(whole)), "Already a member"));
  CHECK(has(body_of("<article>" + heading + story_text() + "</article>", data("A summary.")), "paid in advance"));
}

TEST_CASE("zero width spaces do not part a word of a page", "[html][story]") {
  CHECK(has(body_of(heading + story_text() + "<p>Human traf\u200Bficking, it said, was not the charge.</p>"),
            "trafficking"));
}

TEST_CASE("regression: a walk of a page ends when it begins outside of what it may not leave", "[html][story]") {
  reader::HtmlTree tree;
  REQUIRE_FALSE(tree.parse("<body><div><h1>Lorry</h1></div><p>Two men were held.</p></body>"));
  reader::HtmlNode* box = tree.root();
  while (box != nullptr && box->tag != reader::Tag::div) box = next_in(box, tree.root());
  REQUIRE(box != nullptr);
  const reader::HtmlNode* title = box->first;
  CHECK(after(title, tree.root())->tag == reader::Tag::p);
  reader::HtmlTree::unlink(box);
  CHECK(after(title, tree.root()) == nullptr);
  CHECK(next_in(title, tree.root()) == title->first);
  CHECK(next_in(title->first, tree.root()) == nullptr);
}

TEST_CASE("regression: of a page with more than a million elements the rest is left out", "[html][hostile]") {
  std::string page = "<p>";
  for (int doubled = 0; doubled < 20; ++doubled) page += page;
  reader::HtmlTree tree;
  const auto cut = tree.parse(page);
  REQUIRE(cut);
  CHECK(cut->code == ErrorCode::limit);
  CHECK(cut->message == "more than 1000000 elements (limit html_elements): the rest is left out");
}
