"""A picture that was drawn anew shows what the doctor's own file shows.

The kit publishes photographs in several widths and kinds. How it draws them is its own business;
here each is made small and grey, as is what it stands for, and both are compared point by point.
A second reader: nothing is shared with what drew them. How the same bytes look is kept.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import sha256
from io import BytesIO
from itertools import chain
from pathlib import Path
from statistics import correlation, mean, pstdev
from typing import Any, NamedTuple

from plugins.shared.problems import N_, Problem

from .kept import Kept

FOLDER = "pictures/"
# What a telephone makes is published as a JPEG of the same name.
HEIC = (".heic", ".heif")
JPEG = ".jpg"
# Points of each side, when compared. Drawing anew moves a grey by a few of 256 steps; another
# profile of colours by more, but all of them together.
_SIDE = 24
_SAME, _ALIKE, _TOGETHER, _FLAT = 4.0, 30.0, 0.98, 4.0
# A height is rounded to a point: of the narrowest, one in a hundred.
_PROPORTION = 0.02
# Pictures decoded at once: a few megabytes of memory each.
_AT_ONCE = 8

_OTHER = Problem(N_("this picture does not show what the file you gave shows."))
_STRAY = Problem(N_("no page shows this picture."))
_GONE = Problem(N_("what this picture stands for is not among the files you gave."))


class _Small(NamedTuple):
    """A picture made small and grey: its points, its width and height as it is seen."""

    points: bytes
    width: int
    height: int


def audit_reduced(
    files: dict[str, Path], shown: Iterable[tuple[str, str]], kept: Kept | None = None
) -> Iterator[tuple[str, Problem]]:
    """Yield the pictures drawn anew that do not show what stands for them on a page, or nowhere.

    ``shown``: on the pages, the file in ``src``, then one of those in ``srcset``; ``kept``: what
    an earlier audit saw.
    """
    drawn = {name for name in files if name.startswith(FOLDER)}
    stands_for: dict[str, set[str]] = {}
    for own, one in shown:
        stands_for.setdefault(one, set()).add(own)
    for name in sorted(drawn - stands_for.keys()):
        yield name, _STRAY
    whole = {one: own for one, own in sorted(stands_for.items()) if {one, *own} <= files.keys()}
    small = _look_at({*whole, *chain.from_iterable(whole.values())}, files, kept)
    for name, owners in sorted(stands_for.items()):
        if name not in drawn or name not in whole:
            yield name, _GONE
        elif not all(_alike(small[name], small[owner]) for owner in owners):
            yield name, _OTHER


def _look_at(
    names: Collection[str], files: dict[str, Path], kept: Kept | None
) -> dict[str, _Small | None]:
    """Return some pictures made small, by their names; Pillow decodes several at once."""
    at_once = max(1, min(len(names), os.cpu_count() or 1, _AT_ONCE))
    # What silences warnings holds for all threads: the last to end must not bring another's back.
    with warnings.catch_warnings(), ThreadPoolExecutor(at_once) as threads:
        warnings.simplefilter("ignore")
        seen = threads.map(lambda name: _seen(files[name].read_bytes(), kept), names)
        return dict(zip(names, seen, strict=True))


def shows(drawn: bytes, given: bytes, kept: Kept | None = None) -> bool:
    """Tell whether a picture shows what another does, no wider."""
    return _alike(_seen(drawn, kept), _seen(given, kept))


def _alike(small: _Small | None, whole: _Small | None) -> bool:
    if small is None or whole is None or small.width > whole.width:
        return False
    ratio = small.width * whole.height / (small.height * whole.width)
    if abs(ratio - 1) > max(_PROPORTION, 1 / small.height):
        return False
    off = mean(abs(a - b) for a, b in zip(small.points, whole.points, strict=True))
    if off <= _SAME or min(pstdev(small.points), pstdev(whole.points)) < _FLAT:
        return off <= _SAME
    return off <= _ALIKE and correlation(small.points, whole.points) >= _TOGETHER


def _seen(data: bytes, kept: Kept | None) -> _Small | None:
    """Return a picture made small, as it was seen before where the bytes are the same."""
    if kept is None:
        return _draw(data)
    key = f"picture {sha256(data).hexdigest()}"
    found = kept.get(key)
    if found:
        points, width, height = found
        return _Small(bytes.fromhex(points), width, height)
    small = _draw(data)
    if small:
        kept.put(key, [small.points.hex(), small.width, small.height])
    return small


def _draw(data: bytes) -> _Small | None:
    """Return a picture made small; ``None`` for what cannot be drawn."""
    image = _pillow()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with image.open(BytesIO(data)) as found:
                # JPEG: decoded no larger than needed, which is quick.
                width, height = found.size
                found.draft("RGB", (8 * _SIDE, 8 * _SIDE))
                turned = found.getexif().get(0x0112, 1) > 4  # noqa: PLR2004 - Exif: on its side
                whole = _upright(found)
    except (OSError, ValueError, SyntaxError, image.DecompressionBombError):
        return None
    white = image.new("RGBA", whole.size, "white")
    white.alpha_composite(whole)
    grey = white.convert("L").resize((_SIDE, _SIDE), image.Resampling.BOX)
    size = (height, width) if turned else (width, height)
    return _Small(grey.tobytes(), *size)


def _upright(image: Any) -> Any:
    from PIL import ImageOps  # noqa: PLC0415

    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I;16") or upright.mode in ("I", "F"):
        upright = upright.convert("I").point(lambda value: value / 256).convert("L")
    return upright.convert("RGBA")


@cache
def _pillow() -> Any:
    from PIL import Image  # noqa: PLC0415 - not loaded where there is no picture
    from pillow_heif import register_heif_opener  # noqa: PLC0415

    register_heif_opener()
    return Image
