"""Whatever a reference manager exports: every record comes in or is told, and as it was printed."""

from __future__ import annotations

import json

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from commands.cite.imports import Export, read_text
from commands.cite.imports.dates import read_date
from commands.cite.imports.encoding import text_of
from commands.cite.imports.latex import as_text
from commands.cite.imports.people import person
from commands.cite.mojibake import mend
from commands.cite.names import short_name
from commands.cite.status import learnt
from plugins.sources.exports import FORMATS
from plugins.sources.library import Library, read_library
from plugins.sources.printed_fields import KEPT
from plugins.sources.status import STATES
from plugins.sources.vancouver import reference
from tests.properties.grammar import many, mixed

# Each example is a file that is written, then read: a fifth of them is enough before a release.
some = settings(many, max_examples=many.max_examples // 5)
PIECES = [
    *(
        "@article{a, ",
        "author = {",
        "title = {A}",
        "title=",
        "}",
        "{",
        ", ",
        "@string{",
        "@comment{",
    ),
    *("TY  - JOUR\n", "TI  - A title\n", "AU  - Doe, J; Roe, A\n", "ER  - \n", "PY  - 2020\n"),
    *("PMID- 123\n", "FAU - Doe, Jane\n", "      goes on\n", "DP  - 2019 Jul-Aug\n", "AB  - x\n"),
    *("%0 Journal Article\n", "%T A\n", "<xml><records><record>", "<titles><title>A</title>"),
    *("</titles></record></records></xml>", '[{"id": "a", "type": "book", "title": "T"', "}]"),
    *(
        '"issued": {"date-parts": [[2020',
        "]]}",
        "$_{2}$",
        r"\'e",
        r"\textit{x}",
        "$<$",
        "\n\n",
        "#",
    ),
]


def messages(export: Export) -> None:
    """Assert that what came in can be printed and kept, and that what did not is said in words."""
    for record in export.records:
        assert record.item or record.problems
        assert set(record.item) <= KEPT
        json.dumps(record.item)
        if record.item:
            assert all(reference(record.item, language) for language in ("fr", "en"))
    for problem in [*export.problems, *(p for r in export.records for p in r.problems)]:
        assert problem.what.format(**problem.values)
        assert problem.line >= 0


@some
@given(mixed(PIECES, most=20))
def test_any_text(text: str):
    """A text of any kind is read; no record is without an item or a reason."""
    messages(read_text(text))


@some
@given(st.binary(max_size=80) | mixed(PIECES).map(lambda text: text.encode("utf-16")))
def test_any_bytes(data: bytes):
    """Bytes are a text in some encoding, and that text is read."""
    text, problems = text_of(data)
    messages(read_text(text))
    assert len(problems) <= 1


WORDS = st.text("abcdefghijklmnopqrstuvwxyzéèçßøœ", min_size=2, max_size=9)
TITLES = st.lists(WORDS, min_size=1, max_size=6).map(lambda words: " ".join(words).capitalize())
FAMILIES = WORDS.map(str.capitalize).filter(lambda name: person(f"{name}, Z").get("family") == name)
YEARS = st.integers(1901, 2029).map(str)
RECORDS = st.lists(st.tuples(TITLES, FAMILIES, YEARS), min_size=1, max_size=6)


def assert_all_in(export: Export, records: list[tuple[str, str, str]]) -> None:
    """Assert that records came in, in order, each with its title, its author and its year."""
    found = [record.item for record in export.records]
    assert [
        (item["title"], item["author"][0]["family"], str(item["issued"]["date-parts"][0][0]))
        for item in found
    ] == records


@some
@given(RECORDS, st.data())
def test_every_medline_record_comes_in(records: list[tuple[str, str, str]], data: st.DataObject):
    """With or without empty lines between records, values cut into lines anywhere."""
    text = ""
    for number, (title, family, year) in enumerate(records, start=1):
        cut = data.draw(st.sampled_from([" ", "\n      "]))
        between = data.draw(st.sampled_from(["", "\n", "\n\n", "\r\n"]))
        text += f"PMID- {number}\nDP  - {year} Mar\nTI  - {title.replace(' ', cut)}.\n"
        text += f"FAU - {family}, Zoe\nAU  - {family} Z\nTA  - J\n{between}"

    export = read_text(text)
    assert_all_in(export, records)
    assert not [problem for record in export.records for problem in record.problems]


@some
@given(RECORDS, st.data())
def test_every_ris_record_comes_in(records: list[tuple[str, str, str]], data: st.DataObject):
    """A record that lacks its first line or its last is still one, where an empty line parts it."""
    text, ended = "", True
    for title, family, year in records:
        starts = data.draw(st.booleans()) or not text
        blank = data.draw(st.booleans()) or not (starts or ended)
        ended = data.draw(st.booleans())
        text += "\n" * blank + ("TY  - JOUR\n" if starts else "")
        text += f"AU  - {family}, Zoe\nTI  - {title}\nPY  - {year}\n" + (
            "ER  - \n" if ended else ""
        )

    assert_all_in(read_text(text), records)


BROKEN = [
    "@article{x, title = {never closed\n",
    '@article{x, title = "never closed\n',
    "@article{x, title = {A} author = {B}}\n",
    "@article{x, title}\n",
    "@book{\n",
]


@some
@given(RECORDS, st.data())
def test_one_bad_bibtex_entry_is_one_message(
    records: list[tuple[str, str, str]], data: st.DataObject
):
    """What stands between entries, or is not closed, keeps no other entry out, and is told."""
    text, bad = "", 0
    for number, (title, family, year) in enumerate(records):
        if data.draw(st.booleans()):
            text += data.draw(st.sampled_from(BROKEN))
            bad += 1
        text += (
            f"@article{{k{number}, title = {{{title}}}, author = {{{family}, Zoe}}, year={year}}}\n"
        )

    export = read_text(text)
    assert len(export.records) == len(records) + bad
    assert sum(not record.item for record in export.records) == bad
    assert_all_in(Export([record for record in export.records if record.item]), records)


REFER = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz>*!@#$^", max_size=2)


@some
@example([("5", "percent of patients")])
@given(st.lists(st.tuples(REFER, WORDS), max_size=8))
def test_any_tag_of_endnote(lines: list[tuple[str, str]]):
    """A line that begins with % and any sign is read, or is a text like any other."""
    text = "%0 Journal Article\n%T A title\n"
    export = read_text(text + "".join(f"%{tag} {value}\n" for tag, value in lines))

    messages(export)
    assert export.records


FIELDS = st.sampled_from(
    [*sorted(KEPT), *"doi pmid key title-short page-first shortContainerTitle abstract".split()]
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.sampled_from(["", "2020", "2020-13", "0", "10.1000/x", "PMID: 1", "issued: 2020", "\n"])
    | WORDS
)
PARTS_OF_VALUES = st.sampled_from(
    (
        "date-parts season circa raw literal year month day family"
        " given suffix name status state publication_types page about"
    ).split()
)
ANY_JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PARTS_OF_VALUES, inner, max_size=3),
    max_leaves=6,
)


@some
@example({"note": [None]})
@example({"issued": {"date-parts": 2020}})
@example({"issued": {"date-parts": [[[]]]}})
@given(st.dictionaries(FIELDS, ANY_JSON, max_size=5))
def test_any_json_in_any_field(fields: dict[str, object]):
    """Whatever kind of value stands in a field of CSL, the reference is read, or told."""
    item = {"id": "a", "type": "article-journal", "title": "A title", **fields}
    export = read_text(json.dumps([item]))
    messages(export)
    messages(read_text(json.dumps({"items": [item]})))
    for record in export.records:
        if record.item:
            assert mend(record.item).keys() == record.item.keys()
            assert short_name(record.item, lambda _: False)
            library = Library()
            library.add({**record.item, "id": "a"})
            assert library.text("a", "fr")
            assert library.status("a", "fr").state in STATES
            learnt(library.items["a"], record.item)


@some
@given(st.dictionaries(FIELDS, ANY_JSON, max_size=5))
def test_any_json_in_the_list(fields: dict[str, object]):
    """Whatever the doctor writes by hand in a field of the list, the blog reads it, or tells it."""
    item = {"type": "article-journal", "title": "A title", **fields, "id": "a"}
    library, problems, _ = read_library(json.dumps([item]), "")
    assert library.items or problems
    for id_ in library.items:
        assert library.text(id_, "fr")
        assert library.status(id_, "fr").state in STATES


SIGNS = st.text("abcé&%$#_{}~^\\-–'\"«»/+=.,<>µ²°", min_size=1, max_size=12)
TEXTS = st.tuples(WORDS, SIGNS, WORDS).map(" ".join) | TITLES
RICH = st.tuples(WORDS, st.sampled_from(["i", "sub", "sup", "b"]), WORDS, WORDS).map(
    lambda p: f"{p[0]} {p[3]}<{p[1]}>{p[2]}</{p[1]}> fin"
)
DAYS = st.tuples(st.integers(1901, 2029), st.integers(1, 12), st.integers(1, 28))
OCCASIONS = ["Autumn", "Christmas", "Noël", "Michaelmas Term", "mid-Winter", "Winter-Spring"]
DATES = st.one_of(
    DAYS.map(lambda d: {"date-parts": [list(d)]}),
    DAYS.map(lambda d: {"date-parts": [list(d[:2])]}),
    DAYS.map(lambda d: {"date-parts": [[d[0]]]}),
    DAYS.map(lambda d: {"date-parts": [[d[0]]], "circa": True}),
    st.tuples(DAYS, st.sampled_from([*"1234", "1st Quart", "4th Quart", *OCCASIONS])).map(
        lambda d: {"date-parts": [[d[0][0]]], "season": d[1]}
    ),
    st.tuples(DAYS, st.sampled_from(OCCASIONS)).map(
        lambda d: {"date-parts": [[d[0][0]]], "season": d[1], "circa": True}
    ),
    st.tuples(DAYS, st.sampled_from([*"1234", *OCCASIONS])).map(
        lambda d: {"date-parts": [[d[0][0]], [d[0][0] + 1]], "season": d[1]}
    ),
    DAYS.map(lambda d: {"date-parts": [[d[0], 21], [d[0], 22]]}),
    DAYS.map(lambda d: {"date-parts": [list(d[:2]), [0]]}),
    DAYS.filter(lambda d: d[1] < 12).map(
        lambda d: {"date-parts": [[d[0], d[1]], [d[0], d[1] + 1]]}
    ),
)
NAMES = st.lists(
    st.tuples(FAMILIES, WORDS.map(str.capitalize)).map(lambda n: {"family": n[0], "given": n[1]})
    | st.sampled_from(
        [
            {"literal": "Haute Autorité de Santé"},
            {"literal": "Barnes and Noble, Inc."},
            {"literal": "et al."},
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
            {"family": "King", "given": "Martin Luther", "suffix": "Jr"},
            {"family": "King", "given": "Do", "suffix": "Jr"},
            {"family": "Plato"},
            {"family": "de Gaulle"},
            {"family": "Doe", "suffix": "Jr"},
            {"literal": "Inserm & CNRS"},
        ]
    ),
    min_size=1,
    max_size=7,
).filter(lambda names: {"literal": "et al."} not in names[:-1])
PAGES = st.sampled_from(["12", "12-25", "e12", "67-8, 73", "S12-S15", "e100-e110"])
NUMBERS = st.integers(1, 400).map(str)
COMMON = {
    "author": NAMES,
    "issued": DATES,
    "language": st.sampled_from(["fr", "es", "de"]),
    "URL": st.sampled_from(["https://x.example/a_b?c=1&d=%20e", "https://x.example/~z"]),
    "accessed": DAYS.map(lambda d: {"date-parts": [list(d)]}),
}
IN_A_JOURNAL = COMMON | {
    "container-title": TITLES,
    "container-title-short": TITLES,
    "volume": NUMBERS,
    "issue": st.sampled_from(["2", "2-3", "12 Suppl 7", "Suppl 1"]),
    "page": PAGES,
    "number": st.sampled_from(["e0228000", "104061"]),
    "supplement-number": NUMBERS,
    "available-date": DATES,
    "status": st.sampled_from(["in press", "Epub ahead of print"]),
    "original-title": TITLES,
    "genre": st.sampled_from(["lettre", "éditorial"]),
}
IN_A_BOOK = COMMON | {
    "editor": NAMES,
    "translator": NAMES,
    "edition": st.sampled_from(["2", "2e éd."]),
    "publisher": TEXTS,
    "publisher-place": st.sampled_from(["Paris", "Totowa, NJ"]),
    "collection-title": TITLES,
    "original-title": TITLES,
    "collection-number": NUMBERS,
    "volume": NUMBERS,
    "volume-title": TITLES,
    "medium": st.just("Internet"),
    "genre": st.sampled_from(["Rapport", "Thèse d’exercice"]),
}
INSIDE = IN_A_BOOK | {
    "container-title": TITLES,
    "container-author": NAMES,
    "page": PAGES,
    "event-title": TITLES,
    "event-date": DATES,
    "event-place": st.just("Lyon"),
}
OF_A_LAW = COMMON | {"container-title": TITLES, "number": NUMBERS, "section": NUMBERS}
KINDS = {
    "article-journal": IN_A_JOURNAL,
    "article-newspaper": IN_A_JOURNAL,
    "article": COMMON | {"container-title": st.just("medRxiv"), "number": NUMBERS},
    "book": IN_A_BOOK,
    "report": IN_A_BOOK | {"number": st.sampled_from(["2021-12", "7"])},
    "thesis": IN_A_BOOK,
    "chapter": INSIDE,
    "paper-conference": INSIDE,
    "entry-encyclopedia": INSIDE,
    "webpage": COMMON | {"container-title": TITLES, "publisher": TITLES},
    "software": COMMON | {"version": st.just("4.3.1"), "publisher": TITLES},
    "dataset": COMMON | {"publisher": TITLES, "version": st.just("2")},
    "legislation": OF_A_LAW,
    "document": COMMON | {"publisher": TITLES, "number": NUMBERS},
    "post-weblog": COMMON | {"container-title": TITLES},
}


@st.composite
def items(draw: st.DrawFn) -> dict[str, object]:
    """Return a source with any of the fields that its kind prints."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    fields = draw(st.fixed_dictionaries({}, optional=KINDS[kind]))
    return {"id": "a", "type": kind, "title": draw(TEXTS | RICH), **fields}


OF_A_QUARTER = {
    "id": "a",
    "type": "thesis",
    "title": "A",
    "collection-title": "B",
    "collection-number": "1",
    "issued": {"date-parts": [[1901]], "season": "1st Quart"},
}


@some
@example(item=OF_A_QUARTER, name="bib")
@given(items(), st.sampled_from(sorted(FORMATS)))
def test_what_leaves_comes_back(item: dict[str, object], name: str):
    """A source that is exported, then imported, is printed as it was."""
    assume("</" not in str(item["title"]) or "&" not in str(item["title"]))
    (record,) = read_text(FORMATS[name]([item])).records

    for language in ("fr", "en"):
        assert reference(record.item, language) == reference(item, language)
    assert not record.problems


@some
@given(mixed(["2019", " ", "Jul", "-", "/", "Aug", "25", "spring", "vers", "~", "0000", "févr."]))
def test_any_date(words: str):
    """Words are a date, or none; a date that is read again, as CSL writes it, is the same."""
    for edtf in (True, False):
        found, sure = read_date(words, "2020", edtf=edtf)
        assert isinstance(sure, bool)
        if found:
            assert 1000 <= found["date-parts"][0][0] <= 9999
            assert len(found["date-parts"]) <= 2


@some
@given(mixed([r"\textit{", "}", "{", "$", "_{2}", "^", r"\'", "e", r"\ce{H2O}", "%", "\\", "~"]))
def test_any_latex(text: str):
    """LaTeX that is not closed, or is none, is a text all the same, and no letter is lost."""
    shown = as_text(text)
    assert isinstance(shown, str)
    # What is a letter by its number (&#54;) is that letter.
    assume("&#" not in text)
    letters = [sign for sign in text if sign.isdecimal()]
    assert all(shown.count(sign) >= 1 for sign in set(letters) & set("3456789"))
