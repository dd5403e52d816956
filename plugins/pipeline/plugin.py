"""Connect the pipeline to Pelican: the only place that takes an article from step to step."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, time
from functools import partial
from io import StringIO
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from pelican import ArticlesGenerator, Pelican, signals
from pelican.settings import read_settings
from pelican.utils import get_date

from plugins.callouts.numbers import link_numbers
from plugins.prose_lint.held import FIELD, held_words
from plugins.reader.plugin import FrontMatterReader
from plugins.shared.articles import WORKING_ON, every_article, is_medical, naming
from plugins.shared.cache import Cache, Kept, digest
from plugins.shared.files import read_file
from plugins.shared.templates import KIT_TEMPLATES, environment, read_templates
from plugins.shared.typography import WORD_JOINER, polish

from .compose import (
    BEFORE,
    absolute_anchors,
    as_static,
    boxes_after,
    excerpt,
    render,
    shown_of,
)
from .inputs import Inputs, read_inputs
from .prepare import prepare
from .site import for_directory, for_everything, site_facts
from .tables import scrollable
from .workers import start

# Articles that a key word has before it has a page.
_LEAST_OF_A_TAG = 3


def begin(generator: Any) -> None:
    """Read what the steps are given, once; ask a theme only for the pages it has a template of."""
    settings = generator.settings
    files = generator.get_files(settings["ARTICLE_PATHS"], exclude=settings["ARTICLE_EXCLUDES"])
    workers = start(read_elsewhere, settings, [Path(file).as_posix() for file in files])
    settings["WORKERS"] = workers
    if workers:
        settings["KEPT"].elsewhere = workers.take
    inputs, problems = read_inputs(Path(settings["PATH"]), settings["BLOG"], settings["BUILD_DAY"])
    for path, problem in problems:
        settings["REPORT"].add(path, [problem])
    settings["INPUTS"] = inputs
    settings["COMMUNITIES_DATA"] = inputs.communities.for_machines(inputs.blog)
    generator.context.update(for_everything(inputs))
    known = generator.env.list_templates()
    # Few themes have a 404.
    settings["DIRECT_TEMPLATES"] = [
        name for name in settings["DIRECT_TEMPLATES"] if f"{name}.html" in known
    ]


def read_elsewhere(answers: Connection, settings_file: str, texts: Sequence[str], kit: str) -> None:
    """Read texts in a process of its own: see :mod:`.workers`."""
    # The build says what is wrong.
    os.environ.pop("SERMENT_PROBLEMS", None)
    sys.stdout = sys.stderr = StringIO()
    settings = read_settings(settings_file)
    pelican = Pelican(settings)
    ArticlesGenerator(
        context=settings.copy(),
        settings=settings,
        path=pelican.path,
        theme=pelican.theme,
        output_path=pelican.output_path,
    )
    settings["KEPT"] = Cache("", Path(), kit)
    reader = FrontMatterReader(settings)
    # Nobody listens any more.
    with suppress(OSError):
        for text in texts:
            kept = settings["KEPT"].of(text)
            # What breaks here breaks in the build, where it is said.
            with suppress(Exception):
                _, metadata = reader.read(str(Path(settings["PATH"], text)))
                prepared = prepare(metadata["as_read"], settings["INPUTS"], kept=kept)
                kept.call(polish, prepared.body, metadata["lang"])
            answers.send((text, kept.results))


def prepare_article(generator: Any, metadata: Any) -> None:
    """Take an article through its steps as soon as it is read, before Pelican sorts by status."""
    article = metadata.pop("as_read", None)
    if article is None:
        # Read by another reader: the gate says that no step saw it.
        return
    try:
        settings = generator.settings
        prepared = prepare(article, settings["INPUTS"], kept=settings["KEPT"].of(article.path))
        settings["REPORT"].add(article.path, prepared.problems)
        if prepared.modified and prepared.modified != article.modified:
            metadata["modified"] = get_date(prepared.modified.isoformat())
        if prepared.is_lapsed and not article.status:
            metadata["status"] = "hidden"
        metadata["prepared"] = prepared
    except Exception as error:  # noqa: BLE001 - raised again where Pelican does not catch it
        # Here Pelican would say that it gave up on the file, though it is the kit that broke.
        error.add_note(f"{WORKING_ON}{article.path}")
        metadata["prepared"] = error


def complete_articles(generator: Any) -> None:
    """Add what only the whole site knows, then put every article together."""
    settings, context = generator.settings, generator.context
    if settings["WORKERS"]:
        settings["KEPT"].elsewhere = None
        settings["WORKERS"].end()
    inputs = settings["INPUTS"]
    articles = [a for a in every_article(generator) if hasattr(a, "prepared")]
    for article in articles:
        take_results(article)
    explained = [
        language for language in settings["COMMUNITIES_PAGES"] if _link(settings, language)
    ]
    published = [a for a in articles if a.status == "published"]
    facts = site_facts(
        inputs,
        articles,
        published,
        explained,
        searched=settings["SEARCH"],
        kept=settings["KEPT"].of_site,
    )
    for path, problem in facts.problems:
        settings["REPORT"].add(path, [problem])
    context.update(facts.context)
    settings["DECLARED"] = facts.declared(settings["COMMUNITIES_DATA"])
    # Lists are in the language of the blog: a category of translations alone has none.
    own = settings["DEFAULT_LANG"]
    generator.categories = context["categories"] = [
        (category, its) for category, its in generator.categories if any(a.lang == own for a in its)
    ]
    # Of fewer articles, a list is no more than the related ones below each of them.
    tags = {tag: own for tag, own in generator.tags.items() if len(own) >= _LEAST_OF_A_TAG}
    generator.tags, context["tags"] = tags, list(tags.items())
    context["LISTED"] = {
        "category": {category.slug for category, _ in generator.categories},
        "tag": {tag.slug for tag in generator.tags},
    }
    context["DIRECTORY_LISTS"] = partial(_lists, settings, context)
    boxes = environment([Path(generator.theme) / "templates", KIT_TEMPLATES])
    of_the_site = _shown_in_boxes(settings, context)
    by_path = {article.relative_source_path: article for article in articles}

    def complete(article: Any) -> None:
        article.onward = _onward(article, facts.onward, by_path)
        article.illnesses = facts.illnesses.get(article.relative_source_path, [])
        article.review = facts.review_of(article)
        with naming(article.relative_source_path):
            _compose(article, boxes, of_the_site, settings, context)

    for article in articles:
        complete(article)
    # The preview does it again for the article that was saved.
    settings["COMPLETE"], settings["ARTICLES"] = complete, by_path


def take_results(article: Any) -> None:
    """Give an article what its steps found; raise what broke one of them."""
    if isinstance(article.prepared, Exception):
        raise article.prepared
    for name, found in article.prepared.results.items():
        setattr(article, name, found)


def _onward(article: Any, onward: Any, by_path: Any) -> dict[str, Any]:
    """Return the articles that one leads on to, in the place of their paths."""
    found = onward.get(article.relative_source_path)
    if found is None:
        return {"related": [], "series": [], "before": None, "after": None}
    return {
        "related": [by_path[path] for path in found.related],
        "series": [by_path[path] for path in found.series],
        "before": by_path.get(found.before),
        "after": by_path.get(found.after),
    }


def _shown_in_boxes(settings: Any, context: Any) -> str:
    """Return the digest of what the boxes of any article may show of the site.

    Empty where no boxes are kept.
    """
    if not settings["KEPT"].of_site.keeps:
        return ""
    # Those of the kit's own theme are the kit's: they are read once.
    folders = {Path(settings["THEME"], "templates").resolve(): None, KIT_TEMPLATES.resolve(): None}
    parts = [part for folder in folders for one in read_templates(folder).items() for part in one]
    parts += [repr(settings["BLOG"]), str(context["VETTING_IS_FICTIONAL"])]
    for setting in ("COMMUNITIES_PAGES", "SOURCES_PAGES"):
        parts += [_link(settings, language, setting) for language in settings[setting]]
    parts += [f"{key} {page.save_as} {page.title}" for key, page in context["DIRECTORY"].items()]
    return digest(parts)


def _compose(article: Any, boxes: Any, of_the_site: str, settings: Any, context: Any) -> None:
    """Put an article together: the one place where its content is assigned.

    ``of_the_site``: see :func:`_shown_in_boxes`.
    """
    prepared = article.prepared
    # What the doctor wrote to sum up opens the page; the first paragraph is there already.
    article.lede = prepared.summary if "summary" in article.metadata else ""
    summary = article.lede or excerpt(prepared.body)
    article.metadata["summary"] = article._summary = as_static(summary)
    given = {
        "article": article,
        "BLOG": settings["BLOG"],
        "DEFAULT_LANG": settings["DEFAULT_LANG"],
        "VETTING_IS_FICTIONAL": context["VETTING_IS_FICTIONAL"],
        "FINDING": context["FINDING"],
        "LINK_NUMBERS": context["LINK_NUMBERS"],
        "DIRECTORY": context["DIRECTORY"],
        "directory": _link(settings, article.lang),
        "references": _link(settings, article.lang, "SOURCES_PAGES"),
    }
    names = boxes_after(is_medical=is_medical(article), has_sources=bool(article.sources.entries))
    kept: Kept = settings["KEPT"].of(article.relative_source_path)
    before, after = kept.get(
        "boxes",
        [of_the_site, *shown_of(article)] if kept.keeps else (),
        list[str],
        lambda: [render(boxes, BEFORE, given), render(boxes, names, given)],
    )
    body = scrollable(kept.call(polish, prepared.body, article.lang), article.lang)
    article._content = as_static(f"{before}\n{body}\n{after}")


def _link(settings: Any, language: str, setting: str = "COMMUNITIES_PAGES") -> str:
    """Return the link to the page of a setting, empty where there is no such page."""
    path = settings[setting].get(language, "")
    return f"{{filename}}/{path}" if Path(settings["PATH"], path).is_file() else ""


def _lists(settings: Any, context: Any, language: str) -> dict[str, Any]:
    """Return what the pages of the directory, and the lists at the end of others, are given."""
    return for_directory(context) | {
        "BLOG": settings["BLOG"],
        "directory": _link(settings, language),
    }


def complete_pages(generator: Any) -> None:
    """Put every page together: what the law asks, its own text, a list at its end."""
    boxes = environment([Path(generator.theme) / "templates", KIT_TEMPLATES])
    settings, context = generator.settings, generator.context
    shown = [*generator.pages, *generator.translations]
    hidden = [
        *(*generator.hidden_pages, *generator.hidden_translations),
        *(*generator.draft_pages, *generator.draft_translations),
    ]
    lists = dict.fromkeys(settings["COMMUNITIES_PAGES"].values(), "directory")
    lists |= dict.fromkeys(settings["SOURCES_PAGES"].values(), "references")
    known = generator.env.list_templates()
    inputs: Inputs = settings["INPUTS"]
    numbers = inputs.texts.of_country(inputs.country)

    def complete(page: Any) -> None:
        found = inputs.communities.guide.problems(html=page._content)
        settings["REPORT"].add(page.relative_source_path, found)
        first, last = getattr(page, "legal_parts", ("", ""))
        body = "\n".join(filter(None, (first, page._content, last)))
        # Left to itself, Pelican describes a page to search engines by the whole of it.
        page.metadata["summary"] = as_static(page.metadata.get("summary", "") or excerpt(body))
        page._summary = page.metadata["summary"]
        body = scrollable(polish(link_numbers(body, page.lang, numbers), page.lang), page.lang)
        if page.relative_source_path in lists:
            given = _lists(settings, context, page.lang) | {
                "page": page,
                "CITED": context["CITED"](language=page.lang),
            }
            body += "\n" + render(boxes, (lists[page.relative_source_path],), given)
        page._content = as_static(body)
        if f"{page.template}.html" not in known:
            page.template = page.default_template
        if settings["RELATIVE_URLS"] and page.url.endswith("/"):
            # An address that the doctor chose: from the disk it is a file too.
            page.override_url = f"{page.url}{settings['INDEX']}"

    for page in (*shown, *hidden):
        _ask_about(page, settings)
    for page in shown:
        complete(page)
    for page in hidden:
        page._content = as_static(polish(page._content, page.lang))
    # The preview does it again for the page that was saved.
    settings["COMPLETE_PAGE"] = complete


def _ask_about(page: Any, settings: Any) -> None:
    """Note what of a page of the doctor's own may identify or harm somebody."""
    inputs: Inputs = settings["INPUTS"]
    held = held_words(
        (page.title, page.metadata.get("summary", ""), page._content or ""),
        page.lang,
        read_file(Path(page.source_path))[0],
        page.metadata.get(FIELD, ""),
        inputs.known,
        inputs.illnesses,
    )
    settings["REPORT"].add(page.relative_source_path, held)


def complete_feed(context: Any, feed: Any) -> None:
    """Give a feed an id of its own, links that work outside of a page, and titles in plain text."""
    # Each its own, that lasts (RFC 4287, 4.2.6): left to itself it is the address of the blog.
    feed.feed["id"] = feed.feed["feed_url"]
    if not feed.items:
        # Left to itself, a feed of nothing says the moment of the build: no two would be the same.
        noon = datetime.combine(context["BUILD_DAY"], time(12), tzinfo=UTC)
        feed.latest_post_date = lambda: noon
    for item in feed.items:
        item["title"] = item["title"].replace(WORD_JOINER, "")
        for name in ("content", "description"):
            if item.get(name):
                item[name] = absolute_anchors(item[name], item["link"])


def register() -> None:
    """Connect to Pelican."""
    signals.article_generator_init.connect(begin)
    signals.article_generator_context.connect(prepare_article)
    signals.article_generator_finalized.connect(complete_articles)
    signals.page_generator_finalized.connect(complete_pages)
    signals.feed_generated.connect(complete_feed)
