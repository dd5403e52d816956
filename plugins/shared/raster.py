"""Open a picture made of points, whatever camera made it. Knows nothing of Pelican.

Pillow reads JPEG, PNG, WebP, GIF and AVIF; pillow-heif adds what telephones make (HEIC).
"""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

RASTER = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")
HEIC = (".heic", ".heif")
# What Pillow raises at a file that ends too soon, or was never one.
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, TypeError, LookupError, struct.error)
# Exif: from here on, a photograph lies on its side.
_ORIENTATION, _ON_ITS_SIDE = 0x0112, 5


def is_picture(path: Path) -> bool:
    """Tell whether a file is a picture made of points, by the end of its name."""
    return path.suffix.lower() in (*RASTER, *HEIC)


class UnreadableError(ValueError):
    """A picture that cannot be drawn to its end."""


class TooLargeError(UnreadableError):
    """A picture of more points than a program should draw."""


@contextmanager
def opened(data: bytes) -> Iterator[Image]:
    """Open a picture; raises :class:`UnreadableError`, in the block too."""
    image = _pillow()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with image.open(BytesIO(data)) as found:
                yield found
    except _BROKEN as error:
        raise UnreadableError(str(error)) from error
    except image.DecompressionBombError as error:
        raise TooLargeError(str(error)) from error


def upright_size(image: Image) -> tuple[int, int]:
    """Return the width and the height of a picture as it is shown, in pixels."""
    width, height = image.size
    on_its_side = image.getexif().get(_ORIENTATION, 1) >= _ON_ITS_SIDE
    return (height, width) if on_its_side else (width, height)


def is_animated(image: Image) -> bool:
    """Tell whether a picture moves."""
    return bool(getattr(image, "is_animated", False))


@cache
def _pillow() -> Any:
    # Not loaded where there is no picture.
    from PIL import Image  # noqa: PLC0415
    from pillow_heif import register_heif_opener  # noqa: PLC0415

    register_heif_opener()
    return Image
