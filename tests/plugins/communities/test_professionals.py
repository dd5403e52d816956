"""A community of professionals stands apart, and no box for patients leads there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from audit import audit
from audit.approved import read_approved
from audit.inventory import read_inventory
from plugins.communities.catalogue import Community, kit_catalogue, read_catalogue
from plugins.communities.core import Index, Need, match
from plugins.communities.explain import Article, Blog, explain_article
from plugins.communities.ledger import Vetted, Vetting
from tests.support.sites import ARTICLE, LEDGER, Built, Site
from tests.support.spoiling import spoil

DAY = date(2026, 11, 22)
FORUM = kit_catalogue()[1]["dentalespace"]
DECISION = Vetting(FORUM.id, "recommended", DAY, "Dr X", DAY, date(2027, 5, 22))
CARIES = [Need(("K02",))]
APART = "a community of professionals is shown to patients."


def build(site: Site, header: str = "", additions: str = "") -> Built:
    """Build a blog that vetted the forum, with a page of communities and an article on teeth."""
    site.write(
        "communities/vetting.toml", f"{LEDGER}\n{LEDGER.replace('france-assos-sante', FORUM.id)}"
    )
    site.write("communities/additions.toml", additions)
    site.write("pages/communautes.md", "---\ntitle: Communautés\n---\nCe qui est vérifié.\n")
    site.write("articles/dents.md", ARTICLE.replace("reflux", f"carie\n{header}".strip()))
    return site.build(base="publishconf")


def words(page: str, selector: str) -> list[str]:
    """Return the words of some elements of a page."""
    return [" ".join(node.text().split()) for node in LexborHTMLParser(page).css(selector)]


def test_it_has_a_branch_of_its_own(site: Site):
    """The last of each tree, and in no other; that nobody knows what patients may do is said."""
    built = build(site)
    assert built.status == 0, built.said
    panorama = built.page("communautes")
    unknown = "Forum de soignants, on ne sait pas si un patient peut y lire ou y écrire"

    for tree in ("in", "kind", "country", "language"):
        branch = f"#{tree}-professionals"
        assert words(panorama, f"{branch} > .map__title") == ["Pour les professionnels"]
        assert words(panorama, f"{branch} .map__leaf") == [f"Dentalespace {unknown}"]
    assert words(panorama, ".map__name").count("Dentalespace") == 4
    assert "2 communautés" in panorama
    said = words(built.page(f"communautes/{FORUM.id}"), ".profile__facts")[0]
    assert "PatientsOn ne sait pas si un patient peut y lire ou y écrire" in said
    assert FORUM.url not in built.page("dents")
    assert FORUM.url not in built.page("maladies/carie-dentaire")
    assert FORUM.url not in built.page("maladies/carie-dentaire/fiche")
    assert audit(built.output, site.content, DAY).findings == []


def test_what_the_doctor_read_of_it_is_said(site: Site):
    """An entry of her own says whether patients may read or write there."""
    row = (
        f'[[community]]\nid = "{FORUM.id}"\nname = "Dentalespace"\nurl = "{FORUM.url}"\n'
        'kind = "forum de professionnels"\nlanguages = ["fr"]\ncountries = ["FR"]\n'
        'open_to_patients = "lire"\n'
    )

    built = build(site, additions=row)
    panorama = built.page("communautes")
    assert "Forum de soignants, les patients peuvent y lire, pas y écrire" in panorama
    assert read_approved(read_inventory(site.content, DAY), site.content, [DAY]).professionals == {
        FORUM.id
    }
    _, problems = read_catalogue(row.replace('"lire"', '"perhaps"'))
    assert [problem.values["names"] for problem in problems] == ["kind, open_to_patients"]


def test_no_header_adds_it(site: Site):
    """The doctor is told where it stands instead."""
    built = build(site, header="communities: +dentalespace")

    assert built.status == 1
    assert "ligne 5" in built.said
    assert "est une communauté de professionnels" in built.said


@pytest.mark.parametrize(
    "facts", [FORUM, replace(FORUM, kind="association", audience=("professionals",))]
)
def test_no_box_has_it(facts: Community):
    """Whatever it is for, named or not; ``--explain`` says why."""
    for conditions in (("K00-K14",), ("*",), ("*rare",)):
        one = replace(facts, conditions=conditions, crisis=True)
        index = Index([Vetted(one, DECISION)])
        for needs in (CARIES, [Need(("F32",), sensitive=True, rare=True)]):
            box = match(needs, index, "fr", "FR", add=[one.id], home_language="fr")
            assert (box.shown, box.pinned) == ((), ())
    (verdict,) = explain_article(
        Article(CARIES, "fr"), Blog("FR", "fr", DAY, DAY), {facts.id: facts}, [DECISION]
    )
    assert verdict.why == "a community of professionals"


def test_one_for_patients_too_is_no_forum_of_professionals():
    """A directory that both use stays where patients look for it."""
    both = replace(FORUM, kind="directory", audience=("patients", "professionals"))

    assert not both.is_professional
    assert match(CARIES, Index([Vetted(both, DECISION)]), "fr", "FR").shown


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("dents", '<ul class="communities__list">'),
        ("maladies/carie-dentaire", '<section class="illness">'),
    ],
)
@pytest.mark.parametrize("href", [FORUM.url, "https://carnet.example/communautes/dentalespace/"])
def test_the_audit_finds_it_in_a_box(site: Site, page: str, place: str, href: str):
    """The forum itself, or its page."""
    built = build(site)
    file = f"{page}/index.html"
    link = f'<li><a href="{href}" rel="external noreferrer">Dents</a></li>'
    spoil(
        Path(built.output, file), place, f"{place}{link if 'ul' in place else f'<ul>{link}</ul>'}"
    )

    found = audit(built.output, site.content, DAY).findings
    assert (file, APART) in {(path, problem.what) for path, problem in found}
