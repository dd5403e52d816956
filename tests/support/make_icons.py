"""Make the icons of theme/static/icons/ from theme/static/favicon.svg, with Chromium.

    .venv/bin/python tests/support/make_icons.py

Telephones draw no SVG on their home screen. A mark on paper to the edges: they cut the corners by
themselves. A build never runs this.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

THEME = Path(__file__).parents[2] / "theme" / "static"
SIZES = (180, 192, 512)
# --color-paper of tokens.css, by day; what a telephone may cut off is outside of four fifths.
PAGE = """<style>body {{ margin: 0; background: #faf6ee }}
svg {{ display: block; width: 80vw; height: 80vw; padding: 10vw }}</style>{drawing}"""


def main() -> None:
    """Write an icon of each size."""
    drawing = (THEME / "favicon.svg").read_text("utf-8")
    (THEME / "icons").mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        for size in SIZES:
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(PAGE.format(drawing=drawing))
            with Image.open(BytesIO(page.screenshot())) as shot:
                few = shot.convert("RGB").quantize(64, dither=Image.Dither.NONE)
            few.save(THEME / "icons" / f"icon-{size}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
