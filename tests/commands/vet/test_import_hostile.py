"""``vet --import`` believes nothing: a file that is damaged, hostile or of tomorrow is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from commands.cli.errors import CommandError
from commands.vet.offer import MOST, read_offer
from commands.web import client as network
from tests.support.offers import RIGHT, but, offer
from tests.support.sites import LEDGER
from tests.support.vetting import Desk, desk

__all__ = ["desk"]

DAMAGED = "il est abîmé"
OTHER = "pas la liste des communautés d’un blog"
WRONG = "ne sont pas écrites comme il faut\u00a0: 1 ({names})."


def refused(desk: Desk, data: str | bytes) -> str:
    """Import a file that must be refused; nothing at all is written."""
    path = desk.site.root / "offert.json"
    path.write_bytes(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
    said = desk.vet("", ["oui"] * 3, offered=str(path))
    assert desk.status == 1
    assert desk.ledger == LEDGER
    assert not (desk.site.content / "communities" / "additions.toml").exists()
    return said


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\x00",
        b"\xff\xfe{}",
        offer(RIGHT)[:-20],
        "[" * 100_000,
        '{"a":' * 50_000,
        offer(RIGHT).replace('"version": 1', '"version": NaN'),
        offer(RIGHT).replace('"version": 1', f'"version": {"9" * 5000}'),
        offer(RIGHT).replace('"version": 1', '"version": 1, "version": 1'),
        offer(RIGHT).encode("utf-16"),
        offer(RIGHT).encode("latin-1"),
        offer(RIGHT, version="1"),
        offer(RIGHT, version=True),
        offer(RIGHT, version=0),
        offer(RIGHT, version=1.0),
        offer(RIGHT, version=None),
        offer(RIGHT, communities={"a": RIGHT}),
        offer(RIGHT, communities=None),
    ],
)
def test_a_damaged_file(desk: Desk, data: str | bytes):
    """It is said that it cannot be read, without a word of Python."""
    assert DAMAGED in refused(desk, data)


@pytest.mark.parametrize(
    "data", ["[]", "3", "null", "{}", offer(RIGHT, format="other"), offer(RIGHT, format=["x"])]
)
def test_another_file(desk: Desk, data: str):
    """A file that is not of this format says which one is meant."""
    assert OTHER in refused(desk, data)


def test_a_file_of_tomorrow(desk: Desk):
    """A later version is not guessed at: the kit is to be updated first."""
    said = refused(desk, offer(RIGHT, version=2))

    assert "de la version 2" in said
    assert "Mettez le kit à jour" in said


@pytest.mark.parametrize(
    ("row", "names"),
    [
        (3, "{{}}"),
        ({}, "id, name, url, kind"),
        (but(id=None), "id"),
        (but(id=3), "id"),
        (but(id="../../etc"), "id"),
        (but(id="Majuscule"), "id"),
        (but(id="a" * 201), "id"),
        (but(name="<script>alert(1)</script>"), "name"),
        (but(name="A &lt;b&gt;"), "name"),
        (but(name="{{ settings }}"), "name"),
        (but(name="{% raw %}"), "name"),
        (but(name="  "), "name"),
        (but(name="A\x1b[2Jrouge"), "name"),
        (but(name="A\nB"), "name"),
        (but(name="A\u202eB"), "name"),
        (but(name="A\u200bB"), "name"),
        (but(name="A\ud800"), "name"),
        (but(name="A" * 201), "name"),
        (but(url="javascript:alert(1)"), "url"),
        (but(url="JavaScript:alert(1)"), "url"),
        (but(url="data:text/html,x"), "url"),
        (but(url="//association.example"), "url"),
        (but(url='https://a.example/" onclick="x'), "url"),
        (but(url="https://moi:secret@a.example/"), "url"),
        (but(url="https://127.0.0.1/"), "url"),
        (but(url="https://localhost/"), "url"),
        (but(url="https://[::1]/"), "url"),
        (but(url="https://a.example/{static}/x"), "url"),
        (but(url="https://a.example/\u00e9"), "url"),
        (but(url="https://a.example/ b"), "url"),
        (but(url=["https://a.example/"]), "url"),
        (but(url="https://a.example/" + "a" * 2000), "url"),
        (but(site="javascript:alert(1)"), "site"),
        (but(kind="secte"), "kind"),
        (but(kind=["association"]), "kind"),
        (but(moderation="nobody"), "moderation"),
        (but(crisis=True), "crisis"),
        (but(crisis="yes"), "crisis"),
        (but(sex="autre"), "sex"),
        (but(languages="fr"), "languages"),
        (but(languages=["français"]), "languages"),
        (but(countries=["France"]), "countries"),
        (but(countries=["UK"]), "countries"),
        (but(languages=["zz"]), "languages"),
        (but(audience=["médecins"]), "audience"),
        (but(conditions=["K"]), "conditions"),
        (but(conditions=["K21", 3]), "conditions"),
        (but(conditions=["K21"] * 201), "conditions"),
        (but(about="Un forum"), "about"),
        (but(about={"fr": "<b>Gras</b>"}), "about"),
        (but(about={"français": "Un forum"}), "about"),
        (but(about={"fr": "a" * 2001}), "about"),
        (but(evidence=["<img src=x>"]), "evidence"),
        (but(evidence={}), "evidence"),
        (but(read_on="hier"), "read_on"),
        (but(read_on="2026-02-30"), "read_on"),
        (but(closed_on=20261122), "closed_on"),
        (but(replaced_by="<x>"), "replaced_by"),
        (but(url="javascript:x", name="<b>", kind=3), "name, url, kind"),
    ],
)
def test_a_hostile_entry(desk: Desk, row: Any, names: str):
    """One is enough: it is said which and what, and none of the others comes in."""
    data = json.dumps(json.loads(offer(but(id="bonne", url="https://bonne.example"))))
    whole = json.loads(data)
    whole["communities"].insert(0, row)

    said = refused(desk, json.dumps(whole))

    assert WRONG.format(names=names.format()) in said
    assert "\x1b" not in said


def test_what_nobody_knows_yet_is_passed_over():
    """A fact that a later kit adds without a later version does no harm, nor do decisions."""
    row = RIGHT | {"fee": {"x": ["<b>"]}, "note": "<b>"}
    read = read_offer(offer(row, vettings="<script>").encode())

    assert read.communities == read_offer(offer(RIGHT).encode()).communities


def test_many_wrong_entries_are_not_all_named():
    """The first five, and that there are more."""
    with pytest.raises(CommandError) as messages:
        read_offer(offer(*[3] * 50).encode())

    assert str(messages.value.values["which"]) == "1 ({}); 2 ({}); 3 ({}); 4 ({}); 5 ({})…"


def test_too_many_communities(desk: Desk):
    """A file that would fill the additions is refused by its count."""
    rows = [but(id=f"a{n}", url=f"https://a{n}.example") for n in range(MOST + 1)]

    assert f"{MOST + 1} communautés" in refused(desk, offer(*rows))


def test_a_huge_file(desk: Desk):
    """It is refused unread, by its size."""
    said = refused(desk, b" " * (network.LARGEST + 1))

    assert "plus de 5\u00a0Mo" in said or "plus de 5 Mo" in said
