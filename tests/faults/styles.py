"""A theme's style sheet that hides or covers a box, told with the file and the line."""

from __future__ import annotations

from pathlib import Path

from tests.support.sites import KIT, Site

from .case import Blocked, Change, Fault, own_copy

CSS = "theme/static/css"
NOT_LISTED = "ne figure pas dans la liste des règles"


def added(sheet: str, rule: str) -> Change:
    """Return the addition of one line to the end of a sheet of the theme."""

    def change(site: Site) -> None:
        path = own_copy(site, f"{CSS}/{sheet}")
        path.write_text(f"{path.read_text('utf-8')}{rule}\n", "utf-8")

    return change


def spoilt(id_: str, title: str, rule: str, sheet: str = "components/disclaimer.css") -> Fault:
    """Return a rule too many, after the last line of a sheet."""
    line = Path(KIT, CSS, sheet).read_text("utf-8").count("\n") + 1
    expected = Blocked(NOT_LISTED, f"{CSS}/{sheet}", line)
    return Fault(id_, title, expected, change=added(sheet, rule))


FAULTS = [
    spoilt("Z01", "letters of no size by the shorthand “font”", ".disclaimer{font:0/0 serif}"),
    spoilt("Z02", "letters of no size by “calc”", ".disclaimer{font-size:calc(0px)}"),
    spoilt("Z03", "a box made a hundred times smaller", ".disclaimer{zoom:.01}"),
    spoilt("Z04", "a box cut to one pixel", ".disclaimer{display:flex;height:1px;overflow:hidden}"),
    spoilt("Z05", "a box moved to the end of the page", ".disclaimer{order:99}"),
    spoilt(
        "Z06",
        "letters of the colour of the paper",
        ".disclaimer{color:var(--color-paper);background:var(--color-paper)}",
    ),
    spoilt(
        "Z07", "a sheet of paper over the page", "body::after{content:'';position:fixed;inset:0}"
    ),
    spoilt(
        "Z08",
        "a footer that is pulled over the boxes",
        ".site-footer{margin-top:-99rem}",
        "components/site_footer.css",
    ),
    spoilt(
        "Z09",
        "letters that cannot be read by night",
        "@media (prefers-color-scheme: dark){:root{--color-text-quiet:#444}}",
        "tokens.css",
    ),
    spoilt(
        "Z10",
        "letters too small on paper",
        "@media print{:root{--size-small:2pt}}",
        "tokens.css",
    ),
    spoilt(
        "Z11",
        "words struck out",
        "@supports (display:grid){.sources__text{text-decoration:line-through .5em}}",
        "components/sources.css",
    ),
    spoilt(
        "Z12",
        "a font without letters",
        "@font-face{font-family:'Segoe UI';src:local(Wingdings)}",
        "base.css",
    ),
    spoilt(
        "Z13",
        "a rule inside another rule",
        ".community{& > p{display:none}}",
        "components/community.css",
    ),
]
