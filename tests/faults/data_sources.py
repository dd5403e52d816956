"""Faults of sources and of the doctor’s notes on them: the D family."""

from __future__ import annotations

from tests.support.sites import ARTICLE, KIT, SOURCES

from .case import HEADER, NEW, TARGET, Blocked, Fault, Published, body, header, source, whole

FILE = "sources/sources.json"
NOTES = "sources/annotations.toml"
RETRACTED = SOURCES.replace('"DOI"', '"custom": {"status": {"state": "retracted"}}, "DOI"')


def sources(text: str) -> dict[str, str | bytes]:
    """Return another list of sources."""
    return {FILE: text}


def listed(*lines: str, text: str = "Texte neuf [@chey2024].") -> dict[str, str | bytes]:
    """Return the target with a list of sources, whose first source stands on line 10."""
    return header(body="\n".join([text, "", "## Sources", "", *lines, ""]))


def one_more(**values: object) -> dict[str, str | bytes]:
    """Return the list with a second source, whose short name stands on line 32."""
    return {FILE: source(**values)}


FAULTS = [
    Fault(
        "D01",
        "sources.json: a comma is missing",
        Blocked("ne peut pas être lue", FILE, 3),
        sources('[\n  {"id": "a"\n   "type": "book"}\n]\n'),
    ),
    Fault(
        "D02",
        "sources.json: cut in the middle",
        Blocked("ne peut pas être lue", FILE, 7),
        sources(SOURCES[:200]),
    ),
    Fault("D03", "sources.json: emptied", Blocked("chey2024", line=6), sources("")),
    Fault(
        "D04",
        "sources.json: deleted",
        Blocked("chey2024", line=6),
        change=lambda site: (site.content / FILE).unlink(),
    ),
    Fault(
        "D05",
        "sources.json: a number where a list is meant",
        Blocked("il manque", FILE, 1),
        sources("12"),
    ),
    Fault(
        "D06",
        "sources.json: a source without a title",
        Blocked("il manque", FILE, 29),
        one_more(id="b", type="book"),
    ),
    Fault(
        "D07",
        "sources.json: two sources of one name",
        Blocked("même nom court", FILE, 3),
        one_more(id="chey2024", type="book", title="x"),
    ),
    Fault(
        "D08",
        "sources.json: one publication under two names",
        Blocked("même publication", FILE, 29),
        one_more(id="b", type="book", title="x", PMID="39626064"),
    ),
    Fault(
        "D09",
        "sources.json: latin-1",
        Blocked("UTF-8", FILE, 5),
        {FILE: SOURCES.replace("ACG", "é").encode("latin-1")},
    ),
    Fault(
        "D10",
        "sources.json: brackets 100,000 deep",
        Blocked("trop longue", FILE, 1),
        sources("[" * 100_000),
    ),
    Fault(
        "D11",
        "sources.json: 17 MB",
        whole("trop gros", FILE),
        sources("[" + " " * (17 << 20) + "]"),
    ),
    Fault(
        "D12",
        "sources.json: script in a title",
        Published(shows=("Texte", "&lt;script&gt;"), never=("<script>",)),
        {
            **one_more(id="b", type="book", title="<script>alert(1)</script>"),
            **header(body="Texte [@b].\n"),
        },
    ),
    Fault(
        "D14",
        "sources.json: markup in a DOI",
        Blocked("n’en est pas un", FILE, 32),
        {
            **one_more(id="b", type="book", title="x", DOI='10.1/"><script>alert(1)</script>'),
            **header(body="Texte [@b].\n"),
        },
    ),
    Fault(
        "D16",
        "sources.json: a name twice in one source",
        Blocked("chey2024", line=6),
        sources(SOURCES.replace('"type"', '"id": "autre", "type"')),
    ),
    Fault(
        "D17",
        "a retracted source that nobody acknowledged",
        Blocked("rétract", "articles/estomac.md", 6),
        sources(RETRACTED),
    ),
    Fault(
        "D18",
        "a retracted source, by its title",
        Blocked("rétract", "articles/estomac.md", 6),
        sources(SOURCES.replace('"ACG', '"RETRACTED: ACG')),
    ),
    Fault(
        "D19",
        "a retracted source, acknowledged by a blank",
        Blocked("rétract", "articles/estomac.md", 6),
        sources(RETRACTED) | {NOTES: '[chey2024]\nacknowledged = " "\n'},
    ),
    Fault("D20", "a call to no source", Blocked("chay2024", line=8), body("Un texte [@chay2024].")),
    Fault(
        "D21",
        "a call that is never closed",
        Blocked("", line=8),
        body("Un texte [@chey2024, et la suite."),
    ),
    Fault(
        "D22",
        "a call in a code block",
        Published(shows=("[@chey2024]",)),
        body("```\n[@chey2024]\n```"),
    ),
    Fault("D23", "no source at all", whole("ne cite aucune source"), header(body="Un texte.\n")),
    Fault(
        "D24",
        "an empty list of sources",
        whole("source"),
        header(body="Un texte.\n\n## Sources\n"),
    ),
    Fault(
        "D25",
        "a source that is only a note in the margin",
        whole("ne cite aucune source"),
        header(body="Un texte.\n\n<!-- [@chey2024] -->\n"),
    ),
    Fault(
        "D26",
        "annotations.toml: a quote is missing",
        Blocked("il manque un guillemet", NOTES, 2),
        {NOTES: '[chey2024]\nacknowledged = "x\n'},
    ),
    Fault(
        "D27",
        "annotations.toml: a source that is not there",
        Blocked("inconnue", NOTES, 1),
        {NOTES: '[inconnue]\nacknowledged = "x"\n'},
    ),
    Fault(
        "D28",
        "annotations.toml named Annotations.toml",
        whole("", "sources/Annotations.toml"),
        {"sources/Annotations.toml": ""},
    ),
    Fault(
        "D13",
        "sources.json: javascript: for an address",
        Blocked("ne pourrait retrouver", FILE, 29),
        {
            **one_more(id="b", type="book", title="x", URL="javascript:alert(1)"),
            **header(body="Texte [@b].\n"),
        },
    ),
    *(
        Fault(
            f"D14{letter}",
            f"sources.json: {title}",
            Blocked("n’en est pas un", FILE, line),
            {
                **one_more(id="b", type="book", title="Un titre assez long", **values),
                **header(body="Texte [@b].\n"),
            },
        )
        for letter, title, line, values in (
            ("b", "a DOI that is a list", 29, {"DOI": ["10.1000/a", "10.1000/b"]}),
            ("c", "a DOI that holds a space", 32, {"DOI": "10.1000/a b"}),
            ("d", "a DOI that holds a quote", 32, {"DOI": '10.1000/a"b'}),
            ("e", "a PMID ../../evil", 32, {"PMID": "../../evil"}),
            ("f", "a PMID that is true", 29, {"PMID": True}),
            ("g", "a PMCID of letters", 32, {"PMCID": "PMCabc"}),
            ("h", "a DOI of words", 32, {"DOI": "à paraître"}),
        )
    ),
    *(
        Fault(f"D29{letter}", f"the list: {title}", Blocked(says, line=10), listed(line))
        for letter, title, says, line in (
            ("a", "dots only", "ne désigne aucune source", "- . . . . ."),
            ("b", "an ellipsis only", "ne désigne aucune source", "- …"),
            ("c", "a row of dashes", "ne désigne aucune source", "1. — — —"),
            (
                "d",
                "the doctor’s experience",
                "ce n’est pas une source",
                "- Mon expérience personnelle.",
            ),
            (
                *("e", "her experience, with a year", "ce n’est pas une source"),
                "- D’après ma longue pratique, depuis 2010",
            ),
            (
                "f",
                "a communication to her",
                "ce n’est pas une source",
                "- Communication personnelle, 2022",
            ),
            ("g", "notes of her studies", "ce n’est pas une source", "- Cours de faculté"),
            ("h", "a web search", "ce n’est pas une source", "- Google 2024"),
            (
                "i",
                "words without date or address",
                "ni date, ni numéro",
                "- Un livre sur le reflux",
            ),
            (
                "j",
                "[RETRACTED] before the title",
                "a été rétractée",
                "- [RETRACTED] Un titre. 2010.",
            ),
            (
                "k",
                "RETRACTED ARTICLE: in the reference",
                "a été rétractée",
                "- A B. RETRACTED ARTICLE: T. 2010.",
            ),
            (
                "l",
                "(rétracté) after the title",
                "a été rétractée",
                "- A B. Un titre (rétracté en 2012). 2010.",
            ),
            (
                "m",
                "WITHDRAWN: before the title",
                "a été retirée",
                "- WITHDRAWN: Un titre. Cochrane. 2010.",
            ),
            ("n", "pmid:../../evil", "pas un identifiant valable", "- pmid:../../evil"),
            (
                "o",
                "PMID: of words, in a reference",
                "pas un identifiant valable",
                "- A B. T. 2020. PMID: ../../x",
            ),
            (
                "p",
                "DOI: without its number",
                "pas un identifiant valable",
                "- A B. T. 2020. doi:10.1000/",
            ),
            ("q", "a word that is no name", "est inconnue", "- Vidal"),
            (
                "r",
                "a link to javascript:",
                "ne mène à aucune page",
                "- [Un titre, 2020](javascript:x)",
            ),
            (
                "s",
                "the name of a source of the list",
                "nom court",
                "- [@chey2024]: Un autre livre. 2020.",
            ),
        )
    ),
    Fault(
        "D29-0",
        "the list: one short name for two lines",
        Blocked("le même nom court", line=11),
        listed("- [@un2020]: Un livre. 2020.", "- [@un2020]: Deux livres. 2021."),
    ),
    Fault(
        "D29-1",
        "the list: a retracted paper by an old address of PubMed",
        Blocked("a été rétractée", line=10),
        listed("- Un auteur. 2024. http://www.ncbi.nlm.nih.gov/pubmed/39626064", text="Texte neuf.")
        | sources(RETRACTED),
    ),
    Fault(
        "D29-2",
        "a link of the text to a retracted paper",
        Blocked("a été rétractée", line=8),
        body("Voir [l’étude](https://doi.org/10.14309/ajg.0000000000002968?x=1).")
        | {"articles/estomac.md": header(body="Texte [@autre].\n")[TARGET]}
        | {
            FILE: RETRACTED.rstrip()[:-1]
            + ', {"id": "autre", "type": "book", "title": "Un autre livre, assez long"}]'
        },
    ),
    Fault(
        "D29-3",
        "a call without its sign, to a known source",
        Blocked("n’a pas été compris", line=8),
        body("Un texte [chey2024]."),
    ),
    Fault(
        "D29-4",
        "a list of sources in a page, which has no box",
        Blocked("serait perdue", "pages/mot.md", 7),
        {"pages/mot.md": "---\ntitle: Un mot\n---\nTexte.\n\n## Sources\n- Un livre. 2020.\n"},
    ),
    Fault(
        "D29-5",
        "only references written by hand, none that is known, with the page of all sources",
        Published(shows=(NEW, "Un livre. 2020.")),
        listed("- Un livre. 2020.", text="Texte neuf.")
        | {"articles/estomac.md": listed("1. HAS. Un guide. 2021.", text="Un [1].")[TARGET]}
        | {"pages/sources.md": (KIT / "content/pages/sources.md").read_text("utf-8")}
        | sources("[]"),
    ),
    Fault(
        "D29-6",
        "no article that cites, with the page of all sources",
        Published(page="estomac", shows=("Le cabinet",), never=("sources.bib",)),
        {
            TARGET: f"---\n{HEADER}kind: practice\n---\nUn mot.\n",
            "articles/estomac.md": f"---\n{HEADER}kind: practice\n---\nLe cabinet est fermé.\n",
            "pages/sources.md": (KIT / "content/pages/sources.md").read_text("utf-8"),
            FILE: "[]",
        },
    ),
    Fault(
        "D29-7",
        "everything long overdue, with the page of all sources",
        Published(shows=(NEW,)),
        header(HEADER.replace("2026", "2021"))
        | {"articles/estomac.md": ARTICLE.replace("2026", "2021")}
        | {"pages/sources.md": (KIT / "content/pages/sources.md").read_text("utf-8")},
    ),
    Fault(
        "D29-8",
        "news of the practice with a list of sources",
        Published(shows=("Un mot", "Ministère. Un calendrier. 2026.")),
        header(
            f"{HEADER}kind: practice\n",
            "Un mot.\n\n## Sources\n- Ministère. Un calendrier. 2026.\n",
        ),
    ),
    Fault(
        "D15",
        "sources.json: NaN, which is no JSON",
        Blocked("nombre trop long", FILE),
        sources(SOURCES.replace('"volume": "119"', '"volume": NaN')),
    ),
]
