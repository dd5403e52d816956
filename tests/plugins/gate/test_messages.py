"""What a doctor is told, word for word: one text per situation, in ``messages/``.

After a change of wording, read the new text aloud, then write it in place with
``SERMENT_ACCEPT=1``.
"""

from __future__ import annotations

import os

import pytest

from tests.support.sites import BLOG, KIT, Site

MESSAGES = KIT / "tests" / "messages"
HEADER = "---\ntitle: Un titre\ndate: 2026-10-02\nconditions: reflux\n---\n"


def expect(said: str, name: str) -> None:
    """Assert that a text is the one kept under a name."""
    path = MESSAGES / f"{name}.txt"
    if os.environ.get("SERMENT_ACCEPT"):
        path.write_text(said, "utf-8")

    assert said == path.read_text("utf-8")


def test_ten_mistakes_at_once(site: Site):
    """Everything wrong in ten articles is said at once, in French, with line, words and remedy."""
    mistakes = {
        "01-source.md": HEADER + "Un texte [@chay2024].\n",
        "02-maladie.md": HEADER.replace("reflux", "reflus, anorexie") + "Un texte [@chey2024].\n",
        "03-date.md": HEADER.replace("2026-10-02", "2 octobre 2026") + "Un texte [@chey2024].\n",
        "04-titre.md": HEADER.replace("title: Un titre\n", "") + "Un texte [@chey2024].\n",
        "05-accents.md": (HEADER + "Un cœur été [@chey2024].\n")
        .replace("œ", "oe")
        .encode("latin-1"),
        "06-champ.md": HEADER.replace("conditions", "Statut: draft\nmaladies")
        + "Texte [@chey2024].\n",
        "07-sans-source.md": HEADER + "Un texte sans source.\n",
        "08-sans-entete.md": "Un texte sans rien.\n",
        "09-avertissement.md": HEADER.replace("---\n", "---\ndisclaimer: enfant\n", 1)
        + "[@chey2024]\n",
        "10-html.md": HEADER + "Un texte [@chey2024].\n\n<p>[@chey2024]</p>\n",
    }
    for name, text in mistakes.items():
        site.write(f"articles/{name}", text)
    built = site.build()

    assert built.status == 1
    assert not built.output.exists()
    expect(built.said, "ten-mistakes")


def test_the_same_mistakes_in_english(site: Site):
    """A blog in English is told in English."""
    site.write("blog.toml", BLOG.replace('language = "fr"', 'language = "en"'))
    site.write("articles/reflux.md", HEADER + "Text [@chay2024].\n")
    built = site.build()

    assert built.status == 1
    expect(built.said, "english")


def test_a_draft_only_warns(site: Site):
    """A draft with mistakes is told about, and the rest of the blog is built."""
    site.write(
        "articles/brouillon.md", HEADER.replace("---\n", "---\nstatus: draft\n", 1) + "[@rien]\n"
    )
    built = site.build()

    assert built.status == 0
    expect(built.said, "draft")


def test_a_retracted_source(site: Site):
    """A retracted source that nobody acknowledged stops the publication."""
    sources = (site.content / "sources" / "sources.json").read_text("utf-8")
    status = '"custom": {"status": {"state": "retracted", "since": "2025-01-02"}}, "DOI"'
    site.write("sources/sources.json", sources.replace('"DOI"', status))
    built = site.build()

    assert built.status == 1
    expect(built.said, "retracted")


@pytest.mark.parametrize(
    ("name", "file", "text"),
    [
        ("blog", "blog.toml", BLOG.replace("country", "contry").replace('"FR"', '"Fr"')),
        ("blog-broken", "blog.toml", BLOG.replace('"Le carnet"', '"Le carnet')),
        ("sources-broken", "sources/sources.json", '[\n  {"id": "a"\n   "type": "book"}\n]\n'),
        (
            "ledger",
            "communities/vetting.toml",
            '[[vetting]]\ncommunity = "arsal"\nverdict = "ok"\n',
        ),
        ("ledger-broken", "communities/vetting.toml", "[[vetting]]\ncommunity = “arsla”\n"),
    ],
)
def test_mistakes_in_other_files(site: Site, name: str, file: str, text: str):
    """The doctor's other files are told about in the same way."""
    site.write(file, text)
    built = site.build()

    assert built.status == 1
    assert "Traceback" not in built.said
    expect(built.said, name)
