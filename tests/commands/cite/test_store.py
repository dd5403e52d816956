"""``sources.json`` is written whole or not at all, and nothing in it is lost."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from commands.cite.store import Store
from tests.support.replaying import Services, cite, replaying, sources, xml
from tests.support.sites import Site


@pytest.fixture
def services() -> Iterator[Services]:
    with replaying() as found:
        found.on("id=39663965&", xml("pubmed/39663965.xml"))
        yield found


def names(site: Site) -> list[str]:
    return sorted(path.name for path in (site.content / "sources").iterdir())


def test_what_was_not_touched_stays(site: Site):
    """Fields that nobody knows, their order, and half a character outlive a writing."""
    path = site.content / "sources/sources.json"
    path.write_text('[{"z": 1, "id": "b", "x": "\\ud800"}, {"id": "a", "b": null}, 3]', "utf-8")

    Store(site.content).put({"id": "c"})

    items = json.loads(path.read_text("utf-8"))
    assert items == [3, {"id": "a", "b": None}, {"z": 1, "id": "b", "x": "\ud800"}, {"id": "c"}]
    assert list(items[2]) == ["z", "id", "x"]


def test_a_short_name_that_is_a_number(site: Site):
    """What is learnt of a source is written in its place, even where its name is a number."""
    site.write("sources/sources.json", '[{"id": 5, "type": "book", "title": "T"}]')
    store = Store(site.content)

    store.note("5", "page", {"state": "answers"})
    store.put({"id": "5", "type": "book", "title": "U"})

    assert sources(site) == [{"id": "5", "type": "book", "title": "U"}]


def test_the_same_gives_the_same_bytes(site: Site):
    """A second writing changes nothing, not even the file’s hour."""
    path = site.content / "sources/sources.json"
    store = Store(site.content)
    store.put({"id": "été", "title": "É"})
    before = path.stat().st_mtime_ns, path.read_bytes()

    store.put({"id": "été", "title": "É"})

    assert (path.stat().st_mtime_ns, path.read_bytes()) == before
    assert "É".encode() in before[1]


def test_a_list_that_is_not_there_is_begun(site: Site, services: Services):
    """The first source of a blog makes the file and its folder."""
    (site.content / "sources/sources.json").unlink()
    (site.content / "sources").rmdir()

    assert cite(site, services, "39663965").status == 0
    assert [item["id"] for item in sources(site)] == ["gentizon2024"]


@pytest.mark.parametrize("number", [9, 15, 2])
def test_an_interrupted_writing(site: Site, services: Services, number: int):
    """Ended between the new text and its place, the old file is whole, and the next run works."""
    before = (site.content / "sources/sources.json").read_bytes()

    done = cite(site, services, "39663965", KILL=str(number), AT="1")

    assert done.status == (-9 if number == 9 else 128 + number)
    assert (site.content / "sources/sources.json").read_bytes() == before
    assert ("Interrompu." in done.said) == (number != 9)
    # What is left by a kill is passed over by the blog, which ignores names in ~.
    assert set(names(site)) - {"sources.json"} == ({"sources.json~"} if number == 9 else set())
    assert cite(site, services, "39663965").status == 0
    assert names(site) == ["sources.json"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[{"id": "a",}]', "ne peut pas être lu, ligne 1"),
        ('[\n{"id": "a"}\n{"id": "b"}]', "ne peut pas être lu, ligne 3"),
        ("[" * 100_000, "ne peut pas être lu"),
        ('{"id": "a"}', "n’est pas une liste"),
        ('[{"id": NaN}]', "ne peut pas être lu"),
    ],
)
@pytest.mark.parametrize("option", [["39663965"], ["--check"], ["--list"]])
def test_a_list_that_cannot_be_read(
    site: Site, services: Services, text: str, words: str, option: list[str]
):
    """Nothing is written over what the doctor’s last change broke."""
    path = site.write("sources/sources.json", text)

    done = cite(site, services, *option)

    assert done.status == 1
    assert words in done.said
    assert path.read_text("utf-8") == text


def test_a_list_badly_saved(site: Site, services: Services):
    """A list whose accents are in an old alphabet is not read half."""
    site.write("sources/sources.json", '[{"id": "é"}]'.encode("latin-1"))

    assert "ne peut pas être lu, ligne 1" in cite(site, services, "39663965").said


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (errno.EROFS, "sur un disque où l’on ne peut que lire"),
        (errno.EACCES, "ne peut pas être écrit"),
        (errno.ENOSPC, "Le disque est plein"),
    ],
)
def test_a_disk_that_refuses(site: Site, services: Services, error: int, words: str):
    """The doctor is told why, and the list stays whole."""
    before = (site.content / "sources/sources.json").read_bytes()

    done = cite(site, services, "39663965", ERROR=str(error))

    assert done.status == 1
    assert words in done.said
    assert (site.content / "sources/sources.json").read_bytes() == before


def test_a_place_that_takes_no_file(site: Site, services: Services):
    """What the system refuses is said in a sentence, and the list stays whole."""
    before = (site.content / "sources/sources.json").read_bytes()
    (site.content / "sources/sources.json~").mkdir()

    done = cite(site, services, "39663965")

    assert done.status == 1
    assert "sources.json~" in done.said
    assert "Déplacez-le ou renommez-le" in done.said
    assert (site.content / "sources/sources.json").read_bytes() == before


def test_one_at_a_time(site: Site, services: Services):
    """A second command does not write over the first."""
    (site.root / ".build").mkdir()
    with FileLock(site.root / ".build" / "cite-lock"):
        done = cite(site, services, "39663965")

    assert done.status == 1
    assert "Une autre commande «\u00a0cite\u00a0» est en cours." in done.said


def test_a_change_by_hand_meanwhile_is_kept(tmp_path: Path):
    """The list is read again before each writing."""
    store = Store(tmp_path)
    store.put({"id": "a"})
    store.path.write_text('[{"id": "a", "note": "x"}]', "utf-8")
    store.put({"id": "b"})

    assert store.items() == [{"id": "a", "note": "x"}, {"id": "b"}]
