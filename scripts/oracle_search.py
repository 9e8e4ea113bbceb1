"""The slow search of scripts/oracle: words, articles, and queries by the definition of what they match and score."""
import collections
import math
import re
import unicodedata

import icu
import xapian

K1, B, LEAST_LENGTH, EXACT_FORM = 1.5, 0.65, 0.1, 0.25
FACETS = ("country", "agency", "crime", "source")
GIVEN = {"country": ["KG", "UZ", "KZ", "TJ", "RU", "JP"], "agency": ["interpol", "iom", "eu"],
         "crime": ["organ-trafficking", "trafficking-in-persons", "theft", "bribery", "corruption"]}
FOLD = icu.Normalizer2.getNFKCCasefoldInstance()


# Words

def words_of(text):
    breaks = icu.BreakIterator.createWordInstance(icu.Locale.getRoot())
    string = icu.UnicodeString(text)
    breaks.setText(string)
    start = 0
    for end in breaks:
        if breaks.getRuleStatus() >= 100:
            yield FOLD.normalize(str(string[start:end]))
        start = end


def plain(form):
    """Without the marks that may be left out."""
    latin = "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c))
    return latin if latin.isascii() else form.replace("ё", "е")


class Stems:
    def __init__(self):
        self.stemmer = xapian.Stem("en")
        self.known = {}

    def of(self, form):
        if form not in self.known:
            self.known[form] = {self.stemmer(w.encode()).decode() for w in {form, plain(form)}}
        return self.known[form]


# Articles

class Field:
    """The words of a title or body: `places` of each form, ascending; `length` in forms."""

    def __init__(self, text):
        self.places = collections.defaultdict(list)
        self.length = 0
        for place, form in enumerate(words_of(text)):
            for one in {form, plain(form)}:
                self.places[one].append(place)
                self.length += 1


class Document:
    def __init__(self, article, stems):
        self.id = article["id"]
        self.date = article.get("published") or ""
        self.title, self.body = Field(article["title"]), Field(article["body"])
        self.values = {name: {v["value"] for v in article["facets"].get(name, [])} for name in FACETS}
        self.values["source"] = {article["source"]}
        # A title's word counts three times, as form and as stem, and once more in its own field.
        self.length = 2 * self.body.length + 8 * self.title.length
        self.forms, self.stems, self.in_title, self.stems_in_title, self.in_body = (collections.Counter() for _ in range(5))
        for field, weight in ((self.title, 3), (self.body, 1)):
            for form, places in field.places.items():
                self.forms[form] += weight * len(places)
                # One form has one stem here: that of its own spelling.
                stem = stems.stemmer(form.encode()).decode()
                self.stems[stem] += weight * len(places)
                if field is self.title:
                    self.in_title[form] += len(places)
                    self.stems_in_title[stem] += len(places)
                else:
                    self.in_body[stem] += 1

    def places(self, form, field):
        """Of both fields, the body's far behind the title's."""
        title = self.title.places.get(form, []) if field != "body" else []
        body = [place + 10 ** 6 for place in self.body.places.get(form, [])] if field != "title" else []
        return title + body


class Collection:
    def __init__(self, articles):
        self.stems = Stems()
        self.documents = [Document(article, self.stems) for article in articles]
        self.mean = sum(document.length for document in self.documents) / len(self.documents)
        self.vocabulary = collections.Counter(form for document in self.documents for form in document.forms)
        self.titles = collections.Counter(form for document in self.documents for form in document.in_title)

    def bm25(self, times):
        """Scores of the documents that hold a term, from how often it stands in each."""
        n, count = len(self.documents), len(times)
        odds = (n - count + 0.5) / (count + 0.5)
        idf = math.log(odds if odds >= 2 else odds / 2 + 1)
        scores = {}
        for document, tf in times.items():
            length = max(document.length / self.mean, LEAST_LENGTH)
            scores[document] = idf * (K1 + 1) * tf / (K1 * (1 - B + B * length) + tf)
        return scores

    def term(self, form, field=""):
        counter = "in_title" if field == "title" else "forms"
        scores = self.bm25({d: getattr(d, counter)[form] for d in self.documents if form in getattr(d, counter)})
        return {d: s for d, s in scores.items() if field != "body" or form in d.body.places}

    def stem(self, stem, field=""):
        counter = "stems_in_title" if field == "title" else "stems"
        scores = self.bm25({d: getattr(d, counter)[stem] for d in self.documents if stem in getattr(d, counter)})
        return {d: s for d, s in scores.items() if field != "body" or stem in d.in_body}

    def group(self, forms, field=""):
        """Several words that count as one."""
        counter = "in_title" if field == "title" else "forms"
        times = {d: sum(getattr(d, counter)[form] for form in forms) for d in self.documents}
        return self.bm25({d: tf for d, tf in times.items() if tf})


# Queries: each gives its text and the scores of what it matches, {document: score}.

def total(parts):
    out = {}
    for part in parts:
        for document, score in part.items():
            out[document] = out.get(document, 0) + score
    return out


def heaviest(parts):
    out = {}
    for part in parts:
        for document, score in part.items():
            out[document] = max(out.get(document, 0), score)
    return out


def every(parts):
    return {d: sum(part[d] for part in parts) for d in parts[0] if all(d in part for part in parts)}


def edits(a, b):
    """Inserted, deleted, replaced letters and neighbours exchanged (optimal string alignment)."""
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (x != y)))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                row[-1] = min(row[-1], rows[-2][j - 2] + 1)
        rows.append(row)
    return rows[-1][-1]


def in_order(lists, distance):
    def follow(first, last, rest):
        return not rest or any(follow(first, p, rest[1:]) for p in rest[0] if last < p < first + distance)
    return any(follow(p, p, lists[1:]) for p in lists[0])


def together(lists, distance):
    def choose(taken, rest):
        if not rest:
            return max(taken) - min(taken) < distance
        return any(choose(taken + [p], rest[1:]) for p in rest[0]
                   if p not in taken and all(abs(p - q) < distance for q in taken))
    return choose([], lists)


class QueryMaker:
    def __init__(self, collection, rng):
        self.c, self.rng = collection, rng
        self.common = [form for form, _ in collection.vocabulary.most_common(60)]
        self.all = sorted(collection.vocabulary)

    def form(self):
        return self.rng.choice(self.common if self.rng.random() < 0.7 else self.all)

    def field(self):
        return self.rng.choice(["", "", "", "title", "body"])

    def word(self, form, field):
        parts = [self.c.stem(stem, field) for stem in sorted(self.c.stems.of(form))]
        scores = heaviest(parts)
        if field:
            return scores
        exact = self.c.term(plain(form))
        return {d: s + EXACT_FORM * exact[d] if d in exact else s for d, s in scores.items()}

    def window(self, forms, field, distance, ordered):
        scores = every([self.c.term(plain(form), "title" if field == "title" else "") for form in forms])
        holds = in_order if ordered else together
        return {d: s for d, s in scores.items()
                if holds([d.places(plain(form), field) for form in forms], distance)}

    def leaf(self):
        form, field = self.form(), self.field()
        prefix = field + ":" if field else ""
        kind = self.rng.randrange(9)
        if kind <= 2:
            return prefix + form, self.word(form, field)
        if kind == 3:
            return '%s"%s"' % (prefix, form), self.c.term(plain(form), field)
        if kind == 4:
            document = self.rng.choice(self.c.documents)
            source = document.title if field == "title" else document.body
            at = {place: f for f, places in source.places.items() for place in places}
            start = self.rng.randrange(len(at))
            forms = [at[p] for p in range(start, min(start + self.rng.choice([2, 2, 3]), len(at)))]
            if len(forms) > 1:
                return '%s"%s"' % (prefix, " ".join(forms)), self.window(forms, field, len(forms), True)
        if kind == 5:
            forms = [form, self.form()]
            distance, ordered = self.rng.choice([1, 2, 5, 10]), self.rng.random() < 0.5
            text = '%s("%s" %s/%d "%s")' % (prefix, forms[0], "ADJ" if ordered else "NEAR", distance, forms[1])
            return text, self.window(forms, field, distance + 1, ordered)
        names = self.c.titles if field == "title" else self.c.vocabulary
        folded = plain(form)
        if kind in (6, 7):
            pattern = self.rng.choice([folded[:3] + "*", folded[:2] + "?" + folded[3:], "*" + folded[-3:],
                                       folded[:2] + "*" + folded[-1]])
            glob = re.compile(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."))
            forms, text = [f for f in names if glob.fullmatch(f)], prefix + pattern
        else:
            n = self.rng.choice([1, 2])
            forms, text = [f for f in names if edits(folded, f) <= n], "%s%s~%d" % (prefix, folded, n)
        if len(forms) > 200:
            return prefix + form, self.word(form, field)
        if field == "body":  # every form by itself
            return text, heaviest([self.c.term(f, field) for f in forms])
        return text, self.c.group(forms, field)

    def counted(self):
        form, n = self.form(), self.rng.choice([2, 3])
        stems = self.c.stems.of(form)
        forms = [f for f in self.c.vocabulary if f == plain(form) or self.c.stems.of(f) & stems]
        scores = self.word(form, "")
        return "%s#%d" % (form, n), {d: s for d, s in scores.items()
                                     if len({p for f in forms for p in d.places(f, "")}) >= n}

    def make(self, depth):
        """Text, scores, and whether there is a word to rank by."""
        kind = self.rng.randrange(10) if depth else 0
        if kind <= 1:
            return *(self.counted() if self.rng.random() < 0.1 else self.leaf()), True
        if kind == 2:
            return "*", {d: 0.0 for d in self.c.documents}, False
        if kind == 3:
            text, scores, words = self.make(depth - 1)
            boost = self.rng.choice([2, 0.5, 3])
            return "(%s)^%g" % (text, boost), {d: s * boost for d, s in scores.items()}, words
        if kind == 4:
            name = self.rng.choice(list(GIVEN))
            value = self.rng.choice(GIVEN[name])
            return "%s:%s" % (name, value), {d: 0.0 for d in self.c.documents if value in d.values[name]}, False
        parts = [self.make(depth - 1) for _ in range(self.rng.choice([2, 2, 3]))]
        texts, scores, words = ["(%s)" % part[0] for part in parts], [part[1] for part in parts], [part[2] for part in parts]
        if kind <= 6:
            return " OR ".join(texts), total(scores), any(words)
        if kind <= 8:
            return self.rng.choice([" AND ", " "]).join(texts), every(scores), any(words)
        return "%s AND NOT %s" % tuple(texts[:2]), {d: s for d, s in scores[0].items() if d not in scores[1]}, words[0]


    def any_of(self):
        """For --match any: words side by side, one that must be there or one that must not."""
        parts = [self.leaf() for _ in range(self.rng.choice([2, 3, 5]))]
        text, scores = " ".join(part[0] for part in parts), total([part[1] for part in parts])
        sign = self.rng.choice(["", "", "+", "-"])
        if sign:
            form = self.form()
            text += " %s%s" % (sign, form)
            own = self.word(form, "")
            if sign == "+":
                scores = {d: s + scores.get(d, 0) for d, s in own.items()}
            else:
                scores = {d: s for d, s in scores.items() if d not in own}
        return text, scores, True
