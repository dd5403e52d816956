"""A reference is printed as the National Library of Medicine asks, in French or in English."""

from __future__ import annotations

import json
from html import unescape
from typing import Any

import pytest
from conftest import DEMO
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from plugins.sources.vancouver import reference, rich_text

Item = dict[str, Any]
RECORDED: dict[str, Item] = {
    item["id"]: item for item in json.loads((DEMO / "sources/sources.json").read_text("utf-8"))
}


def item(kind: str = "article-journal", title: str = "Titre", **fields: Any) -> Item:
    """Return a source; an underscore in a field's name stands for a hyphen."""
    return {"type": kind, "title": title} | {
        name.replace("_", "-"): value for name, value in fields.items()
    }


def date(*parts: Any) -> dict[str, Any]:
    """Return a date as CSL-JSON writes it."""
    return {"date-parts": [list(parts)]}


def people(*names: str) -> list[dict[str, str]]:
    """Return authors, each written ``Family, Given``."""
    return [dict(zip(("family", "given"), name.split(", "), strict=True)) for name in names]


def plain(source: Item, language: str = "en") -> str:
    """Return a reference as a reader sees it, no-break spaces made plain."""
    return LexborHTMLParser(str(reference(source, language))).text().replace("\u00a0", " ")


# From ICMJE's “Samples of Formatted References” and Citing Medicine, and from records of PubMed.
ARTICLE = item(
    title="Solid-organ transplantation in HIV-infected patients.",
    author=people("Halpern, SD", "Ubel, PA", "Caplan, AL"),
    container_title_short="N Engl J Med",
    issued=date(2002, 7, 25),
    volume="347",
    issue="4",
    page="284-7",
)
MANY_AUTHORS = item(
    title="Regulation of interstitial excitatory amino acid concentrations after cortical "
    "contusion injury",
    author=people(
        *("Rose, ME", "Huerbin, MB", "Melick, J", "Marion, DW", "Palmer, AM"),
        *("Schiding, JK", "Kochanek, PM", "Graham, SH"),
    ),
    container_title_short="Brain Res",
    issued=date(2002),
    volume="935",
    issue="1-2",
    page="40-6",
)
CORPORATE = item(
    title="Hypertension, insulin, and proinsulin in participants with impaired glucose tolerance",
    author=[{"literal": "Diabetes Prevention Program Research Group"}],
    container_title_short="Hypertension",
    issued=date(2002),
    volume="40",
    issue="5",
    page="679-86",
)
NO_AUTHOR = item(
    title="21st century heart solution may have a sting in the tail",
    container_title_short="BMJ",
    issued=date(2002),
    volume="325",
    issue="7357",
    page="184",
)
BOOK = item(
    "book",
    "Medical microbiology",
    author=people("Murray, PR", "Rosenthal, KS", "Kobayashi, GS", "Pfaller, MA"),
    edition="4",
    publisher="Mosby",
    publisher_place="St. Louis",
    issued=date(2002),
)
CHAPTER = item(
    "chapter",
    "Chromosome alterations in human solid tumors",
    author=people("Meltzer, PS", "Kallioniemi, A", "Trent, JM"),
    editor=people("Vogelstein, B", "Kinzler, KW"),
    container_title="The genetic basis of human cancer",
    publisher="McGraw-Hill",
    publisher_place="New York",
    issued=date(2002),
    page="93-113",
)
THESIS = item(
    "thesis",
    "Infant sleep and feeding: a telephone survey of Hispanic Americans",
    author=people("Borkowski, MM"),
    publisher="Central Michigan University",
    publisher_place="Mount Pleasant (MI)",
    issued=date(2002),
)
GUIDELINE = item(
    "report",
    "Stratégie thérapeutique du patient vivant avec un diabète de type 2",
    author=[{"literal": "Haute Autorité de Santé"}],
    publisher="HAS",
    publisher_place="Saint-Denis La Plaine",
    issued=date(2024, 5),
    accessed=date(2025, 11, 3),
    URL="https://www.has-sante.fr/jcms/p_3191108",
)
NUMBERED_REPORT = item(
    "report",
    "Coronary artery disease",
    author=people("Yen, GG"),
    publisher="Air Force Office of Scientific Research",
    publisher_place="Arlington (VA)",
    issued=date(2002, 2),
    number="AFRLSRBLTR020123",
)
WEB_PAGE = item(
    "webpage",
    "Cancer-Pain.org",
    publisher="Association of Cancer Online Resources",
    publisher_place="New York",
    issued=date(2000),
    accessed=date(2002, 7, 9),
    URL="https://www.cancer-pain.org/",
)
PREPRINT = item(
    "article",
    "Attention is all you need",
    author=people("Vaswani, Ashish", "Shazeer, Noam"),
    publisher="arXiv",
    issued=date(2017, 6, 12),
    number="1706.03762",
)
DATA_SET = item(
    "dataset",
    "Occurrence download",
    author=[{"literal": "GBIF.org user"}],
    publisher="The Global Biodiversity Information Facility",
    issued=date(2020, 1),
)

# A source; what both languages print first; how it goes on in English, and in French.
GOLDEN = [
    (
        ARTICLE,
        (
            "Halpern SD, Ubel PA, Caplan AL. Solid-organ transplantation in HIV-infected "
            "patients. N Engl J Med. "
        ),
        "2002 Jul 25;347(4):284-7.",
        "25 juill 2002;347(4):284-7.",
    ),
    (
        MANY_AUTHORS,
        (
            "Rose ME, Huerbin MB, Melick J, Marion DW, Palmer AM, Schiding JK, et al. Regulation "
            "of interstitial excitatory amino acid concentrations after cortical contusion "
            "injury. Brain Res. "
        ),
        "2002;935(1-2):40-6.",
        "2002;935(1-2):40-6.",
    ),
    (
        CORPORATE,
        (
            "Diabetes Prevention Program Research Group. Hypertension, insulin, and proinsulin in"
            " participants with impaired glucose tolerance. Hypertension. "
        ),
        "2002;40(5):679-86.",
        "2002;40(5):679-86.",
    ),
    (
        NO_AUTHOR,
        "21st century heart solution may have a sting in the tail. BMJ. ",
        "2002;325(7357):184.",
        "2002;325(7357):184.",
    ),
    (
        BOOK,
        "Murray PR, Rosenthal KS, Kobayashi GS, Pfaller MA. Medical microbiology. ",
        "4th ed. St. Louis: Mosby; 2002.",
        "4e éd. St. Louis : Mosby; 2002.",
    ),
    (
        CHAPTER,
        "Meltzer PS, Kallioniemi A, Trent JM. Chromosome alterations in human solid tumors. ",
        (
            "In: Vogelstein B, Kinzler KW, editors. The genetic basis of human cancer. New York: "
            "McGraw-Hill; 2002. p. 93-113."
        ),
        (
            "In : Vogelstein B, Kinzler KW, éditeurs. The genetic basis of human cancer. New York"
            " : McGraw-Hill; 2002. p. 93-113."
        ),
    ),
    (
        THESIS,
        "Borkowski MM. ",
        (
            "Infant sleep and feeding: a telephone survey of Hispanic Americans [dissertation]. "
            "Mount Pleasant (MI): Central Michigan University; 2002."
        ),
        (
            "Infant sleep and feeding: a telephone survey of Hispanic Americans [thèse]. Mount "
            "Pleasant (MI) : Central Michigan University; 2002."
        ),
    ),
    (
        GUIDELINE,
        (
            "Haute Autorité de Santé. Stratégie thérapeutique du patient vivant avec un diabète "
            "de type 2 [Internet]. "
        ),
        "Saint-Denis La Plaine: HAS; 2024 May [cited 2025 Nov 3].",
        "Saint-Denis La Plaine : HAS; mai 2024 [cité le 3 nov 2025].",
    ),
    (
        NUMBERED_REPORT,
        "Yen GG. Coronary artery disease. ",
        (
            "Arlington (VA): Air Force Office of Scientific Research; 2002 Feb. Report No.: "
            "AFRLSRBLTR020123."
        ),
        (
            "Arlington (VA) : Air Force Office of Scientific Research; févr 2002. Rapport n° : "
            "AFRLSRBLTR020123."
        ),
    ),
    (
        WEB_PAGE,
        "Cancer-Pain.org [Internet]. ",
        "New York: Association of Cancer Online Resources; 2000 [cited 2002 Jul 9].",
        "New York : Association of Cancer Online Resources; 2000 [cité le 9 juill 2002].",
    ),
    (
        PREPRINT,
        "Vaswani A, Shazeer N. ",
        "Attention is all you need [preprint]. arXiv; 2017 Jun 12.",
        "Attention is all you need [prépublication]. arXiv; 12 juin 2017.",
    ),
    (
        DATA_SET,
        "GBIF.org user. ",
        "Occurrence download [dataset]. The Global Biodiversity Information Facility; 2020 Jan.",
        (
            "Occurrence download [jeu de données]. The Global Biodiversity Information Facility; "
            "janv 2020."
        ),
    ),
    (
        RECORDED["chey2024"],
        (
            "Chey WD, Howden CW, Moss SF, Morgan DR, Greer KB, Grover S, et al. ACG Clinical "
            "Guideline: Treatment of Helicobacter pylori Infection. Am J Gastroenterol. "
        ),
        "2024 Sep 1;119(9):1730-53.",
        "1er sept 2024;119(9):1730-53.",
    ),
    (
        RECORDED["vandenberg2023"],
        (
            "van den Berg FF, Boermeester MA. Update on the management of acute pancreatitis. "
            "Curr Opin Crit Care. "
        ),
        "2023 Apr 1;29(2):145-51.",
        "1er avr 2023;29(2):145-51.",
    ),
    (
        RECORDED["krystal2023"],
        (
            "Krystal JH, Kaye AP, Jefferson S, Girgenti MJ, Wilkinson ST, Sanacora G, et al. "
            "Ketamine and the neurobiology of depression: Toward next-generation rapid-acting "
            "antidepressant treatments. Proc Natl Acad Sci U S A. "
        ),
        "2023 Dec 5;120(49):e2305772120.",
        "5 déc 2023;120(49):e2305772120.",
    ),
    (
        RECORDED["velarde2022"],
        (
            "Velarde M, Cárdenas A. Autism spectrum disorder and attention-deficit/hyperactivity "
            "disorder: challenge in diagnosis and treatment. Medicina (B Aires). "
        ),
        "2022 Aug 30;82 Suppl 3:67-70.",
        "30 août 2022;82 Suppl 3:67-70.",
    ),
    (
        RECORDED["3114"],
        (
            "3114, numéro national de prévention du suicide. Que se passe-t-il quand je contacte "
            "le 3114 ? [Internet]. "
        ),
        "[cited 2026 Nov 22].",
        "[cité le 22 nov 2026].",
    ),
]


@pytest.mark.parametrize(("source", "start", "english", "french"), GOLDEN)
def test_samples(source: Item, start: str, english: str, french: str):
    """The published samples and the recorded records come out to the letter."""
    assert plain(source, "en") == start + english
    assert plain(source, "fr") == start + french


@pytest.mark.parametrize("key", RECORDED)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_recorded_source_is_whole(key: str, language: str):
    """A real record prints its authors, its title, its journal and its year, and no gap."""
    source = RECORDED[key]
    text = plain(source, language)

    assert source["title"].rstrip(".") in text
    assert str(source.get("container-title-short", "")).replace(".", "") in text
    assert text.endswith(".")
    assert not any(gap in text for gap in ("None", "..", " .", "  ", ";;", "()", "{", "&"))


def test_a_title_in_another_language_says_so():
    """A reading voice changes language with the title, and only then."""
    french = item(title="L’asthme", language="fr-FR")

    assert '<span lang="fr">L’asthme</span>.' in reference(french, "en")
    assert "lang=" not in reference(french, "fr")


@pytest.mark.parametrize(
    ("given", "initials"),
    [
        ("William D", "WD"),
        ("ME", "ME"),
        ("M. E.", "ME"),
        ("M.E.", "ME"),
        ("Jean-Paul", "JP"),
        ("J.-P.", "JP"),
        ("Marie Claire", "MC"),
        ("Élodie", "É"),
        ("élodie", "É"),
        ("jean", "J"),
        ("JEAN", "J"),
        ("Abd al-Rahman", "AA"),
        ("Ming\u2010Hua", "MH"),
        ("D'Arcy", "D"),
    ],
)
def test_initials(given: str, initials: str):
    """Given names become capitals without stops, and initials stay as they are."""
    assert plain(item(author=people(f"Nom, {given}"))) == f"Nom {initials}. Titre."


@pytest.mark.parametrize(
    ("author", "printed"),
    [
        (
            {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
            "van Gogh V",
        ),
        ({"family": "Humboldt", "given": "A", "dropping-particle": "von"}, "von Humboldt A"),
        ({"family": "Gilstrap", "given": "LC", "suffix": "3rd"}, "Gilstrap LC 3rd"),
        ({"family": "King", "given": "Martin Luther", "suffix": "Jr"}, "King ML Jr"),
        ({"family": "Van der Berg", "given": "JW"}, "Van der Berg JW"),
        ({"family": "O’Brien", "given": "Conan"}, "O’Brien C"),
        ({"family": "Platon"}, "Platon"),
        ({"literal": "Haute Autorité de Santé"}, "Haute Autorité de Santé"),
    ],
)
def test_names(author: dict[str, str], printed: str):
    """Particles come before, suffixes after, organisations stay whole."""
    assert plain(item(author=[author])) == f"{printed}. Titre."


@pytest.mark.parametrize(
    ("count", "shown"), [(1, "A B"), (2, "A B, A B"), (6, "A B" + ", A B" * 5)]
)
def test_up_to_six_authors_are_all_named(count: int, shown: str):
    """Six authors are named without “et al.”."""
    assert plain(item(author=people(*["A, B"] * count))) == f"{shown}. Titre."


def test_the_seventh_author_is_among_others():
    """From seven on, six are named."""
    assert plain(item(author=people(*["A, B"] * 7))) == "A B" + ", A B" * 5 + ", et al. Titre."


@pytest.mark.parametrize(
    ("pages", "printed"),
    [
        ("1730-1753", "1730-53"),
        ("284-287", "284-7"),
        ("1730–1753", "1730-53"),
        ("1730--1753", "1730-53"),
        ("99-101", "99-101"),
        ("10-101", "10-101"),
        ("123-12", "123-12"),
        ("284-7", "284-7"),
        ("S12-S19", "S12-9"),
        ("H1270-H1280", "H1270-80"),
        ("e123", "e123"),
        ("12, 15-17", "12, 15-17"),
        ("iv-ix", "iv-ix"),
        ("100-99", "100-99"),
    ],
)
def test_page_ranges(pages: str, printed: str):
    """A range loses the figures that repeat; anything else stays as it was deposited."""
    text = plain(item(issued=date(2024), volume="1", page=pages))

    assert text == f"Titre. 2024;1:{printed}."


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Que faire ?", "Que faire ?"),
        ("Attention!", "Attention!"),
        ("Un titre.", "Un titre."),
        ("Un titre", "Un titre."),
        ("What is <i>H. pylori</i>?", "What is H. pylori?"),
        ("  Un titre  ", "Un titre."),
    ],
)
def test_a_title_ends_once(title: str, printed: str):
    """A question mark or an exclamation mark needs no full stop after it."""
    assert plain(item(title=title)) == printed


def test_a_source_without_title_says_so():
    """The rule of the National Library of Medicine for a missing title."""
    assert plain(item(title=""), "en") == "[Title not available]."
    assert plain(item(title=""), "fr") == "[Titre non disponible]."


@pytest.mark.parametrize(
    ("parts", "english", "french"),
    [
        ((2024,), "2024", "2024"),
        ((2024, 1), "2024 Jan", "janv 2024"),
        ((2024, 2, 3), "2024 Feb 3", "3 févr 2024"),
        ((2024, 12, 31), "2024 Dec 31", "31 déc 2024"),
        (("2024", "8", "1"), "2024 Aug 1", "1er août 2024"),
        ((2024, None), "2024", "2024"),
        ((2024, 0), "2024", "2024"),
    ],
)
def test_dates(parts: tuple[Any, ...], english: str, french: str):
    """A date is year-month-day in English, day-month-year in French."""
    assert plain(item(issued=date(*parts)), "en") == f"Titre. {english}."
    assert plain(item(issued=date(*parts)), "fr") == f"Titre. {french}."


@pytest.mark.parametrize("issued", [None, {}, {"date-parts": []}, date(), date(None), {"raw": "x"}])
def test_no_date(issued: Any):
    """Crossref deposits empty dates: the reference goes without."""
    assert plain(item(issued=issued)) == "Titre."


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        ("1", "1st ed.", "1re éd."),
        ("2", "2nd ed.", "2e éd."),
        ("3", "3rd ed.", "3e éd."),
        ("11", "11th ed.", "11e éd."),
        ("12", "12th ed.", "12e éd."),
        ("21", "21st ed.", "21e éd."),
        (22, "22nd ed.", "22e éd."),
        ("113", "113th ed.", "113e éd."),
        ("Rev. ed.", "Rev. ed.", "Rev. ed."),
    ],
)
def test_editions(number: Any, english: str, french: str):
    """A number becomes an ordinal, words stay as they are."""
    assert plain(item("book", edition=number), "en") == f"Titre. {english}"
    assert plain(item("book", edition=number), "fr") == f"Titre. {french}"


def test_the_day_of_reading_needs_an_address():
    """Only what is read on line was read on a day."""
    accessed = date(2026, 11, 22)

    assert "cited" in plain(item("webpage", accessed=accessed, URL="https://a.example"))
    assert "cited" not in plain(item("book", accessed=accessed))


def test_an_unknown_type_is_printed_as_a_book():
    """A type that nobody foresaw still has its title, publisher and year."""
    source = item("motion_picture", publisher="Éditeur", issued=date(2020))

    assert plain(source) == "Titre. Éditeur; 2020."


ATTACK = "<script>alert(1)</script>\"'><b onclick=x>"
FIELDS = (
    "title container-title container-title-short volume issue page number publisher "
    "publisher-place edition genre language"
).split()
KINDS = (
    "article-journal article book chapter report webpage thesis dataset post-weblog motion_picture"
).split()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", FIELDS)
def test_no_field_can_carry_html(kind: str, name: str):
    """Whatever field holds code, the page shows it and does not run it."""
    source = item(kind, URL="https://a.example", issued=date(2020), accessed=date(2020))
    html = str(reference(source | {name: ATTACK}, "en"))

    assert "<script" not in html
    assert "<b " not in html
    assert LexborHTMLParser(html).css("script, b, [onclick]") == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", ["author", "editor"])
@pytest.mark.parametrize(
    "part", ["family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle"]
)
def test_no_name_can_carry_html(kind: str, role: str, part: str):
    """Nor can any part of a name."""
    person = {"family": "Nom", "given": "Prénom"} | {part: ATTACK}
    html = str(reference(item(kind, **{role: [person]}), "fr"))

    assert LexborHTMLParser(html).css("script, b, [onclick]") == []


@pytest.mark.parametrize("title", ["<i>H. pylori</i>", "CO<sub>2</sub>", "10<sup>3</sup>"])
def test_titles_keep_their_italics_and_indices(title: str):
    """The three tags that titles need are kept as they are."""
    assert str(rich_text(title)) == title
    assert title in reference(item(title=title), "fr")


@given(st.text())
def test_a_rich_text_shows_every_character(text: str):
    """Nothing of a text is lost or run, but for the three tags."""
    html = str(rich_text(text))

    assert unescape(html) == text
    assert "<" not in html.replace("<i>", "").replace("</i>", "").replace("<su", "").replace(
        "</su", ""
    )


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12).filter(
    lambda words: "None" not in words
)
NUMBERS = WORDS | st.integers(0, 3000)
YEARS = st.integers(1, 2100)
DATES = st.fixed_dictionaries(
    {
        "date-parts": st.just([[]])
        | st.just([[None]])
        | st.tuples(YEARS).map(lambda parts: [list(parts)])
        | st.tuples(YEARS, st.integers(1, 12)).map(lambda parts: [list(parts)])
        | st.tuples(YEARS, st.integers(1, 12), st.integers(1, 31)).map(lambda parts: [list(parts)])
    }
)
PERSONS = st.lists(
    st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(
            ("family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle"),
            WORDS,
        ),
    ),
    max_size=8,
)
ITEMS = st.fixed_dictionaries(
    {"type": st.sampled_from([*KINDS, "song", ""])},
    optional={
        **dict.fromkeys(("title", "container-title", "container-title-short", "publisher"), WORDS),
        **dict.fromkeys(("publisher-place", "genre", "language", "URL"), WORDS),
        **dict.fromkeys(("volume", "issue", "page", "number"), NUMBERS),
        "edition": NUMBERS.filter(lambda words: str(words).isdecimal() or not str(words).isdigit()),
        "issued": DATES,
        "accessed": DATES,
        "author": PERSONS,
        "editor": PERSONS,
    },
)


@settings(deadline=None, max_examples=300)
@given(ITEMS, st.sampled_from(["fr", "en"]))
def test_any_source_is_printed(source: Item, language: str):
    """Whatever fields a record has or lacks, a sentence of safe HTML comes out."""
    html = reference(source, language)
    tags = LexborHTMLParser(html).css(":not(html, head, body, span, i, sub, sup)")

    assert html.striptags().endswith((".", "?", "!"))
    assert "None" not in html
    assert tags == []
