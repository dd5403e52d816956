"""Words, figures and signs that would not reach the page: the V family, and V5x behind the gate."""

from __future__ import annotations

from .case import ANYWHERE, Blocked, Fault, Published, body, kit, listening

FIRST = 8
_ARTICLE, _CONTENT = "theme/templates/article.html", "{{ article.content }}"


def lost(id_: str, title: str, text: str, says: str = "", line: int = FIRST) -> Fault:
    """Return a text of which something would not be on its page, and where that is told."""
    return Fault(id_, title, Blocked(says, line=line), body(text))


def kept(id_: str, title: str, text: str, *shows: str) -> Fault:
    """Return a text that looks as if something of it could be lost, and what its page shows."""
    return Fault(id_, title, Published(shows=shows), body(text))


# What the doctor writes.
OF_CONTENT = [
    lost("V01", "words in the parentheses of a link", "Un [mot](une remarque) perdu.", "remarque"),
    lost("V02", "abbreviation that the text never uses", "*[HTA]: hypertension", "hypertension"),
    lost("V03", "two notes of one name", "Un[^1].\n\n[^1]: Une note.\n\n[^1]: Une autre.", line=12),
    lost("V04", "note without words", "Un mot[^1].\n\n[^1]:", "pas de texte", line=10),
    lost("V05", "link definition that is a sentence", "[Note]: https://a.fr\n\nFin.", "adresse"),
    lost(
        "V06", "title of a link that stands nowhere", '[a][b]\n\n[c]: https://a.fr "Titre"', line=10
    ),
    kept("V20", "stars between figures", "1 g*2/j et 1 g*3/j", "1 g*2/j et 1 g*3/j"),
    kept(
        "V21", "more than, in a list", "- > 38,5 °C\n- + de 3 jours", "&gt; 38,5 °C", "+ de 3 jours"
    ),
    kept("V22", "surplus cell of a table", "| a | b |\n|---|---|\n| 1 | 2 | soir |", "soir"),
    kept("V23", "braces around a word", "Effets {fréquents}", "{fréquents}"),
    kept("V24", "shortcode of another program", "[gallery ids=3]", "[gallery ids=3]"),
    kept("V25", "number that begins a paragraph", "2023. Une année", "2023"),
    kept(
        "V26",
        "paragraph set back by four spaces",
        "    Un *mot* en retrait.",
        "<em>mot</em> en retrait",
    ),
    kept("V27", "raised figure", "10^3^ et 10^9/mm^3", "10<sup>3</sup>", "10^9/mm^3"),
]


def changed(
    id_: str, title: str, filter_: str, where: str = _ARTICLE, content: str = _CONTENT
) -> Fault:
    """Return a template of the theme that changes the words of a body before it prints them."""
    new = content.replace(" }}", f"|{filter_} }}}}")
    return Fault(id_, title, Blocked("", ANYWHERE), change=kit(where, content, new))


# What a theme or a plugin does to words that were checked.
OF_THE_KIT = [
    changed("V50", "a template drops a word", 'replace("neuf", "")'),
    changed("V51", "a template changes a word", 'replace("Texte", "Prétexte")'),
    changed("V52", "a template takes the spaces out", 'replace("Texte ", "Texte")'),
    changed("V53", "a template drops “pas” everywhere", 'replace(" pas ", " ")'),
    changed("V54", "a template raises a figure", 'replace("15", "16")'),
    changed("V55", "a page’s template drops words", 'replace("e", "")', "theme/templates/page.html",
            "{{ page.content }}"),
    Fault(
        "V56",
        "a plugin takes words out of an article after it was put together",
        Blocked("", ANYWHERE),
        change=listening(
            "all_generators_finalized",
            "for article in sender[0].articles if hasattr(sender[0], 'articles') else []:",
            "    article._content = article._content.replace('neuf', '')",
        ),
    ),
    Fault(
        "V57",
        "a plugin takes words out as soon as an article is read",
        Blocked("", ANYWHERE),
        change=listening(
            "article_generator_finalized",
            "for article in sender.articles:",
            "    article._content = article._content.replace('neuf', '')",
        ),
    ),
    Fault(
        "V58",
        "a plugin changes a word of a feed",
        Blocked("", ANYWHERE),
        change=listening(
            "feed_generated",
            "for item in kw['feed'].items:",
            "    item['content'] = item['content'].replace('neuf', 'vieux')",
        ),
    ),
]  # fmt: skip
