"""Dates, names, languages, LaTeX and notes, in the forms that exports give them."""

from __future__ import annotations

import json

import pytest

from commands.cite.imports import read_text
from commands.cite.imports.bibtex import read_bibtex
from commands.cite.imports.bibtex_names import names_of
from commands.cite.imports.csl_json import _ALIASES, read_csl_json
from commands.cite.imports.dates import read_date
from commands.cite.imports.entry import Entry, Field
from commands.cite.imports.languages import spoken
from commands.cite.imports.latex import as_text, verbatim
from commands.cite.imports.notes import read_note
from commands.cite.imports.people import listed


@pytest.mark.parametrize(
    ("words", "parts", "sure"),
    [
        ("2019 Jul-Aug", [[2019, 7], [2019, 8]], True),
        ("1998 Dec-1999 Jan", [[1998, 12], [1999, 1]], True),
        ("2018 Jul 2-8", [[2018, 7, 2], [2018, 7, 8]], True),
        ("2001 Dec 31-2002 Jan 6", [[2001, 12, 31], [2002, 1, 6]], True),
        ("3-5 avril 2002", [[2002, 4, 3], [2002, 4, 5]], True),
        ("2000 Spring-Summer", [[2000, 21], [2000, 22]], True),
        ("2019-03/2019-05", [[2019, 3], [2019, 5]], True),
        ("1998-99", [[1998], [1999]], True),
        ("1996_2004", [[1996], [2004]], True),
        ("2012/", [[2012]], True),
        ("20200213", [[2020, 2, 13]], True),
        ("25/02/2021", [[2021, 2, 25]], True),
        ("Friday, 25 February 2021", [[2021, 2, 25]], True),
        ("25-Feb-2021", [[2021, 2, 25]], True),
        ("1er mars 2020", [[2020, 3, 1]], True),
        ("Sept. 2012", [[2012, 9]], True),
        ("août 2020", [[2020, 8]], True),
        ("c2010", [[2010]], True),
        ("2020 1st Quart", [[2020]], True),
        ("1976-1977 Winter", [[1976], [1977]], True),
        ("hiver 1976-1977", [[1976], [1977]], True),
        ("2000 Winter-2001 Spring", [[2000, 24], [2001, 21]], True),
        ("2024 Jan-", [[2024, 1], [0]], True),
        ("2020" + " -" * 3000, [[2020]], True),
        ("0000/00/00", None, True),
        # What could be two, or is no day, is left out and told.
        ("03/05/2021", [[2021]], False),
        ("2021 Sep 31", [[2021, 9]], False),
        ("2020/13/01", [[2020]], False),
        ("n.d.", None, False),
    ],
)
def test_dates(words: str, parts: list[list[int]] | None, sure: bool):
    """A date is read as far as it is sure."""
    found, understood = read_date(words)
    assert (found.get("date-parts"), understood) == (parts, sure)


def test_dates_that_lean_on_another_field():
    """A day or a season without its year takes that of another field."""
    assert read_date("1er trimestre", "2021")[0]["season"] == "1st Quart"
    assert read_date("2012-03/", edtf=True)[0] == {"date-parts": [[2012, 3], [0]]}
    assert read_date("Feb 25", "2021")[0] == {"date-parts": [[2021, 2, 25]]}
    assert read_date("Spring", "2021")[0] == {"date-parts": [[2021]], "season": "1"}
    assert read_date("Mar-Apr", "2021")[0] == {"date-parts": [[2021, 3], [2021, 4]]}
    assert read_date("2021///Spring")[0] == {"date-parts": [[2021]], "season": "1"}
    assert read_date("2013-21", edtf=True)[0] == {"date-parts": [[2013]], "season": "1"}
    assert read_date("[1950?]")[0] == {"date-parts": [[1950]], "circa": True}


HORBY, LIM = {"family": "Horby", "given": "P"}, {"family": "Lim", "given": "WS"}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Horby P, Lim WS, et al.", [HORBY, LIM, {"literal": "et al."}]),
        ("Horby, P; Lim, WS", [HORBY, LIM]),
        ("Horby, P and Lim, WS", [HORBY, LIM]),
        ("King, Martin, Jr.", [{"family": "King", "given": "Martin", "suffix": "Jr."}]),
        ("King, Jr., Martin", [{"family": "King", "given": "Martin", "suffix": "Jr."}]),
        ("Smith, John, MD, PhD", [{"family": "Smith", "given": "John"}]),
        ("Diop, Ba", [{"family": "Diop", "given": "Ba"}]),
        ("van den Berg K", [{"family": "van den Berg", "given": "K"}]),
        ("World Health Organization,", [{"literal": "World Health Organization"}]),
        ("University of X,, Irvine", [{"literal": "University of X, Irvine"}]),
        ("Barnes and Noble, Inc.", [{"literal": "Barnes and Noble, Inc."}]),
        ("Groupe d’étude A", [{"literal": "Groupe d’étude A"}]),
    ],
)
def test_names_on_a_line(line: str, names: list[dict[str, str]]):
    """One name or several, whatever parts them; an organisation stays whole."""
    assert listed([line]) == names


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Horby P and Lim WS and others", [HORBY, LIM, {"literal": "et al."}]),
        ("World Health Organization", [{"literal": "World Health Organization"}]),
        ("{Barnes and Noble, Inc.}", [{"literal": "Barnes and Noble, Inc."}]),
        ("J. R. R. Tolkien", [{"family": "Tolkien", "given": "J. R. R."}]),
        ("{\\'E}mile Zola", [{"family": "Zola", "given": "Émile"}]),
        (
            "family=Berg, given=Jan, prefix=van der",
            [{"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}],
        ),
    ],
)
def test_names_of_bibtex(written: str, names: list[dict[str, str]]):
    """Braces keep a name whole; initials at the end are no family’s name."""
    assert names_of(written) == names


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"{CO}$_{\textrm{2}}$, m$^{\textrm{6}}$A", "CO<sub>2</sub>, m<sup>6</sup>A"),
        (r"p{\textless}0.05 {\textbar} x", "p<0.05 | x"),
        (r"${\mathrm{Ca}}^{2+}$, $\beta_1$", "Ca<sup>2+</sup>, β<sub>1</sub>"),
        (r"p $<$ 0.05", "p < 0.05"),
        (r"\ce{CO2} and \ce{SO4^2-}", "CO<sub>2</sub> and SO<sub>4</sub><sup>2-</sup>"),
        (r"10$^{-3}$ \SI{5}{mg}", "10<sup>-3</sup> 5 mg"),
        (r"50% of $5 & more", "50% of $5 & more"),
        (r"{\`a} \'eosinophiles, na{\"\i}f, {\OE}uvre", "à éosinophiles, naïf, Œuvre"),
        (r"\emph{in vivo} \textsf{R} \unknown{kept} \sign 5", "<i>in vivo</i> R kept \\sign 5"),
        (r"37~$^\circ$C, 40\,$^{\circ}$C, $38^{\circ C}$", "37 °C, 40 °C, 38°C"),
        (r"\SI{5}{\milli\gram\per\litre}, \si{\micro\gram} \num{12}", "5 mg/L, µg 12"),
        (
            r"$\mathit{BRCA1}$, $\mathbf{x}$, \textbeta, \upmu, $$\beta$$-2",
            "<i>BRCA1</i>, x, β, μ, β-2",
        ),
        (r"\enquote{mot} \copyright{} \S 3 \pounds 5", "“mot” © §3 £5"),
        (r"\foreignlanguage{french}{mot} {\noopsort{a}}b \bm{c}", "mot b c"),
    ],
)
def test_latex(written: str, shown: str):
    """What stands above or below the line stays there; nothing that is written is dropped."""
    assert as_text(written).replace("\u00a0", " ") == shown


def test_a_command_that_nobody_knows():
    """It stays in the title as it is written, and is told with its line."""
    (record,) = read_bibtex("\n@book{a, title = {Dose of \\sign 5 mg}, year = 2020}").records
    (problem,) = record.problems

    assert record.item["title"] == "Dose of \\sign 5 mg"
    assert (problem.line, problem.values["name"]) == (2, "title")


def test_addresses_are_no_latex():
    """Only the signs that LaTeX escapes lose their backslash."""
    assert verbatim(r"\url{https://x.example/a\_b~c%20d}") == "https://x.example/a_b~c%20d"
    assert verbatim(r"10.1002/(A)1{\textless}1{\textgreater}3") == "10.1002/(A)1<1>3"


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("Español", "es"),
        ("ngerman", "de"),
        ("fr-FR", "fr"),
        ("eng", "en"),
        ("Anglais", "en"),
        ("Spanish; English", "es, en"),
        ("inconnue", ""),
    ],
)
def test_languages(written: str, codes: str):
    """A language in any of its names; one that is none is told."""
    entry = Entry([Field("LA", written, 7)], record="a")

    assert spoken(entry, "LA") == codes
    assert [problem.line for problem in entry.problems] == ([] if codes else [7])


def test_a_note_holds_fields():
    """Zotero’s “Extra” is read; a word and a colon in a sentence are none of it."""
    note = "PMID: 123\nPMCID: PMC45\noriginal-title: Le titre\nevent-date: 2019-03-21\n"
    note += "translator: Third || Carla\necollection: 2024-10\nVersion: first\nSee: below"

    assert read_note(note) == {
        "PMID": "123",
        "PMCID": "PMC45",
        "original-title": "Le titre",
        "event-date": {"date-parts": [[2019, 3, 21]]},
        "translator": [{"family": "Third", "given": "Carla"}],
        "custom": {"ecollection": {"date-parts": [[2024, 10]]}},
    }


# The fields of BibTeX’s dialects that say the same thing, the first as BibLaTeX names it.
SAME_IN_BIBTEX = [
    ("publisher", ["institution", "school", "organization"], "Masson"),
    ("location", ["address", "place"], "Paris"),
    ("shortjournal", ["journalabbreviation", "journalabbr", "journal-abbrev"], "J Samples"),
    ("eid", ["article-number", "articlenumber", "artnum", "art_number"], "e12"),
    ("pages", ["page"], "5--9"),
    ("pmid", ["pubmedid"], "12345"),
    ("pmcid", ["pmc"], "PMC123"),
    ("langid", ["language"], "french"),
    ("url", ["link", "bdsk-url-1"], "https://x.example/page"),
    ("urldate", ["lastchecked", "lastvisited", "lastaccessed", "accessdate"], "2020-05-06"),
]


@pytest.mark.parametrize(
    ("name", "other", "value"),
    [(name, other, value) for name, others, value in SAME_IN_BIBTEX for other in others],
)
def test_other_names_of_bibtex(name: str, other: str, value: str):
    """A field that another program calls by another name is the same field."""

    def read(called: str) -> object:
        entry = f"@book{{a, title={{A book}}, journal={{The Journal}}, {called}={{{value}}}}}"
        (record,) = read_bibtex(entry).records
        return record.item, record.problems

    assert read(other) == read(name)
    assert read(name) != read("nothing")


@pytest.mark.parametrize(("other", "name"), sorted(_ALIASES.items()))
def test_other_names_of_csl(other: str, name: str):
    """What older versions of CSL, and Crossref, call a field is that field."""
    values = {"PMID": "12345", "PMCID": "PMC123", "ISBN": "9782294712340", "DOI": "10.9999/x"}

    def read(called: str) -> object:
        item = {
            "id": "a",
            "type": "book",
            "title": "A",
            called: values.get(name, "https://x.example/"),
        }
        export = read_csl_json(json.dumps([item]))
        assert export
        return export.records[0].item

    assert read(other) == read(name)
    assert name in read(name)


@pytest.mark.parametrize(
    ("parts", "day"),
    [(2020, [2020]), ("2020", [2020]), (2020.0, [2020]), ("2020-05-03", [2020, 5, 3])],
)
def test_a_date_without_its_lists(parts: object, day: list[int]):
    """A year that stands alone where lists should is that year."""
    item = {"id": "a", "type": "book", "title": "T", "issued": {"date-parts": parts}}
    (record,) = read_text(json.dumps([item])).records

    assert record.item["issued"] == {"date-parts": [day]}
    assert not record.problems
