"""``vet --import``: another doctor’s facts come in as candidates, whole, never verdicts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from commands.vet import candidates
from commands.vet.offer import sort_out
from plugins.communities.catalogue import read_catalogue
from plugins.communities.communities_json import FILE
from tests.support.offers import RIGHT, but, offer
from tests.support.sites import LEDGER, Built
from tests.support.vetting import ANSWERS, Desk, desk

__all__ = ["desk"]

MINE = """\
# Mes notes
[[community]]
id = "mienne"   # la mienne
name = "Mienne"
url = "https://www.mienne.example/"
kind = "association"
"""
ADDED = """\
[[community]]
id = "association-exemple"
name = "Association Exemple"
url = "https://association.example/forum"
kind = "association-forum"
operator = "Association Exemple"
languages = ["fr"]
countries = ["FR"]
conditions = ["K21"]
audience = ["patients"]
about.fr = "Forum sur le reflux"
about.en = "Forum on reflux"
moderation = "volunteers"
evidence = ["association.example, page « Qui sommes-nous »", "{source}, lu le 22 novembre 2026"]
read_on = 2026-11-20
"""


def additions(desk: Desk) -> str:
    """Return the doctor's additions, empty when there is no such file."""
    path = desk.site.content / "communities" / "additions.toml"
    return path.read_bytes().decode() if path.exists() else ""


def imported(desk: Desk, text: str | bytes, typed: Any = ("oui",)) -> str:
    """Import a file; return what was said. The ledger never changes."""
    path = desk.site.root / "offert.json"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    said = desk.vet("", typed, offered=str(path))
    assert desk.ledger == LEDGER
    return said


def test_facts_come_in_as_candidates(desk: Desk):
    """What is added is shown, written as shown, says where it is from, and holds no verdict."""
    desk.site.write("communities/additions.toml", MINE)

    said = imported(desk, offer(RIGHT))

    assert desk.status == 0
    # The folder is nobody's business: what is written here is published one day.
    assert additions(desk) == f"{MINE}\n{ADDED.format(source='offert.json')}"
    assert '+id = "association-exemple"' in said
    assert "content/communities/additions.toml" in said
    assert "python3 tasks.py vet association-exemple" in said
    assert "Dr Autre" not in said
    assert "recommended" not in additions(desk)


def test_a_candidate_can_be_vetted_and_only_then_shown(desk: Desk):
    """The blog builds with it and does not show it; then “vet” knows it, and it is shown."""
    imported(desk, offer(RIGHT))
    before = desk.site.build()
    assert before.status == 0, before.said
    assert "association.example" not in before.page("estomac")

    desk.vet("association-exemple", [*ANSWERS, "oui"])

    assert "https://association.example/forum" in desk.site.build().page("estomac")


def test_nothing_is_written_without_a_yes(desk: Desk):
    """Neither by “non”, nor by Enter, nor when nobody answers."""
    desk.site.write("communities/additions.toml", MINE)

    assert "Rien n’a été écrit" in imported(desk, offer(RIGHT), ["", "non"])
    assert desk.status == 0
    assert "rien n’a été écrit" in imported(desk, offer(RIGHT), [])
    assert desk.status == 1
    assert additions(desk) == MINE


def test_the_demonstration_s_own_file(desk: Desk, demo: Built):
    """Two blogs of one kit know the same facts: all are known, none is added."""
    said = imported(desk, (demo.output / FILE).read_bytes())

    count = len(json.loads((demo.output / FILE).read_text("utf-8"))["communities"])
    assert f"décrites de même\u00a0: {count}." in said
    assert "démonstration" in said
    assert (desk.status, additions(desk)) == (0, "")


def test_the_same_file_twice(desk: Desk):
    """What was brought in is then known, though it says where it is from; a change is told."""
    imported(desk, offer(RIGHT))
    once = additions(desk)

    assert "décrites de même\u00a0: 1." in imported(desk, offer(RIGHT | {"read_on": "2026-11-21"}))
    assert "evidence\u00a0: " in imported(desk, offer(but(evidence=["ailleurs"])))
    assert additions(desk) == once


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (but(id="mienne"), "mienne\u00a0: déjà connue, décrite autrement"),
        (
            but(id="renaloo"),
            "url\u00a0: https://renaloo.com (chez l’autre\u00a0: https://association.example/forum)",
        ),
        (but(url="http://mienne.example"), "son adresse est celle de «\u00a0mienne\u00a0»"),
        (but(url="https://renaloo.com/"), "son adresse est celle de «\u00a0renaloo\u00a0»"),
        (but(replaced_by="personne"), "que personne ne connaît"),
        (but(replaced_by="association-exemple"), "que personne ne connaît"),
    ],
)
def test_a_conflict_is_told_and_changes_nothing(desk: Desk, row: dict[str, Any], said: str):
    """What is known stays; it is said which, and what differs; the others come in."""
    desk.site.write("communities/additions.toml", MINE)
    other = but(id="autre", url="https://autre.example")

    messages = imported(desk, offer(row, other))

    assert said in messages
    assert additions(desk).startswith(MINE)
    assert list(read_catalogue(additions(desk))[0]) == ["mienne", "autre"]


def test_conflicts_inside_one_file():
    """The same twice is once; two that differ, or share an address, are one and a conflict."""
    rows = [RIGHT, RIGHT, but(name="Autre nom"), but(id="b"), but(id="c", url="https://c.example")]

    found = sort_out(rows, {})

    assert [row["id"] for row in found.new] == ["association-exemple", "c"]
    assert found.known == ["association-exemple"]
    assert [conflict.id for conflict in found.conflicts] == ["association-exemple", "b"]
    assert found.conflicts[0].differing == {"name": ("Association Exemple", "Autre nom")}


def test_a_chain_of_successors_falls_together():
    """What became part of one that is left out is left out too."""
    rows = [
        but(id="a", url="https://a.example", replaced_by="b"),
        but(id="b", url="https://b.example", replaced_by="personne"),
        but(id="c", url="https://c.example", replaced_by="d"),
        but(id="d", url="https://d.example"),
    ]

    found = sort_out(rows, {})

    assert [row["id"] for row in found.new] == ["c", "d"]
    assert {conflict.id for conflict in found.conflicts} == {"a", "b"}


@pytest.mark.parametrize(
    "mine",
    [
        MINE.replace("\n", "\r\n"),
        f"\ufeff{MINE}",
        MINE.removesuffix("\n"),
        f'{MINE}about.fr = """\nDeux\nlignes"""\n',
        "# Rien que des mots\n",
    ],
)
def test_every_other_byte_stays(desk: Desk, mine: str):
    """Line feeds of any system, a mark at the start, no line feed at the end."""
    desk.site.write("communities/additions.toml", mine)

    imported(desk, offer(RIGHT))

    assert additions(desk).startswith(mine)
    assert "association-exemple" in read_catalogue(additions(desk).lstrip("\ufeff"))[0]


@pytest.mark.parametrize(
    ("mine", "said"),
    [
        (f"{MINE}oups\n", "Réparez d’abord additions.toml"),
        ("community = []\n", "sans risque"),
        ("[community]\nid = 3\n", "sans risque"),
        (f"{MINE}oups\n".encode("utf-16"), "Réparez d’abord additions.toml"),
    ],
)
def test_additions_that_cannot_be_added_to(desk: Desk, mine: str | bytes, said: str):
    """They are not touched, and it is said what to do."""
    path = desk.site.write("communities/additions.toml", mine)

    assert said in imported(desk, offer(RIGHT))
    assert desk.status == 1
    assert path.read_bytes() == (mine.encode() if isinstance(mine, str) else mine)


def test_additions_changed_meanwhile_are_left_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    """What the doctor saves in the editor while the question stands stays."""
    asked = candidates.yes_or_no

    def answer(*arguments: Any, **options: Any) -> bool:
        desk.site.write("communities/additions.toml", MINE)
        return bool(asked(*arguments, **options))

    monkeypatch.setattr(candidates, "yes_or_no", answer)

    assert "a changé entre-temps" in imported(desk, offer(RIGHT))
    assert (desk.status, additions(desk)) == (1, MINE)


def test_a_full_disk(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    """The disk is full when the additions are written: they are as they were, and it is said."""
    desk.site.write("communities/additions.toml", MINE)
    replace = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name == "additions.toml":
            raise OSError(28, "No space left on device", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)

    assert "disque est plein" in imported(desk, offer(RIGHT))
    assert additions(desk) == MINE
    folder = desk.site.content / "communities"
    assert sorted(path.name for path in folder.iterdir()) == ["additions.toml", "vetting.toml"]


@pytest.mark.parametrize("name", ["rien.json", ".", "x" * 5000])
def test_no_such_file(desk: Desk, name: str):
    """A name that leads to no file is said back."""
    desk.vet("", offered=name)

    assert desk.status == 1
