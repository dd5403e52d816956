"""An article that is shared shows its title and its doctor, and never somebody else's picture."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from plugins.share_picture.core import HEIGHT, WIDTH, Card, draw
from tests.support.sites import ARTICLE, DEMO, Built, Site
from tests.support.spoiling import PAGE, said, spoil

CARD = Card("Le reflux : que faire ?", "Dr Jeanne Exemple", "Le carnet")
TOLD = re.compile(r'<meta property="(og:(?:image|title)[^"]*)" content="([^"]*)">')
NOT_TOLD = "the picture that other sites are told of is not the one that was drawn for the page."
ANOTHER = "this picture for sharing is not the one that the build made."


def ink(png: bytes) -> Image.Image:
    """Return a picture as a reader sees it."""
    return Image.open(BytesIO(png)).convert("RGB")


def test_each_article_has_a_picture_to_be_shared_with(demo: Built):
    """As large as networks show it, with its words for whoever does not see it."""
    for source in (DEMO / "articles").glob("*.md"):
        name, _, language = source.stem.partition(".")
        folder = Path(language) / name
        page = (demo.output / folder / "index.html").read_text("utf-8")
        told = dict(
            re.findall(r'<meta property="(og:(?:image|title)[^"]*)" content="([^"]*)">', page)
        )
        title = told.pop("og:title")
        assert told.pop("og:image:alt").startswith(f"{title} – Dr\u00a0Jeanne Exemple – ")
        assert told == {
            "og:image": f"https://carnet.example/{folder.as_posix()}/{name}.png",
            "og:image:width": str(WIDTH),
            "og:image:height": str(HEIGHT),
        }
        with Image.open(demo.output / folder / f"{name}.png") as picture:
            assert picture.size == (WIDTH, HEIGHT)


def test_the_same_picture_every_time():
    """And another one for another title."""
    assert draw(CARD) == draw(CARD)
    assert draw(CARD) != draw(Card("Le reflux", CARD.who, CARD.blog))
    assert len(draw(CARD)) < 40_000


@pytest.mark.parametrize("title", ["Reflux", "Un titre de plusieurs mots " * 12, "X" * 300])
def test_whatever_the_title_the_name_is_below(title: str):
    """A long title is set smaller, then cut; it never runs over who wrote it."""
    with_name, without = (ink(draw(Card(title, who, ""))) for who in ("Dr Jeanne Exemple", ""))
    box = (80, 478, WIDTH - 80, 530)

    assert without.crop(box).getcolors() == [(box_area(box), (0xFA, 0xF6, 0xEE))]
    assert with_name.crop(box).getcolors() != without.crop(box).getcolors()


def box_area(box: tuple[int, int, int, int]) -> int:
    """Return how many points a part of a picture has."""
    return (box[2] - box[0]) * (box[3] - box[1])


def test_an_ordinary_build_draws_none(site: Site):
    """Nobody shares what is on the doctor's own machine."""
    built = site.build()

    assert "og:image" not in built.page("estomac")
    assert not list(built.output.glob("*/*.png"))


def test_a_sign_that_the_letters_lack_is_not_drawn(site: Site):
    """Better no picture than one with a hole."""
    site.write("articles/estomac.md", ARTICLE.replace("L'estomac", "L’estomac, 胃"))
    built = site.build(base="publishconf", settings='LEGAL_FIELDS = "warning"')

    assert built.status == 0, built.said
    assert "og:image" not in built.page("estomac")


def test_what_was_drawn_is_kept(site: Site):
    """By what it says: the same file is taken again."""
    kept = site.root / "kept"
    settings = f"SHARE_PICTURES = True\nSHARE_CACHE = {str(kept)!r}"
    assert site.build(settings).status == 0
    (first,) = kept.iterdir()
    when = first.stat().st_mtime_ns
    assert site.build(settings).status == 0

    assert [file.stat().st_mtime_ns for file in kept.iterdir()] == [when]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("https://carnet.example/sla/sla.png", "https://carnet.example/depression/depression.png"),
        ("https://carnet.example/sla/sla.png", "https://other.example/sla/sla.png"),
        ('og:image:width" content="1200"', 'og:image:width" content="1300"'),
        ('og:image:alt" content="', 'og:image:alt" content="Autre, '),
    ],
)
def test_another_picture_is_found(published: Path, old: str, new: str):
    """The audit holds what a page tells against what the build made for it."""
    spoil(published / PAGE, old, new)

    assert (PAGE, NOT_TOLD) in said(published)


def test_a_picture_that_was_changed_is_found(published: Path):
    """Its bytes are those that the build declared, its size is right, and it says nothing."""
    picture, statement = published / "sla/sla.png", published / "build.json"
    picture.write_bytes(draw(CARD))
    assert said(published) == {("sla/sla.png", ANOTHER)}

    small = BytesIO()
    Image.new("L", (600, 315)).save(small, "PNG")
    picture.write_bytes(small.getvalue())
    told = json.loads(statement.read_text("utf-8"))
    told["declared"]["files"]["sla/sla.png"] = sha256(small.getvalue()).hexdigest()
    statement.write_text(json.dumps(told), "utf-8")
    assert said(published) == {("sla/sla.png", ANOTHER)}
