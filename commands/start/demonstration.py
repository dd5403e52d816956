"""Put the demonstration aside and leave a blog to write in: nothing is lost, nothing of hers goes.

What is delivered is copied to ``content-demonstration/`` first. Only then what is word for word the
demonstration's leaves ``content/``; an article or a page that the doctor wrote stays.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from commands.cli.atomic_write import write_whole
from plugins.legal.demonstration import claims, delivered_texts, is_delivered
from plugins.shared.files import decode, read_toml

KEPT_ASIDE = "content-demonstration"
_PAGES = Path(__file__).with_name("pages")
_LEDGER = "communities/vetting.toml"
# What goes with the demonstration's articles, unless one of hers is there and may cite it.
_LIBRARY = ("sources", "images")


def put_aside(content: Path) -> None:
    """Copy the demonstration beside the blog. What is there already stays."""
    aside = content.with_name(KEPT_ASIDE)
    for file in sorted(content.rglob("*")):
        copy = aside / file.relative_to(content)
        if file.is_file() and not copy.exists():
            write_whole(copy, file.read_bytes())


def take_out(content: Path) -> None:
    """Take what is the demonstration's out of the content folder; the copy is made already."""
    for file in of_the_demonstration(content):
        file.unlink()
    hers = any((content / "articles").rglob("*.md"))
    for name in () if hers else _LIBRARY:
        shutil.rmtree(content / name, ignore_errors=True)


def of_the_demonstration(content: Path) -> Iterator[Path]:
    """Yield what says that it is the demonstration's: its texts, and the vettings nobody made."""
    delivered = delivered_texts()
    for file in sorted(content.rglob("*.md")):
        text = decode(file.read_bytes())[0]
        if is_delivered(text, delivered) or any(claims(text)):
            yield file
    ledger = content / _LEDGER
    if ledger.is_file() and read_toml(decode(ledger.read_bytes())[0])[0].get("fictional"):
        yield from sorted((content / "communities").glob("*.toml"))


def write_pages(content: Path, values: Mapping[str, str]) -> None:
    """Write the pages that every blog begins with, in its language, where she has none.

    ``values``: the ``language`` of the blog, and what the pages say of the doctor.
    """
    own = _PAGES / values["language"]
    for page in sorted(_PAGES.glob("*/*.md")):
        delivered = content / "pages" / page.name
        # A page of the demonstration that suits any blog, but not one in this language.
        if page.parent != own and delivered.is_file() and _is_same(delivered, page):
            delivered.unlink()
    for page in sorted(own.glob("*.md")):
        path = content / "pages" / page.name
        if not path.exists():
            write_whole(path, page.read_text("utf-8").format(**values).encode())
    for name in ("articles", "images"):
        (content / name).mkdir(exist_ok=True)


def _is_same(file: Path, other: Path) -> bool:
    """Tell whether two files hold the same text."""
    return decode(file.read_bytes())[0] == decode(other.read_bytes())[0]
