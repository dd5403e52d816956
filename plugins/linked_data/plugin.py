"""Connect the step ``linked_data`` to Pelican."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup
from pelican import signals

from plugins.shared.articles import is_medical

from .core import article_graph, bare, first_picture, page_graph, plain
from .facts import Origin, Page, Picture, Posting, Practice, Site, Version, Who

# Where the editorial policy stands, in the language of the blog: plugins.legal.plugin writes it.
_POLICIES = frozenset({"politique-editoriale", "editorial-policy"})


def _site(settings: Any) -> Site:
    blog = settings["BLOG"]
    return Site(
        address=blog.blog.address,
        title=blog.blog.title,
        language=blog.blog.language,
        country=blog.blog.country,
        doctor=_who(blog.doctor),
        practice=Practice(
            name=blog.practice.name,
            address=" ".join(blog.practice.address.split()),
            city=blog.doctor.city,
            phone=blog.contact.phone,
            mail=blog.contact.mail,
            funding=blog.doctor.funding,
            map=blog.practice.map,
            languages=tuple(map(bare, blog.practice.languages)),
            openings=blog.practice.openings,
        ),
        director=blog.publisher.director,
    )


def _who(person: Any) -> Who:
    return Who(
        name=bare(person.name),
        specialty=person.specialty,
        qualification=person.qualification,
        rpps="".join(figure for figure in person.rpps if figure.isdigit()),
        order=person.order,
        directory=person.directory,
    )


def _path(save_as: str) -> str:
    return save_as.removesuffix("index.html")


def _page(content: Any, trail: Iterable[Any] = ()) -> Page:
    return Page(
        path=_path(content.save_as),
        title=plain(content.title),
        language=content.lang,
        summary=plain(content.metadata.get("summary", "")),
        versions=tuple(Version(v.lang, _path(v.save_as)) for v in content.translations),
        trail=tuple((bare(crumb.name), _path(crumb.save_as)) for crumb in trail),
    )


def _posting(article: Any, principles: str, picture: Picture | None) -> Posting:
    review, identity = article.review, article.identity
    return Posting(
        authors=tuple(_who(person) for person in identity.authors),
        published=review.published,
        modified=review.modified,
        reviewed=review.reviewed,
        due=review.due,
        reviewer=_who(identity.reviewer) if identity.reviewer else None,
        conditions=tuple((c.label(article.lang), c.codes) for c in article.conditions),
        symptoms=frozenset(c.label(article.lang) for c in article.conditions if c.symptom),
        corrections=tuple((c.day, plain(c.text)) for c in review.changes if c.kind == "correction"),
        citations=tuple(article.sources.citations),
        related=tuple(v.facts.url for v in article.communities.shown),
        principles=principles,
        funder=bare(identity.funder),
        origin=_origin(article.credit) if article.credit else None,
        image=picture.address if picture else "",
        medical=is_medical(article),
    )


def _origin(credit: Any) -> Origin:
    return Origin(
        address=credit.address,
        title=credit.title,
        credit=", ".join(filter(None, (credit.author, credit.site))),
        licence=credit.licence,
        licence_address=credit.licence_address,
        is_translated=credit.is_translation,
    )


class Graphs:
    """What templates ask for the graph of the page that they print, once nothing stops it."""

    def __init__(self, settings: Any, pages: Iterable[Any]) -> None:
        self._site = _site(settings)
        # Filled by others until pages are written.
        self._pages = pages

    def of_article(self, article: Any, trail: Iterable[Any]) -> Markup:
        """Return the graph of an article’s page; ``trail``: the pages above it."""
        picture = self.picture_of(article)
        posting = _posting(article, self._policy(article.lang), picture)
        return _written(article_graph(self._site, _page(article, trail), posting))

    def picture_of(self, article: Any) -> Picture | None:
        """Return the first picture that an article’s page shows, ``None`` without one.

        Nor of a draft: nobody else is told of it.
        """
        if article.status == "draft":
            return None
        return first_picture(self._site, _page(article), article.content)

    def has_picture(self, article: Any) -> bool:
        """Tell whether an article’s page will show such a picture, before its links are filled in.

        Pelican keeps a content as it is when it is first asked for, and complains of its links.
        """
        picture = first_picture(self._site, _page(article), article._content)
        return article.status != "draft" and picture is not None

    def _policy(self, language: str) -> str:
        """Return the address of the editorial policy in a language, empty where there is none."""
        for original in self._pages:
            for page in (original, *original.translations):
                if page.slug in _POLICIES and page.lang == language:
                    return _path(page.save_as)
        return ""

    def of_page(self, page: Any, about: Mapping[str, Any], trail: Iterable[Any]) -> Markup:
        """Return the graph of a page; ``about``: what is said of the thing that it is about."""
        return _written(page_graph(self._site, _page(page, trail), about))

    def of_list(self, path: str, title: str, summary: str, language: str) -> Markup:
        """Return the graph of a page that the blog makes by itself, a list of others."""
        page = Page(path, plain(title) or self._site.title, language, plain(summary))
        return _written(page_graph(self._site, page, {"@type": "CollectionPage"}))


def _written(graph: Mapping[str, Any]) -> Markup:
    """Return a graph as JSON that may stand in a page, in few letters."""
    return htmlsafe_json_dumps(graph, sort_keys=True, ensure_ascii=False, separators=(",", ": "))


def lend_graphs(generator: Any) -> None:
    """Give templates what makes the graph of a page."""
    generator.context["LINKED_DATA"] = Graphs(generator.settings, generator.pages)


def register() -> None:
    """Connect to Pelican."""
    signals.page_generator_finalized.connect(lend_graphs)
