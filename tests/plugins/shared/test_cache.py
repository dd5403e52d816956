"""What is kept of a text is what would be worked out again, or it is worked out again."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from plugins.shared.cache import Cache, of_the_kit
from plugins.shared.problems import N_, Phrase, Problem

TEXT = "articles/estomac.md"
Spoil = Callable[[Path], object]


def words(html: str, count: int = 1) -> tuple[str, Problem | None]:
    """Stand for what is done with a text."""
    DONE.append((html, count))
    return html.upper() * count, Problem(N_("what"), values={"name": N_("phrase")})


DONE: list[tuple[str, int]] = []


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """Return the folder of a kit of a few files."""
    root = tmp_path / "kit"
    for name in ("pelicanconf.py", "requirements.txt", "plugins/step/core.py", "plugins/x.toml"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    return root


def ask(kit: Path, *arguments: object, path: str = TEXT) -> bool:
    """Have the work done once, as one build does; tell whether it had to be."""
    DONE.clear()
    cache = Cache(str(kit / ".build/cache"), kit)
    text, problem = cache.of(path).call(words, *arguments)
    cache.save_texts()
    assert text == str(arguments[0]).upper() * int(str([*arguments, 1][1]))
    assert problem
    assert type(problem.what) is type(problem.values["name"]) is Phrase
    return bool(DONE)


def files(kit: Path) -> list[Path]:
    """Return what is kept."""
    return sorted((kit / ".build/cache").iterdir())


def test_a_work_is_done_once(kit: Path):
    """The same arguments in the next build give the same, types included, and call nothing."""
    assert ask(kit, "a")
    assert not ask(kit, "a")


def test_another_argument_has_it_done_again(kit: Path):
    """Each argument counts, and their order."""
    assert ask(kit, "a", 1)
    assert ask(kit, "b", 1)
    assert ask(kit, "b", 2)
    assert not ask(kit, "b", 2)


@pytest.mark.parametrize(
    "name", ["pelicanconf.py", "requirements.txt", "plugins/step/core.py", "plugins/x.toml"]
)
def test_another_kit_has_it_done_again(kit: Path, name: str):
    """The code, the data, the settings and the lock count."""
    ask(kit, "a")
    (kit / name).write_text("changed")

    assert ask(kit, "a")


def test_another_kit_lacks_every_text(kit: Path):
    """All is to be read again, and many processors do that: it is known before anything is read."""
    text = kit / "text.md"
    text.write_text("a")
    ask(kit, "a")
    assert not Cache(str(kit / ".build/cache"), kit).lacks(TEXT, text)
    (kit / "plugins/x.toml").write_text("changed")

    assert Cache(str(kit / ".build/cache"), kit).lacks(TEXT, text)


@pytest.mark.parametrize("name", ["plugins/new.py", "plugins/linked/core.py", "publishconf.py"])
def test_a_file_more_is_another_kit(kit: Path, tmp_path: Path, name: str):
    """Also one in a folder that is a link."""
    (tmp_path / "elsewhere").mkdir()
    (kit / "plugins/linked").symlink_to(tmp_path / "elsewhere")
    before = of_the_kit(kit)
    (kit / name).write_text("")

    assert of_the_kit(kit) != before


def _with(change: Callable[[dict[str, list[object]]], None]) -> Spoil:
    """Return what changes a kept result and has its file look whole."""

    def spoil(file: Path) -> None:
        kept = json.loads(file.read_bytes().partition(b"\n")[2])
        for result in kept.values():
            change(result)
        data = json.dumps(kept).encode()
        file.write_bytes(sha256(data).hexdigest().encode() + b"\n" + data)

    return spoil


SPOILT: dict[str, Spoil] = {
    "cut": lambda file: file.write_bytes(file.read_bytes()[:-5]),
    "empty": lambda file: file.write_bytes(b""),
    "a letter": lambda file: file.write_bytes(file.read_bytes().replace(b'"A"', b'"B"')),
    "gone": lambda file: file.unlink(),
    "a folder": lambda file: (file.unlink(), file.mkdir()),
    "brackets": lambda file: file.write_bytes(
        sha256(b"[" * 99_999).hexdigest().encode() + b"\n" + b"[" * 99_999
    ),
    "a list": lambda file: file.write_bytes(sha256(b"[1]").hexdigest().encode() + b"\n[1]"),
    "its key": _with(lambda result: result.__setitem__(0, "0")),
    "no value": _with(lambda result: result.pop()),
    "another type": _with(lambda result: result.__setitem__(1, {"a": 1})),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_torn_or_stale_is_worked_out_again(kit: Path, name: str):
    """A file that is not whole, or holds something else, counts as none, and is mended."""
    ask(kit, "a")
    SPOILT[name](files(kit)[0])

    assert ask(kit, "a")
    if name != "a folder":
        assert not ask(kit, "a")


def test_the_folder_holds_a_file_for_each_text_that_there_is(kit: Path):
    """What is kept of a text goes with it, and so does what a build cut short left."""
    ask(kit, "a", path="articles/un.md")
    (kit / ".build/cache/unfinished.json.1").write_text("")
    ask(kit, "a", path="articles/deux.md")

    assert len(files(kit)) == 1


def test_what_is_kept_of_the_whole_site(kit: Path):
    """It outlives the texts, is written once the site is, and is done again for another kit."""

    def asked() -> bool:
        DONE.clear()
        cache = Cache(str(kit / ".build/cache"), kit)
        cache.of_site.call(words, "a")
        cache.save_texts()
        cache.save_site()
        return bool(DONE)

    assert asked()
    ask(kit, "b")
    assert not asked()
    (kit / "plugins/x.toml").write_text("changed")
    assert asked()


def test_a_text_that_another_process_read(kit: Path):
    """What it found is taken, and written down for the next build."""
    cache = Cache(str(kit / ".build/cache"), kit)
    read = Cache("", kit, cache.share())
    read.of(TEXT).call(words, "a")
    assert cache.lacks(TEXT, kit / "requirements.txt")
    found = read.of(TEXT).results
    cache.elsewhere = {TEXT: found}.get
    DONE.clear()
    cache.of(TEXT).call(words, "a")
    cache.save_texts()

    assert not DONE
    assert not ask(kit, "a")
    assert not cache.lacks(TEXT, kit / "requirements.txt")


def test_a_folder_that_cannot_be_written_is_no_matter(kit: Path):
    """The work is done each time."""
    (kit / ".build").write_text("a file")

    assert ask(kit, "a")
    assert ask(kit, "a")


def test_nothing_is_kept_where_no_folder_is_named(kit: Path):
    """A publication, and Pelican by itself, begin from the texts."""
    cache = Cache("", kit)
    DONE.clear()
    for _ in range(2):
        cache.of(TEXT).call(words, "a")
    cache.save_texts()

    assert len(DONE) == 2
    assert not (kit / ".build").exists()
