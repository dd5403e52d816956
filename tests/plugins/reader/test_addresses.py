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

from plugins.reader.addresses import clean_addresses, encode
from plugins.shared.problems import WARNING
from plugins.shared.tracking import untracked
from tests.support.sites import Site

HEADER = "---\ntitle: Liens\ndate: 2026-10-02\nconditions: reflux\n---\n"
AMELI = "https://www.ameli.fr/"
PACKED = "https%3A%2F%2Fwww.ameli.fr%2F"


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
    assert untracked(untracked(f"https://{text}")) == untracked(f"https://{text}")
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


TYPED = {
    "https://a.fr/b_c_d": "https://a.fr/b_c_d",
    r"https://a.fr/b\_c": "https://a.fr/b_c",
    "https://a.fr/b?x=1&utm_source=2": "https://a.fr/b?x=1",
    "https://a.fr/?x=1&utm_source=2&y=3#haut": "https://a.fr/?x=1&y=3#haut",
    r"https://a.fr/b\_c?x\_y=1&utm\_source=3": "https://a.fr/b_c?x_y=1",
    r"https://a.fr/?x\=1\&y\=2\~3": "https://a.fr/?x=1&y=2~3",
    "https://a.fr/b#xtor=RSS-1": "https://a.fr/b",
    "https://www.google.com/url?q=https%3A%2F%2Fa.fr%2Fb&sa=D": "https://a.fr/b",
    "https://l.facebook.com/l.php?u=https%3A%2F%2Fa.fr%2Fb%3Ffbclid%3D1&h=2": "https://a.fr/b",
}
FORMS = [
    "Voir {} ici.",
    "Voir {}.",
    "({})",
    "« {} »",
    "<{}>",
    "[des mots]({})",
    "[{0}]({0})",
    "[des mots][un]\n\n[un]: {}",
    "- {}\n- b",
    "> {}",
    "**{}**",
    "*{}*",
    "_{}_",
    "~~{}~~",
    "| a | b |\n| --- | --- |\n| {} | c |",
    "Un mot[^n].\n\n[^n]: {}",
    "## Sources\n\n1. Une page. {}",
]


@pytest.mark.parametrize("form", FORMS)
def test_an_address_is_a_link_however_it_is_typed(site: Site, form: str):
    """In each place of a text; its escaped signs are signs, what follows readers is taken out."""
    for number, typed in enumerate(TYPED):
        site.write(f"articles/a{number}.md", f"{HEADER}[@chey2024]\n\n{form.format(typed)}\n")
    built = site.build()

    assert built.status == 0, built.said
    for number, direct in enumerate(TYPED.values()):
        links = LexborHTMLParser(built.page(f"a{number}")).css("a[href^='https://']")
        found = {a.attributes["href"] for a in links if "a.fr/" in (a.attributes["href"] or "")}
        assert found == {direct}
