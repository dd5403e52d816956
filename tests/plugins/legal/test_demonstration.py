"""The demonstration, or what is left of it, is not published by accident."""

from __future__ import annotations

import os
import re

import pytest

from commands.cli.paths import Paths
from commands.readiness import unfit
from plugins.legal.demonstration import is_delivered, marks
from tests.support.doctor import REAL, settle_in
from tests.support.publishing import run
from tests.support.sites import ARTICLE, DEMO, KIT, LEDGER, Site


@pytest.fixture
def real(site: Site) -> Site:
    """A blog that is a doctor's own and lacks nothing."""
    return settle_in(site)


def test_the_demonstration_is_not_published(site: Site):
    """Not by accident; with the option it is, and says so on every page."""
    refused = run(site, "publish", AS_A_DOCTOR="1")

    assert refused.returncode == 1
    assert "--demonstration" in refused.stderr
    assert "publish la refuse" in run(site, "check").stderr
    assert not (site.root / "public").exists()
    assert run(site, "publish").returncode == 0
    for page in (site.root / "public").rglob("*.html"):
        assert 'class="fictional"' in page.read_text("utf-8"), page


def test_a_demonstration_without_its_mark(demo_site: Site):
    """Only “fictional” taken out: address, names, articles, vettings are each named."""
    text = (demo_site.content / "blog.toml").read_text("utf-8")
    demo_site.write("blog.toml", re.sub(r"(?m)^(?:fictional|as_of) .*\n", "", text))
    found = unfit(Paths(demo_site.root))
    of = {path: {one.what for name, one in found if name == path} for path, _ in found}
    delivered = {f"articles/{p.name}" for p in (DEMO / "articles").glob("*.md")}
    delivered.add("pages/a-propos.md")

    assert {what.split(" ")[-1] for what in of["blog.toml"]} >= {"examples.", "only.", "there."}
    ledger = (DEMO / "communities" / "vetting.toml").read_text("utf-8").split("\n")
    (vettings,) = [one for path, one in found if path == "communities/vetting.toml"]
    assert vettings.line == ledger.index("fictional = true") + 1
    assert {p for p in of if any("demonstration’s" in what for what in of[p])} == delivered
    checked = run(demo_site, "check", SOURCE_DATE_EPOCH="1795400000")
    assert checked.returncode == 0, checked.stderr
    assert "ce texte est celui de la démonstration" in checked.stderr
    refused = run(demo_site, "publish", AS_A_DOCTOR="1", SOURCE_DATE_EPOCH="1795400000")
    assert refused.returncode == 1
    assert "Jeanne Exemple" in refused.stderr


def test_a_demonstration_is_not_put_back(site: Site):
    """Going back never shows the demonstration under a doctor's own name."""
    assert run(site, "publish").returncode == 0
    site.write("blog.toml", REAL)
    site.write("communities/vetting.toml", LEDGER.replace("Jeanne Exemple", "Anne Petit"))
    assert run(site, "publish", AS_A_DOCTOR="1", SOURCE_DATE_EPOCH="1795000000").returncode == 0
    back = run(site, "rollback")

    assert back.returncode == 1
    assert "fictional" not in (site.root / "public" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("old", ["Jeanne Exemple", "jeanne\u00a0exemple", "Ville-Exemple"])
def test_a_name_of_the_demonstration(real: Site, old: str):
    """However it is written; a remark of a settings file is no claim."""
    assert unfit(Paths(real.root)) == []
    real.write("blog.toml", f"# Comme le Dr Jeanne Exemple\n{REAL}")
    assert unfit(Paths(real.root)) == []
    real.write("pages/moi.md", f"---\ntitle: Moi\n---\nJe suis\nle Dr {old}.\n")
    ((path, problem),) = unfit(Paths(real.root))

    assert (path, problem.line) == ("pages/moi.md", 5)


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        (
            "blog.toml",
            REAL.replace(
                "Le blog est payé par son auteure.",
                "Aucun financement : ce blog est une démonstration.",
            ),
            14,
        ),
        ("blog.toml", REAL.replace("anne@docteur-petit.fr", "contact@carnet.example"), 38),
        ("blog.toml", f'{REAL}\n[communities]\nmail = "communautes@carnet.example"\n', 45),
        ("pages/moi.md", "---\ntitle: Moi\n---\nÉcrivez à contact@carnet.example.\n", 4),
        (
            "articles/note.md",
            "---\ntitle: Note\n---\nLire\nhttps://carnet.example/ici.\n",
            5,
        ),
        ("pages/moi.md", "---\ntitle: Moi\n---\nAlors, ce blog\nest une démonstration.\n", 4),
        ("pages/me.md", "---\ntitle: Me\n---\nYes, this blog is a demonstration.\n", 4),
    ],
)
def test_a_value_of_the_demonstration(real: Site, file: str, text: str, line: int):
    """The funding sentence, a mail, an address, what only a demonstration says: with its line."""
    real.write(file, text)
    ((path, problem),) = unfit(Paths(real.root))

    assert (path, problem.line) == (file, line)
    assert problem.quote == text.split("\n")[line - 1]


def test_each_value_of_the_demonstration_is_named(real: Site):
    """All of them at once, one by one, and publish stops."""
    text = REAL.replace("anne@docteur-petit.fr", "contact@carnet.example")
    text = text.replace("docteure en médecine", "Dr Exemple")
    real.write("blog.toml", f'{text}\n[communities]\nmail = "communautes@carnet.example"\n')
    page = "---\ntitle: Moi\n---\nJeanne Exemple, Dr Exemple\n\nVille-Exemple\n"
    real.write("pages/moi.md", page)
    refused = run(real, "publish", AS_A_DOCTOR="1")

    assert refused.returncode == 1
    for said in ("Dr Exemple", "contact@carnet.example", "communautes@carnet.example"):
        assert (
            f"« {said} »".replace(" ", "\N{NO-BREAK SPACE}", 1) in refused.stderr
            or said in refused.stderr
        )
    assert [(path, one.line) for path, one in unfit(Paths(real.root))] == [
        ("blog.toml", 10),
        ("blog.toml", 38),
        ("blog.toml", 45),
        ("pages/moi.md", 4),
        ("pages/moi.md", 6),
    ]


def test_a_delivered_page_under_another_name(real: Site):
    """The page about the doctor who does not exist, renamed, and her name put in it."""
    text = (DEMO / "pages" / "a-propos.md").read_text("utf-8")
    text = text.replace("Jeanne Exemple", "Anne Petit").replace("Ville-Exemple", "Rezé")
    real.write("pages/qui-suis-je.md", text.replace("slug: a-propos\n", ""))
    ((path, problem),) = unfit(Paths(real.root))

    assert path == "pages/qui-suis-je.md"
    assert problem.what == "this text is the demonstration’s: you did not write it."


@pytest.mark.parametrize("name", ["communautes.md", "communautes.en.md", "sources.md"])
def test_a_page_of_the_kit_that_suits_any_blog(real: Site, name: str):
    """Once what it says of the fictional doctor is gone, the rest is hers to keep."""
    text = (DEMO / "pages" / name).read_text("utf-8")
    paragraphs = text.split("\n\n")
    real.write(f"pages/{name}", "\n\n".join(p for p in paragraphs if "Exemple" not in p))

    assert unfit(Paths(real.root)) == []


def test_what_cannot_be_read_is_left_to_the_gate(real: Site):
    """A link out of the folder, a folder named as a file, a file too large: nothing is opened."""
    outside = real.root / "dehors.md"
    outside.write_text("Dr Jeanne Exemple", "utf-8")
    (real.content / "pages").mkdir()
    (real.content / "pages" / "lien.md").symlink_to(outside)
    (real.content / "pages" / "dossier.md").mkdir()
    real.write("pages/gros.md", "Dr Jeanne Exemple\n" + "x" * 2**20)

    assert unfit(Paths(real.root)) == []


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("https://carnet.example", 1),
        ("https://www.example.org/blog", 1),
        ("https://a.test", 1),
        ("https://Carnet.Example/", 1),
        ("https://example.fr", 0),
        ("https://mon-example.fr", 0),
    ],
)
def test_an_address_for_examples(real: Site, address: str, wrong: int):
    """No doctor's blog is at an address that stands for no site (RFC 2606)."""
    real.write("blog.toml", REAL.replace("https://docteur-petit.fr", address))

    found = unfit(Paths(real.root))
    assert len(found) == wrong
    assert all(problem.line == 3 for _, problem in found)


def test_every_text_of_the_kit_is_known():
    """Whoever changes a text of the demonstration writes its marks anew (SERMENT_ACCEPT)."""
    file = KIT / "plugins" / "legal" / "delivered.txt"
    # Of the pages, those about the doctor who does not exist; the others suit any blog.
    files = [*sorted((DEMO / "articles").glob("*.md")), DEMO / "pages" / "a-propos.md"]
    texts = [p.read_text("utf-8") for p in files]
    known = sorted(frozenset().union(*map(marks, texts)))
    if os.environ.get("SERMENT_ACCEPT"):
        file.write_text("\n".join(known) + "\n", "utf-8")

    assert file.read_text("utf-8").split() == known
    assert all(is_delivered(text, frozenset(known)) for text in texts)
    changed = texts[0].replace("title:", "title: Autre", 1) + "\nUn paragraphe de plus, court.\n"
    assert is_delivered(changed, frozenset(known))
    assert not is_delivered(ARTICLE, frozenset(known))
