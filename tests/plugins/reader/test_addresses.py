"""No address of a page follows its readers, and every one is encoded."""

from __future__ import annotations

import re
from io import BytesIO
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from plugins.reader.addresses import clean, clean_addresses, encode
from plugins.shared.problems import WARNING
from tests.support.sites import Site

HEADER = "---\ntitle: Liens\ndate: 2026-10-02\nconditions: reflux\n---\n"
AMELI = "https://www.ameli.fr/"
PACKED = "https%3A%2F%2Fwww.ameli.fr%2F"


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
    assert clean(address) == published


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
    assert clean(address) == address


@pytest.mark.parametrize(
    ("address", "encoded"),
    [
        ("https://a.fr/été b?q=é<d>#ç", "https://a.fr/%C3%A9t%C3%A9%20b?q=%C3%A9%3Cd%3E#%C3%A7"),
        ("https://a.fr/%C3%A9?a=1&b=%20", "https://a.fr/%C3%A9?a=1&b=%20"),
        ("https://fr.wikipedia.org/wiki/Reflux_(x)", "https://fr.wikipedia.org/wiki/Reflux_(x)"),
    ],
)
def test_an_address_is_encoded_once(address: str, encoded: str):
    """RFC 3986; what is encoded already stays."""
    assert encode(address) == encoded
    assert encode(encoded) == encoded


def test_every_place_of_a_text_is_reached():
    """Links, addresses typed as they are and lists of sources; code is shown as it is."""
    tracked = "https://a.fr/?utm_source=x"
    html = (
        f'<a href="{tracked}&amp;b=1">a</a> {tracked}. <code>{tracked}</code>'
        f'<div class="sources-listed" data-items="1\tHAS. {tracked}"></div>'
    )
    cleaned, found = clean_addresses(html, f"mot\n{tracked}\n{tracked}&b=1", 5)

    assert cleaned.count("utm_") == 1
    assert '<a href="https://a.fr/?b=1">' in cleaned
    assert "</a> https://a.fr/. <code>" in cleaned
    assert sorted((p.line, p.level) for p in found) == [(6, WARNING), (7, WARNING)]


@given(st.text(alphabet='htps:/.?&=#ab%[]@é<"utm_1 ', max_size=60))
def test_any_address_is_read(text: str):
    """Nothing raises, and twice is once."""
    assert clean(clean(f"https://{text}")) == clean(f"https://{text}")
    assert encode(encode(f"https://{text}")) == encode(f"https://{text}")


def test_the_doctor_is_told(site: Site):
    """A remark with its line, and the page without what followed its readers."""
    body = (
        "Texte [@chey2024].\n\nVoir [la HAS](https://www.has-sante.fr/c_1?utm_source=x&fbclid=y), "
        f"[ameli](https://www.google.com/url?sa=t&url={PACKED}) et https://bit.ly/abc.\n"
    )
    site.write("articles/liens.md", HEADER + body)
    built = site.build()

    assert built.status == 0, built.said
    assert 'href="https://www.has-sante.fr/c_1"' in built.page("liens")
    assert f'href="{AMELI}"' in built.page("liens")
    assert "utm_" not in built.page("liens")
    assert "ligne 8\u00a0: cette adresse permettait de suivre vos lecteurs" in built.said
    assert "ligne 8\u00a0: ce lien passait par www.google.com" in built.said
    assert "ligne 8\u00a0: bit.ly cache où mène cette adresse" in built.said


def test_the_names_of_files_are_encoded(site: Site):
    """Spaces, accents and signs in the name of an image; the file keeps its own."""
    names = ["photo genou.png", "été.png", "capture (2).png", "main d’enfant.png"]
    png = BytesIO()
    Image.new("1", (2, 2)).save(png, "png")
    for name in names:
        site.write(f"images/{name}", png.getvalue())
    body = "".join(f"![a](<{{static}}/images/{name}>)\n\n" for name in names)
    site.write("articles/photos.md", f"{HEADER}Texte [@chey2024].\n\n{body}")
    built = site.build()
    page = LexborHTMLParser(built.page("photos"))
    sources = [node.attributes["src"] or "" for node in page.css("article img")]

    assert built.status == 0, built.said
    assert all(re.fullmatch(r"[\w./%-]+", source, re.ASCII) for source in sources)
    assert [unquote(source).rpartition("/")[2] for source in sources] == names
    assert all((site.output / "images" / name).is_file() for name in names)
