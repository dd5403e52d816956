"""What is left of the demonstration in a doctor's blog. Knows nothing of Pelican.

The kit is delivered with the blog of a doctor who does not exist. To take the line ``fictional``
out is not enough to make it a real one: each line that still bears the fictional name, town, mail
or address, or says what only a demonstration says, every text delivered with the kit under
whatever name, and vettings that nobody made are named one by one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from plugins.shared.blog import Blog
from plugins.shared.files import decode, read_toml
from plugins.shared.problems import N_, Phrase, Problem

_DELIVERED = Path(__file__).with_name("delivered.txt")
# Names that stand for no site, RFC 2606.
_FOR_EXAMPLES = r"(?:example|invalid|test|localhost|example\.(?:com|net|org))"
_RESERVED = re.compile(rf"https://(?:[^/]*\.)?{_FOR_EXAMPLES}(?::\d+)?(?:/|$)", re.IGNORECASE)
_NAME = (
    re.compile(r"Jeanne\s+Exemple|Ville-Exemple|Dr\s+Exemple", re.IGNORECASE),
    N_("“{words}” is a name of the demonstration."),
    N_("Write your own here, or take the line out."),
)
_SENTENCE = (
    re.compile(
        r"ce\s+blog\s+(?:est|de)\s+(?:(?:la|une)\s+)?démonstration|facile,\s+je\s+suis\s+un\s+personnage"
        r"|ni\s+moi\s+ni\s+ma\s+ville\s+n[’']existons|dates\s+de\s+vérification\s+sont\s+fictives"
        r"|this\s+blog\s+is\s+a\s+demonstration|am\s+a\s+made-up\s+character"
        r"|dates\s+shown\s+are\s+fictional",
        re.IGNORECASE,
    ),
    N_("“{words}” is true of the demonstration only."),
    N_("Write what is true of your blog, or take the sentence out."),
)
_MAIL = (
    re.compile(rf"[\w.+-]+@(?:[\w-]+\.)*{_FOR_EXAMPLES}(?![\w-]|\.\w)", re.IGNORECASE),
    N_("“{words}” is kept for examples: nobody receives what is sent there."),
    N_("Write an address that you read, or take the line out."),
)
_HOST = (
    re.compile(r"(?:[\w.+-]+@|https?://)?\bcarnet\.example(?![\w-]|\.\w)", re.IGNORECASE),
    N_("“{words}” is an address of the demonstration: it leads nowhere."),
    N_("Write your own address here, or take the line out."),
)
_REMARK = re.compile(r"^[ \t]*#.*$", re.MULTILINE)
# A paragraph shorter than this may be anybody's.
_LONG = 80
_MARK = 16
_LARGEST = 1024 * 1024


def traces(blog: Blog, content: Path) -> Iterator[tuple[str, Problem]]:
    """Yield, by file of the content folder, what a real blog would have replaced."""
    delivered = delivered_texts()
    for file in sorted(content.rglob("*")):
        name = file.relative_to(content).as_posix()
        text = _text_of(file) if file.suffix in (".md", ".toml") else ""
        if file.suffix == ".md" and is_delivered(text, delivered):
            yield name, _DELIVERED_TEXT
        elif name == "communities/vetting.toml" and read_toml(text)[0].get("fictional"):
            yield name, _FICTIONAL_VETTINGS
        elif name == "blog.toml":
            if is_for_examples(blog.blog.address):
                yield name, _reserved(text, blog.blog.address)
            yield from ((name, one) for one in _found(_claims(text), _NAME, _SENTENCE, _MAIL))
        else:
            said = _claims(text) if file.suffix == ".toml" else text
            yield from ((name, one) for one in claims(said))


def claims(text: str) -> Iterator[Problem]:
    """Yield each line of a text that only the demonstration may say."""
    return _found(text, _NAME, _SENTENCE, _HOST)


def is_for_examples(address: str) -> bool:
    """Tell whether an address stands for no site (RFC 2606)."""
    return bool(_RESERVED.match(address))


def _reserved(text: str, address: str) -> Problem:
    """Return the problem of an address of the blog that stands for no site."""
    return Problem(
        N_("the address of the blog stands for no site: it is kept for examples."),
        N_("Write the address that you were given by your host after “address”."),
        # As it was typed: capitals and accents are not in the address that is made of it.
        quote=str(read_toml(text)[0].get("blog", {}).get("address", address)),
        within="address",
    )


def _claims(text: str) -> str:
    """Return a settings file without its remarks: what is said in one is no claim of the blog's."""
    return _REMARK.sub("", text)


def _text_of(file: Path) -> str:
    """Return what a file says; nothing of what the gate, which comes next, refuses to open."""
    try:
        if file.is_symlink() or not file.is_file() or file.stat().st_size > _LARGEST:
            return ""
        return decode(file.read_bytes())[0]
    except OSError:
        return ""


_DELIVERED_TEXT = Problem(
    N_("this text is the demonstration’s: you did not write it."),
    N_("Delete it, or write your own in its place."),
)
_FICTIONAL_VETTINGS = Problem(
    N_("these vettings say that they are fictional: nobody made them."),
    N_("Delete them, then vet communities yourself: python3 tasks.py vet"),
    quote="fictional",
    within="fictional",
)


def _found(text: str, *looked_for: tuple[re.Pattern[str], Phrase, Phrase]) -> Iterator[Problem]:
    """Yield a problem for each line of a text where something that is looked for begins."""
    lines = text.split("\n")
    for pattern, what, fix in looked_for:
        told = -1
        for match in pattern.finditer(text):
            line = text.count("\n", 0, match.start())
            if line != told:
                told, words = line, " ".join(match[0].split())
                yield Problem(what, fix, {"words": words}, lines[line].strip(), line + 1)


def marks(text: str) -> frozenset[str]:
    """Return a mark of each long paragraph of a text, whatever its lines and spaces."""
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return frozenset(
        hashlib.sha256(part.encode()).hexdigest()[:_MARK]
        for part in paragraphs
        if len(part) >= _LONG
    )


def delivered_texts() -> frozenset[str]:
    """Return the marks of all texts delivered with the kit."""
    return frozenset(_DELIVERED.read_text("utf-8").split())


def is_delivered(text: str, delivered: frozenset[str]) -> bool:
    """Tell whether half of a text, or more, is word for word of those delivered with the kit."""
    found = marks(text)
    return bool(found) and 2 * len(found & delivered) >= len(found)
