"""Every word a reader or a doctor sees, in the language of the page or of the blog.

The phrases in the code and in the templates are English; ``fr.po`` beside this
file holds the French ones. A catalogue is read as it is written: there is no
compiled file to forget. ``tests/plugins/shared/test_i18n.py`` compares both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from plugins.shared.contact_links import dialled, mail_link, share_links
from plugins.shared.html import words_of
from plugins.shared.kinds import KINDS, MODERATIONS, OPENINGS

LANGUAGES = ("fr", "en")
# Where English puts the month first.
_ENGLISH_OF = {"US": "en_US", "CA-QC": "en_CA"}
_FOLDER = Path(__file__).parent
_BREAKS = re.compile(r"[ \t\r\n]+")


@cache
def catalogue(language: str) -> NullTranslations:
    """Return the phrases of a language; English, the language of the code, for one without."""
    path = _FOLDER / f"{language}.po"
    if not path.is_file():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def translator(language: str) -> Callable[[str], str]:
    """Return the function that says a phrase in a language; of no phrase, nothing."""
    said = catalogue(language).gettext
    # Of “”, gettext returns the header of the file.
    return lambda phrase: said(phrase) if phrase else ""


def long_date(day: date, language: str, country: str = "") -> str:
    """Return a date in words: ``1er mars 2026``, ``1 March 2026``, in America ``March 1, 2026``.

    Babel's, never the machine's locale: ``fr_FR`` is not installed on build
    machines. The French ordinal of the first day is missing in CLDR's pattern.
    """
    locale = _ENGLISH_OF.get(country, "en_GB") if language == "en" else language
    text = format_date(day, format="long", locale=locale)
    return text.replace("1 ", "1er ", 1) if language == "fr" and day.day == 1 else text


def page_language(context: Context) -> str:
    """Return the language of what is being rendered: the article's, the page's, the site's."""
    for name in ("article", "page"):
        language = getattr(context.get(name), "lang", None)
        if language:
            return str(language)
    return str(context.get("DEFAULT_LANG", LANGUAGES[0]))


@pass_context
def gettext(context: Context, phrase: str, **values: object) -> str:
    """Say a phrase in the language of the page, for templates: ``{{ _("Sources") }}``."""
    said = translator(page_language(context))(phrase)
    return said.format(**values) if values else said


@pass_context
def ngettext(context: Context, one: str, many: str, count: int) -> str:
    """Say a phrase in the singular or the plural of the page's language."""
    said = str(catalogue(page_language(context)).ngettext(one, many, count))
    return said.format(count=count)


@pass_context
def in_words(context: Context, day: date) -> str:
    """Print a date in words in the language of the page: ``{{ day|in_words }}``.

    As it is said in the country of the blog.
    """
    blog = context.get("BLOG")
    return long_date(day, page_language(context), blog.blog.country if blog else "")


def name_of_language(code: str, language: str) -> str:
    """Return the name of a language (ISO 639-1) in another one, from CLDR; else its code."""
    return str(Locale.parse(language).languages.get(code, code))


def name_of_country(code: str, language: str) -> str:
    """Return the name of a country (ISO 3166-1, or EU) in a language, from CLDR; else its code."""
    return str(Locale.parse(language).territories.get(code, code))


@pass_context
def language_name(context: Context, code: str) -> str:
    """Name a language in that of the page: ``{{ "en"|language_name }}``."""
    return name_of_language(code, page_language(context))


@pass_context
def country_name(context: Context, code: str) -> str:
    """Name a country in the language of the page: ``{{ "FR"|country_name }}``."""
    return name_of_country(code, page_language(context))


def in_its_language(words: Mapping[str, str], language: str) -> tuple[str, str]:
    """Return words in a language if they are there, else in one that they are in, and which.

    Empty, in the language asked for, when there are none.
    """
    if words.get(language, "").strip():
        return words[language], language
    found = ((said, code) for code, said in sorted(words.items()) if said.strip())
    return next(found, ("", language))


@pass_context
def said_here(context: Context, words: Mapping[str, str]) -> tuple[str, str]:
    """Return words in the language of the page, else in one that they have, and which."""
    return in_its_language(words, page_language(context))


@pass_context
def lang_attribute(context: Context, language: str) -> Markup:
    """Return the attribute that words in another language than the page's need, else nothing."""
    here = page_language(context)
    return Markup("") if language == here else Markup(' lang="{}"').format(language)


def on_one_line(html: str) -> str:
    """Return the words of a piece of HTML on one line: ``{{ article.lede|on_one_line|e }}``.

    Jinja's ``striptags`` would make an ordinary space of the one that French puts before ``:``.
    """
    return _BREAKS.sub(" ", words_of(html))


GLOBALS: dict[str, Any] = {
    "_": gettext,
    "gettext": gettext,
    "ngettext": ngettext,
    "page_language": pass_context(page_language),
    "KINDS": KINDS,
    "MODERATIONS": MODERATIONS,
    "OPENINGS": OPENINGS,
}
FILTERS: dict[str, Any] = {
    "on_one_line": on_one_line,
    "in_words": in_words,
    "dialled": dialled,
    "mail_link": mail_link,
    "share_links": share_links,
    "language_name": language_name,
    "country_name": country_name,
    "said_here": said_here,
    "lang_attribute": lang_attribute,
}
