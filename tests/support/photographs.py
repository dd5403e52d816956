"""Pictures as telephones, printers and programs make them, drawn for tests."""

from __future__ import annotations

import random
from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image, ImageChops, ImageCms, ImageDraw
from pillow_heif import register_heif_opener

register_heif_opener()


@cache
def photograph(width: int, height: int, seed: int = 1) -> Image.Image:
    """Return a picture of colours that run into each other, and discs; another for each seed."""
    chance = random.Random(seed)
    ramp = Image.linear_gradient("L").resize((width, height))
    whole = Image.merge("RGB", [ramp, ramp.rotate(180), ramp.rotate(chance.randrange(360))])
    draw = ImageDraw.Draw(whole)
    for _ in range(9):
        x, y = chance.randrange(width), chance.randrange(height)
        radius = chance.randrange(height // 12, height // 4)
        color = tuple(chance.randrange(256) for _ in range(3))
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=color)
    return whole


def written(image: Image.Image, kind: str, **options: Any) -> bytes:
    """Return a picture as a file of a kind, by Pillow's name for it."""
    data = BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def heavy() -> bytes:
    """Return a photograph of some nine megabytes, grainy as those of a telephone at night."""
    whole = photograph(3000, 2250)
    grain = Image.effect_noise(whole.size, 84).convert("RGB")
    return written(ImageChops.add(whole, grain, 2), "JPEG", quality=99, subsampling=0)


def on_its_side(width: int, height: int) -> bytes:
    """Return a photograph that a telephone took upright: its points lie on their side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Téléphone de Jeanne"
    return written(photograph(width, height), "JPEG", exif=exif, quality=90)


def moving() -> bytes:
    """Return a picture of three frames."""
    first, *others = (Image.new("RGB", (300, 200), name) for name in ("red", "white", "blue"))
    return written(first, "GIF", save_all=True, append_images=others, duration=100, loop=0)


def see_through() -> bytes:
    """Return a drawing on nothing."""
    whole = Image.new("RGBA", (900, 600), (0, 0, 0, 0))
    ImageDraw.Draw(whole).ellipse((100, 100, 800, 500), fill=(200, 30, 60, 180))
    return written(whole, "PNG")


def with_profile(width: int, height: int) -> bytes:
    """Return a photograph that says which colours its numbers mean."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return written(photograph(width, height), "JPEG", icc_profile=profile, quality=90)
