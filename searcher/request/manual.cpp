#include "searcher/request/manual.hpp"

namespace blotter::search {

const char* const manual = R"manual(
QUERIES:
  organ trafficking          both words, in any of their forms (--match any: either)
  "organ trafficking"        these words exactly, in this order
  a AND b OR c, (a OR b) c   OR binds least, then AND, then words side by side
  +a -b, NOT b               a must be there, b must not
  a NEAR/5 b, a ADJ/3 b      within so many words; ADJ in this order
  traffick* *stan organi?e   wildcards: * for any letters, ? for one
  tashkent~1                 words one letter off (~2: two)
  title:uzbek body:"kidney"  fields: title body author source url path language country focus agency crime
                             charge indicator keyword id parent published collected indexed; also field:(a OR b)
  company:c1                 a watch list's facet is a field, too (--list facets)
  published:2025-01..2025-06 dates, with open ends; published:-30d.. counts back from today; also 30.6.2025,
                             2025-W26, yesterday, "last month"
  source:none                articles without a value; also published:none and every facet
  path:news/2025*            the files of a folder, or those that a pattern fits
  organ^3, trafficking#3     a boost; at least three times
  *                          every article

  A capital word is searched across scripts and spellings (Mirziyoyev, Мирзиёев) unless --exact-script; what is
  spelled as asked comes first.  Words such as "the" are left out beside others; + before one insists on it.
  What is left out or cut (a stop word, an unknown field, a wildcard of more than 200 words) is said in a note.
  In capitals only are AND, OR, NOT, NEAR and ADJ operators; in quotes they are words.  && is AND, || is OR.
  a,b and a;b are two words, a|b is (a OR b).  A query that begins with a dash goes behind --, or in quotes
  with another word.

WORDS:
  A full stop, an underscore, a hyphen or any other sign parts words: г.Ташкент, ledger_2021.pdf and
  cross-border are several, which a query asks for in this order; behind a hyphen the last may have another
  ending (cross-borders).  Single letters are an acronym (U.S. is US),
  1,000 is 1000, and digits are found however they are spaced (1 000, +996 312 66-12-34).  Apostrophes are
  left out: O'zbekiston in all its writings is Ozbekiston; the ending of a Turkish name behind one counts as
  the English 's does.  Marks may be left out: naive finds naïve, and е finds ё, in quotes too.

GRAMMAR:
  In EBNF (ISO 14977, without its commas).  Spaces divide words and are not written here.

  query     = [ any ] ;
  any       = all { "OR" all } ;
  all       = sequence { "AND" sequence } ;
  sequence  = clause { clause } ;
  clause    = { "+" | "-" | "NOT" } near ;
  near      = primary { ( "NEAR" | "ADJ" ) [ "/" number ] primary } ;
  primary   = [ field ":" ] ( word | quoted | group ) ;
  group     = "(" any ")" [ boost ] ;
  word      = ( character { character } | pattern ) { boost | times | fuzzy } ;
  pattern   = { character | "*" | "?" } ;
  quoted    = '"' text '"' { boost | times } ;
  boost     = "^" decimal ;
  times     = "#" number ;
  fuzzy     = "~" [ "1" | "2" ] ;
  field     = "title" | "body" | "author" | "source" | "url" | "language" | "country" | "focus"
            | "agency" | "crime" | "charge" | "indicator" | "keyword" | "id" | "path"
            | "parent" | "published" | "collected" | "indexed"
            | facet ;                                  of a watch list
  range     = [ date ] ".." [ date ] | date ;          the word behind a date: "published:", "collected:", "indexed:"
  date      = year [ "-" month [ "-" day ] ] | day "." month "." year | year "-W" week | "today"
            | "yesterday" | ( "last" | "this" ) ( "-" | " " ) ( "week" | "month" | "year" )
            | "-" number ( "d" | "w" | "m" | "y" ) ;
  character = any but space, '"', "(" and ")" ;         typographic quotation marks serve as '"'

  NEAR alone is NEAR/10, ADJ alone ADJ/1.  + and - are signs only right before a word; before a digit or a
  space they are text.  Limits: 64 KiB, 2,000 words, 60 parentheses deep, distances to 100, boosts to 1,000.

BATCHES:
  A line of TSV is an identifier, a tab and a query; a line of JSON is a request with its own filters:
  {"qid":"7","query":"organ","country":["UZ","!KG"],"from":"2025","facets":["crime"],"limit":5}.
  Plain lines, TSV and topics never fail on their punctuation: what does not fit the grammar is text, and
  says so in a note; JSON requests and --strict hold to the grammar.  With --match any a sentence (it has
  a word such as of or the, or is all in capitals) is text but for "phrases" and field:value, alone as in
  a batch, unless --strict; its earlier words weigh more.
  A query that fails is reported in its own place.

BROWSE:
  --browse searches on the screen, beginning with the query and filters that are given.  Tab goes from the query
  to the hits, the facets and the time line; Space narrows by what the cursor is on, u undoes, Enter reads a hit,
  n and N step through its evidence, ? lists all keys.  q prints the command line that asks the same, and the
  status is that of the last answer.

SAVED SEARCHES:
  --save NAME keeps the arguments of a search as text, an argument a line, in the folder blotter/searches of
  $XDG_STATE_HOME or ~/.local/state; lines that begin with # are remarks.  --run NAME puts them into the
  command line: further words and filters are added, and of an option with one value the last counts.
  --run NAME --new shows the articles that it has not shown before, all of them unless --limit is given; the
  file of that name in blotter/seen has their ids.  Status 1 is nothing new.
  --watch waits for commits and prints the articles that came with them, until SIGINT or SIGTERM; its status is 0
  when there was any.  An index that cannot be read for a while is named once and looked at again.

FILTERS:
  A value is an identifier (organ-trafficking, kg-border-service), a code, a label, or any name, acronym or
  adjective that Blotter knows: --agency SCNS, --crime "human trafficking", --language russian, --country
  Kyrgyz.  What nothing is called is an error that says what may be meant.  none is what has no value.

SCREEN:
  UZ*         the story is about this country and does not only mention it
  +3 similar  three other articles tell it in nearly the same words; --group shows one of them
  + and -     before a value of a facet: chosen, excluded
  The last line of a hit is its identifier, for --show, and its address.

OUTPUT:
  json, jsonl   an answer a line (blotter.result/1): qid, query, total, total_exact, total_stories (with --group),
                took_ms, hits, facets (exact, distinct, values of value, label, parent, count, selected, excluded),
                histogram (unit, date, periods of from, to, count), crosses, suggestion, notes, reasons,
                error (code, message, hint)
  hits          a hit a line (blotter.hit/1): qid, query, rank, score, id, title, url, published, collected, indexed,
                language, source, authors, snippet, country, focus, agency, crime, charge, group, similar, twins,
                weights
  tsv, csv      a hit a row, or a row a period (--histogram), a pair (--cross), or a value (--facets NAMES --limit 0).
                --columns: qid query rank score id title published collected indexed language source url path
                authors country focus agency crime charge group similar snippet total stories took_ms error; of qid,
                query, total, stories, took_ms and error alone, with total among them: a row a query, also of one
                that finds nothing
  trec          qid Q0 id rank score blotter; %XX stands for what divides the fields
  graphml, dot  with --cross: its values as nodes, joined where articles have both, by their number; country,country
                is one network, and so is a watch list's facet with itself (person,person)
  ids           an identifier a line; -0: as it is, with a zero byte behind it

EXIT STATUS:
  0  something was found
  1  nothing was found
  2  bad usage, a bad query, or an unreadable index

ENVIRONMENT:
  BLOTTER_DB     the index when --db is not given; without it the nearest blotter.db from here upward
  BLOTTER_TODAY  the day that -30d and "2 weeks ago" count from (2025-11-30), instead of today
  BROWSER        what --open starts: programs divided by colons, %s for the target (else xdg-open)
  NO_COLOR, PAGER, BLOTTER_PAGER, COLUMNS, XDG_STATE_HOME

FILES:
  blotter.db                               the index in the working folder or one above it
  ~/.config/blotter/blotter-search.toml    options, one a line; in $XDG_CONFIG_HOME where that is set

EXAMPLES:
  blotter-search organ trafficking
  blotter-search --limit 3 'kidney AND (court OR prosecutor) -"fraud"'
  blotter-search --country UZ,KG --crime trafficking-in-persons --limit 3 kidney
  blotter-search --crime trafficking-in-persons --from 2025 --histogram month --limit 0
  blotter-search --focus '!RU' --cross country,crime --format csv 'title:(court OR verdict)'
  blotter-search --list agency --matching prosecutor
  blotter-search --crime organ-trafficking --terms 10 --limit 0 --facets none
  blotter-search --bulk queries.tsv --limit 1 --format tsv --columns qid,id,title
  blotter-search --bulk queries.tsv --match any --limit 1000 --format trec
  blotter-search --bulk queries.tsv --format csv --columns qid,query,total
  blotter-search --facets crime --limit 0 --format csv --country kyrgyz

SEE ALSO:
  blotter-index(1), blotter-recipes(7)
)manual";

}  // namespace blotter::search
