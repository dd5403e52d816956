"""The page of search runs what was looked at, and leads where the rest of the site does."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from audit.inventory import read_kit
from audit.search import FOLDER, digest_of
from tests.support.sites import KIT
from tests.support.spoiling import PAGE, said, spoil

SEARCH = "recherche/index.html"
ANOTHER = "the index of the search is not the one that the build made."
UNKNOWN = "this program is none of those that a site may hold."
UNREADABLE = "an answer of the search cannot be read."
HIDDEN = "the search leads to a page that must not be found."
NUMBER = "this is not the number of that community."
RUNS = "the page of search runs something else than its script."
POLICY = "the page's security policy is not the approved one."
SCRIPT = '<script src="../pagefind/search.js" defer></script>'


def answer(site: Path, page: str) -> Path:
    """Return the file of what the search answers with a page."""
    for file in (site / "pagefind/fragment").iterdir():
        if f'"/{page}"'.encode() in gzip.decompress(file.read_bytes()):
            return file
    raise LookupError(page)


def change(file: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    """Change one thing of an answer, and have the build declare the index as it then is."""
    signature, data = b"pagefind_dcd", gzip.decompress(file.read_bytes())
    one = json.loads(data.removeprefix(signature))
    edit(one)
    file.write_bytes(gzip.compress(signature + json.dumps(one).encode()))
    declare(file.parents[2])


def declare(site: Path) -> None:
    """Have the build of a site say that its search is what it now is."""
    files = (path for path in (site / FOLDER).rglob("*.*"))
    digest = digest_of({path.relative_to(site).as_posix(): path.read_bytes() for path in files})
    statement = site / "build.json"
    told = json.loads(statement.read_text("utf-8"))
    told["declared"]["search"] = digest
    statement.write_text(json.dumps(told), "utf-8")


def test_the_script_is_the_one_that_was_looked_at():
    """Whoever changed it, and looked at it, writes this digest into audit/programs.toml."""
    digest = sha256((KIT / "plugins/search/search.js").read_bytes()).hexdigest()
    assert read_kit(KIT / "audit/programs.toml")["scripts"]["pagefind/search.js"] == digest


@pytest.mark.parametrize("name", ["search.js", "pagefind.js", "wasm.fr.pagefind"])
def test_a_program_that_was_changed(published: Path, name: str):
    """One more byte, even declared by the build, is another program."""
    file = published / FOLDER / name
    file.write_bytes(file.read_bytes() + b" ")
    assert (FOLDER, ANOTHER) in said(published)
    declare(published)
    assert said(published) == {(f"{FOLDER}{name}", UNKNOWN)}


def test_a_program_that_nobody_looked_at(published: Path):
    """A second script in the folder is no file of a blog."""
    (published / FOLDER / "more.js").write_text("alert(1)", "utf-8")
    assert {what for _, what in said(published)} == {
        ANOTHER,
        UNKNOWN,
        "no file of this kind belongs to a blog.",
    }


def test_an_index_that_was_changed(published: Path):
    """A lost or an altered file of the index is found."""
    next((published / "pagefind/index").iterdir()).unlink()
    assert said(published) == {(FOLDER, ANOTHER)}


@pytest.mark.parametrize(
    ("edit", "what"),
    [
        (lambda one: one.update(url="/maladies/asthme/"), HIDDEN),
        (lambda one: one.update(url="https://autre.example/"), HIDDEN),
        (lambda one: one.update(url="/404.html"), HIDDEN),
        (lambda one: one["meta"].update(dials="0123456789", call="Appeler le 0123456789"), NUMBER),
        (lambda one: one["meta"].pop("dials"), UNREADABLE),
        (lambda one: one["meta"].update(call="Appeler le 15"), UNREADABLE),
        (lambda one: one.pop("url"), UNREADABLE),
        (lambda one: one.update(meta=[]), UNREADABLE),
    ],
)
def test_an_answer_that_misleads(
    published: Path, edit: Callable[[dict[str, Any]], object], what: str
):
    """It leads to a page that lets itself be found, with the number of its vetting."""
    file = answer(published, "communautes/3114/")
    change(file, edit)
    assert (file.relative_to(published).as_posix(), what) in said(published)


def test_an_answer_too_large_to_be_read(published: Path):
    """What would unpack to more than any page holds is not unpacked."""
    file = answer(published, "sla/")
    file.write_bytes(gzip.compress(b" " * 9_000_000))
    declare(published)
    assert said(published) == {(file.relative_to(published).as_posix(), UNREADABLE)}


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (SCRIPT, f"{SCRIPT}<script>alert(1)</script>", RUNS),
        (SCRIPT, '<script src="../pagefind/pagefind.js" defer></script>', RUNS),
        (SCRIPT, '<script src="../pagefind/search.js" defer onload="x()"></script>', RUNS),
        (SCRIPT, "", RUNS),
        (
            "<input ",
            '<input formaction="/x" ',
            "something active is in the page: <input formaction>.",
        ),
        ("<form ", '<form action="/x" ', "something active is in the page: <form action>."),
        ("</form>", "</form><form></form>", "something active is in the page: <form>."),
        ("'wasm-unsafe-eval'", "'unsafe-inline'", POLICY),
    ],
)
def test_the_page_runs_its_script_only(published: Path, old: str, new: str, what: str):
    """One script, one form that leads nowhere, under its policy."""
    spoil(published / SEARCH, old, new)
    assert (SEARCH, what) in said(published)


def test_no_other_page_may_do_as_much(published: Path):
    """The script and the policy of the page of search are refused anywhere else."""
    spoil(published / PAGE, "style-src", "script-src 'self' 'wasm-unsafe-eval'; style-src")
    spoil(published / PAGE, "</body>", f"{SCRIPT}</body>")
    assert said(published) == {
        (PAGE, POLICY),
        (PAGE, "something active is in the page: <script>."),
    }


def test_what_is_unpacked_is_known_in_each_language():
    """A language of the kit has the program that searches in it."""
    assert read_kit(KIT / "audit/programs.toml")["unpacked"].keys() == {
        f"pagefind/wasm.{language}.pagefind" for language in ("en", "fr")
    }
