"""Whatever was edited since the last build, the next one is the build of a fresh copy.

To the byte, with the same words said: texts, headers, files that come and go, the doctor's lists,
a template, a style sheet, the settings, and what was left of an earlier build. A few sequences of
edits in a run of all tests, 30 with ``--all`` and before a change lands, 500 every week
(``--sequences``): see ``.ci/run``.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, seed, settings
from hypothesis import strategies as st

from tests.support.publishing import built
from tests.support.sites import KIT, Site, small

# Sequences are drawn in so many parts, which all processors share.
PARTS = 10

OTHERS = {
    "articles/migraine.md": """\
---
title: La migraine
date: 2025-03-01
conditions: migraine
tags: douleur
---
Une migraine avec [une aura]({filename}estomac.md). Guérit 90 % des stéatoses [@chey2024].

## L'essentiel

- Un point.
""",
    "articles/estomac.en.md": """\
---
title: The stomach
date: 2026-10-02
conditions: reflux
---
A short text [@chey2024].
""",
    "pages/a-propos.md": "---\ntitle: À propos\n---\nUne page : « bonjour ».\n",
    "glossary.toml": '[[word]]\nword = "aura"\nmeans = "des signes avant la douleur"\n',
}
ESTOMAC, MIGRAINE = "articles/estomac.md", "articles/migraine.md"
BLOG, SOURCES, LEDGER = "blog.toml", "sources/sources.json", "communities/vetting.toml"

Edit = Callable[[Path, int], None]


def _sub(name: str, old: str, new: str) -> Edit:
    """Return an edit that puts words in the place of others, once; a number stands for ``#``."""

    def edit(root: Path, number: int) -> None:
        path = root / name
        if path.is_file():
            text = path.read_text("utf-8")
            path.write_text(
                re.sub(old, new.replace("#", str(number)), text, count=1, flags=re.M), "utf-8"
            )

    return edit


def _gone(name: str) -> Edit:
    return lambda root, _: (root / name).unlink(missing_ok=True)


def _renamed(name: str, new: str) -> Edit:
    def edit(root: Path, number: int) -> None:
        if (root / name).is_file():
            (root / name).rename(root / new.replace("#", str(number)))

    return edit


def _written(name: str, text: str) -> Edit:
    def edit(root: Path, number: int) -> None:
        path = root / name.replace("#", str(number))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("#", str(number)), "utf-8")

    return edit


def _own_theme(name: str, text: str) -> Edit:
    """Return an edit of a file of the theme, which from then on is the blog's own."""

    def edit(root: Path, number: int) -> None:
        theme = root / "theme"
        if theme.is_symlink():
            theme.unlink()
            shutil.copytree(KIT / "theme", theme)
        with (theme / name).open("a", encoding="utf-8") as file:
            file.write(text.replace("#", str(number)))

    return edit


def _first_page(root: Path) -> Path | None:
    found = sorted((root / "output").rglob("*.html"))
    return found[0] if found else None


def _spoil_output(root: Path, number: int) -> None:
    page = _first_page(root)
    if page:
        page.write_bytes(page.read_bytes() + b"<!-- %d -->" % number)


def _lose_output(root: Path, _: int) -> None:
    page = _first_page(root)
    if page:
        page.unlink()


def _cut_cache(root: Path, number: int) -> None:
    # Of the texts and of the pages that were looked at.
    kept = sorted((root / ".build").rglob("*.json"))
    for path in kept[number % 3 :: 3]:
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2])


EDITS: dict[str, Edit] = {
    "body": _sub(f"content/{ESTOMAC}", r"Un texte", "Un long texte # et"),
    "a claim": _sub(f"content/{ESTOMAC}", r"Un texte", "Garanti à 100 %, numéro #. Un texte"),
    "a mistake": _sub(f"content/{ESTOMAC}", r"chey2024", "cheyy#"),
    "mended": _sub(f"content/{ESTOMAC}", r"cheyy\d+", "chey2024"),
    "another body": _sub(f"content/{MIGRAINE}", r"Une migraine", "La migraine #"),
    "title": _sub(f"content/{ESTOMAC}", r"^title: .*", "title: Le titre #"),
    "date": _sub(f"content/{MIGRAINE}", r"^date: \d+", "date: 202#"),
    "tag": _sub(f"content/{MIGRAINE}", r"^tags: .*", "tags: mot#, douleur"),
    "category": _sub(f"content/{ESTOMAC}", r"^date", "category: Rubrique #\ndate"),
    "slug": _sub(f"content/{ESTOMAC}", r"^date", "slug: adresse-#\ndate"),
    "status": _sub(f"content/{MIGRAINE}", r"^date", "status: draft\ndate"),
    "illness": _sub(f"content/{ESTOMAC}", r"^conditions: .*", "conditions: asthme"),
    "another illness named": _sub(f"content/{ESTOMAC}", r"Un texte", "De l'asthme. Un texte"),
    "another summary": _sub(f"content/{ESTOMAC}", r"^summary: .*", "summary: Autrement dit, #."),
    "summary": _sub(f"content/{ESTOMAC}", r"^date", "summary: En bref, #.\ndate"),
    "deleted": _gone(f"content/{MIGRAINE}"),
    "renamed": _renamed(f"content/{ESTOMAC}", "content/articles/estomac-#.md"),
    "translated": _written("content/articles/migraine.en.md", OTHERS["articles/estomac.en.md"]),
    "a new one": _written("content/articles/nouveau-#.md", OTHERS[MIGRAINE]),
    "shown drawing": _sub(
        f"content/{ESTOMAC}", r"^Un texte", "![Un carré.]({static}/images/carre.svg)\n\nUn texte"
    ),
    "drawing": _written(
        "content/images/carre.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1# 10"><path d="M0 0"/></svg>',
    ),
    "page": _sub("content/pages/a-propos.md", r"bonjour", "bonjour #"),
    "source": _sub(f"content/{SOURCES}", r"Treatment of", "Treatment # of"),
    "another key": _sub(f"content/{SOURCES}", r"chey2024", "chey#"),
    "annotation": _written("content/sources/annotations.toml", '[chey2024]\nnote = "#"\n'),
    "vetting": _sub(f"content/{LEDGER}", r"vetted_on = .*", "vetted_on = 2026-10-1#"),
    "vetting due": _sub(f"content/{LEDGER}", r"vetted_on", "next_check = 2026-11-30\nvetted_on"),
    "glossary": _sub("content/glossary.toml", r"des signes", "# signes"),
    "word": _written("content/glossary.toml", '[[word]]\nword = "texte"\nmeans = "# mots"\n'),
    "day": _sub(f"content/{BLOG}", r"^as_of = .*", "as_of = 2026-12-1#"),
    "year": _sub(f"content/{BLOG}", r"^as_of = .*", "as_of = 203#-01-01"),
    "name": _sub(f"content/{BLOG}", r"Dr Jeanne \w+", "Dr Jeanne Autre#"),
    "country": _sub(f"content/{BLOG}", r'country = "\w+"', 'country = "BE"'),
    "blog's title": _sub(f"content/{BLOG}", r"^title = .*", 'title = "Carnet #"'),
    "template": _own_theme("templates/components/site_footer.html", "<!-- # -->"),
    "remark in a template": _own_theme("templates/article.html", "{# # #}\n"),
    "a list that shows texts": _own_theme(
        "templates/components/archive_entry.html", "<!-- {{ article.content|length }} -->"
    ),
    "box": _own_theme("templates/components/disclaimer.html", "<!-- # -->"),
    "style": _own_theme("static/css/base.css", "\n.word-# {\n  margin: 0;\n}\n"),
    "remark in a style": _own_theme("static/css/base.css", "\n/* # */\n"),
    "settings": _sub("pelicanconf.py", r"^DEFAULT_PAGINATION = .*", "DEFAULT_PAGINATION = 1"),
    "spoilt page": _spoil_output,
    "lost page": _lose_output,
    "torn cache": _cut_cache,
    "no cache": lambda root, _: shutil.rmtree(root / ".build/cache", ignore_errors=True),
    "nothing": lambda _root, _number: None,
}


def fresh(root: Path) -> Site:
    """Make the blog that is edited."""
    site = small(root)
    for name, text in OTHERS.items():
        site.write(name, text)
    # Its own: it is edited too.
    conf = root / "pelicanconf.py"
    conf.unlink()
    shutil.copy(KIT / "pelicanconf.py", conf)
    return site


def copied(root: Path, to: Path) -> None:
    """Copy a blog as whoever fetches it afresh has it: nothing of an earlier build."""
    shutil.copytree(
        root, to, symlinks=True, ignore=shutil.ignore_patterns(".build", "output", "__pycache__")
    )


SEQUENCES = st.lists(
    st.tuples(st.sampled_from(sorted(EDITS)), st.integers(1, 9)), min_size=2, max_size=4
)


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
def test_a_build_after_edits_is_a_build_from_nothing(part: int, sequences: int):
    """After each edit, the site and the words are those of a fresh copy of the blog."""

    @settings(
        max_examples=max(1, sequences // PARTS),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(edits=SEQUENCES)
    def hold(edits: list[tuple[str, int]]) -> None:
        _compare_each_build(edits)

    # Each part draws others, and the same every time, unless new ones are asked for.
    (seed(part)(hold) if settings().derandomize else hold)()


def _compare_each_build(edits: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "edited", "blog")
        root.mkdir(parents=True)
        fresh(root)
        built(root)
        for step, (name, number) in enumerate(edits):
            EDITS[name](root, number)
            event(name)
            # The same name: what is said may hold it.
            clean = Path(folder, str(step), "blog")
            copied(root, clean)
            status, said, files = built(root)
            expected = built(clean)

            assert (status, said) == expected[:2], name
            if status == 0:
                assert files == expected[2], name
