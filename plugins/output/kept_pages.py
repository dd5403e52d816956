"""Take a page from the last release, where nothing that it shows has changed. No Pelican.

A page is known by its signature: the digest of all that its template is given. It has two parts.
What any page may show of the site is one digest for all: the kit, the theme's templates, the
settings, the day, the doctor's files that are no texts, and of each text what lists and menus show
of it. The page of a text adds the text itself. So a change of a title, of a date or of the ledger
has every page rendered, and one of a sentence has one.

A page that names a picture of the doctor's is always rendered: what is made of a picture, later,
depends on its bytes. So is every page of a theme whose lists show whole texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from plugins.shared.sealed import read_sealed, write_sealed

# Beside the site in a release.
RECORD = "pages.json"
# The pages of one text each.
_OF_A_TEXT = frozenset({"article.html", "page.html"})
_REMARK = re.compile(r"\{#.*?#\}", re.DOTALL)
_ASKED_FOR = re.compile(r"\{%[-+]?\s*(?:include|extends|import|from)\s(.*?)[-+]?%\}", re.DOTALL)
# As a name between quotes, with what may come after it: “with context”, “import one as other”.
_BY_NAME = re.compile(r"""\s*(["'])(?P<name>[^"']*)\1(?:\s+[\w\s,]*)?""")
# Of an article, what changes with its sentences; a page that shows its own words is no list.
_OF_ITS_WORDS = re.compile(r"(?<!\bpage)\.\s*(?:callouts|contents?|glossary|sources)\b")
_CONTENT = re.compile(r"(?<!\bpage)\.\s*content\b")


class KeptPages:
    """The pages of the last release, and of the one that is being made."""

    def __init__(self, last: str, made: str) -> None:
        """Take pages from the release in the folder ``last``; note them in the folder ``made``.

        Without the first, nothing is taken; without the second, nothing is noted.
        """
        self._last, self._made = Path(last), made
        self._there = read_sealed(self._last / RECORD) if last else {}
        self._pages: dict[str, list[str]] = {}

    @property
    def are_noted(self) -> bool:
        """Tell whether signatures are of any use."""
        return bool(self._made)

    def get(self, name: str, signature: str, render: Callable[[], str]) -> str:
        """Return a page: that of the last release if its signature is the same and it is whole.

        ``name``: its path below the site; ``render``: makes it anew.
        """
        if self._there.get(name, [""])[0] == signature:
            with suppress(OSError, ValueError):
                html = (self._last / "site" / name).read_text("utf-8")
                if self._there[name] == [signature, _digest(html)]:
                    self._pages[name] = self._there[name]
                    return html
        html = render()
        self._pages[name] = [signature, _digest(html)]
        return html

    def save(self, site: Path, folders: Collection[str]) -> None:
        """Note the pages of the written site that another build may take. Never fails.

        Not those that were changed since they were rendered, nor those that name a file in one of
        the doctor's ``folders`` of pictures.
        """
        if not self._made:
            return
        pages = {}
        for name, (signature, rendered) in self._pages.items():
            with suppress(OSError, ValueError):
                html = (site / name).read_text("utf-8")
                named = any(f"{folder}/" in html for folder in folders)
                if _digest(html) == rendered and not named:
                    pages[name] = [signature, rendered]
        with suppress(OSError):
            write_sealed(Path(self._made, RECORD), pages)


def _digest(html: str) -> str:
    return sha256(html.encode("utf-8", "surrogatepass")).hexdigest()


def texts_stay_apart(templates: Mapping[str, str]) -> bool:
    """Tell whether no page of a theme shows the words of a text but the text's own.

    ``templates``: their texts, by their names. Where one asks for another by a name that is not
    written there, nobody can tell: the answer is no.
    """
    bare = {name: _REMARK.sub("", text) for name, text in templates.items()}

    def closure(name: str, seen: set[str]) -> bool:
        """Note all that a template is made of; tell whether it is known."""
        if name in seen or name not in bare:
            return True
        seen.add(name)
        asked = [_BY_NAME.fullmatch(words) for words in _ASKED_FOR.findall(bare[name])]
        return all(one and closure(one["name"], seen) for one in asked)

    for name in (name for name in bare if "/" not in name):
        parts: set[str] = set()
        if not closure(name, parts):
            return False
        is_own = name in _OF_A_TEXT
        words = _CONTENT if is_own else _OF_ITS_WORDS
        if any(words.search(bare[part]) for part in parts if not (is_own and part == name)):
            return False
    return True


def read_templates(folder: Path) -> dict[str, str]:
    """Return the texts of the templates of a theme, by their names."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8", "surrogateescape")
        for path in sorted(folder.rglob("*.html"))
    }


def other_files(content: Path, texts: Collection[str]) -> Iterator[str]:
    """Yield the doctor's files, by name and bytes, but for those in the folders of ``texts``."""
    for path in sorted(content.rglob("*")):
        name = path.relative_to(content).as_posix()
        if name.split("/")[0] not in texts and path.is_file():
            yield f"{name} {sha256(path.read_bytes()).hexdigest()}"
