"""What is left of the demonstration in a doctor's blog. Knows nothing of Pelican.

The kit is delivered with the blog of a doctor who does not exist. To take the line ``fictional``
out is not enough to make it a real one: whatever still bears the fictional name, town or address,
every text delivered with the kit, and vettings that nobody made are named.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from plugins.shared.blog import Blog
from plugins.shared.files import decode, read_toml
from plugins.shared.problems import N_, Problem

_DELIVERED = Path(__file__).with_name("delivered.txt")
_NAMES = re.compile(r"Jeanne\s+Exemple|Ville-Exemple|Dr\s+Exemple", re.IGNORECASE)
# Names that stand for no site, RFC 2606.
_RESERVED = re.compile(
    r"https://(?:[^/]*\.)?(?:example|invalid|test|localhost|example\.(?:com|net|org))(?::\d+)?(?:/|$)"
)
_REMARK = re.compile(r"^[ \t]*#.*$", re.MULTILINE)
# A paragraph shorter than this may be anybody's.
_LONG = 80
_MARK = 16
_LARGEST = 1024 * 1024


def traces(blog: Blog, content: Path) -> Iterator[tuple[str, Problem]]:
    """Yield, by file of the content folder, what a real blog would have replaced."""
    if _RESERVED.match(blog.blog.address):
        yield (
            "blog.toml",
            Problem(
                N_("the address of the blog stands for no site: it is kept for examples."),
                N_("Write the address that you were given by your host after “address”."),
                quote=blog.blog.address,
            ),
        )
    delivered = frozenset(_DELIVERED.read_text("utf-8").split())
    for file in sorted(content.rglob("*")):
        name = file.relative_to(content).as_posix()
        text = _text_of(file) if file.suffix in (".md", ".toml") else ""
        # What is said in a remark of a settings file is no claim of the blog's.
        said = _REMARK.sub("", text) if file.suffix == ".toml" else text
        yield from ((name, problem) for problem in _named(said))
        if name.startswith("articles/") and is_delivered(text, delivered):
            yield name, _DELIVERED_ARTICLE
        if name == "communities/vetting.toml" and read_toml(text)[0].get("fictional"):
            yield name, _FICTIONAL_VETTINGS


def _text_of(file: Path) -> str:
    """Return what a file says; nothing of what the gate, which comes next, refuses to open."""
    try:
        if file.is_symlink() or not file.is_file() or file.stat().st_size > _LARGEST:
            return ""
        return decode(file.read_bytes())[0]
    except OSError:
        return ""


_DELIVERED_ARTICLE = Problem(
    N_("this article is the demonstration’s: you did not write it."),
    N_("Delete it, or write your own in its place."),
)
_FICTIONAL_VETTINGS = Problem(
    N_("these vettings say that they are fictional: nobody made them."),
    N_("Delete them, then vet communities yourself: python3 tasks.py vet"),
    quote="fictional",
)


def _named(text: str) -> Iterator[Problem]:
    """Yield a problem for the first name of the demonstration in a text."""
    found = _NAMES.search(text)
    if found:
        yield Problem(
            N_("“{name}” is a name of the demonstration."),
            N_("Write your own, here and wherever it stands in this file, or delete the file."),
            {"name": " ".join(found[0].split())},
            quote=found[0].split("\n")[0],
        )


def marks(text: str) -> frozenset[str]:
    """Return a mark of each long paragraph of a text, whatever its lines and spaces."""
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return frozenset(
        hashlib.sha256(part.encode()).hexdigest()[:_MARK]
        for part in paragraphs
        if len(part) >= _LONG
    )


def is_delivered(text: str, delivered: frozenset[str]) -> bool:
    """Tell whether half of a text, or more, is word for word of those delivered with the kit."""
    found = marks(text)
    return bool(found) and 2 * len(found & delivered) >= len(found)
