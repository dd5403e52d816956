"""Whatever two faults a content folder holds, its check ends in words about a file, or passes.

Seeded from ``tests/faults``: two of its faults at once, and slips of the hand on top. A dozen
folders before a change lands, three hundred every week (``--all``), ten times as many where
``HYPOTHESIS_PROFILE`` is ``long``.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from tests.faults import OF_CONTENT, injected
from tests.faults.case import BODY, HEADER, TARGET, Fault
from tests.properties.grammar import JUNK
from tests.sampling import EXAMPLES
from tests.support.in_process import run_command
from tests.support.sites import Site, small
from tests.support.visibility import SIGHTS, hidden, open_in

# By the number of examples that other properties are checked on.
_FOLDERS = {EXAMPLES["quick"]: 12, EXAMPLES["all"]: 300}
# What takes minutes by itself is tried by itself.
SEEDS = [
    fault
    for fault in injected(OF_CONTENT)
    if not (fault.unprivileged or fault.bounded) and sum(map(len, fault.files.values())) < 20_000
]
TEXTS = (".md", ".toml", ".json")

Edit = Callable[[str], str]


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    """Return a slip of the hand: a line lost, doubled, moved or joined, a sign too many, a cut."""
    kind = draw(st.sampled_from("lose double swap join insert cut head".split()))
    place = draw(st.floats(0, 1, exclude_max=True))
    junk = draw(st.sampled_from(JUNK))

    def edit(text: str) -> str:
        lines = text.split("\n")
        at = int(place * len(lines))
        if kind == "lose":
            del lines[at]
        elif kind == "double":
            lines.insert(at, lines[at])
        elif kind == "swap":
            lines[at], lines[-at - 1] = lines[-at - 1], lines[at]
        elif kind == "join":
            lines[at : at + 2] = [" ".join(lines[at : at + 2])]
        elif kind == "cut":
            return text[: int(place * len(text))]
        elif kind == "head":
            lines.insert(min(at, 5), junk)
        else:
            where = int(place * len(text))
            return f"{text[:where]}{junk}{text[where:]}"
        return "\n".join(lines)

    return edit


def joined(one: str | bytes, other: str | bytes) -> str | bytes:
    """Return what two faults make of one file: the text of both under the header of the first."""
    if isinstance(one, bytes) or isinstance(other, bytes):
        return other
    text = other.partition("---\n")[2].partition("---\n")[2]
    return f"{one}\n{text or other}"


def inject(site: Site, faults: list[Fault]) -> None:
    """Put some faults into a site, one on top of the other."""
    files: dict[str, str | bytes] = {TARGET: f"---\n{HEADER}---\n{BODY}"}
    for fault in faults:
        for name, content in fault.files.items():
            again = name in files and name != TARGET
            files[name] = joined(files[name], content) if again else content
    for name, content in files.items():
        try:
            site.write(name, content)
        except OSError:
            # One fault made a folder of what the other needs as a file.
            continue
    for fault in faults:
        if fault.change:
            try:
                fault.change(site)
            except (OSError, AssertionError):
                continue


def slip(site: Site, edit: Edit, choice: float) -> None:
    """Make a slip of the hand in one of the texts of a site."""
    texts = sorted(
        path
        for path in site.content.rglob("*")
        if path.suffix in TEXTS and path.is_file() and not path.is_symlink()
    )
    if texts:
        path = texts[int(choice * len(texts))]
        text = path.read_bytes().decode("utf-8", "surrogateescape")
        path.write_bytes(edit(text).encode("utf-8", "surrogateescape"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small blog whose content is made anew each time."""
    site = small(tmp_path_factory.mktemp("any"))
    shutil.copytree(site.content, site.root / "kept")
    return site


@settings(
    max_examples=_FOLDERS.get(settings.default.max_examples if settings.default else 0, 3_000),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(st.sampled_from(SEEDS), min_size=2, max_size=2),
    st.lists(st.tuples(edits(), st.floats(0, 1, exclude_max=True)), max_size=2),
)
def test_any_two_faults_are_told_or_harmless(
    folder: Site,
    browser: Browser,
    faults: list[Fault],
    slips: list[tuple[Edit, float]],
):
    """The check names a file of the doctor's, or the audit accepts the site; it never breaks.

    What the audit accepts, a browser shows: each box of each article, seen and in its order.
    """
    clear(folder)
    inject(folder, faults)
    for edit, choice in slips:
        slip(folder, edit, choice)
    status, out, said = run_command("check", folder.root, os.environ, as_json=True)
    where = f"{[fault.id for fault in faults]}\n{said}\n{out[:3000]}"

    assert "Traceback" not in said, where
    assert out, where
    report = json.loads(out)
    stops = [problem for problem in report["problems"] if problem["level"] == "error"]
    event("told" if stops else "passed")
    assert report["passed"] == (status == 0) == (not stops), where
    for problem in stops:
        assert is_told(problem, folder.content), where
    if not stops:
        assert look(browser, folder) == {}, where


def look(browser: Browser, site: Site) -> dict[str, list[str]]:
    """Return what a reader does not see of the articles of a site, by page."""
    status, _, said = run_command("build", site.root, os.environ)
    assert status == 0, said
    output = site.root / "output"
    sight = SIGHTS["telephone-light"]
    page = open_in(browser, output, sight)
    articles = [
        path.parent.relative_to(output.resolve()).as_posix()
        for path in output.resolve().rglob("index.html")
        if 'class="article article--' in path.read_text("utf-8")
    ]
    found = {name: hidden(page, name, sight) for name in sorted(articles)}
    page.close()
    return {name: said for name, said in found.items() if said}


def clear(site: Site) -> None:
    """Put the good content back in its place."""
    for path in (site.content, site.root / "public", site.root / "releases"):
        if path.is_symlink() or path.is_file():
            path.unlink()
        elif path.is_dir():
            for inside in (path, *path.rglob("*")):
                if not inside.is_symlink():
                    inside.chmod(0o755)
            shutil.rmtree(path)
    shutil.copytree(site.root / "kept", site.content)


def is_told(problem: dict[str, Any], content: Path) -> bool:
    """Tell whether a problem names a file of the doctor's, as such or as what a page is made of."""
    named = problem["file"].partition("[U+")[0]
    known = named.startswith(("articles", "pages", "images", "sources", "communities", "blog.toml"))
    there = known or (content / named).exists() or "glossary.toml" in named
    made_of = any(name in problem["fix"] for name in ("articles/", "pages/", "blog.toml"))
    kits = problem["what"].startswith(("le kit lui-même", "le kit s’est arrêté"))
    kits = kits or "n’y sont pour rien" in problem["fix"]
    return (there or made_of) and not kits
