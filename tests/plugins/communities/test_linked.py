"""Addresses that lead to a community, however they are spelt."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.communities.catalogue import Community
from plugins.communities.ledger import REFUSED, Vetting
from plugins.communities.linked import Guide, addresses_in, place_of
from plugins.shared.problems import ERROR, WARNING

DAY = date(2026, 10, 1)
FACTS = {
    id_: Community(id_, id_.title(), url, "association")
    for id_, url in (
        ("rein", "https://rein.example"),
        ("groupe", "https://www.reseau.example/groupes/rein/"),
        ("autre", "https://www.reseau.example/groupes/autre"),
        ("montre", "https://montre.example/"),
    )
}
LEDGER = {"rein": Vetting("rein", REFUSED, DAY, "Dr", DAY, DAY), "montre": None}
GUIDE = Guide(
    FACTS,
    {id_: vetting for id_, vetting in LEDGER.items() if vetting},
    frozenset({"montre"}),
    "https://carnet.example",
)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://rein.example", "rein"),
        ("http://WWW.Rein.Example./Forum/?a#b", "rein"),
        ("https:\\\\rein.example\\a", "rein"),
        ("https://medecin@rein.example:8080/", "rein"),
        ("https://a.b.rein.example/", "rein"),
        ("www.rein.example", "rein"),
        ("https://l.reseau.example/l.php?u=https%3A%2F%2Frein.example%2Fa&h=1", "rein"),
        ("https://reseau.example//groupes/Rein/index.html", "groupe"),
        ("https://reseau.example/groupes/%72ein/fil/1", "groupe"),
        ("https://reseau.example/groupes/autre", "autre"),
        ("https://reseau.example/groupes/reinette", ""),
        ("https://reseau.example/groupes", ""),
        ("https://x.reseau.example/groupes/rein", ""),
        ("https://unrein.example/", ""),
        ("https://rein.example.org/", ""),
        ("https://example/", ""),
        ("https://[::1", ""),
        ("mailto:a@rein.example", ""),
        ("", ""),
    ],
)
def test_an_address_is_its_place(address: str, found: str):
    """Spelling does not count; the nearest community above it does."""
    community = GUIDE.community(address)
    assert (community.id if community else "") == found


PLACES = Guide(
    {
        id_: Community(id_, id_.title(), url, "association")
        for id_, url in (
            ("groupe", "https://www.reseau.example/groups/12345"),
            ("mobile", "https://m.reseau.example/groups/678"),
            ("locale", "https://fr-fr.reseau.example/groups/9"),
            ("francais", "https://fr.forums.example/rein"),
            ("douze", "https://forum.example/viewforum.php?f=12&lang=fr"),
            ("treize", "https://forum.example/viewforum.php?f=13"),
            ("racine", "https://racine.example/?board=3"),
        )
    },
    {},
    frozenset(),
    "https://carnet.example",
)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://m.reseau.example/groups/12345", "groupe"),
        ("https://web.reseau.example/groups/12345/fil", "groupe"),
        ("https://fr-fr.reseau.example/groups/12345?ref=share", "groupe"),
        ("https://fr.reseau.example/groups/12345", "groupe"),
        ("https://fr-fr.m.reseau.example/groups/12345", "groupe"),
        ("https://mbasic.reseau.example/groups/12345", "groupe"),
        ("https://reseau.example/groups/678", "mobile"),
        ("https://www.reseau.example/groups/9", "locale"),
        ("https://m.reseau.example/groups/9", "locale"),
        ("https://m.reseau.example/groups/123", ""),
        ("https://autre.reseau.example/groups/12345", ""),
        ("https://en.forums.example/rein", ""),
        ("https://forums.example/rein", ""),
        ("https://m.fr.forums.example/rein", "francais"),
        ("https://m.example/groups/12345", ""),
        ("https://forum.example/viewforum.php?f=12", "douze"),
        ("https://forum.example/viewforum.php?sid=1&start=20&F=12", "douze"),
        ("https://m.forum.example/viewforum.php?f=13", "treize"),
        ("https://forum.example/viewforum.php?f=99", ""),
        ("https://forum.example/viewforum.php", ""),
        ("https://racine.example/?a=1&board=3", "racine"),
        ("https://racine.example/index.php?board=3", "racine"),
        ("https://racine.example/", ""),
        ("https://a.racine.example/", ""),
    ],
)
def test_a_host_for_telephones_is_the_same_host(address: str, found: str):
    """So is one in another language; a query counts where the community's own address has one."""
    community = PLACES.community(address)
    assert (community.id if community else "") == found


def test_what_is_told_of_each():
    """Refused stops; never vetted is told; what is shown, or a remark that is taken out, is not."""
    text = (
        "https://rein.example, <!-- https://rein.example/non --> www.reseau.example/groupes/rein."
    )
    html = '<p><a href="https://montre.example/">x</a> <a href="https://%72ein.example">y</a></p>'
    told = GUIDE.problems(text, html=html)
    assert [(one.quote, one.level) for one in told] == [
        ("https://rein.example", ERROR),
        ("www.reseau.example/groupes/rein", WARNING),
    ]


@given(
    st.sampled_from(["http://", "https://", "HTTPS://", "www."]),
    st.text(alphabet="/%.?#&=ab72 ", max_size=20),
)
def test_any_page_of_a_host_is_of_its_community(head: str, tail: str):
    """Whatever follows its host, an address of a refused community is found in a text."""
    address = f"{head}rein.example/{tail}"
    assert place_of(address)
    assert addresses_in(f"({address})")
    assert [one.level for one in GUIDE.problems(address)][:1] == [ERROR]


@given(st.text())
def test_any_text_is_read(text: str):
    """No text breaks what looks for addresses in it."""
    GUIDE.problems(text, f"https://{text}", html=text)
