"""What the plugins accept, the audit accepts: else a doctor could not publish, and not know why."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from tests.support.sites import ARTICLE, BLOG, Site
from tests.support.spoiling import findings

CARD = "### Urgence\n\n- un signe"
CREDIT = "credit:\n  - adapté de: L’été\n  - site: Été\n  - address: {}\n  - licence: CC BY 4.0"
ENGLISH = ARTICLE.replace("---\nUn", "lang: en\n---\nUn")


def under(field: str) -> str:
    """Return an article with one more line in its header."""
    return ARTICLE.replace("date:", f"{field}\ndate:")


@pytest.mark.parametrize(
    "text",
    [
        # No space after the colon, or one that nobody sees.
        ARTICLE.replace("date: ", "date:"),
        under("status:hidden"),
        under("reviewed:2026-10-02"),
        under("kind:practice").replace(" [@chey2024]", ""),
        under("disclaimer:\u202fchild"),
        under("reviewer:\u2003Zoé Bézier"),
        # Accents apart from their letters, as macOS saves them; as YAML escapes them.
        normalize("NFD", under("reviewer: Zoé Bézier")),
        under('reviewer: "Zo\\xe9 B\\u00e9zier"'),
        under(CREDIT.format("https://example.org/l'article")),
        under(CREDIT.format("https://example.org/a[1]")),
        normalize("NFD", under(CREDIT.format("https://example.org/"))),
        # A card that stays on its page, and whose heading is written otherwise.
        f"{ARTICLE}\n{CARD} [@chey2024]\n",
        f"{ARTICLE}\n## Suite\n\nUn mot.\n\n{CARD}, [suite](#suite)\n",
        f"{ARTICLE}\n### APPELEZ LE 15 SI :\n\n- un signe\n",
        f"{ARTICLE}\n### Appelez le 15 si…\n\n- un signe\n",
        f"{ENGLISH}\n### CALL 15 IF:\n\n- a sign\n",
        under("aliases: /2019/old-index.html"),
        under("aliases: /2019/INDEX.HTML"),
        under("aliases: /2019/xindex.html, /a/Index.html"),
        under("summary: |2-\n  Un résumé."),
    ],
)
def test_an_article_that_is_accepted(site: Site, text: str):
    """However its header, its cards or its accents are written."""
    site.write("articles/estomac.md", text)
    site.write("articles/autre.md", ARTICLE.replace("L'estomac", "Autre"))
    built = site.build()

    assert built.status == 0, built.said
    assert findings(site.output, site.content) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[practice]", '[practice]\nfees = "Consultation : 30 €, certificats, etc..."'),
        ("[practice]", '[practice]\naccess = "Tiers payant -- CSS --- 5\' à pied..."'),
        ('"https://carnet.example"', '"https://carnet.example/%7Edr/%c3%a9"'),
    ],
)
def test_settings_that_are_accepted(site: Site, old: str, new: str):
    """Whatever typography makes of the words, and a browser of the address."""
    blog = BLOG if old in BLOG else f"{BLOG}\n{old}\n"
    site.write("blog.toml", blog.replace(old, new))
    built = site.build()

    assert built.status == 0, built.said
    assert findings(site.output, site.content) == []


def test_an_author_with_a_straight_apostrophe(site: Site):
    """The name is that of blog.toml to the letter; typography curls it afterwards."""
    person = 'name = "Anne d\'Arc"\nspecialty = "urologue"\ninterests = "Aucun."'
    site.write("blog.toml", f"{BLOG}\n[[people]]\n{person}\n")
    site.write("articles/estomac.md", under("author: Anne d'Arc"))
    built = site.build()

    assert built.status == 0, built.said
    assert findings(site.output, site.content) == []
