"""No address that leaves the kit follows a reader, whichever file of the doctor's it comes from."""

from __future__ import annotations

import json
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from audit.privacy import TRACKING
from plugins.shared.tracking import untracked
from plugins.sources.identifiers import read_identifier
from plugins.sources.library import read_library
from tests.support.sites import ARTICLE, BLOG, LEDGER, Site

AMELI = "https://www.ameli.fr/"
PACKED = "https%3A%2F%2Fwww.ameli.fr%2F"
FOLLOWED = "https://rendez.example/dr?lieu=2&utm_source=bouton"
DIRECT = "https://rendez.example/dr?lieu=2"
CREDIT = f"""\
credit:
  - traduit de : Reflux
  - site : Rendez
  - adresse : {FOLLOWED}
  - licence : CC BY 4.0
conditions"""


@pytest.mark.parametrize(
    ("address", "published"),
    [
        ("https://a.fr/c_1?utm_source=facebook&fbclid=IwAR0&gclid=xyz", "https://a.fr/c_1"),
        ("https://a.fr/?id=3&UTM_Medium=x&b=2#haut", "https://a.fr/?id=3&b=2#haut"),
        ("https://a.fr/?mc_cid=1&mc_eid=2&msclkid=3&_hsenc=4&id=5", "https://a.fr/?id=5"),
        ("https://a.fr/page#xtor=RSS-1", "https://a.fr/page"),
        ("https://a.fr/page?at_medium=x#titre=1", "https://a.fr/page#titre=1"),
        ("https://youtu.be/abc?si=xyz&t=30", "https://youtu.be/abc?t=30"),
        (f"https://www.google.com/url?sa=t&url={PACKED}&ved=2ah", AMELI),
        (f"https://www.google.co.uk/url?q={PACKED}", AMELI),
        (f"https://l.facebook.com/l.php?u={PACKED}%3Ffbclid%3Dx&h=AT0", AMELI),
        (f"https://lm.facebook.com/l.php?u={PACKED}", AMELI),
        (f"https://l.instagram.com/?u={PACKED}&e=AT0", AMELI),
        (f"https://eur01.safelinks.protection.outlook.com/?url={PACKED}&data=04", AMELI),
        (f"https://www.youtube.com/redirect?event=x&q={PACKED}", AMELI),
        (f"https://www.linkedin.com/safety/go?url={PACKED}&trk=x", AMELI),
        (f"https://duckduckgo.com/l/?uddg={PACKED}&rut=1", AMELI),
        ("https://r.search.yahoo.com/_ylt=A/RV=2/RU=https%3a%2f%2fwww.ameli.fr%2f/RK=2", AMELI),
        ("https://www.bing.com/ck/a?!&&p=x&u=a1aHR0cHM6Ly93d3cuYW1lbGkuZnIv&ntb=1", AMELI),
        ("https://urldefense.com/v3/__https://www.ameli.fr/__;!!abc", AMELI),
        ("https://www.google.com/amp/s/www.ameli.fr/", AMELI),
        (f"https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.google.fr%2Furl%3Fq%3D{AMELI}", AMELI),
    ],
)
def test_what_follows_readers_is_taken_out(address: str, published: str):
    """Parameters of campaigns and clicks, pages that only pass a reader on."""
    assert untracked(address) == published


@pytest.mark.parametrize(
    "address",
    [
        "https://www.google.fr/search?q=psoriasis",
        "https://www.google.com/maps?q=https://a.fr",
        "https://www.facebook.com/hopital?id=3",
        "https://www.has-sante.fr/jcms/c_1/fr/psoriasis?portal=c_2",
        "https://a.fr/?source=x&ref=y&campaign=z&s=1&t=2&si=3",
        "https://l.facebook.com/l.php?u=javascript:x",
        "https://www.bing.com/ck/a?u=a1%%%",
        "https://[bad",
        "https://",
    ],
)
def test_an_ordinary_address_is_left_alone(address: str):
    """What a site needs to show its page stays."""
    assert untracked(address) == address


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("blog.toml", f'{BLOG}[contact]\nappointment = "{FOLLOWED}"\n'),
        ("glossary.toml", f'[[word]]\nword = "reflux"\nmeans = "Voir {FOLLOWED}."\n'),
        ("sources/annotations.toml", f'[chey2024]\narchive = "{FOLLOWED}"\n'),
        ("communities/vetting.toml", f'{LEDGER}evidence = ["{FOLLOWED}"]\n'),
        (
            "communities/additions.toml",
            f'[[community]]\nid = "rendez"\nname = "Rendez"\nkind = "forum"\nurl = "{FOLLOWED}"\n',
        ),
        ("articles/estomac.md", ARTICLE.replace("conditions", CREDIT)),
    ],
)
def test_a_file_of_the_doctor_follows_nobody(site: Site, file: str, text: str):
    """The address is quoted with its line, and the one to write is given."""
    site.write(file, text)
    line = text[: text.index("utm_source")].count("\n") + 1
    said = site.build().said.replace("\u00a0", " ")

    assert re.search(rf"{file}\n +✗ ligne {line} : cette adresse permettrait", said), said
    assert f"Écrivez plutôt : {DIRECT}" in said


def test_a_source_follows_nobody(site: Site):
    """What a program exported is published without it, on the page and in the files beside it."""
    item = {"id": "page", "type": "webpage", "title": "Une page", "URL": FOLLOWED}
    site.write("sources/sources.json", json.dumps([item]))
    site.write("articles/estomac.md", ARTICLE.replace("@chey2024", "@page"))
    built = site.build()
    links = LexborHTMLParser(built.page("estomac")).css(".sources__link")
    files = [file.read_text("utf-8") for file in (site.output / "estomac").glob("sources.*")]

    assert [link.attributes["href"] for link in links] == [DIRECT]
    assert len(files) == 3
    assert not any("utm_source" in text for text in files)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (FOLLOWED, DIRECT, True),
        (f"{DIRECT}#horaires", DIRECT, True),
        (f"{DIRECT}#horaires", FOLLOWED, True),
        (f"{DIRECT}#/horaires", DIRECT, False),
        (f"{DIRECT}#!horaires", DIRECT, False),
        (DIRECT, "https://rendez.example/dr?lieu=3", False),
    ],
)
def test_a_source_is_found_under_its_address(one: str, other: str, *, same: bool):
    """However it was copied: what follows readers, or a place in the page, names no other page."""
    item = {"id": "page", "type": "webpage", "title": "Une page", "URL": one}
    library, *_ = read_library(json.dumps([item]), "")
    names = [named.name for address in (one, other) if (named := read_identifier(address))]

    assert (library.find(other) == "page") is same
    assert (names[0] == names[1]) is same


def test_what_the_audit_refuses_is_never_published():
    """Each parameter that the audit looks for by its own list is taken out by the plugins."""
    names = "utm_source utm_id fbclid gclid dclid yclid gclsrc wbraid gbraid msclkid mc_cid mc_eid"
    more = "igshid twclid ttclid xtor mkt_tok _hsenc _hsmi"
    for name in f"{names} {more}".split():
        for address in (f"{AMELI}?{name}=1", f"{AMELI}?a=1&{name.upper()}=2&b=3"):
            assert TRACKING.search(address)
            assert not TRACKING.search(untracked(address))
