"""Make the letters of theme/fonts/ from Source Sans 3, as its licence allows.

    pip download --no-deps fontpkg-source-sans-3==3.52
    .venv/bin/python tests/support/make_fonts.py fontpkg_source_sans_3-3.52-py3-none-any.whl

The package holds the variable letters of https://github.com/adobe-fonts/source-sans (SIL Open Font
License 1.1). Kept: two weights, the letters of European languages, figures, and the signs that
medical texts use. What was changed may not bear the name “Source” (condition 3 of the licence):
the letters are called Serment Sans. The same package gives the same bytes. A build never runs this.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FONTS = Path(__file__).parents[2] / "theme" / "fonts"
NAME = "Serment Sans"
WEIGHTS = {"Regular": 400, "Bold": 700}
# Unicode: Latin, accents to combine, Greek, Cyrillic, punctuation, figures above and below the
# line, currencies, letterlike signs, fractions, arrows, mathematics, shapes, boxes to tick.
KEPT = (
    *((0x20, 0x24F), (0x2B0, 0x36F), (0x370, 0x3FF), (0x400, 0x45F), (0x1E00, 0x1EFF)),
    *((0x2000, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x215F), (0x2190, 0x2199)),
    *((0x2200, 0x22FF), (0x25A0, 0x25FF), (0x2610, 0x2612), (0x2713, 0x2714)),
)
_WHOLE, _LICENCE = (
    "fontpkg_source_sans_3/files/SourceSans3[wght].ttf",
    "fontpkg_source_sans_3/LICENSE",
)
# Of the table “name”: copyright, licence and its address stay as they are.
_STAY = (0, 13, 14)


def letters(whole: bytes, style: str) -> bytes:
    """Return one weight of the variable letters, with what is kept of it, under its own name."""
    font = TTFont(io.BytesIO(whole), recalcTimestamp=False)
    instantiateVariableFont(font, {"wght": WEIGHTS[style]}, inplace=True)
    options = Options()
    options.layout_features = ["ccmp", "kern", "locl", "mark", "mkmk"]
    options.hinting = False
    options.name_IDs = list(_STAY)
    subset = Subsetter(options)
    subset.populate(unicodes=[code for a, b in KEPT for code in range(a, b + 1)])
    subset.subset(font)
    # Of variable letters only.
    del font["STAT"]
    # OpenType, “OS/2”, fsSelection, and “head”, macStyle: which of the two it is.
    bold = style == "Bold"
    font["OS/2"].fsSelection = (1 << 7) | (1 << 5 if bold else 1 << 6)
    font["head"].macStyle = int(bold)
    names = {1: NAME, 2: style, 4: f"{NAME} {style}", 6: f"{NAME}-{style}".replace(" ", "")}
    for number, words in names.items():
        font["name"].setName(words, number, 3, 1, 0x409)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def main(package: str) -> None:
    """Write both weights and their licence."""
    with zipfile.ZipFile(package) as archive:
        whole, licence = archive.read(_WHOLE), archive.read(_LICENCE)
    FONTS.mkdir(parents=True, exist_ok=True)
    for style in WEIGHTS:
        (FONTS / f"serment-sans-{style.lower()}.ttf").write_bytes(letters(whole, style))
    (FONTS / "OFL.txt").write_bytes(licence)


if __name__ == "__main__":
    main(sys.argv[1])
