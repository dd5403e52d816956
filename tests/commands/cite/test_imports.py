"""Exports of reference managers: CSL-JSON, BibTeX and RIS become the same items."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from commands.cite.imports import read_export
from commands.cite.imports.bibtex import read_bibtex
from commands.cite.imports.encoding import text_of
from commands.cite.imports.ris import read_ris
from commands.cli.errors import CommandError
from plugins.shared.i18n import translator
from tests.support.replaying import cite, source, sources
from tests.support.sites import Site

# The facts are those of records in tests/data/references; the forms are those of the exports.
CSL = [
    {
        "id": "http://zotero.org/users/1/items/ABCD1234",
        "type": "article-journal",
        "title": "Lipoprotein(a) and cardiovascular disease",
        "abstract": "not ours to keep",
        "container-title": "The Biochemical Journal",
        "note": "PMID: 39302109\nPMCID: PMC11555715",
        "author": [{"family": "Boffa", "given": "Michael B"}],
        "issued": {"date-parts": [["2024", 10, 2]]},
        "DOI": "10.1042/BCJ20240037",
    },
    {
        "id": "papantoniou-2017",
        "type": "article-journal",
        "title": "Shift work and colorectal cancer risk in the MCC-Spain case–control study",
        "author": [{"family": "CastaÃ±o-Vinyals", "given": "Gemma"}],
        "DOI": "10.5271/sjweh.3626",
    },
    {
        "id": "chey",
        "type": "article-journal",
        "title": "Known",
        "DOI": "10.14309/AJG.0000000000002968",
    },
]

BIBTEX = r"""
@article{frank1970,
  author = {{Haute Autorit{\'e} de Sant{\'e}} and de la Cruz, Jos{\'e} and Frank, Jr., Henry S.},
  title = {The {S}tructure of \textit{Ordinary} Water: CO\textsubscript{2} {\&} 100\% {\oe}uvre},
  journal = {Science}, volume = 169, number = 3946, pages = {635--641}, year = 1970, month = aug,
  doi = {10.1126/science.169.3946.635}, note = {PMID: 4315321}, langid = {french},
  url = {https://www.science.org/doi/10.1126/science.169.3946.635}
}
@incollection{hainaut, author = "Pierre Hainaut", booktitle = {Methods in Biobanking},
  title = "A chapter", isbn = {978-1-58829-995-6}, publisher = {Humana Press}, date = {2011-05}}
"""

RIS = """\
TY  - JOUR
AU  - Haute Autorité de Santé
A1  - Frank, Henry S., Jr.
TI  - The Structure of Ordinary Water:
 a title that goes on
JO  - Science
VL  - 169
IS  - 3946
SP  - 635
EP  - 641
PY  - 1970/08/14/
DO  - https://doi.org/10.1126/science.169.3946.635
AN  - 4315321
SN  - 0036-8075
LA  - French
ER  -\u0020

TY  - BOOK
A1  - Zuily, Claude
T1  - Problèmes de distributions
SN  - 978-2-84225-149-9 (broché)
Y1  - 2010
TY  - XXXX
TI  - Not ended, of a kind that is unknown
"""


def test_bibtex():
    """Names are split before LaTeX is decoded: an organisation between braces stays whole."""
    article, chapter = (record.item for record in read_bibtex(BIBTEX).records)

    assert article == {
        "id": "frank1970",
        "type": "article-journal",
        "title": "The Structure of <i>Ordinary</i> Water: CO<sub>2</sub> & 100% œuvre",
        "author": [
            {"literal": "Haute Autorité de Santé"},
            {"family": "Cruz", "given": "José", "non-dropping-particle": "de la"},
            {"family": "Frank", "given": "Henry S.", "suffix": "Jr."},
        ],
        "container-title": "Science",
        "issued": {"date-parts": [[1970, 8]]},
        "language": "fr",
        "volume": "169",
        "issue": "3946",
        "page": "635-641",
        "DOI": "10.1126/science.169.3946.635",
        "PMID": "4315321",
        "URL": "https://www.science.org/doi/10.1126/science.169.3946.635",
    }
    assert chapter["type"] == "chapter"
    assert chapter["container-title"] == "Methods in Biobanking"
    assert chapter["author"] == [{"family": "Hainaut", "given": "Pierre"}]
    assert chapter["ISBN"] == "9781588299956"
    assert chapter["issued"] == {"date-parts": [[2011, 5]]}


def test_ris():
    """An author without a comma is an organisation; a value may go on; the last may not end."""
    article, book, other = (record.item for record in read_ris(RIS).records)

    assert article == {
        "type": "article-journal",
        "title": "The Structure of Ordinary Water: a title that goes on",
        "author": [
            {"literal": "Haute Autorité de Santé"},
            {"family": "Frank", "given": "Henry S.", "suffix": "Jr."},
        ],
        "container-title": "Science",
        "issued": {"date-parts": [[1970, 8, 14]]},
        "language": "fr",
        "volume": "169",
        "issue": "3946",
        "page": "635-641",
        "DOI": "10.1126/science.169.3946.635",
        "PMID": "4315321",
    }
    assert (book["type"], book["ISBN"]) == ("book", "9782842251499")
    assert (other["type"], other["title"]) == (
        "document",
        "Not ended, of a kind that is unknown",
    )


def test_zotero(site: Site):
    """Zotero’s short names are kept, its addresses are not; what is there stays as it is."""
    (site.root / "export.json").write_text(json.dumps(CSL), "utf-8")
    known = source(site, "chey2024")

    done = cite(site, None, "--import", "export.json", typed="oui\n")

    assert done.status == 0
    counted = "Ajoutées\u00a0: 2. Déjà connues\u00a0: 1. Non lues\u00a0: 0."
    assert f"Références dans le fichier\u00a0: 3. {counted}" in done.said
    assert [item["id"] for item in sources(site)] == ["boffa2024", "chey2024", "papantoniou-2017"]
    assert source(site, "boffa2024")["PMID"] == "39302109"
    assert "abstract" not in source(site, "boffa2024")
    assert source(site, "papantoniou-2017")["author"][0]["family"] == "Castaño-Vinyals"
    assert source(site, "chey2024") == known

    again = (site.content / "sources/sources.json").read_bytes()
    assert "Ajoutées\u00a0: 0" in cite(site, None, "--import", "export.json").said
    assert (site.content / "sources/sources.json").read_bytes() == again


@pytest.mark.parametrize("name", ["export.bib", "export.ris", "export.txt"])
def test_the_name_of_the_file_does_not_matter(tmp_path: Path, name: str):
    """What is in the file says what it is."""
    for text in (BIBTEX, RIS):
        (tmp_path / name).write_text(text, "utf-8")
        assert read_export(tmp_path / name).records[0].item["DOI"] == "10.1126/science.169.3946.635"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Aucune référence"),
        (b"Bonjour.", "Aucune référence"),
        (b"[]", "Aucune référence"),
        (b"<html><title>x</title></html>", "ne vient pas d’EndNote"),
        (b"<PubmedArticleSet", "ne vient pas d’EndNote"),
        (b"[" * 100_000, "Aucune référence"),
        (b"%0", "Aucune référence"),
    ],
)
def test_what_is_no_export(tmp_path: Path, data: bytes, words: str):
    """A file that holds no reference is said to, whatever it holds."""
    path = tmp_path / "export"
    path.write_bytes(data)

    with pytest.raises(CommandError) as caught:
        read_export(path)
    assert words in caught.value.rendered(translator("fr"))


RIS_ACCENTS = (
    "TY  - JOUR\nAU  - Lefèvre, Zoé\nTI  - Œsophagite à éosinophiles\nPY  - 2021\nER  - \n"
)


@pytest.mark.parametrize(
    ("encoding", "guessed"),
    [
        ("utf-8", False),
        ("utf-8-sig", False),
        ("utf-16", False),
        ("utf-16-le", False),
        ("utf-16-be", False),
        ("utf-32", False),
        ("cp1252", True),
    ],
)
def test_every_encoding(tmp_path: Path, encoding: str, guessed: bool):
    """Accents come in whole; where nothing proves how they were saved, this is said."""
    path = tmp_path / "export.ris"
    path.write_bytes(RIS_ACCENTS.replace("\n", "\r\n").encode(encoding))
    export = read_export(path)

    assert export.records[0].item["author"] == [{"family": "Lefèvre", "given": "Zoé"}]
    assert export.records[0].item["title"] == "Œsophagite à éosinophiles"
    assert bool(export.problems) == guessed


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("% Encoding: ISO8859_2\n@book{a, title={Žluťoučký}}", "iso8859-2"),
        ('<?xml version="1.0" encoding="windows-1250"?><xml>é</xml>', "cp1250"),
        ("TI  - Santé\nPY  - 2020\nTI  - Été", "iso8859-1"),
    ],
)
def test_the_encoding_that_a_file_says(text: str, encoding: str):
    """JabRef and XML name their encoding; without a name, it is that of Western Europe."""
    assert text_of(text.encode(encoding))[0] == text


def test_two_encodings_in_one_file():
    """Files put together from several keep the accents of both."""
    assert text_of("TI  - Été\n".encode() + "TI  - Été\n".encode("latin-1"))[0] == (
        "TI  - Été\nTI  - Été\n"
    )


@pytest.mark.parametrize(("name", "encoding"), [("é.nbib", "iso8859-1"), ("é.bib", "utf-16")])
def test_files_of_other_encodings_through_the_command(site: Site, name: str, encoding: str):
    """A file in ISO-8859-1 or UTF-16 is added with its accents, as the command is run."""
    text = "PMID- 1\nTI  - Santé mentale.\nFAU - Lefèvre, Zoé\nTA  - Rev Ex\nDP  - 2016 Winter\n"
    if name.endswith(".bib"):
        text = "@article{lefevre2016, title={Santé mentale}, author={Lefèvre, Zoé}, year=2016}"
    (site.root / name).write_bytes(text.encode(encoding))

    done = cite(site, None, "--import", name)

    assert done.status == 0, done.said
    assert source(site, "lefevre2016")["title"] == "Santé mentale"
    assert source(site, "lefevre2016")["author"] == [{"family": "Lefèvre", "given": "Zoé"}]


MIXED = r"""
@article{ok, title = {Fine}, author = {Doe, Jane}, year = 2001, colour = {blue}}
@article{broken, title = {Never closed, author = {Roe, Ann}, year = 2002
@article{ok, title = {Another}, author = {Roe, Ann}, year = 2003}
@article{retracted, title = {Third}, author = {Doe, Jane}, journal = nejm, year = 2004}
"""


def test_what_came_in_and_what_did_not(site: Site):
    """The others come in, each loss has its line, a name that is taken is changed, all count."""
    (site.root / "mixed.bib").write_text(MIXED, "utf-8")

    done = cite(site, None, "--import", "mixed.bib")

    assert done.status == 1
    assert {"ok", "roe2003", "retracted"} <= {item["id"] for item in sources(site)}
    assert "Références dans le fichier\u00a0: 4. Ajoutées\u00a0: 3." in done.said
    assert "Non lues\u00a0: 1." in done.said
    assert "✗ ligne 3\u00a0: cette entrée ne peut pas être lue" in done.said
    assert (
        "ligne 2\u00a0: «\u00a0ok\u00a0»\u00a0: «\u00a0colour\u00a0» n’est pas compris" in done.said
    )
    assert "la source s’appelle «\u00a0roe2003\u00a0»" in done.said
    assert "«\u00a0nejm\u00a0» est une abréviation" in done.said
    assert "Traceback" not in done.said


NBIB = """\
PMID- 9500320
TI  - A made up title
FAU - Doe, Jane
TA  - Lancet
DP  - 1998 Feb 28
PT  - Journal Article
PT  - Retracted Publication
RIN - Lancet. 2010 Feb 6;375(9713):445. doi: 10.1016/S0140-6736(10)60175-4. PMID:
      20137807
"""


def test_a_retraction_in_the_file_is_kept(site: Site):
    """What PubMed’s own file says became of a paper is known at once, before any check."""
    (site.root / "pubmed.nbib").write_text(NBIB, "utf-8")

    assert cite(site, None, "--import", "pubmed.nbib").status == 0
    custom = source(site, "doe1998")["custom"]
    assert custom["status"] == {
        "state": "retracted",
        "since": "2010-02-06",
        "notice": "10.1016/s0140-6736(10)60175-4",
        "by": ["PubMed"],
    }
    assert custom["publication_types"] == ["Journal Article", "Retracted Publication"]


@pytest.mark.parametrize(
    ("known", "then"),
    [
        ({}, "retracted"),
        ({"state": "ok", "by": ["PubMed"], "checked": "2026-11-22"}, "retracted"),
        ({"state": "concern", "checked": "2026-11-22"}, "retracted"),
        ({"state": "retracted", "checked": "2026-11-22"}, None),
    ],
)
def test_a_retraction_in_the_file_of_a_known_paper(site: Site, known: dict[str, str], then: object):
    """A paper of the list learns what the file says became of it, unless that is known."""
    item = {"id": "moi", "type": "article-journal", "title": "A paper", "PMID": "9500320"}
    item |= {"custom": {"mine": 1} | ({"status": known} if known else {})}
    site.write("sources/sources.json", json.dumps([item]))
    (site.root / "pubmed.nbib").write_text(NBIB, "utf-8")

    done = cite(site, None, "--import", "pubmed.nbib")

    assert done.status == 0
    custom = source(site, "moi")["custom"]
    assert custom["mine"] == 1
    assert custom["status"]["state"] == "retracted"
    assert ("since" in custom["status"]) == (then is not None)
    assert ("son statut est noté" in done.said) == (then is not None)


def test_a_retraction_of_a_paper_that_stands_twice_in_the_file(site: Site):
    """The second record is that of the first, and says more of it."""
    bare = re.sub(r"(?m)^(?:PT  - Retracted|RIN - |      ).*\n", "", NBIB)
    assert "Retracted" not in bare
    (site.root / "pubmed.nbib").write_text(f"{bare}\n{NBIB}", "utf-8")

    assert cite(site, None, "--import", "pubmed.nbib").status == 0
    assert source(site, "doe1998")["custom"]["status"]["state"] == "retracted"


def test_a_title_of_the_file_that_says_retracted(site: Site):
    """A mark in the title of a known paper is a status too."""
    item = {"id": "moi", "type": "article-journal", "title": "A paper", "DOI": "10.1000/x"}
    site.write("sources/sources.json", json.dumps([item]))
    marked = [item | {"id": "b", "title": "RETRACTED: A paper"}]
    (site.root / "zotero.json").write_text(json.dumps(marked), "utf-8")

    assert cite(site, None, "--import", "zotero.json").status == 0
    assert source(site, "moi")["custom"]["status"] == {"state": "retracted"}


def test_a_retracted_chapter_leaves_its_book_alone(site: Site):
    """A chapter has the ISBN of its book: what became of it says nothing of the book."""
    book = {"id": "livre", "type": "book", "title": "A book", "ISBN": "9782842251499"}
    site.write("sources/sources.json", json.dumps([book]))
    chapter = book | {"id": "b", "type": "chapter", "title": "RETRACTED: A chapter"}
    (site.root / "zotero.json").write_text(json.dumps([chapter]), "utf-8")

    assert cite(site, None, "--import", "zotero.json").status == 0
    assert source(site, "livre") == book


def test_no_such_file(site: Site):
    """A name that was mistyped is said back."""
    done = cite(site, None, "--import", "rien.bib")

    assert done.status == 1
    assert "Il n’y a pas de fichier «\u00a0rien.bib\u00a0»." in done.said
