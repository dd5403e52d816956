"""A leaflet is read by everybody: large, tagged, in order, with codes and numbers that work."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from pdfua import Severity, validate

from plugins.leaflets.boxes import boxes_of, plain
from plugins.leaflets.core import path_of
from plugins.leaflets.press import is_there
from tests.support.pdf_pages import pictures_of, tags_of, words_of
from tests.support.publishing import publish, run
from tests.support.qr_codes import codes_of
from tests.support.sites import ARTICLE, BLOG, DEMO, KIT, Built, Site
from tests.support.spoiling import findings

# The longest leaflet of the demonstration: several lines to call, and it leads to no other article.
LONGEST = "depression"
LINK = re.compile(r'<a href="([^"]+\.pdf)">([^<]+)</a>')
WITH = "LEAFLETS = True"


@pytest.fixture(scope="module")
def _press() -> None:
    """Skip, and say why, where no leaflet can be made."""
    if not is_there():
        pytest.skip("WeasyPrint needs Pango: apt install libpango-1.0-0 libpangoft2-1.0-0")


@pytest.fixture
def wanting(site: Site) -> Site:
    """A small blog with leaflets, which those of the other tests do without."""
    site.write("blog.toml", BLOG.replace("leaflets = false\n", ""))
    return site


@pytest.fixture(scope="module")
def made(
    _press: None, tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Built:
    """The demonstration as it is published, with its leaflets: one article, or all with --all."""
    site = Site(tmp_path_factory.mktemp("leaflets"))
    shutil.copytree(DEMO, site.content)
    if not pytestconfig.getoption("all"):
        for article in (site.content / "articles").glob("*.md"):
            if article.stem != LONGEST:
                article.unlink()
    built = site.build(WITH, "publishconf")
    assert built.status == 0, built.said
    return built


def leaflets(built: Built) -> list[Path]:
    """Return the leaflets of a site, at least one."""
    found = sorted(built.output.rglob("*.pdf"))
    assert found
    return found


def test_each_article_leads_to_its_leaflet(made: Built):
    """Its page says what it is and how heavy it is; the audit takes it for what the build made."""
    for leaflet in leaflets(made):
        page = leaflet.with_name("index.html").read_text("utf-8")
        address, words = LINK.search(page).groups()  # type: ignore[union-attr]
        weight = round(leaflet.stat().st_size / 1000)
        assert address.endswith(f"/{leaflet.stem}/{leaflet.name}")
        assert words == f"Feuillet à imprimer (PDF, {weight}\u00a0ko)" or "kB)" in words
        assert leaflet.stat().st_size < 60_000
    content = made.output.parent / "content"
    assert findings(made.output, content) == []


def test_each_leaflet_is_pdf_ua(made: Built):
    """No error nor warning of the rules that a program can check (ISO 14289-1, Matterhorn)."""
    for leaflet in leaflets(made):
        report = validate(str(leaflet))
        assert [f for f in report.findings if f.severity > Severity.INFO] == []


def test_each_leaflet_says_its_language_and_title(made: Built):
    """As its page does; and no date, so that it is the same every time."""
    for leaflet in leaflets(made):
        page = leaflet.with_name("index.html").read_text("utf-8")
        with pikepdf.open(leaflet) as pdf, pdf.open_metadata() as said:
            title = str(said["dc:title"])
            assert pdf.Root.Lang == re.search(r'<html lang="(\w+)"', page)[1]  # type: ignore[index]
            assert pdf.Root.ViewerPreferences.DisplayDocTitle
            assert not {"/CreationDate", "/ModDate"} & pdf.docinfo.keys()
            assert said["pdfuaid:part"] == "1"
        assert f"<title>{title} – " in page


def test_each_leaflet_is_read_in_order(made: Built):
    """Its headings go down one level at a time; whatever is drawn has one place in its tags."""
    for leaflet in leaflets(made):
        tags, places = tags_of(leaflet)
        levels = [int(tag[2]) for tag in tags if re.fullmatch(r"/H[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert len(places) == len(set(places))
        assert {"/H1", "/H2", "/P", "/L", "/LI", "/Figure", "/Link"} <= set(tags)


def test_what_is_on_the_leaflet(made: Built):
    """Whom to call first, then what to remember, when to ask for help, what to ask, whom to see."""
    words = "".join(words_of(made.output / LONGEST / f"{LONGEST}.pdf").split())
    order = (
        "Dr Jeanne Exemple, médecin généraliste",
        "Dépression : comment se soigne-t-on, et par où commencer ?",
        "Relu le 13 novembre 2026.",
        "carnet.example/depression",
        "Démonstration.",
        "Idées de suicide : appelez le 3114.",
        "ne remplace pas une consultation",
        "L’essentiel",
        "Quand demander de l’aide",
        "Urgence vitale : Appelez le 15 ou le 112 si :",
        "Urgent : Appelez votre médecin aujourd’hui si :",
        "Questions à poser à votre médecin",
        "En parler avec des personnes qui vivent la même chose",
        "SOS Amitié",
        "09 72 39 40 50",
        "Ces vérifications valent jusqu’au",
        "Sources",
        "3. 3114, numéro national de prévention du suicide.",
        "autres sources se trouvent sur la page.",
    )
    places = [words.find("".join(one.split())) for one in order]
    assert -1 not in places, [one for one, at in zip(order, places, strict=True) if at < 0]
    assert places == sorted(places)


def test_each_leaflet_is_two_pages_that_a_telephone_reads(made: Built):
    """The code leads to the page, and every letter is of the kit's own fonts."""
    for leaflet in leaflets(made):
        pages = pictures_of(leaflet)
        page = leaflet.parent.relative_to(made.output).as_posix()
        assert len(pages) <= 2
        assert codes_of(pages[0]) == [f"https://carnet.example/{page}/"]
        with pikepdf.open(leaflet) as pdf:
            fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]
            names = {str(o.BaseFont) for o in fonts if "/BaseFont" in o}
        assert names
        assert all("Serment" in name for name in names), names


def test_the_same_bytes_every_time(made: Built, tmp_path: Path):
    """A second site, in another folder, on another day of the machine."""
    site = Site(tmp_path)
    shutil.copytree(made.output.parent / "content", site.content)
    again = site.build(WITH, "publishconf", on="2027-03-01 10:00")

    first, second = (made.output, again.output)
    for leaflet in leaflets(made):
        assert (second / leaflet.relative_to(first)).read_bytes() == leaflet.read_bytes()


@pytest.mark.usefixtures("_press")
def test_what_was_drawn_is_kept_until_its_article_changes(wanting: Site):
    """In the folder that the commands name: the same file is taken again, a stale one goes."""
    kept = wanting.root / "kept"
    settings = f"{WITH}\nLEAFLET_CACHE = {str(kept)!r}"
    assert wanting.build(settings).status == 0
    (first,) = kept.iterdir()
    when = first.stat().st_mtime_ns
    assert wanting.build(settings).status == 0
    assert [file.stat().st_mtime_ns for file in kept.iterdir()] == [when]

    wanting.write("articles/estomac.md", ARTICLE.replace("L'estomac", "Le ventre"))
    assert wanting.build(settings).status == 0
    assert [file.name != first.name for file in kept.iterdir()] == [True]


@pytest.mark.usefixtures("_press")
def test_a_letter_that_the_font_lacks_is_told(wanting: Site):
    """The article has its page, and the doctor knows why it has no leaflet."""
    wanting.write("articles/estomac.md", ARTICLE.replace("L'estomac", "L’estomac, 胃"))
    built = wanting.build(WITH)

    said = built.said.replace("\u00a0", " ")
    assert built.status == 0
    assert "n’a pas de feuillet à imprimer : le caractère « 胃 »" in said
    assert not list(built.output.rglob("*.pdf"))
    assert '.pdf"' not in built.page("estomac")


@pytest.mark.usefixtures("_press")
def test_the_text_that_an_article_adapts_is_named_on_paper(wanting: Site):
    """Its licence asks for it wherever the text goes."""
    credit = (
        "credit:\n- adapted from: Reflux\n- author: Jane Example\n- site: Exemple\n"
        "- address: https://reflux.example/\n- licence: CC BY 4.0\n---\nUn texte"
    )
    wanting.write("articles/estomac.md", ARTICLE.replace("---\nUn texte", credit))
    built = wanting.build(WITH)
    assert built.status == 0, built.said

    words = words_of(built.output / "estomac/estomac.pdf")
    said = "Adapté de : Reflux, Jane Example, Exemple, reflux.example. Licence : CC BY 4.0."
    assert "".join(said.split()) in "".join(words.split())


@pytest.mark.usefixtures("_press")
def test_a_reference_by_hand_is_printed_and_no_link(wanting: Site):
    """Its address stands on the paper, which leads nowhere that was not vetted: it is published."""
    by_hand = ARTICLE.replace("[@chey2024].", "[1].\n\n## Sources\n\n1. HAS. *Un avis*. 2020. ")
    wanting.write("articles/estomac.md", f"{by_hand}https://www.has-sante.fr/jcms/c_1\n")
    publish(wanting)

    assert "https://www.has-sante.fr/jcms/c_1" in words_of(
        wanting.root / "public" / "estomac" / "estomac.pdf"
    )


def test_a_machine_without_pango_has_no_leaflet(wanting: Site, monkeypatch: pytest.MonkeyPatch):
    """It is told in one sentence, the site is whole, and no page leads to what is not there."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    built = wanting.build(WITH)

    assert built.status == 0
    assert built.said.count("il manque à cette machine Pango") == 1
    assert '.pdf"' not in built.page("estomac")


@pytest.mark.usefixtures("_press")
def test_the_commands_that_make_them(wanting: Site):
    """“publish” and “build --leaflets”; a plain “build” has none, and leads to none."""
    leaflet = Path("estomac/estomac.pdf")

    assert run(wanting, "build", "leaflets").returncode == 0
    assert (wanting.output / leaflet).is_file()
    assert run(wanting, "build").returncode == 0
    assert not (wanting.output / leaflet).exists()
    assert '.pdf"' not in (wanting.output / "estomac/index.html").read_text("utf-8")
    publish(wanting)
    assert (wanting.root / "public" / leaflet).is_file()


@pytest.mark.usefixtures("_press")
def test_a_doctor_may_want_none(site: Site):
    """``leaflets = false`` under ``[blog]``: not even a publication makes any."""
    assert "leaflets = false" in BLOG
    publish(site)

    assert not list((site.root / "public").rglob("*.pdf"))


@pytest.mark.usefixtures("_press")
def test_torn_pictures_are_still_refused_elsewhere():
    """WeasyPrint has Pillow draw them as far as they go; the doctor is told of hers instead."""
    code = "from plugins.leaflets.press import is_there; from PIL import ImageFile; is_there()"
    code += "; print(ImageFile.LOAD_TRUNCATED_IMAGES)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=KIT, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "False"


def test_paper_has_no_links_but_numbers():
    """Nor ids, classes and pictures; the words of links stay, and so do languages."""
    html = (
        '<p id="a" class="b">Le <a href="#word">caillot</a>\u00a0<sup class="sources-call">[<a '
        'href="#source-1" role="doc-biblioref">1</a>]</sup>, <a href="tel:15">15</a>, '
        '<span lang="en">PPI</span><img src="x.png" alt="x"></p>'
    )

    assert plain(html) == '<p>Le caillot<sup>[1]</sup>, <a href="tel:15">15</a>, PPI</p>'


def test_the_emergency_comes_first():
    """Whatever the order of the cards on the page; other sections are no box."""
    body = "".join(
        f'<section class="{name}" aria-labelledby="x"><h3 id="x" class="care__title">{words}</h3>'
        f'<div class="care__body"><ul><li>un signe</li></ul></div></section>'
        for name, words in (
            ("checklist", "Questions"),
            ("care care--non-urgent", '<span class="care__urgency">Sans urgence : </span>Parlez'),
            ("letters", "Courrier"),
            ("care care--emergency", '<span class="care__urgency">Urgence : </span>Appelez'),
            ("key-points", "L’essentiel"),
        )
    )
    found = boxes_of(body)

    assert [box.kind for box in found] == ["key-points", "emergency", "non-urgent", "checklist"]
    assert [box.urgency for box in found] == ["", "Urgence", "Sans urgence", ""]
    assert found[1].title == "Appelez"
    assert found[1].body == "<ul><li>un signe</li></ul>"


def test_its_name_says_what_it_is():
    """Once it was saved among others."""
    assert path_of("en/reflux/index.html") == "en/reflux/reflux.pdf"
