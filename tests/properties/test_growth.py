"""Twice as much text takes about twice the time, whatever the text."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import pytest
from markdown import Markdown

from plugins.callouts.core import shape
from plugins.callouts.letters import Letter, personal
from plugins.conditions.core import normalise
from plugins.gate.links import broken_links
from plugins.gate.texts import check_characters, check_crowding
from plugins.glossary.core import Word, explain
from plugins.pipeline.compose import absolute_anchors, excerpt
from plugins.prose_lint.core import remarks
from plugins.prose_lint.held import held_words
from plugins.prose_lint.identity import Known
from plugins.reader.addresses import clean_addresses
from plugins.reader.checks import check_document
from plugins.reader.conservation.body import read_body
from plugins.reader.conservation.check import check
from plugins.reader.conservation.elsewhere import foreign
from plugins.reader.core import ARTICLE_FIELDS, read_document
from plugins.reader.dialect import extensions
from plugins.reader.dialect.slips import slips
from plugins.reader.markup import reduce_markup
from plugins.shared.files import address, decode
from plugins.shared.typography import polish, typeset
from plugins.sources.calls import (
    CitationCalls,
    find_calls,
    remove_calls,
    replace_calls,
    take_listed,
)
from plugins.sources.claims import unsourced_claims
from plugins.sources.core import Numbering, left_over
from plugins.sources.grammar import parse_calls, parse_item
from plugins.sources.library import Library, fold
from plugins.sources.vancouver import rich_text
from tests.sampling import some
from tests.support.cost import cost, least

# In characters: the square of it, counted in steps of a pattern, takes tenths of a second.
SIZE = 8_000
# In seconds: what takes less does not grow with the square.
NOISE = 0.005
# More than a line, less than a square. Over four times the text what else the machine does must
# more than double a time to be taken for growth; over twice the text, half of it again was enough.
LONGER = 4
MOST = 9

# What is repeated: the research's, what Markdown and HTML are made of, what our own rules look for.
REPEATED = [
    *("![", "<a ", "<img src='", "[*", "[", "]", "`", "``", "*a ", "**a_ ", "> ", "- - ", "1. "),
    *(
        "&amp;",
        "&",
        '"',
        "'",
        '"a',
        "a'",
        'a"b ',
        "1-",
        "a-il ",
        "12 ",
        "123 456 ",
        "« ",
        " »",
        "«",
    ),
    *("| a ", "|", "a|b\n", "[^1]", "[^1]: a\n", "*[A]: a\n", "{filename}", '<a href="{', "<!--"),
    *("-->", '<a href="{filename}a">', "<a href='", "[@", "[@a", "[@a]", "[@a; @b", "@10.", "@ "),
    *(";@", "@a ", "@a, ", "@a , p ", "@a; ", "## Sources\n", "## Sources\n- a\n", "- a\n", "A"),
    *("A.B.", "<", ">", "<p>", "<p ", "</p>", "<h2>", "<h2 ", "<pre>", "<code>", "<sup ", "<div "),
    *(
        '<sup class="sources-call">',
        '<sup data-calls="a">',
        ' data-calls="a',
        " ",
        "\n",
        " \n",
        "\t",
    ),
    *("\u00a0", '<div class="sources-listed" data-items="', "---\n", "a: b\n", "title: a\n", "{"),
    *("[a](", "[a]: b\n", "...", "--", " -- ", "https://a", "https://a ", "10.1000/a", "(", "doi:"),
    *("PMID ", "PMID 1", "1 ", "000 ", "\u0301", "e\u0301", "\r", 'href="#', "<i>", "&lt;i&gt;"),
    *("AAx", "A1", "A. ", "A a", "\u00a0?", "\u2009", " & ", "“", "</p>\n<p>“", "-2A", "a\u00a0"),
    *("Prouvé. ", "«\u00a0", "1 sur ", ". \x01", "80 % ", "guérit [@a]. ", "<li>1 %"),
    *("<span>", "<div>", "<svg>", "a\n: b\n", "{: a }", "\\", "_", "__a", "***", "~~~\n", "```\n"),
    *(
        "#",
        "# ",
        "<![",
        "<?",
        "&#0;",
        "&#0;\n",
        "&#xD800;",
        "Dr ",
        "p. ",
        "été ",
        "{{",
        "%7B",
        "\u200b",
    ),
    *("a) x\n", "1) a\n", "1. a\n2. b\n- c\n", "- a\n1. b\n2. c\n", "–a\n", "o  a\n", "a\tb\n"),
    *("a | b\n", "> 3\n", "> 3\n> a\n", "a.", "www.", "www.a(", "x^2^", "~~a", "(*)", "  - a\n"),
    *("- a\n\n  b\n\n", "<div>\n", "{.a}", "a\nb\nc\n\n", "- [ ] a\n", "aaaa@", "http://a?utm_a="),
]
# What comes first, once: a rule may begin there, and look for its end in vain.
BEGUN = [
    *("@", "@[", "[@a", "# Sources", "# Sources {", "PMID", "<p>", "<a ", "<sup", '<sup a="'),
]


FOLLOWING = [
    *(" ", "\n", "\t", "a", "a ", "1 ", "<", "<a ", "[", "[@", "@a", "; ", '"', "'", "#", "{", ":"),
]


NUMBERS = {"emergency": ("15", "112")}
WORDS = [Word("a", "m"), Word("mot", "m", ("mot a",))]


def number(text: str) -> object:
    """Number the sources of a call and of a list made of the text."""
    numbering = Numbering(Library(), "essai-fr", "fr")
    numbering.call(f"@{text}")
    numbering.read_list([text])
    numbering.number_list()
    return numbering.bibliography()


def take_list(text: str) -> object:
    """Take the list of sources out of a text that is headed by one, as Markdown's first step."""
    converter = Markdown(extensions=[CitationCalls()])
    return converter.preprocessors["sources-list"].run(f"{text}x\n# Sources\n{text}x".split("\n"))


def convert(text: str) -> object:
    """Read a text as an article is read; what is too deep is refused at once.

    Python-Markdown looks for the end of a bracket from each beginning: the gate lets no crowd of
    them reach it.
    """
    try:
        return Markdown(extensions=extensions(), output_format="html5").convert(text)
    except RecursionError:
        return ""


def if_let_in(function: Callable[[str], object]) -> Callable[[str], object]:
    """Return a function that is given only what the gate lets the reader read."""
    return lambda text: None if list(check_crowding(text)) else function(text)


FUNCTIONS: dict[str, Callable[[str], object]] = {
    "dialect": if_let_in(convert),
    "slips": lambda text: list(slips(text)),
    "clean addresses": lambda text: clean_addresses(f'<a href="{text}">{text}', text, 1),
    "decode": lambda text: decode(text.encode()),
    "characters": lambda text: list(check_characters(text)),
    "header": lambda text: check_document(
        read_document(f"---\ntitle: a\n{text}\n---\n"), ARTICLE_FIELDS, dated=True
    ),
    "field": lambda text: check_document(
        read_document(f"---\ntitle: {text}x\n---\n"), ARTICLE_FIELDS, dated=True
    ),
    "plain header": lambda text: read_document(f"title: a\n{text}"),
    "address": address,
    "reduce": reduce_markup,
    # Each time anew, not what is kept of the last.
    "French": lambda text: typeset.__wrapped__(text, "fr"),
    "English": lambda text: typeset.__wrapped__(text, "en"),
    "polish": lambda text: polish.__wrapped__(f"<p>{text}</p>", "fr"),
    "find calls": find_calls,
    "replace calls": lambda text: replace_calls(text, ["1"] * len(find_calls(text))),
    "remove calls": remove_calls,
    "take listed": take_listed,
    "list of sources": take_list,
    "parse calls": lambda text: parse_calls(f"@{text}"),
    "parse item": parse_item,
    "number": number,
    "left over": left_over,
    "claims": lambda text: unsourced_claims(f"<p>Prouvé. {text}</p>", "fr", text),
    "remarks": lambda text: remarks(f"<p>Il a 4 ans. {text}</p>", "fr", text),
    "held words": lambda text: held_words(
        (f"<p>Arrêtez votre Lévothyrox, Mme Dupont. {text}</p>",), "fr", text, text, Known()
    ),
    "boxes": lambda text: shape(text, "fr", NUMBERS, text),
    "letters": lambda text: list(personal(Letter(text, text), NUMBERS)),
    "words explained": lambda text: explain(text, WORDS, "a-fr", "fr"),
    "fold": fold,
    "rich text": rich_text,
    "excerpt": excerpt,
    "anchors": lambda text: absolute_anchors(text, "https://a.example/"),
    "words": normalise,
    "conserved": if_let_in(lambda text: check(text, f"<p>{escape(text)}</p>", 1)),
    "lost": if_let_in(lambda text: check(text, "<p>mot</p>", 1)),
    "of another program": lambda text: list(foreign(text, ())),
    "body": read_body,
    "links": lambda text: list(broken_links(text, lambda *_: None, online=None)),
}

# ammonia, like any browser, walks up through the elements that are open; so does Python-Markdown's
# reader of frames.
KNOWN = {
    ("dialect", "<div>"),
    ("reduce", "<div>"),
    ("reduce", "<div>\n"),
    ("reduce", "<pre>"),
    ("claims", "<div>"),
    ("claims", "<pre>"),
}


def grows(function: Callable[[str], object], begun: str, repeated: str) -> bool:
    """Tell whether four times the text takes more than nine times the time, three times over."""
    unit = repeated * (SIZE // len(repeated))
    if cost(lambda: function(begun + unit)) < NOISE:
        return False

    def taken(times: int) -> float:
        return least(lambda: function(begun + unit * times))

    return all(taken(LONGER) > MOST * taken(1) for _ in range(3))


@pytest.mark.long
@pytest.mark.parametrize("name", FUNCTIONS)
def test_time_grows_with_the_length(name: str, everything: bool):
    """No repetition takes more than nine times as long for four times the text."""
    cases = [("", repeated) for repeated in REPEATED if (name, repeated) not in KNOWN]
    cases += [(begun, repeated) for begun in BEGUN for repeated in FOLLOWING]

    tried = some(cases, everything=everything)

    assert [case for case in tried if grows(FUNCTIONS[name], *case)] == []
