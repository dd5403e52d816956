"""A picture that was drawn anew is held against what it stands for."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.reduced import audit_reduced, shows
from tests.audit.test_kept import InMemory
from tests.support.photographs import on_its_side, photograph, written

GIVEN = written(photograph(1000, 750), "JPEG", quality=92)


def drawn(width: int, seed: int = 1, kind: str = "JPEG") -> bytes:
    """Return the photograph in a width; another one for another seed."""
    whole = photograph(1000, 750, seed)
    return written(whole.resize((width, round(width * 0.75))), kind)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "AVIF", "PNG"])
@pytest.mark.parametrize("width", [80, 480, 1000])
def test_the_same_picture_is_known(width: int, kind: str):
    """In any width up to its own, in any kind."""
    assert shows(drawn(width, kind=kind), GIVEN)


@pytest.mark.parametrize(
    "data",
    [
        drawn(480, seed=2),
        written(photograph(1000, 750).resize((480, 480)), "JPEG"),
        written(photograph(1000, 750).resize((1400, 1050)), "JPEG"),
        written(photograph(1000, 750).rotate(180).resize((480, 360)), "JPEG"),
        written(photograph(1000, 750).crop((0, 0, 800, 600)).resize((480, 360)), "JPEG"),
        written(photograph(1000, 750).resize((480, 360)).point(lambda grey: 255 - grey), "JPEG"),
        b"",
        GIVEN[:400],
    ],
    ids=["another", "squeezed", "wider", "upside down", "cropped", "negative", "empty", "torn"],
)
def test_another_picture_is_found(data: bytes):
    """Another photograph, a part of it, turned, squeezed, in other colours, broken."""
    assert not shows(data, GIVEN)


def test_a_photograph_is_compared_upright():
    """A telephone lays its points on their side, and says so."""
    upright = photograph(1000, 750).rotate(-90, expand=True)
    assert shows(written(upright.resize((375, 500)), "WEBP"), on_its_side(1000, 750))
    assert not shows(drawn(480), on_its_side(1000, 750))


def test_pictures_are_held_against_what_pages_show(tmp_path: Path):
    """One put in the place of another, one that no page shows, one that stands for nothing."""
    files = {
        "images/a.jpg": GIVEN,
        "images/b.jpg": written(photograph(1000, 750, 2), "JPEG"),
        "pictures/a-480.webp": drawn(480, kind="WEBP"),
        "pictures/b-480.webp": drawn(480, kind="WEBP"),
        "pictures/c-480.webp": drawn(480, kind="WEBP"),
        "pictures/d-480.webp": drawn(480, kind="WEBP"),
    }
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    shown = [(f"images/{name}.jpg", f"pictures/{name}-480.webp") for name in "abd"]

    found = dict(audit_reduced({name: tmp_path / name for name in files}, shown))

    assert {name: problem.what for name, problem in found.items()} == {
        "pictures/b-480.webp": "this picture does not show what the file you gave shows.",
        "pictures/c-480.webp": "no page shows this picture.",
        "pictures/d-480.webp": "what this picture stands for is not among the files you gave.",
    }


def test_how_the_same_bytes_look_is_kept(tmp_path: Path):
    """Nothing is drawn a second time; other bytes in the place of the same file are."""
    kept = InMemory()
    files = {"images/a.jpg": tmp_path / "a.jpg", "pictures/a-480.webp": tmp_path / "a.webp"}
    files["images/a.jpg"].write_bytes(GIVEN)
    files["pictures/a-480.webp"].write_bytes(drawn(480, kind="WEBP"))
    for looks in (2, 2):
        assert not [*audit_reduced(files, [tuple(files)], kept)]
        assert shows(drawn(480, kind="WEBP"), GIVEN, kept)
        assert kept.looks == looks

    files["pictures/a-480.webp"].write_bytes(drawn(480, seed=2, kind="WEBP"))
    ((name, problem),) = audit_reduced(files, [tuple(files)], kept)
    assert (name, problem.what) == (
        "pictures/a-480.webp",
        "this picture does not show what the file you gave shows.",
    )
    assert kept.looks == 3
