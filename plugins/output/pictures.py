"""Reduce the doctor's pictures to what a screen shows. Knows nothing of Pelican.

A photograph of 9 MB, as a telephone makes it, takes a minute where the network is poor. Each
picture is drawn anew in up to four widths, as AVIF and WebP, and as JPEG for old browsers; the
reader's browser takes the one that fits. The doctor's own file is never touched.

The widths follow the column of a text, 592 pixels wide on a large screen: once and twice as dense,
and below it those of telephones. What is drawn is kept by the digest of what it was drawn from, so
that the next build copies it. Pillow works on several pictures at once, where there are processors;
each is drawn by one, to the same bytes on any machine.
"""

from __future__ import annotations

import json
import os
import re
import warnings
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cattrs import BaseValidationError

from plugins.shared.kept_files import KeptFiles
from plugins.shared.raster import (
    HEIC,
    UnreadableError,
    is_animated,
    is_picture,
    opened,
    upright_size,
)
from plugins.shared.typed_json import from_json, to_json

if TYPE_CHECKING:
    from PIL.Image import Image

FOLDER = "pictures"
WIDTHS = (480, 800, 1184, 1600)
# Of the full width, what is too near to it to be worth a file.
_NEAR = 0.85
# In bytes: what is lighter, and no wider than a telephone, is published as it is.
_LIGHT = 60_000
_HEAVY = 300_000
# By the names of Pillow. AVIF at 60 and WebP at 78 look like JPEG at 82.
_AVIF: dict[str, Any] = {"format": "AVIF", "quality": 60, "speed": 6, "max_threads": 1}
_WEBP: dict[str, Any] = {"format": "WEBP", "quality": 78, "method": 4}
_JPEG: dict[str, Any] = {"format": "JPEG", "quality": 82, "optimize": True, "progressive": True}
_PNG: dict[str, Any] = {"format": "PNG", "optimize": True}
_SAVED = {".avif": _AVIF, ".webp": _WEBP, ".jpg": _JPEG, ".jpeg": _JPEG, ".png": _PNG}
MEDIA_TYPES = {".avif": "image/avif", ".webp": "image/webp", ".jpg": "image/jpeg"}
# Pictures drawn at once: each is 36 MB in memory at twelve million points, and 36 more upright.
_AT_ONCE = 4
_REMEMBERED = "pictures.json"
_PLAIN = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Picture:
    """A picture as pages show it: its size in pixels, and its files, narrow first, by kind.

    ``own``: the file that stands for it everywhere, by its path below the site; ``files``: by the
    end of their names, the widths and paths of what was drawn of it; none of what stays as it is.
    """

    width: int
    height: int
    own: str
    files: dict[str, list[tuple[int, str]]] = field(default_factory=dict)


class Drawn(KeptFiles):
    """What was drawn in earlier builds, and how pages showed it."""

    def remember(self, pictures: dict[str, Picture]) -> None:
        """Keep how pages show the pictures: the preview shows a page before the next build."""
        self.used.add(_REMEMBERED)
        self.put(_REMEMBERED, json.dumps(to_json(pictures, dict[str, Picture])).encode())

    def remembered(self) -> dict[str, Picture]:
        """Return the pictures of the last build, by their paths below its site."""
        with suppress(ValueError, BaseValidationError):
            found = json.loads(self.get(_REMEMBERED) or b"{}")
            pictures: dict[str, Picture] = from_json(found, dict[str, Picture])
            return pictures
        return {}


def pictures_in(folder: Path) -> list[Path]:
    """Return the pictures made of points in a folder, in order."""
    return [path for path in sorted(folder.rglob("*.*")) if is_picture(path) and path.is_file()]


def reduce_pictures(
    site: Path, given: Iterable[Path], shown: Collection[str], drawn: Drawn
) -> dict[str, Picture]:
    """Draw some pictures of the site anew; return them by their paths below the site.

    ``shown``: those that a page shows; what a page only leads to stays as it was given, but for
    what no browser shows (HEIC). A file that cannot be drawn stays too: the gate has said so.
    """
    names = [path.relative_to(site).as_posix() for path in given]
    names = [name for name in names if Path(name).suffix.lower() in HEIC or name in shown]

    def reduced(name: str) -> Picture | None:
        with suppress(UnreadableError):
            return _reduce(site, name, drawn, shown=name in shown)
        return None

    at_once = max(1, min(len(names), os.cpu_count() or 1, _AT_ONCE))
    # What silences warnings holds for all threads: the last to end must not bring another's back.
    with warnings.catch_warnings(), ThreadPoolExecutor(at_once) as threads:
        warnings.simplefilter("ignore")
        found = dict(zip(names, threads.map(reduced, names), strict=True))
    return {name: picture for name, picture in found.items() if picture}


def _reduce(site: Path, name: str, drawn: Drawn, *, shown: bool) -> Picture:
    kind, data = Path(name).suffix.lower(), (site / name).read_bytes()
    with opened(data) as image:
        width, height = upright_size(image)
        small = width <= WIDTHS[0] and len(data) <= _LIGHT
        if kind not in HEIC and (small or is_animated(image)):
            return Picture(width, height, name)
        key = sha256(_made_by() + data).hexdigest()[:32]
        drawing = _Drawing(image, key, drawn)
        widest = min(width, WIDTHS[-1])
        own = _own(site, name, drawing, widest, len(data))
        if not shown:
            return Picture(width, height, own.name)
        widths = [*(one for one in WIDTHS if one < min(width * _NEAR, widest)), widest]
        lightest = min(own.weight, len(drawing.made(widest, ".jpg")) if own.jpeg else own.weight)
        stem = f"{FOLDER}/{_PLAIN.sub('-', Path(name).stem.lower()).strip('-')[:60]}-{key[:8]}"
        files: dict[str, list[tuple[int, str]]] = {}
        for ending in (".avif", ".webp", ".jpg"):
            # Of a drawing in few colours, the doctor's own file is lighter.
            if own.jpeg if ending == ".jpg" else len(drawing.made(widest, ending)) < lightest:
                files[ending] = [(one, f"{stem}-{one}{ending}") for one in widths]
        for ending, targets in files.items():
            for one, target in targets:
                (site / target).parent.mkdir(exist_ok=True)
                (site / target).write_bytes(drawing.made(one, ending))
    return Picture(width, height, own.name, files)


@dataclass(frozen=True)
class _Own:
    """The file that stands for a picture: its path, its weight in bytes, whether it is a JPEG."""

    name: str
    weight: int
    jpeg: bool


def _own(site: Path, name: str, drawing: _Drawing, widest: int, weight: int) -> _Own:
    """Put the file that stands for a picture in place: reduced where it is wide or heavy."""
    path, kind = site / name, Path(name).suffix.lower()
    if kind in HEIC:
        path.unlink()
        path = path.with_name(f"{path.name}.jpg")
        name, kind, weight = f"{name}.jpg", ".jpg", 0
    jpeg = kind in (".jpg", ".jpeg")
    if weight and weight <= _HEAVY and not drawing.is_wider(widest):
        return _Own(name, weight, jpeg)
    made = drawing.made(widest, kind) if kind in _SAVED else b""
    if not made or 0 < weight <= len(made):
        return _Own(name, weight, jpeg)
    # A new file: the one that is there could be a link to the doctor's own.
    path.unlink(missing_ok=True)
    path.write_bytes(made)
    return _Own(name, len(made), jpeg)


class _Drawing:
    """A picture that is decoded when it is first drawn, and drawn once in each width and kind."""

    def __init__(self, image: Image, key: str, drawn: Drawn) -> None:
        self._image = image
        self._key = key
        self._drawn = drawn
        self._whole: Image | None = None
        self._narrow: dict[int, Image] = {}
        self._made: dict[str, bytes] = {}

    def is_wider(self, width: int) -> bool:
        """Tell whether the picture is wider than it is ever shown."""
        return upright_size(self._image)[0] > width

    def made(self, width: int, ending: str) -> bytes:
        """Return the picture in a width, as the kind of file of an ending."""
        name = f"{self._key}-{width}{'.jpg' if ending == '.jpeg' else ending}"
        if name not in self._made:
            self._made[name] = self._drawn.get_or_make(name, lambda: self._draw(width, ending))
        return self._made[name]

    def _draw(self, width: int, ending: str) -> bytes:
        from PIL import Image  # noqa: PLC0415

        narrow = self._in_width(width)
        if ending in (".jpg", ".jpeg") and narrow.mode == "RGBA":
            white = Image.new("RGB", narrow.size, "white")
            white.paste(narrow, mask=narrow.getchannel("A"))
            narrow = white
        # Programs leave remarks here that some kinds would take along.
        narrow.info = {}
        written = BytesIO()
        narrow.save(written, **_SAVED[ending])
        return written.getvalue()

    def _in_width(self, width: int) -> Image:
        from PIL import Image  # noqa: PLC0415

        if width not in self._narrow:
            if self._whole is None:
                self._whole = as_seen(self._image)
            size = (width, max(1, round(self._whole.height * width / self._whole.width)))
            self._narrow[width] = (
                self._whole
                if size == self._whole.size
                else self._whole.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
            )
        return self._narrow[width]


def as_seen(image: Image) -> Image:
    """Return a picture upright, in the colours of the web: sRGB, with transparency if it has some.

    A telephone's colours (Display P3) and a printer's (CMYK) are turned into those by the profile
    that the file holds: https://www.color.org/, ICC.1.
    """
    from PIL import ImageCms, ImageOps  # noqa: PLC0415

    image.load()
    seen = ImageOps.exif_transpose(image)
    clear = "A" in seen.getbands() or "transparency" in seen.info
    profile = seen.info.get("icc_profile")
    if profile and seen.mode in ("RGB", "CMYK"):
        with suppress(ImageCms.PyCMSError, OSError):
            given = ImageCms.ImageCmsProfile(BytesIO(profile))
            turned = ImageCms.profileToProfile(seen, given, _srgb(), outputMode="RGB")
            seen = turned or seen
    if seen.mode.startswith("I;16") or seen.mode in ("I", "F"):
        # Sixteen bits a point: the upper eight are seen.
        seen = seen.convert("I").point(lambda value: value / 256).convert("L")
    return seen.convert("RGBA" if clear else "RGB")


@cache
def _srgb() -> Any:
    from PIL import ImageCms  # noqa: PLC0415

    return ImageCms.createProfile("sRGB")


@cache
def _made_by() -> bytes:
    """Return what tells drawings of one version of this file and of Pillow from any others."""
    import PIL  # noqa: PLC0415
    from PIL import features  # noqa: PLC0415

    versions = [PIL.__version__, *(str(features.version(name)) for name in ("avif", "webp"))]
    return f"{versions}{WIDTHS}{_SAVED}{sha256(Path(__file__).read_bytes()).hexdigest()}".encode()


def sources_of(picture: Picture) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Yield the files of a picture by their media types, the lightest kind first."""
    for ending, files in picture.files.items():
        yield MEDIA_TYPES[ending], files
