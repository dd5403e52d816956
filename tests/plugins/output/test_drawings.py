"""A drawing (SVG) holds its place on the page before it is loaded, in the size it was drawn in."""

from __future__ import annotations

import pytest

from plugins.shared.svg import read_svg, size_in_pixels
from tests.support.sites import Site

COLUMN = 592


@pytest.mark.parametrize(
    ("said", "size"),
    [
        ('width="640" height="380"', (640, 380)),
        ('width="640px" height="380.4px" viewBox="0 0 1 1"', (640, 380)),
        ('width="50.8mm" height="1in"', (192, 96)),
        ('viewBox="0 0 100 50"', (592, 296)),
        ('width="100%" height="100%" viewBox="0 0 100 50"', (592, 296)),
        ('width="640" viewBox="0,0,100,25"', (592, 148)),
        ("", None),
        ('width="640"', None),
        ('viewBox="0 0 0 50"', None),
        ('width="640" height="0"', None),
        ('width="2em" height="2em"', None),
    ],
)
def test_a_drawing_tells_its_size(said: str, size: tuple[int, int] | None):
    """In any length of CSS, or by its shape; one that tells neither is left to the browser."""
    root = read_svg(f'<svg xmlns="http://www.w3.org/2000/svg" {said}/>'.encode())

    assert size_in_pixels(root, COLUMN) == size


def test_pages_tell_the_size_of_drawings(site: Site):
    """Nothing moves when they come, and those further down are not waited for."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0H4"/></svg>'
    site.write("images/un.svg", drawing)
    site.write("images/deux.SVG", drawing)
    text = (site.content / "articles/estomac.md").read_text("utf-8")
    text += "\n![Un trait]({static}/images/un.svg)\n\n![Deux traits]({static}/images/deux.SVG)\n"
    site.write("articles/estomac.md", text)
    built = site.build()
    assert built.status == 0, built.said
    page = built.page("estomac")

    assert 'src="../images/un.svg" width="592" height="444" decoding="async">' in page
    assert 'src="../images/deux.SVG" width="592" height="444" loading="lazy"' in page
    assert "<picture>" not in page
