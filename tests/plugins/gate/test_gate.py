"""Nothing unsafe is written, whatever goes wrong before."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.shared.problems import WARNING, Problem, Report, describe, located
from tests.support.sites import ARTICLE, Site


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
        ("[ici]({filename}/articles/absent.md)", " » mène à un fichier qui n’existe pas"),
        ("![vue]({static}/images/absente.png)", " » mène à un fichier qui n’existe pas"),
        ("[ici](estomac.md)", " » ne mène nulle part"),
        ("[ici](/estomac/)", " » ne mène nulle part"),
        ("![vue](https://t.example/p.gif)", " » n’est pas une image du blog"),
        ("[ici](#absent)", " » mène à un endroit de la page qui n’existe pas"),
        ("[ici]({filename}estomac.md#absent)", " » mène à un endroit de la page qui n’existe pas"),
        ("[ici]({static}/sources/sources.json)", " » mène à un fichier qui n’existe pas"),
        ("[ici]({attach}../../pelicanconf.py)", " » mène à un fichier qui n’existe pas"),
        ("[ici]({filenme}estomac.md)", " » mène à un fichier qui n’existe pas"),
        ("[ici]({tag}inconnu)", " » mène à un fichier qui n’existe pas"),
        ("[ici](javascript:alert)", "une adresse du type « javascript: » n’est pas publiée"),
    ],
)
def test_a_link_that_leads_nowhere_is_told(site: Site, written: str, said: str):
    """A link is told with its file, its line and its words."""
    site.write("articles/lien.md", f"{HEADER}Texte [@chey2024].\n\n{written}\n")
    built = site.build()

    assert built.status == 1
    assert "articles/lien.md\n  ✗ ligne 8\u00a0: " in built.said
    assert said in built.said
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


@pytest.mark.parametrize(
    "place",
    [
        "communautes/france-assos-sante/",
        "communautes/criteres/",
        "maladies/reflux-gastro-oesophagien/",
        "maladies/reflux-gastro-oesophagien/fiche/",
    ],
)
def test_a_page_over_one_of_the_directory_is_told_on_its_line(site: Site, place: str):
    """The page of a community, of an illness or of the criteria is the blog's own."""
    header = f"---\ntitle: Moi\nsave_as: {place}index.html\nurl: {place}\n---\n"
    site.write("pages/moi.md", f"{header}Bonjour.\n")
    built = site.build()

    assert built.status == 1
    assert built.said.startswith("pages/moi.md\n  ✗ ligne 3\xa0: ")
    assert f"aurait la même adresse que {place}, que le blog écrit lui-même" in built.said
    assert f"save_as: {place}index.html" in built.said


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


def test_a_problem_is_located_as_words(tmp_path: Path):
    """A short quote is not found inside of another word, whatever ends the lines."""
    (tmp_path / "a.md").write_bytes(b"conditions: reflux\rautre\r![](x)\r")
    ((_, problem),) = located([("a.md", Problem("?", quote="x"))], tmp_path)

    assert (problem.line, problem.quote) == (3, "![](x)")


def test_the_worst_file_is_told_in_part():
    """Of ten thousand problems a hundred are told, those that stop first, and the rest counted."""
    report = Report()
    report.add("a.md", [Problem("?", line=n, level=WARNING) for n in range(9000)])
    report.add("a.md", [Problem("!", line=n) for n in range(9000, 9050)])
    messages = [problem for _, problem in report]

    assert len(messages) == 101
    assert [p.what for p in messages[:51]] == ["!"] * 50 + ["?"]
    assert messages[-1].values == {"count": 8950}
    assert report.errors == 50


def test_remarks_alone_stop_nothing():
    """However many remarks a file gives rise to, the publication goes on."""
    report = Report()
    report.add("a.toml", [Problem("?", line=n, level=WARNING) for n in range(150)])

    assert report.errors == 0


@pytest.mark.parametrize("line", ["tags: '+++'", "category: '?'", "author: ','"])
def test_pelican_does_not_say_again_what_is_told_with_its_line(site: Site, line: str):
    """A name that no address can be made of is told of its file; Pelican names none."""
    site.write("articles/estomac.md", ARTICLE.replace("conditions: reflux", line))
    built = site.build()

    assert built.status == 1
    assert "ligne 4" in built.said
    assert "Pelican" not in built.said
