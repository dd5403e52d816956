"""A published image shows what it showed, and says nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.image_metadata import essence, is_silent, turn
from plugins.shared.image_metadata import DamagedError, TalkativeError, strip
from tests.support.pictures import (
    ADOBE,
    GIF_PIXELS,
    IMAGES,
    JFIF,
    PIXELS,
    PNG_HEAD,
    PNG_PIXELS,
    PROFILE,
    SECRET,
    TABLES,
    TELLING,
    blocks,
    chunk,
    drawn,
    riff,
    segment,
    tiff,
)
from tests.support.sites import Built, Site
from tests.support.spoiling import findings, said

KINDS = sorted(IMAGES)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_but_what_draws_is_left(kind: str):
    """Place, camera, name, remarks, thumbnail, what follows the end: all gone, pixels untouched."""
    silent, talkative = IMAGES[kind]
    made = strip(kind, talkative)

    assert SECRET not in made
    assert SECRET[:4] not in made
    assert is_silent(kind, made)
    assert not is_silent(kind, talkative)
    assert essence(kind, made) == essence(kind, silent) == essence(kind, talkative)
    assert strip(kind, made) == made
    assert len(made) - len(silent) < 50


@pytest.mark.parametrize("kind", KINDS)
def test_what_says_nothing_is_left_alone(kind: str):
    """An image that says nothing is published byte for byte."""
    assert strip(kind, IMAGES[kind][0]) == IMAGES[kind][0]


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("orientation", range(10))
def test_a_photograph_stays_upright(orientation: int, order: str):
    """The orientation alone stays, where it turns the photograph."""
    kept = orientation if 2 <= orientation <= 8 else 1
    exif = tiff(orientation, order)
    for kind, image in {
        ".jpeg": b"\xff\xd8" + segment(0xE1, b"Exif\0\0" + exif) + TABLES + PIXELS + b"\xff\xd9",
        ".png": PNG_HEAD + chunk(b"eXIf", exif) + PNG_PIXELS + chunk(b"IEND"),
        ".webp": riff((b"VP8X", b"\x08" + b"\0" * 9), (b"VP8 ", b"x"), (b"EXIF", exif)),
    }.items():
        made = strip(kind, image)
        assert turn(kind, image) == turn(kind, made) == kept
        assert (b"MM\0*" in made) == (kept > 1)
        assert is_silent(kind, made)


def test_nothing_after_its_table_turns_a_photograph():
    """What stands there is no row, though it looks like one."""
    exif = tiff(6)
    entries, rows = exif[8:10], exif[10:]
    assert (entries, rows[12:14]) == (b"\0\x03", b"\x01\x12")
    one = exif[:8] + b"\0\x01" + rows
    image = b"\xff\xd8" + segment(0xE1, b"Exif\0\0" + one) + TABLES + PIXELS + b"\xff\xd9"

    assert turn(".jpeg", image) == turn(".jpeg", strip(".jpeg", image)) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_an_image_cut_short_is_refused(kind: str):
    """Wherever it is cut, an image is refused, never guessed at."""
    silent = IMAGES[kind][0]
    for length in range(len(silent)):
        with pytest.raises(DamagedError):
            strip(kind, silent[:length])


def test_a_gif_without_colours_in_common_is_read():
    """Its frames then begin at once."""
    head = b"GIF89a" + bytes([1, 0, 1, 0, 0, 0, 0])
    made = head + GIF_PIXELS + b";"
    talkative = head + b"!\xfe" + blocks(b"secret") + GIF_PIXELS + b";"

    assert is_silent(".gif", made)
    assert strip(".gif", made) == made
    assert not is_silent(".gif", talkative)
    assert strip(".gif", talkative) == made
    assert essence(".gif", talkative) == essence(".gif", made)


def test_a_spoilt_chunk_is_refused():
    """A PNG whose sum is wrong, or that needs a part nobody knows, cannot be trusted."""
    for bad in (PNG_PIXELS[:-1] + b"\0", chunk(b"ABCD", b"x")):
        with pytest.raises(DamagedError):
            strip(".png", PNG_HEAD + bad + PNG_PIXELS + chunk(b"IEND"))


def test_avif_that_talks_is_refused():
    """What cannot be taken out here is refused; the rest passes as it is."""
    silent = b"\0\0\0\x1cftypavif" + b"\0" * 40
    assert strip(".avif", silent) == silent
    for mark in (b"Exif", b"application/rdf+xml"):
        with pytest.raises(TalkativeError):
            strip(".avif", silent + mark)
        assert not is_silent(".avif", silent + mark)
    assert strip(".txt", SECRET) == SECRET


@given(st.sampled_from([*KINDS, ".avif", ".svg"]), st.binary(max_size=200), st.integers(0, 300))
def test_any_bytes_are_stripped_or_refused(kind: str, data: bytes, place: int):
    """Whatever a file holds, it is refused or comes out silent, and never changes again."""
    image = IMAGES.get(kind, (b"", b""))[1]
    for spoilt in (data, image[:place] + data + image[place:], image[:place] + data):
        try:
            made = strip(kind, spoilt)
        except (DamagedError, TalkativeError):
            continue
        assert strip(kind, made) == made
        if kind in IMAGES:
            assert is_silent(kind, made)
            assert essence(kind, made) == essence(kind, spoilt)


@given(st.lists(st.sampled_from([*TELLING, PROFILE, ADOBE, TABLES, PIXELS, JFIF]), max_size=12))
def test_parts_in_any_order(parts: list[bytes]):
    """What draws keeps its order and its bytes, whatever stands between."""
    image = b"\xff\xd8" + b"".join(parts) + b"\xff\xd9"
    drawn = b"\xff\xd8" + b"".join(p for p in parts if p not in TELLING) + b"\xff\xd9"

    assert strip(".jpg", image) == drawn


@pytest.fixture
def with_images(site: Site) -> Site:
    """A small blog whose article shows an image of each kind, all of which talk."""
    shown = ""
    for kind in KINDS:
        site.write(f"images/photo{kind}", IMAGES[kind][1])
        shown += f"\n![Un schéma]({{static}}/images/photo{kind})\n"
    site.write("images/CAPITALES.JPG", IMAGES[".jpg"][1])
    article = (site.content / "articles" / "estomac.md").read_text("utf-8")
    site.write("articles/estomac.md", article + shown)
    return site


def test_published_images_say_nothing(with_images: Site):
    """The copies are silent, the doctor's own files are as they were, the audit agrees."""
    built = with_images.build(base="publishconf")

    assert built.status == 0, built.said
    for file in [*(f"photo{kind}" for kind in KINDS), "CAPITALES.JPG"]:
        made = (built.output / "images" / file).read_bytes()
        assert SECRET[:4] not in made
        given_ = (with_images.content / "images" / file).read_bytes()
        assert given_ == IMAGES[Path(file).suffix.lower()][1]
    assert findings(built.output, with_images.content) == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_image_that_talks_is_not_published(with_images: Site, kind: str):
    """The audit refuses the camera's own file, and other pixels."""
    built = with_images.build(base="publishconf")
    image = built.output / "images" / f"photo{kind}"
    made = image.read_bytes()
    where = f"images/photo{kind}"
    image.write_bytes(IMAGES[kind][1])
    assert (where, "this image says where, when or by whom it was made.") in said(
        built.output, with_images.content
    )
    pillow = {".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".gif": "GIF"}[kind]
    for other in (drawn(pillow, 200), made.replace(b"\x44\1", b"\x44\2")):
        image.write_bytes(other)
        told = (where, "this image is not the one you gave.") in said(
            built.output, with_images.content
        )
        assert told == (other != made)


def test_a_damaged_image_stops_the_build(site: Site, demo: Built):
    """The file is named, and what to do."""
    site.write("images/x.jpg", IMAGES[".jpg"][0][:-4])
    site.write("images/y.avif", b"\0\0\0\x1cftypavif" + b"Exif")
    built = site.build()

    assert built.status == 1
    assert "images/x.jpg" in built.said
    assert "cette image est abîmée" in built.said
    assert "images/y.avif" in built.said
    assert "enregistrez-le en JPEG ou en PNG" in built.said
