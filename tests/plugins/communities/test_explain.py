"""``check --explain``: why a community is shown under an article, or not."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from plugins.communities.catalogue import Community, read_catalogue
from plugins.communities.core import SHOWN, Need, match, needs_of
from plugins.communities.explain import Article, Blog, Verdict, explain_article
from plugins.communities.ledger import Vetting, vetted
from plugins.conditions.core import load_vocabulary
from plugins.shared.blog import COUNTRIES
from tests.support.in_process import run_task
from tests.support.sites import ARTICLE, KIT, LEDGER, Site

DAY = date(2026, 11, 22)
BLOG = Blog("FR", "fr", DAY, DAY + timedelta(days=7))
CONDITIONS = load_vocabulary(KIT / "plugins" / "conditions").conditions
CATALOGUE, _ = read_catalogue(
    (KIT / "plugins" / "communities" / "catalogue.toml").read_text("utf-8")
)
FACTS = Community(
    "mine",
    "Mienne",
    "https://mine.example",
    "association",
    languages=("fr",),
    countries=("FR",),
    conditions=("K21",),
    audience=("patients",),
)
DECISION = Vetting("mine", "recommended", DAY, "Dr Jeanne Exemple", DAY, date(2027, 5, 22))


def verdict(*, article: Any = None, decision: Vetting | None = DECISION, **facts: Any) -> Verdict:
    """Return what is said of one community, changed, under an article on reflux."""
    catalogue = {"mine": replace(FACTS, **facts)}
    article = article or Article([Need(("K21",))], "fr")
    (messages,) = explain_article(article, BLOG, catalogue, [decision] if decision else [])
    return messages


def said(messages: Verdict) -> str:
    """Return a reason in English."""
    return messages.why.format(**messages.values)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({}, "matches"),
        ({"conditions": ("*",)}, "for any illness, since none is for this one"),
        ({"conditions": ("K25",)}, "for other illnesses: K25"),
        ({"languages": ("en", "de")}, "in another language: en, de"),
        ({"kind": "helpline", "countries": ("BE",)}, "a line of another country: BE"),
        (
            {"closed_on": DAY},
            "the community “mine” is closed from 2026-11-22: its link is not shown any more.",
        ),
        (
            {"replaced_by": "other"},
            "the community “mine” is now part of “other”: its link is not shown any more.",
        ),
    ],
)
def test_what_its_facts_say(facts: dict[str, Any], why: str):
    """The subject, the language, the country, the end of the community."""
    messages = verdict(**facts)

    assert said(messages) == why
    assert messages.shown == (facts in ({}, {"conditions": ("*",)}))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        (None, "not vetted"),
        ({"verdict": "refused"}, "refused on 2026-11-22"),
        ({"next_check": DAY}, "lapsed on 2026-11-22"),
        ({"next_check": DAY + timedelta(days=3)}, "by the next build"),
        ({"vetted_on": DAY + timedelta(days=1)}, "after today"),
        ({"last_exchange": date(2025, 1, 1)}, "no exchange in the six months"),
    ],
)
def test_what_its_vetting_says(changes: dict[str, Any] | None, why: str):
    """Nobody vetted it, or the vetting does not hold on these days."""
    messages = verdict(decision=None if changes is None else replace(DECISION, **changes))

    assert why in said(messages)
    assert not messages.shown


def test_what_the_header_says():
    """Added, taken out, and for men on an illness of women."""
    need = Need(("N80",), sex="female")

    assert said(verdict(article=Article([need], "fr", add=["mine"]))) == "added by the header"
    messages = verdict(article=Article([Need(("K21",))], "fr", remove=["mine"]))
    assert (said(messages), messages.shown) == ("taken out by the header", False)
    messages = verdict(article=Article([need], "fr", add=["mine"]), sex="male")
    assert (said(messages), messages.shown) == ("for people of the other sex", False)


def test_what_is_beyond_the_first_five():
    """The sixth that suits is told so; the five are in the order of the page."""
    names = [f"c{number}" for number in range(SHOWN + 1)]
    catalogue = {id_: replace(FACTS, id=id_, name=id_) for id_ in names}
    ledger = [replace(DECISION, community=id_) for id_ in names]
    messages = explain_article(Article([Need(("K21",))], "fr"), BLOG, catalogue, ledger)

    assert [v.facts.id for v in messages] == names
    assert [v.shown for v in messages] == [True] * SHOWN + [False]
    assert said(messages[-1]) == "beyond the first 5"


@pytest.mark.long
@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_told_is_what_is_shown(language: str, country: str):
    """For every illness: those told shown are those of the page; the others have a reason."""
    ids = list(CATALOGUE)
    ledger = [replace(DECISION, community=id_) for id_ in ids[::2]]
    blog = replace(BLOG, country=country)
    available = vetted(ledger, CATALOGUE, DAY, BLOG.next_build)
    for condition in list(CONDITIONS.values())[::5]:
        needs = needs_of([condition])
        box = match(needs, available, language, country, home_language="fr")
        messages = explain_article(Article(needs, language), blog, CATALOGUE, ledger)
        shown = [v.facts.id for v in messages if v.shown]

        assert shown == [v.facts.id for v in (*box.pinned, *box.shown)], condition.id
        assert len({v.facts.id for v in messages}) == len(messages)
        for v in messages:
            if not v.shown and said(v) == "not vetted":
                assert v.facts.id not in ids[::2], condition.id
            if said(v) == "others suit this article better":
                assert "*" in v.facts.conditions or v.facts.crisis, condition.id


# The command.


@pytest.fixture
def blog(site: Site) -> Site:
    """A small blog with the commands."""
    for name in ("tasks.py", "requirements.txt", "requirements-test.txt"):
        shutil.copy(KIT / name, site.root)
    return site


def tell(blog: Site, name: str) -> tuple[int, str]:
    """Return the exit status of ``check --explain``, and all that it said."""
    environment = {"PATH": "", "COLUMNS": "200"}
    status, out, said = run_task(["check", "--explain", name], blog.root, environment)
    return status, (out + said).replace("\u00a0", " ")


@pytest.mark.parametrize(
    "name", ["estomac", "estomac.md", "articles/estomac.md", "content/articles/estomac.md"]
)
def test_an_article_is_explained(blog: Site, name: str):
    """However it is named; in the blog's language; in a table, and nothing is written."""
    before = sorted(blog.root.rglob("*.html"))
    status, messages = tell(blog, name)

    assert status == 0, messages
    assert "articles/estomac.md : les communautés proches de son sujet." in messages
    assert "✓  France Assos Santé" in messages
    assert "pour toute maladie, faute d’une communauté pour celle-ci" in messages
    assert "pas vérifiée" in messages
    assert sorted(blog.root.rglob("*.html")) == before


def test_what_is_wrong_is_told_as_well(blog: Site):
    """A word of the header and an entry of the ledger that nobody understands are quoted."""
    blog.write("communities/vetting.toml", LEDGER + LEDGER.replace("france-assos", "france-asos"))
    blog.write("articles/estomac.md", ARTICLE.replace("conditions: reflux", "conditions: refluxx"))
    status, messages = tell(blog, "estomac")

    assert status == 0
    assert "conditions: refluxx" in messages
    assert 'community = "france-asos-sante"' in messages
    assert "Traceback" not in messages


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("estomacs", "Il n’y a pas d’article « estomacs » ; les plus proches : estomac.md."),
        ("xyz", "Il n’y a pas d’article « xyz » dans le dossier content/articles."),
        ("{x}[red]", "Il n’y a pas d’article « {x}[red] » dans le dossier content/articles."),
        ("conges", "« articles/conges.md » est une nouvelle du cabinet"),
    ],
)
def test_an_article_that_cannot_be_explained(blog: Site, name: str, answer: str):
    """One sentence, with the nearest names."""
    blog.write(
        "articles/conges.md", "---\ntitle: T\ndate: 2026-10-01\nkind: practice\n---\nFermé.\n"
    )
    status, messages = tell(blog, name)

    assert status == 1
    assert messages.replace("\u202f", " ").startswith(answer), messages
    assert len(messages.strip().splitlines()) == 1
