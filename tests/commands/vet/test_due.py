"""The list of what is due proposes what the page would show, in its order."""

from __future__ import annotations

import re

import pytest

from tests.support.sites import BLOG, LEDGER
from tests.support.vetting import Desk, desk

__all__ = ["desk"]

ENTRY = """\
[[community]]
id = "{id}"
name = "{id}"
url = "https://{id}.example/forum"
kind = "{kind}"
operator = "Association {id}"
legal_form = "association loi 1901"
legal_basis = "read"
languages = ["fr"]
countries = ["FR"]
conditions = [{codes}]
audience = ["{audience}"]
about.fr = "Un forum"
about.en = "A forum"
moderation = "volunteers"
registration = "yes"
evidence = ["{id}.example"]
read_on = 2026-11-22
"""
VETTING = """\
[[vetting]]
community = "{id}"
verdict = "recommended"
vetted_on = 2026-11-22
vetted_by = "Dr Jeanne Exemple"
last_exchange = 2026-11-20
"""
ARTICLE = "---\ntitle: A\ndate: 2026-10-01\nconditions: {}\n---\nUn texte [@chey2024].\n"
FORUM, LINE = "association-forum", "helpline"
# An illness, then communities: id, kind, codes, audience.
SUBJECTS = {
    # On an illness of children the parents are the readers.
    "child": (
        "bronchiolite",
        [("aa-malades", FORUM, '"J21"', "patients"), ("zz-parents", FORUM, '"J21"', "parents")],
    ),
    # On a sensitive subject the crisis line comes first, whatever else fits better.
    "sensitive": (
        "dépression",
        [("aa-forum", FORUM, '"F32", "F33"', "patients"), ("zz-crise", LINE, '"F30-F39"', "teens")],
    ),
}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_candidates_come_in_the_order_of_the_page(desk: Desk, subject: str):
    """What is proposed for an illness is ranked as it would be shown, once vetted."""
    illness, communities = SUBJECTS[subject]
    ids = [id_ for id_, *_ in communities]
    entries = [
        ENTRY.format(id=id_, kind=kind, codes=codes, audience=audience)
        + ("crisis = true\n" if kind == LINE else "")
        for id_, kind, codes, audience in communities
    ]
    desk.site.write("communities/additions.toml", "\n".join(entries))
    desk.site.write("articles/estomac.md", ARTICLE.format(illness))

    row = next(line for line in desk.vet("").splitlines() if "articles/estomac.md" in line)

    ledger = "\n".join([LEDGER, *(VETTING.format(id=id_) for id_ in ids)])
    desk.site.write("communities/vetting.toml", ledger)
    built = desk.site.build()
    assert built.status == 0, built.said
    box = built.page("estomac").partition('<section class="communities"')[2]
    page = list(dict.fromkeys(re.findall(rf"https://({'|'.join(ids)})\.example", box)))
    assert sorted(page) == sorted(ids)
    assert [word for word in re.findall(r"[\w-]+", row) if word in ids] == page


def test_a_vetting_that_ends_before_the_next_build_leaves_a_gap(desk: Desk):
    """The page does not show what lapses before it is built again: the list says so."""
    desk.site.write("articles/estomac.md", ARTICLE.format("insuffisance rénale chronique"))
    vetting = VETTING.format(id="renaloo").replace("2026-11-22", "2026-06-01")
    desk.site.write("communities/vetting.toml", vetting.replace("2026-11-20", "2026-05-30"))
    desk.site.write("blog.toml", BLOG.replace("2026-11-22", "2026-11-28"))

    assert "renaloo.com" not in desk.site.build().page("estomac")
    assert "articles/estomac.md" in desk.vet("")
