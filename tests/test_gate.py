"""Nothing unsafe is written, whatever goes wrong before."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from conftest import DEMO, PLUGINS, Built, Site

from plugins.gate.audit import audit
from plugins.problems import Problem, Report, describe, located

TODAY = date(2026, 11, 22)


def findings(site: Path, content: Path = DEMO, today: date = TODAY) -> list[str]:
    """Return what the audit says of a folder, as text."""
    return describe(audit(site, content, today)).splitlines()


@pytest.fixture
def published(demo: Built, tmp_path: Path) -> Path:
    """The demonstration as it is published, free to be spoilt."""
    return Path(shutil.copytree(demo.output, tmp_path / "published"))


def spoil(page: Path, old: str, new: str) -> None:
    """Change one thing in a page, and be sure that it was there."""
    html = page.read_text("utf-8")
    assert old in html
    page.write_text(html.replace(old, new, 1), "utf-8")


def test_the_demonstration_passes(published: Path):
    """The audit finds nothing to say of the demonstration."""
    assert findings(published) == []


@pytest.mark.parametrize("absent", PLUGINS)
def test_no_plugin_can_be_missing(site: Site, absent: str):
    """Without any one plugin, the build stops, or the audit does not let the site pass."""
    names = ", ".join(name for name in PLUGINS if name != absent)
    built = site.build(f"PLUGINS = [{names}]", base="publishconf")

    assert built.status != 0 or findings(built.output, site.content)


def test_a_complete_site_passes_both_halves(site: Site):
    """With all its plugins the same site is built and passes."""
    built = site.build(base="publishconf")

    assert built.status == 0, built.said
    assert findings(built.output, site.content) == []


BOXES = {
    "the disclaimer": '<aside class="disclaimer',
    "the dates of review": '<section class="review"',
    "the sources": '<section class="sources"',
    "the communities": '<section class="communities"',
}


@pytest.mark.parametrize("box", BOXES)
def test_a_lost_box_is_found(published: Path, box: str):
    """A page without one of its boxes does not pass."""
    spoil(published / "sla" / "index.html", BOXES[box], BOXES[box].replace('class="', 'class="x'))

    assert any(f"{box}: there must be one" in line for line in findings(published))


@pytest.mark.parametrize(
    "around", ["div hidden", 'div style="display:none"', "template", "details"]
)
def test_a_hidden_box_is_found(published: Path, around: str):
    """A box that a reader cannot see does not count."""
    name = around.split(maxsplit=1)[0]
    page = published / "sla" / "index.html"
    spoil(page, '<aside class="disclaimer', f'<{around}><aside class="disclaimer')
    spoil(page, "</aside>", f"</aside></{name}>")

    assert any("the disclaimer: " in line for line in findings(published))


def test_a_doubled_box_is_found(published: Path):
    """There is one box of each kind, not two."""
    page = published / "sla" / "index.html"
    spoil(
        page,
        '<section class="sources"',
        '<section class="sources"></section><section class="sources"',
    )

    assert any("the sources: there must be one" in line for line in findings(published))


def test_a_lost_page_is_found(published: Path):
    """An article of the content folder without its page does not pass."""
    (published / "sla" / "index.html").unlink()

    assert any("articles/sla.md" in line for line in findings(published))


def test_a_published_draft_is_found(demo_site: Site):
    """A draft that reached the published pages does not pass."""
    built = demo_site.build(base="publishconf")
    path = demo_site.content / "articles" / "sla.md"
    path.write_text(path.read_text("utf-8").replace("---\n", "---\nstatus: draft\n", 1), "utf-8")

    assert any("draft" in line for line in findings(built.output, demo_site.content))


def test_drafts_are_not_published(demo_site: Site):
    """A draft has a page on the doctor's machine, none online."""
    path = demo_site.content / "articles" / "pas-fini.md"
    path.write_text("---\ntitle: Pas fini\nstatus: draft\n---\nÀ écrire.\n", "utf-8")
    local = demo_site.build()

    assert local.status == 0, local.said
    assert (local.output / "drafts" / "pas-fini" / "index.html").is_file()
    shutil.rmtree(local.output)
    online = demo_site.build(base="publishconf")
    assert online.status == 0, online.said
    assert not (online.output / "drafts").exists()
    assert findings(online.output, demo_site.content) == []


def test_a_lapsed_vetting_is_found(published: Path):
    """A link whose vetting is not in force on the day does not pass, on pages and in feeds."""
    found = findings(published, today=date(2027, 12, 1))

    assert any("build.json" in line for line in found)
    assert any("arsla.org" in line for line in found)
    assert any(line.startswith("feeds/") for line in found)


def test_a_call_that_leads_nowhere_is_found(published: Path):
    """Each call in the text leads to a source of the page."""
    spoil(published / "sla" / "index.html", 'href="#source-sla-fr-rizea2024"', 'href="#nowhere"')

    assert any("#nowhere" in line for line in findings(published))


def test_a_retraction_that_is_not_told_is_found(published: Path):
    """A retracted paper among the sources of a page is said to be retracted, in words."""
    page = published / "ror-et-autisme" / "index.html"
    spoil(page, 'class="sources__status"', 'class="x"')

    assert any("a retracted source is not said to be" in line for line in findings(published))


def test_a_failed_build_writes_nothing(site: Site):
    """What was in the output folder before is untouched when the build is stopped."""
    site.output.mkdir()
    (site.output / "index.html").write_text("avant", "utf-8")
    site.write("articles/faux.md", "---\ntitle: Faux\ndate: demain\n---\nTexte [@chey2024].\n")
    built = site.build()

    assert built.status == 1
    assert [file.name for file in site.output.iterdir()] == ["index.html"]
    assert (site.output / "index.html").read_text("utf-8") == "avant"


def test_a_file_that_was_not_read_is_found(site: Site):
    """A file that Pelican would pass over in silence stops the build, by name."""
    site.write("articles/autre.MD", "---\ntitle: Autre\ndate: 2026-10-02\n---\nTexte.\n")
    built = site.build()

    assert built.status == 1
    assert "articles/autre.MD" in built.said


def test_a_broken_link_stops_the_build(site: Site):
    """A link to an article that does not exist is not published."""
    text = "---\ntitle: Lien\ndate: 2026-10-02\nconditions: reflux\n---\n"
    site.write("articles/lien.md", text + "[ici]({filename}/articles/absent.md) [@chey2024]\n")
    built = site.build()

    assert built.status == 1
    assert "absent.md" in built.said


def test_a_problem_is_located_by_its_words(tmp_path: Path):
    """The line on which the words stand is found, and quoted whole."""
    (tmp_path / "a.md").write_text("---\ntitle: x\n---\nVoir [@inconnu] ici.\n", "utf-8")
    ((path, problem),) = located([("a.md", Problem("?", quote="[@inconnu]"))], tmp_path)

    assert (path, problem.line, problem.quote) == ("a.md", 4, "Voir [@inconnu] ici.")


def test_a_draft_stops_nothing():
    """A problem in a draft is said, and does not count."""
    report = Report()
    report.add("a.md", [Problem("?")])
    report.drafts.add("a.md")

    assert report.errors == 0
    assert "!" in describe(report)


HEADER = "---\ntitle: Lien\ndate: 2026-10-02\nconditions: reflux\n---\n"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[ici]({filename}/articles/absent.md)", "ceci mène à un fichier qui n’existe pas"),
        ("![vue]({static}/images/absente.png)", "ceci mène à un fichier qui n’existe pas"),
        ("[ici](estomac.md)", "ce lien ne mène nulle part"),
        ("[ici](/estomac/)", "ce lien ne mène nulle part"),
        ("![vue](https://t.example/p.gif)", "cette image n’est pas dans le blog"),
        ("[ici](javascript:alert)", "ce lien ne mène nulle part"),
    ],
)
def test_a_link_that_leads_nowhere_is_told(site: Site, written: str, said: str):
    """A link is told with its file, its line and its words."""
    site.write("articles/lien.md", f"{HEADER}Texte [@chey2024].\n\n{written}\n")
    built = site.build()

    assert built.status == 1
    assert f"articles/lien.md\n  ✗ ligne 8\u00a0: {said}" in built.said
    assert written in built.said


def test_a_link_to_a_draft_is_told(site: Site):
    """What leads to a draft leads nowhere online."""
    site.write(
        "articles/secret.md", HEADER.replace("title", "status: draft\ntitle") + "[@chey2024]\n"
    )
    site.write("articles/lien.md", f"{HEADER}[ici]({{filename}}secret.md) [@chey2024]\n")
    built = site.build()

    assert built.status == 1
    assert "brouillon" in built.said


@pytest.mark.parametrize(
    "name", ["articles/grippe.md.txt", "articles/note.docx", "articles/autre.MD", "oubli.md"]
)
def test_no_file_is_passed_over(site: Site, name: str):
    """A file that becomes no page is told by name, wherever it stands."""
    site.write(name, f"{HEADER}Texte [@chey2024].\n")
    built = site.build()

    assert built.status == 1
    assert built.said.startswith(name)


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("articles/copie.md", "slug: estomac\n"),
        ("articles/sub/estomac.md", ""),
        ("articles/estomac.fr.md", ""),
        ("articles/Estomac.md", ""),
        ("articles/articles.md", ""),
    ],
)
def test_two_pages_never_share_an_address(site: Site, name: str, header: str):
    """A page that would be written over another is told, in the doctor's language."""
    site.write(name, HEADER.replace("title", f"{header}title") + "Texte [@chey2024].\n")
    built = site.build()

    assert built.status == 1
    assert "aurait la même adresse" in built.said


def test_a_name_with_accents_becomes_an_address(site: Site):
    """A file may be named in plain French: its address has no accent and no space."""
    site.write("articles/Mal de l'été.md", f"{HEADER}Texte [@chey2024].\n")
    built = site.build(base="publishconf")

    assert built.status == 0, built.said
    assert (built.output / "mal-de-l-ete" / "index.html").is_file()
    assert findings(built.output, site.content) == []


@pytest.mark.parametrize(
    "active",
    [
        "<script src='https://t.example/x.js'></script>",
        "<iframe src='https://t.example/'></iframe>",
        "<form action='/'></form>",
        "<style>.disclaimer { color: red }</style>",
        "<img src='https://t.example/p.gif' alt='x'>",
        "<a href='javascript:alert(1)'>x</a>",
        "<p onclick='x()'>x</p>",
    ],
)
def test_nothing_active_is_published(published: Path, active: str):
    """A page that would run, load or send something does not pass."""
    spoil(published / "sla" / "index.html", "</main>", f"{active}</main>")

    assert any(line == "sla/index.html" for line in findings(published))


def test_a_doctors_note_to_herself_is_not_published(site: Site):
    """An HTML comment reaches neither the page nor the feed."""
    site.write(
        "articles/note.md", f"{HEADER}Texte [@chey2024]. <!-- Mme D. -->\n\n<!-- vue le 3 -->\n"
    )
    built = site.build()

    assert built.status == 0, built.said
    for file in [*built.output.rglob("*.html"), *built.output.rglob("*.xml")]:
        assert "Mme D." not in file.read_text("utf-8")
        assert "vue le 3" not in file.read_text("utf-8")
