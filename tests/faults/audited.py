"""Faults that only the audit of the finished page stopped, naming a page: the A family.

They are told by file and line now, in the build or traced back from the page.
"""

from __future__ import annotations

from tests.support.sites import LEDGER

from .case import Blocked, Fault, Published, added, body, header

VETTING = "communities/vetting.toml"
REFUSED = (
    LEDGER
    + """
[[vetting]]
community = "renaloo"
verdict = "refused"
vetted_on = 2026-10-12
vetted_by = "Dr Jeanne Exemple"
last_exchange = 2026-10-05
"""
)
ALONE = "n’est pas seul au début de sa ligne"
WORDS = "attend des mots, pas une liste"
NOWHERE = "ceci mène à une page qui n’est pas sur le site"
UNREAD = "ne peut pas être lu"
CARD = "## Appelez le 15 si :\n\n- douleur\n\n"


def _field(id_: str, title: str, line: str, says: str) -> Fault:
    """Return a fault of one more line in the header."""
    return Fault(id_, title, Blocked(says, line=5), added(*line.split("\n")))


def _reason(id_: str, title: str, line: str) -> Fault:
    """Return a fault in the reason of a refusal."""
    return Fault(id_, title, Blocked(UNREAD, VETTING, 14), {VETTING: f"{REFUSED}{line}\n"})


FAULTS = [
    _field("A01", "a draft by a name in quotes", '"status": draft', ALONE),
    _field("A02", "a draft by a name in single quotes", "'status' : draft", ALONE),
    _field("A03", "a draft by YAML’s “? status”", "? status\n: draft", "ne commence par aucun"),
    _field("A04", "another language by a name in quotes", '"lang": en', ALONE),
    _field("A05", "another address by a name in quotes", '"slug": autre', ALONE),
    _field("A06", "a review by a name in quotes", '"reviewed": 2026-10-03', ALONE),
    Fault(
        "A07",
        "a header that is set back as a whole",
        Blocked(ALONE, line=2),
        header("  title: La cible\n  date: 2026-10-02\n  status: draft\n"),
    ),
    _field("A11", "a draft in a list", "status: [draft]", WORDS),
    _field("A12", "a draft in a list below", "status:\n- draft", WORDS),
    _field("A13", "a language in a list", "lang: [fr]", WORDS),
    _field("A14", "an address in a list", 'slug: ["autre"]', WORDS),
    _field("A15", "the author is an empty list", "author: []", WORDS),
    _field("A16", "a date of review in a list", "review_by: [2026-12-01]", WORDS),
    _field("A17", "a remark after a quoted value", 'status: "draft" # pas encore', "serait perdu"),
    _field("A18", "a remark after a quoted language", "lang: 'en' # anglais", "serait perdu"),
    Fault("A21", "an author of a space", Published(), added('author: " "')),
    Fault("A22", "a reviewer of a space", Published(), added("reviewer: ' '")),
    Fault("A23", "a language with a space after it", Published(), added('lang: "fr "')),
    Fault(
        "A24", "an author on the line below", Published(), added("author: >", "  Dr Jeanne Exemple")
    ),
    Fault("A25", "two names of nobody", Published(), added('authors: ""', 'author: " "')),
    Fault(
        "A31",
        "an absent page of one’s own",
        Blocked(NOWHERE, line=8),
        body("[x](https://carnet.example/absent/)"),
    ),
    Fault(
        "A32",
        "an absent file of one’s own, in the summary",
        Blocked(NOWHERE, line=5),
        added("summary: Voir [x](https://carnet.example/x.pdf)."),
    ),
    Fault(
        "A33",
        "an absent page of one’s own, on a page",
        Blocked(NOWHERE, "pages/p.md", 4),
        {"pages/p.md": "---\ntitle: P\n---\n[x](https://carnet.example/nulle-part/?a=1)\n"},
    ),
    Fault(
        "A34",
        "the source of an article, as its address",
        Blocked(NOWHERE, line=8),
        body("[x](https://carnet.example/articles/cible.md)"),
    ),
    Fault("A35", "one’s own home page", Published(), body("[x](https://carnet.example)")),
    Fault(
        "A41",
        "a call of another number than it shows, in an emergency card",
        Blocked("un autre numéro", line=12),
        body(f"{CARD}[le 15](tel:112)"),
    ),
    Fault(
        "A42",
        "a call in an emergency card, of what it shows",
        Published(),
        body(f"{CARD}[15](tel:15)"),
    ),
    Fault(
        "A43",
        "an emergency card that leads to a mail",
        Blocked("nulle part ailleurs", line=12),
        body(f"{CARD}[x](mailto:a@b.fr)"),
    ),
    _reason("A51", "the reason of a refusal, in a region’s language", 'reason.fr-FR = "Non."'),
    _reason("A52", "the reason of a refusal is a number", "reason.fr = 0"),
    _reason("A53", "the reason of a refusal is a list", 'reason.fr = ["Non."]'),
    _reason("A54", "the reason of a refusal, in no language", 'reason."" = "Non."'),
    Fault(
        "A55",
        "the reason of a refusal, empty",
        Blocked("ne se voit", VETTING, 14),
        {VETTING: f'{REFUSED}reason.fr = " "\n'},
    ),
]
