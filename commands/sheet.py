"""Fill in, for one article, what five quality instruments ask: ``check --sheet FILE``.

What the finished page shows is told with its proof, what it lacks is told to be missing, and the
rest is a question that only the doctor can answer with yes or no. There is never a score: raters
of DISCERN agree moderately (κ 0.53 between experts), so a number would be false precision.

With ``--json``, one JSON object on standard output::

    article      the file in the folder content
    page         its page in the finished site
    day          the day it was looked at, 2026-11-22
    instruments  a list; of each:
        name     JAMA, the questions of the former HONcode, DISCERN, PEMAT-P, NHS
        items    a list, in the instrument's order; of each:
            item      what is asked, in the language of the blog
            answer    "proven", "missing" from the page, or "asked" of the doctor
            evidence  what proves it, or ""
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from rich.table import Table
from rich.text import Text
from selectolax.lexbor import LexborHTMLParser, LexborNode

from commands.cli.console import Console
from commands.cli.paths import Paths
from commands.cli.runner import FAILED, run_exclusively
from plugins.prose_lint.jargon import unexplained
from plugins.shared.i18n import translator
from plugins.shared.problems import N_, Phrase

from .build import ONLINE, make, show_outcome
from .explain import find_article

ITEMS = Path(__file__).with_name("sheet.toml")
PROVEN, MISSING, ASKED = "proven", "missing", "asked"

_BOXES = "aside, section, nav, figure.share, .sources-call"
_ADDRESSED = {"fr": ("vous", "votre", "vos"), "en": ("you", "your", "yours")}
_SUMMARIES = (
    "l’essentiel",
    "en bref",
    "à retenir",
    "points clés",
    "key points",
    "in short",
    "in brief",
)
_ENOUGH = 3


class Answer(NamedTuple):
    """What is asked, whether the page proves it, and by what."""

    item: str
    answer: str
    evidence: str = ""


@dataclass(frozen=True)
class Sheet:
    """The answers about one article, by instrument."""

    article: str
    page: str
    day: str
    instruments: dict[str, list[Answer]]


def sheet(paths: Paths, written: str, *, as_json: bool = False) -> int:
    """Print the sheet of an article named as the doctor names it; return the exit status."""
    blog = paths.blog()
    console = Console(blog)
    store = paths.builds()

    def act() -> int:
        file = find_article(paths.content / "articles", written)
        source = file.relative_to(paths.content).as_posix()
        store.prepare()
        with store.staging() as work:
            made = make(paths, ONLINE, work, console)
            pages = {
                path: page for page, path in (made.audit.articles if made.audit else {}).items()
            }
            if not made.good or source not in pages:
                show_outcome(made, paths, console)
                console.say(
                    N_("{file} has no page that readers may see: nothing to look at."), file=source
                )
                return FAILED
            html = (work.site / pages[source]).read_text("utf-8")
        filled = fill_in(html, source, pages[source], made.day.isoformat(), blog.blog.language)
        if as_json:
            sys.stdout.write(f"{as_data(filled)}\n")
        else:
            console.say(N_("{file}: what quality instruments ask."), file=source)
            console.show(as_table(filled, console.translate))
            console.say(N_("No score: ✓ the page shows it, ✗ it lacks it, ☐ only you can answer."))
        return 0

    return run_exclusively(paths, store, console, act)


def fill_in(html: str, article: str, page: str, day: str, language: str) -> Sheet:
    """Return the sheet of a finished page that passed the audit; ``language``: the doctor's."""
    proofs = Proofs(html, translator(language))
    return Sheet(
        article,
        page,
        day,
        {
            _named(row["name"], language): [
                _answer(item, language, proofs) for item in row["items"]
            ]
            for row in tomllib.loads(ITEMS.read_text("utf-8"))["instrument"]
        },
    )


def _named(name: str | dict[str, str], language: str) -> str:
    """Return the name of an instrument: its own, or what it is called in a language."""
    return name if isinstance(name, str) else name.get(language, name["fr"])


def _answer(item: dict[str, str], language: str, proofs: Proofs) -> Answer:
    text = item.get(language, item["fr"])
    if "proof" not in item:
        return Answer(text, ASKED)
    evidence = proofs.of(item["proof"])
    if evidence:
        return Answer(text, PROVEN, evidence)
    return Answer(text, ASKED if text.endswith("?") else MISSING)


class Proofs:
    """What a finished page shows of what is asked, in the language of the doctor."""

    def __init__(self, html: str, say: Callable[[str], str]) -> None:
        self._tree = LexborHTMLParser(html)
        self._say = say
        root = self._tree.css_first("html")
        self._language = (root.attributes.get("lang") if root else "") or "fr"
        self._rows = dict(self._review())
        body = LexborHTMLParser(html).css_first(".article__body")
        for box in body.css(_BOXES) if body else ():
            box.decompose()
        self._text = body.text(separator=" ").casefold() if body else ""

    def of(self, name: str) -> str:
        """Return what proves something, empty when the page does not show it."""
        return str(getattr(self, f"_{name}")())

    def _review(self) -> Iterator[tuple[str, str]]:
        """Yield each line of the box of dates and interests: its name, its value."""
        for row in self._tree.css(".review__row"):
            name, value = row.css_first("dt"), row.css_first("dd")
            if name and value:
                yield _words(name), _words(value)

    def _row(self, *names: Phrase) -> str:
        """Return some lines of that box, by their names in the language of the page."""
        own = translator(self._language)
        found = [self._rows.get(own(name), "") for name in names]
        return " · ".join(found) if all(found) else ""

    def _author(self) -> str:
        authors = self._tree.css(".byline__author")
        shown = [_words(author) for author in authors]
        qualified = [bool(a.css_first(".byline__specialty")) and "," in _words(a) for a in authors]
        return " · ".join(shown) if shown and all(qualified) else ""

    def _sources(self) -> str:
        count = len(self._tree.css("ol.sources__list > li"))
        return self._say(N_("sources: {count}")).format(count=count) if count else ""

    def _disclosure(self) -> str:
        return self._row(N_("Ties of interest"), N_("Funding"), N_("Advertising"))

    def _funding(self) -> str:
        return self._row(N_("Funding"))

    def _advertising(self) -> str:
        return self._row(N_("Advertising"))

    def _dates(self) -> str:
        return self._row(N_("Published"), N_("Reviewed"))

    def _next(self) -> str:
        return self._row(N_("Reviewed"), N_("Next review"))

    def _history(self) -> str:
        count = len(self._tree.css(".review__changes > li"))
        return self._say(N_("changes: {count}")).format(count=count) if count else ""

    def _reviewer(self) -> str:
        # “by {name}” stands in the byline only when somebody else than the author reviewed it.
        dates = self._tree.css(".byline__dates li")
        by = [_words(li) for li in dates if li.css_first("time") and len(_after_day(li)) > _ENOUGH]
        return by[-1] if by else ""

    def _disclaimer(self) -> str:
        box = self._tree.css_first("aside.disclaimer .disclaimer__text")
        return f"{_words(box)[:80]}…" if box else ""

    def _privacy(self) -> str:
        # The audit proved it of every page, or there would be no sheet.
        return self._say(N_("nothing is loaded from elsewhere, nothing tells another site"))

    def _contact(self) -> str:
        # What the article itself holds is other people's: the emergency numbers, to begin with. A
        # share link writes to whom the reader chooses.
        own = 'a[href^="mailto:"]:not([href^="mailto:?"]), a[href^="tel:"]'
        others = {_words(link) for link in self._tree.css(".article__body a[href]")}
        shown = dict.fromkeys(_words(link) for link in self._tree.css(own))
        return ", ".join(word for word in shown if word and word not in others)

    def _communities(self) -> str:
        links = self._tree.css('section.communities a[rel~="external"]')
        return self._say(N_("communities: {count}")).format(count=len(links)) if links else ""

    def _jargon(self) -> str:
        known = [_words(word) for word in self._tree.css(".glossary dt")]
        lost = unexplained(self._text, self._language, known)
        return "" if lost else self._say(N_("no unexplained word of the kit’s list"))

    def _headings(self) -> str:
        count = len(self._tree.css(".article__body > h2"))
        shown = self._say(N_("headings: {count}")).format(count=count)
        return shown if count >= _ENOUGH else ""

    def _summary(self) -> str:
        titles = (_words(node) for node in self._tree.css(".article__body h2"))
        return next((t for t in titles if t.casefold() in _SUMMARIES), "")

    def _checklist(self) -> str:
        title = self._tree.css_first(".checklist__title")
        return _words(title) if title else ""

    def _pictures(self) -> str:
        pictures = self._tree.css(".article__body img")
        if not pictures:
            return self._say(N_("there is no picture"))
        described = sum(bool((p.attributes.get("alt") or "").strip()) for p in pictures)
        shown = self._say(N_("described: {count} of {of}"))
        return shown.format(count=described, of=len(pictures)) if described == len(pictures) else ""

    def _address(self) -> str:
        words = self._text.replace("’", " ").split()
        used = _ADDRESSED.get(self._language, _ADDRESSED["fr"])
        count = sum(word.strip(".,;:?!()«»") in used for word in words)
        shown = self._say(N_("said to the reader, times: {count}")).format(count=count)
        return shown if count >= _ENOUGH else ""


def _words(node: LexborNode) -> str:
    return " ".join(node.text().split())


def _after_day(line: LexborNode) -> str:
    """Return what a line says after its day."""
    day = line.css_first("time")
    return _words(line).rpartition(_words(day))[2] if day else ""


def as_table(filled: Sheet, say: Callable[[str], str]) -> Table:
    """Return the sheet as a table: what is asked, and what proves it."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column()
    table.add_column()
    marks = {
        PROVEN: Text("✓", "green"),
        MISSING: Text("✗", "red"),
        ASKED: Text("☐", "yellow"),
    }
    yes_or_no = say(N_("yes / no"))
    for name, answers in filled.instruments.items():
        table.add_row("", Text(f"\n{name}", "bold"), "")
        for one in answers:
            shown = one.evidence or (yes_or_no if one.answer == ASKED else "")
            table.add_row(marks[one.answer], Text(one.item), Text(shown))
    return table


def as_data(filled: Sheet) -> str:
    """Return the sheet for machines, by the schema at the top of this module."""
    return json.dumps(
        {
            "article": filled.article,
            "page": filled.page,
            "day": filled.day,
            "instruments": [
                {"name": name, "items": [answer._asdict() for answer in answers]}
                for name, answers in filled.instruments.items()
            ],
        },
        ensure_ascii=True,
        indent=2,
    )
