"""Tell a page from what it would be in another build, without rendering it. No Pelican.

The signature of a page is the digest of all that its template is given. It has two parts. What any
page may show of the site is one digest for all: the kit, the theme's templates, the settings, the
day, the doctor's files that are no texts, and of each text what lists and menus show of it. The
page of a text adds the text itself. So a change of a title, of a date or of the ledger has every
page rendered, and one of a sentence has one.

In a theme whose lists show whole texts, a sentence may change any page: there are no signatures.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from plugins.shared.articles import listed_of
from plugins.shared.cache import digest
from plugins.shared.templates import read_templates

from .kept_pages import KeptPages

# The settings that decide on pages and that no file of the kit or of the doctor holds.
_DECIDING = ("SETTINGS_FILE", "BUILD_DAY", "SEARCH", "LEAFLETS", "SHARE_PICTURES")
# The pages of one text each.
_OF_A_TEXT = frozenset({"article.html", "page.html"})
_REMARK = re.compile(r"\{#.*?#\}", re.DOTALL)
_ASKED_FOR = re.compile(r"\{%[-+]?\s*(?:include|extends|import|from)\s(.*?)[-+]?%\}", re.DOTALL)
# As a name between quotes, with what may come after it: “with context”, “import one as other”.
_BY_NAME = re.compile(r"""\s*(["'])(?P<name>[^"']*)\1(?:\s+[\w\s,]*)?""")
# Of an article, what changes with its sentences; a page that shows its own words is no list.
_OF_ITS_WORDS = re.compile(r"(?<!\bpage)\.\s*(?:callouts|contents?|glossary|sources)\b")
_CONTENT = re.compile(r"(?<!\bpage)\.\s*content\b")


class KeptTemplate:
    """A template that need not be rendered where what it is given has not changed."""

    def __init__(self, template: Any, pages: KeptPages, site: str) -> None:
        self._template, self._pages, self._site = template, pages, site

    def render(self, context: Any) -> str:
        """Return the page."""
        own = context.get("article") or context.get("page")
        shown = [self._site, self._template.name, *(_shown_of(own) if own else ())]
        render = partial(self._template.render, context)
        return self._pages.get(context["output_file"], digest(shown), render)


def shown_of_the_site(settings: Any, context: Any) -> str:
    """Return the digest of all that any page may show; empty where that cannot be told."""
    templates = read_templates(Path(settings["THEME"], "templates"))
    if not settings["TEXT_CACHE"] or not texts_stay_apart(templates):
        return ""
    texts = {*settings["ARTICLE_PATHS"], *settings["PAGE_PATHS"], *settings["STATIC_PATHS"]}
    parts = [settings["KEPT"].share(), *(part for one in templates.items() for part in one)]
    parts += [f"{name}={settings[name]}" for name in _DECIDING]
    parts += other_files(Path(settings["PATH"]), {*texts, "sources"})
    parts.append(str(bool(context["CITED_ITEMS"])))
    for content in context["generated_content"].values():
        # A picture and its like have none.
        if hasattr(content, "translations"):
            parts += listed_of(content)
    return digest(parts)


def _shown_of(content: Any) -> Iterator[str]:
    """Yield what the page of a text shows of it and of nothing else."""
    yield content._content
    yield from listed_of(content)
    for name in ("is_found", "lede", "planned", "leaflet", "share_picture"):
        yield f"{getattr(content, name, None)}"
    if hasattr(content, "prepared"):
        yield content.prepared.signature


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


def other_files(content: Path, texts: Collection[str]) -> Iterator[str]:
    """Yield the doctor's files, by name and bytes, but for those in the folders of ``texts``."""
    for path in sorted(content.rglob("*")):
        name = path.relative_to(content).as_posix()
        if name.split("/")[0] not in texts and path.is_file():
            yield f"{name} {sha256(path.read_bytes()).hexdigest()}"
