"""On the home screen of a telephone the blog has its name and its mark, and stays a site."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.support.sites import Built
from tests.support.spoiling import said

FILE = "manifest.webmanifest"
NOT_OURS = "what telephones read of the blog is not its name and its icons alone."


def test_the_home_screen_has_the_name_and_the_mark(demo: Built):
    """Each page leads to both, and each icon is as large as it says, without a corner to cut."""
    page = (demo.output / "sla/index.html").read_text("utf-8")
    told = json.loads((demo.output / FILE).read_text("utf-8"))

    assert '<link rel="manifest" href="https://carnet.example/manifest.webmanifest">' in page
    assert (told["name"], told["display"]) == ("Le carnet du Dr Exemple", "browser")
    touch = "theme/icons/icon-180.png"
    assert f'<link rel="apple-touch-icon" href="https://carnet.example/{touch}">' in page
    icons = {touch: "180x180"} | {icon["src"]: icon["sizes"] for icon in told["icons"]}
    for path, sizes in icons.items():
        with Image.open(demo.output / path) as icon:
            assert f"{icon.width}x{icon.height}" == sizes
            assert icon.convert("RGBA").getpixel((0, 0)) == (0xFA, 0xF6, 0xEE, 255)


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told.update(name="Un autre"),
        lambda told: told.update(start_url="https://other.example/"),
        lambda told: told.update(serviceworker={"src": "x.js"}),
        lambda told: told["icons"][0].update(src="https://other.example/x.png"),
        lambda told: told.update(icons=7),
    ],
)
def test_another_is_found(published: Path, change: Callable[[dict[str, Any]], object]):
    """Nothing that starts, asks, or stands on another site."""
    file = published / FILE
    told = json.loads(file.read_text("utf-8"))
    change(told)
    file.write_text(json.dumps(told), "utf-8")

    assert (FILE, NOT_OURS) in said(published)
