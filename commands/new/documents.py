"""Take the words of a document that the doctor has already: Word, plain text or Markdown.

What cannot come along is said: pictures, above all, which belong in the folder images.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, is_zipfile

import mammoth
from markdownify import ATX, MarkdownConverter

from commands.cli.errors import CommandError
from plugins.reader.core import read_document
from plugins.shared.files import decode
from plugins.shared.problems import N_, Phrase

# In bytes: far above any text, pictures of a document included.
_MOST = 50_000_000
_TITLE = re.compile(r"\A\s*#[ \t]+(.+?)[ \t]*#*[ \t]*\n")
# What would make words bold or italic, a link or code; then what would begin a list or a heading.
_SIGNS = re.compile(r"(?<!\w)[*_]|[*_](?!\w)|[\[\]`\\]")
_BEGINS = re.compile(r"\A(\s*(?:\d{1,9})?)([#>+.)-])(?=\s)")
_TEXTS = (".md", ".markdown", ".txt")


@dataclass(frozen=True)
class Words:
    """The text of a document as Markdown, its title if it has one, and what did not come along."""

    text: str = ""
    title: str = ""
    left_out: tuple[Phrase, ...] = ()


class _Writer(MarkdownConverter):
    """Writes HTML as Markdown, in which the words of the document stay words."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Return words with a backslash before each sign that would make something of them.

        A star or a stroke between letters or figures, as in 1 g*3/j, is a word of the dialect.
        """
        if {"pre", "code", "kbd", "samp"} & parent_tags:
            return text
        return _BEGINS.sub(r"\1\\\2", _SIGNS.sub(r"\\\g<0>", text))


def read_words(path: Path) -> Words:
    """Return the words of a document; raise :class:`CommandError` for what cannot be read."""
    values = {"file": str(path)}
    if not path.is_file():
        raise CommandError(N_("There is no file “{file}”."), N_("Copy its whole path."), values)
    if path.stat().st_size > _MOST:
        raise CommandError(
            N_("“{file}” is too big to be a text."), N_("Copy its words by hand."), values
        )
    if path.suffix.lower() == ".docx" and is_zipfile(path):
        return _of_word(path)
    if path.suffix.lower() not in _TEXTS:
        raise CommandError(
            N_("“{file}” is not a document that can be read: .docx, .txt or .md."),
            N_("Open it, and save it as a Word document (.docx)."),
            values,
        )
    return _of_text(path)


def _of_word(path: Path) -> Words:
    """Return what Word saved: headings, lists, tables, bold, links and notes."""
    pictures: list[object] = []

    def leave_out(picture: object) -> dict[str, str]:
        pictures.append(picture)
        return {"src": ""}

    try:
        with path.open("rb") as file:
            read = mammoth.convert_to_html(
                file,
                convert_image=mammoth.images.img_element(leave_out),
            )
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        raise CommandError(
            N_("“{file}” cannot be read as a Word document."),
            N_("Open it in Word, save it again, or copy its words by hand."),
            {"file": str(path)},
        ) from error
    text = _Writer(heading_style=ATX, bullets="-", strip=["img"], table_infer_header=True).convert(
        read.value
    )
    left_out = []
    if pictures:
        left_out.append(
            N_("Its pictures did not come along: save each in the folder content/images.")
        )
    title, text = _titled(text.strip())
    return Words(text, title, tuple(left_out))


def _of_text(path: Path) -> Words:
    """Return a text as it is; of one that has a header, its title and its body."""
    text, problems = decode(path.read_bytes())
    if problems:
        raise CommandError(
            N_("The letters of “{file}” cannot be read."),
            N_("Save it as a text in UTF-8."),
            {"file": str(path)},
        )
    document = read_document(text.replace("\r\n", "\n").replace("\r", "\n"))
    if document.fields:
        left_out = (N_("Its header did not come along, but for its title."),)
        return Words(document.body.strip(), document.get("title"), left_out)
    title, body = _titled(document.body)
    return Words(body.strip(), title)


def _titled(text: str) -> tuple[str, str]:
    """Return the title that a text begins with, and the rest, its headings one level lower."""
    match = _TITLE.match(text)
    title, rest = (match[1].strip("* "), text[match.end() :]) if match else ("", text)
    if re.search(r"^#[ \t]", rest, re.MULTILINE):
        rest = re.sub(r"^(#{1,5})(?=[ \t])", r"\1#", rest, flags=re.MULTILINE)
    return title, rest
