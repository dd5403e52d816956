"""Connect the search to Pelican."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from pelican import ArticlesGenerator, PagesGenerator, signals

from plugins.shared.articles import every_article
from plugins.shared.cache import Kept, as_text
from plugins.shared.contact_links import dialled
from plugins.shared.i18n import in_its_language, translator
from plugins.shared.kinds import KINDS
from plugins.shared.problems import N_, WARNING, Problem, Report

from .documents import MOST, Document, copy_of, plain
from .index import Indexing, program

_FOUND = "SEARCH_DOCUMENTS"
_BEGUN = "SEARCH_INDEX"
_OF_A_DETOUR = 1
# Of a contact page, in whatever language: plugins.legal writes it.
_CONTACT = "contact"
_IN_DANGER = ("emergency", "text-only", "text-registered")
_OF_CONTACT = (N_("Emergency numbers"), N_("Make an appointment"))
_ABSENT = Problem(
    N_("the blog has no search: this machine lacks the program that makes it, Pagefind."),
    N_(
        "Nothing to correct. With Windows, macOS 12 or Linux, on a usual processor, the blog has "
        "its page of search."
    ),
    level=WARNING,
)


def look_for_the_program(pelican: Any) -> None:
    """Settle whether the blog has a search, before any page leads to it."""
    settings = pelican.settings
    if settings["SEARCH"] and program() is None:
        settings["SEARCH"] = False
        report: Report = settings.setdefault("REPORT", Report())
        report.add("pelicanconf.py", [_ABSENT])


def gather(generators: list[Any]) -> None:
    """Note all that is to be found, once nothing of it changes any more."""
    articles = next(g for g in generators if isinstance(g, ArticlesGenerator))
    pages = next(g for g in generators if isinstance(g, PagesGenerator))
    settings, context = articles.settings, articles.context
    if not settings["SEARCH"]:
        return
    vocabulary = settings["INPUTS"].vocabulary
    found = chain(
        _articles(
            every_article(articles),
            vocabulary,
            settings["DEFAULT_LANG"],
            settings["KEPT"].of_site,
        ),
        _directory(context.get("DIRECTORY", {}), vocabulary),
        _contacts(chain(pages.pages, pages.translations), settings["INPUTS"]),
    )
    settings[_FOUND] = [*found]


def _articles(
    articles: Iterable[Any], vocabulary: Any, home: str, kept: Kept
) -> Iterator[Document]:
    """Yield the articles that lists lead to; ``kept``: what an earlier build left of the site."""

    def named_in(text: str, language: str) -> list[str]:
        named: list[str] = vocabulary.met_in(plain(text), language)
        return named

    for article in articles:
        prepared = getattr(article, "prepared", None)
        if article.status != "published" or prepared is None or not article.save_as:
            # Read by another reader, or written nowhere: the gate and the audit say so.
            continue
        title, body = plain(article.title), prepared.body
        own = [condition.id for condition in article.conditions]
        named = [id_ for id_ in vocabulary.met_in(title, article.lang) if id_ in own]
        every = kept.get(
            f"named {article.relative_source_path}",
            [article.lang, body],
            list[str],
            partial(named_in, body, article.lang),
        )
        met = [id_ for id_ in every if id_ not in own]
        # Categories and key words are in the language of the blog.
        words = [article.category.name, *(tag.name for tag in getattr(article, "tags", ()))]
        yield Document(
            article.save_as,
            article.lang,
            translator(article.lang)(N_("Article")),
            title,
            # Not “article.summary”: Pelican would keep it as it is before links are filled in.
            plain(article.metadata["summary"]),
            _names(vocabulary, named, article.lang),
            subjects=(
                *_names(vocabulary, own, article.lang),
                *(words if article.lang == home else ()),
            ),
            mentions=_names(vocabulary, met, article.lang),
            text=body,
        )


def _names(vocabulary: Any, ids: Iterable[str], language: str) -> tuple[str, ...]:
    """Return every name of some illnesses in a language; of one known by its code, none."""
    return tuple(name for id_ in ids for name in vocabulary.names.get((id_, language), ()))


def _directory(pages: Any, vocabulary: Any) -> Iterator[Document]:
    """Yield the illnesses that have an article, the communities, the words that are explained."""
    for page in pages.values():
        say = translator(page.lang)
        kind = page.topic.partition("/")[0]
        if kind == "illness" and page.is_found:
            illness = page.shown["illness"]
            yield Document(
                page.save_as,
                page.lang,
                say(N_("Illness")),
                illness.name,
                plain(str(page.summary)),
                _names(vocabulary, [illness.condition.id], page.lang),
                # One that leads to a single article comes after it.
                weight=MOST if len(illness.articles) > 1 else _OF_A_DETOUR,
            )
        elif kind == "glossary":
            words = page.shown["words"]
            text = "".join(f"<p>{one.word} : {one.means}</p>" for one in words)
            summary = plain(str(page.summary))
            yield Document(
                page.save_as, page.lang, say(N_("Glossary")), page.title, summary, text=text
            )
        elif kind == "community":
            item = page.shown["item"]
            ids = [illness.condition.id for illness in page.shown["illnesses"]]
            yield Document(
                page.save_as,
                page.lang,
                say(KINDS[item.facts.kind].one),
                item.facts.name,
                in_its_language(item.facts.about, page.lang)[0],
                (item.phone,) if item.phone else (),
                areas=_names(vocabulary, ids, page.lang),
                dials=dialled(item.phone) if item.phone else "",
                call=say(N_("Call {number}")).format(number=item.phone) if item.phone else "",
            )


def _contacts(pages: Iterable[Any], inputs: Any) -> Iterator[Document]:
    """Yield the pages of contact, which say first whom to call in an emergency."""
    numbers = inputs.texts.of_country(inputs.country)
    called = [dial for use in _IN_DANGER for dial in numbers.get(use, ())]
    called += inputs.texts.answering.get(inputs.country, ())
    for page in pages:
        if page.slug == _CONTACT:
            say = translator(page.lang)
            yield Document(
                page.save_as,
                page.lang,
                say(N_("Contact")),
                plain(page.title),
                plain(page.metadata.get("summary", "")),
                (*map(say, _OF_CONTACT), *called),
            )


def begin_index(pelican: Any) -> None:
    """Have the index made while pages are written: it comes from copies of what they say."""
    settings = pelican.settings
    found = settings.pop(_FOUND, None)
    if found:
        kept: Kept = settings["KEPT"].of_site
        copies = {
            one.save_as: kept.get(f"copy {one.save_as}", [as_text(one)], str, partial(copy_of, one))
            for one in found
        }
        settings[_BEGUN] = Indexing(found, copies)


def end_index(pelican: Any) -> None:
    """Put the index into the site, and declare it."""
    begun = pelican.settings.pop(_BEGUN, None)
    if begun:
        made = begun.write(Path(pelican.settings["OUTPUT_PATH"]))
        pelican.settings["DECLARED"]["search"] = made


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(look_for_the_program)
    signals.all_generators_finalized.connect(gather)
    signals.get_writer.connect(begin_index)
    signals.finalized.connect(end_index)
