"""One article never changes another: each is read as if it were alone."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pelican.settings import read_settings
from selectolax.lexbor import LexborHTMLParser

from plugins.reader.plugin import FrontMatterReader
from plugins.shared.cache import Cache
from plugins.shared.problems import Report
from tests.site.test_reproducible import contents
from tests.support.sites import ARTICLE, Built, Site

LISTS = "\n".join(f"{'    ' * level}- a" for level in range(340))
# Texts that make the converter fail, each in another place, then texts that are read to their end
# and define something for themselves. None is so large that it is refused unread.
HOSTILE = {
    "numbered lists 600 deep on one line": "1. " * 600,
    "lists 340 deep": LISTS,
    "lists 600 deep in a note": f"a[^1]\n\n[^1]: {'1. ' * 600}",
    "lists 340 deep in a block of HTML": f'<div markdown="1">\n\n{LISTS}\n\n</div>',
    "quotations 9 deep": ">" * 9 + " a",
    "lists in quotations 400 deep": "> - " * 400 + "a",
    "emphasis 5,000 deep": "*" * 5000 + "a" + "*" * 5000,
    "50 brackets": "[" * 50 + "a" + "](b)" * 50,
    "blocks of HTML 600 deep": "<div markdown=1>\n" * 600 + "a" + "\n</div>" * 600,
    "a declaration": "<div>\n<![ABC x>\n</div>",
    "abbreviations": "*[IPP]: tout autre chose\n*[ABC]: lettres\n\nIPP",
    "a reference": "[là]: https://ailleurs.example/\n\n[là]",
    "a note": "a[^1]\n\n[^1]: La note d’un autre.",
    "headings": "## Titre\n\n## Titre\n\n### Titre",
    "stashed HTML": "<p>\n" * 300 + "<b>a</b> `code` &amp; \\*",
}
# Each construction that the converter keeps something of while it reads.
WITNESS = """\
## Titre

Un IPP, un ABC, un [là], une note[^1] et `du code`.

1. Un.

    Suite de un.

2. Deux.

- a

    - b

> Cité.

<div markdown="1">
*Dedans.*
</div>

| a | b |
|---|---|
| c | d |

Terme
:   Définition.

[^1]: Ma note.

## Titre
"""


@pytest.fixture
def settings(site: Site, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The settings of a small blog, as the reader receives them."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    found: dict[str, Any] = read_settings(str(site.root / "pelicanconf.py"))
    # Nobody else's: a copy of this process would build its site by them.
    sys.modules.pop("pelicanconf", None)
    return found | {
        "PATH": str(site.content),
        "REPORT": Report(),
        "KEPT": Cache("", site.root),
        "BUILD_DAY": date(2026, 11, 22),
        "DEFAULT_LANG": "fr",
    }


def written(site: Site, name: str, body: str, header: str = "") -> Path:
    """Write an article and return its path."""
    head = f"title: Titre\ndate: 2026-10-01\n{header}"
    return site.write(f"articles/{name}.md", f"---\n{head}---\n{body}\n")


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_a_text_is_read_as_if_it_were_alone(site: Site, settings: dict[str, Any], hostile: str):
    """Whatever one reader was given before, a text gives the same HTML."""
    bad, good = written(site, "a", hostile), written(site, "b", WITNESS)
    alone, _ = FrontMatterReader(settings).read(str(good))
    reader = FrontMatterReader(settings)

    reader.read(str(bad))

    assert reader.read(str(good))[0] == alone
    assert "Suite de un." in alone


def test_a_failure_of_the_converter_does_not_outlive_it(
    site: Site, settings: dict[str, Any], monkeypatch: pytest.MonkeyPatch
):
    """Nor an error that nobody foresaw, in the middle of a list, nor a text of the header."""
    bad, good = written(site, "a", "- a\n- b"), written(site, "b", WITNESS)
    in_header = written(site, "c", "Texte.", f"summary: {'1. ' * 600}\n")
    alone, _ = FrontMatterReader(settings).read(str(good))
    reader = FrontMatterReader(settings)
    with monkeypatch.context() as broken:
        broken.setattr("markdown.blockprocessors.ParagraphProcessor.run", lambda *_: next(iter(())))
        with pytest.raises(StopIteration):
            reader.read(str(bad))
    reader.read(str(in_header))

    assert reader.read(str(good))[0] == alone


def test_hostile_drafts_leave_every_other_page_as_it_was(local: Built, demo_site: Site):
    """The demonstration, with and without drafts of every kind, is the same to the byte."""
    pages = contents(local.output)
    draft = ARTICLE.replace("date:", "status: draft\ndate:")
    names = sorted(path.stem for path in (demo_site.content / "articles").glob("*.md"))
    for number, body in enumerate(HOSTILE.values()):
        # One right before each article, in the order in which they are read.
        name = f"{names[number % len(names)].split('.')[0]}-0{number}"
        demo_site.write(f"articles/{name}.md", f"{draft}\n{body}\n")
        demo_site.write(f"articles/000-{number}.md", f"{draft}\n{body}\n")

    after = demo_site.build()

    assert after.status == 0, after.said
    now = contents(after.output)
    assert {name for name in now.keys() - pages.keys() if not name.startswith("drafts/")} == set()
    assert [name for name in pages if now.get(name) != pages[name]] == []


def test_a_note_leads_back_in_the_language_of_its_text(site: Site):
    """Whoever listens to an English article hears English, on a French blog too."""
    text = ARTICLE.replace("Un texte court", "Un texte court[^1]") + "\n[^1]: Une note.\n"
    site.write("articles/estomac.md", text)
    site.write("articles/estomac.en.md", text)
    built = site.build()

    assert built.status == 0, built.said
    said = {
        name: LexborHTMLParser(built.page(name)).css_first(".footnote-backref").attributes["title"]
        for name in ("estomac", "en/estomac")
    }
    assert said == {
        "estomac": "Retour au texte de la note 1",
        "en/estomac": "Back to the text of note 1",
    }
