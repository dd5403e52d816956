"""Faults of the ledger of vettings and of additions to the catalogue: the D family."""

from __future__ import annotations

from tests.support.sites import LEDGER

from .case import Blocked, Fault, Published, ledger

VETTING = "communities/vetting.toml"
ADDITIONS = "communities/additions.toml"
ADDED = """\
[[community]]
id = "exemple"
name = "Association Exemple"
url = "https://exemple.example/forum"
kind = "association-forum"
languages = ["fr"]
countries = ["FR"]
conditions = ["K21"]
"""


def vetted(name: str = "exemple") -> str:
    """Return the ledger with one more vetting."""
    return LEDGER + LEDGER.replace("france-assos-sante", name)


FAULTS = [
    Fault(
        "D30",
        "vetting.toml: curly quotes",
        Blocked("pas des guillemets droits", VETTING, 2),
        ledger('"france-assos-sante"', "“france-assos-sante”"),
    ),
    Fault(
        "D31",
        "vetting.toml: unknown community",
        Blocked("aucune communauté", VETTING, 2),
        ledger("assos-sante", "asso-sante"),
    ),
    Fault(
        "D32",
        "vetting.toml: unknown verdict",
        Blocked("n’est pas possible", VETTING, 2),
        ledger('"recommended"', '"ok"'),
    ),
    Fault(
        "D33",
        "vetting.toml: date between quotes",
        Blocked("vetted_on", VETTING, 2),
        ledger("2026-10-12", '"2026-10-12"'),
    ),
    Fault(
        "D34",
        "vetting.toml: 31 February",
        Blocked("ne peut pas être lu", VETTING, 4),
        ledger("2026-10-12", "2026-02-31"),
    ),
    Fault(
        "D35",
        "vetting.toml: vetted twice",
        Blocked("deux fois", VETTING, 2),
        {VETTING: LEDGER + LEDGER},
    ),
    Fault(
        "D36",
        "vetting.toml: single brackets",
        Blocked("crochets doubles", VETTING, 1),
        ledger("[[vetting]]", "[vetting]"),
    ),
    Fault(
        "D37",
        "vetting.toml: last exchange after the vetting",
        Blocked("dernier échange", VETTING, 2),
        ledger("2026-10-05", "2026-11-05"),
    ),
    Fault(
        "D38",
        "vetting.toml: lapsed",
        Published(never=("France Assos",)),
        {VETTING: LEDGER.replace("2026-10-12", "2026-01-12").replace("2026-10-05", "2026-01-05")},
    ),
    Fault(
        "D40",
        "vetting.toml: misspelt field",
        Blocked("last_exchange", VETTING, 2),
        ledger("last_exchange", "last_exchnage"),
    ),
    Fault(
        "D41",
        "vetting.toml: unknown field beside the others",
        Blocked("", VETTING, 7),
        {VETTING: f"{LEDGER}nxt_check = 2026-12-01\n"},
    ),
    Fault(
        "D42",
        "vetting.toml: script in the doctor’s sentence",
        Published(never=("<script>",)),
        {VETTING: f'{LEDGER}sentence.fr = "<script>alert(1)</script>"\n'},
    ),
    Fault(
        "D43",
        "vetting.toml: deleted",
        Published(never=("France Assos",)),
        change=lambda site: (site.content / VETTING).unlink(),
    ),
    Fault(
        "D44",
        "vetting.toml: a field twice",
        Blocked("est écrit deux fois", VETTING, 7),
        {VETTING: f'{LEDGER}verdict = "refused"\n'},
    ),
    Fault(
        "D45",
        "vetting.toml: [[vettings]], one letter too many",
        Blocked("", VETTING, 1),
        ledger("[[vetting]]", "[[vettings]]"),
    ),
    Fault(
        "D50",
        "additions.toml: javascript: for an address",
        Blocked("url", ADDITIONS, 2),
        {ADDITIONS: ADDED.replace("https:", "javascript:"), VETTING: vetted()},
    ),
    Fault(
        "D51",
        "additions.toml: unknown kind",
        Blocked("kind", ADDITIONS, 2),
        {ADDITIONS: ADDED.replace('"association-forum"', '"club"')},
    ),
    Fault(
        "D52",
        "additions.toml: no address",
        Blocked("url", ADDITIONS, 2),
        {ADDITIONS: ADDED.replace("url", "adresse")},
    ),
    Fault(
        "D53",
        "additions.toml: script in the name",
        Published(never=("<script>",)),
        {
            ADDITIONS: ADDED.replace("Association Exemple", "<script>alert(1)</script>"),
            VETTING: vetted(),
        },
    ),
    Fault(
        "D54",
        "additions.toml: [[comunity]], one letter missing",
        Blocked("", ADDITIONS, 1),
        {ADDITIONS: ADDED.replace("[[community]]", "[[comunity]]")},
    ),
    Fault(
        "D55", "additions.toml: an id twice", Blocked("", ADDITIONS, 2), {ADDITIONS: ADDED + ADDED}
    ),
    Fault(
        "D56",
        "additions.toml: an id that is a path",
        Blocked("ne peuvent pas servir : id", ADDITIONS, 2),
        {ADDITIONS: ADDED.replace('"exemple"', '"../x"'), VETTING: vetted("../x")},
    ),
    Fault(
        "D57",
        "additions.toml: a community without https",
        Published(),
        {ADDITIONS: ADDED.replace("https:", "http:"), VETTING: vetted()},
    ),
    Fault(
        "D58",
        "additions.toml: part of a community that is not there",
        Blocked("ferait partie", ADDITIONS, 9),
        {ADDITIONS: ADDED + 'replaced_by = "autre"\n'},
    ),
    Fault(
        "D59",
        "additions.toml: closing day between quotes",
        Blocked("closed_on", ADDITIONS, 2),
        {ADDITIONS: ADDED + 'closed_on = "2026-11-01"\n'},
    ),
    Fault(
        "D58b",
        "additions.toml: a vetted community has closed",
        Published(never=("exemple.example/forum",)),
        {ADDITIONS: ADDED + "closed_on = 2026-11-01\n", VETTING: vetted()},
    ),
    Fault(
        "D58c",
        "additions.toml: a vetted community is part of another",
        Published(never=("exemple.example/forum",)),
        {ADDITIONS: ADDED + 'replaced_by = "renaloo"\n', VETTING: vetted()},
    ),
    Fault(
        "D50b",
        "additions.toml: an id that is no part of an address",
        Blocked("ne peuvent pas servir : id", ADDITIONS, 2),
        {ADDITIONS: ADDED.replace('"exemple"', '"../exemple"')},
    ),
    Fault(
        "D45b",
        "vetting.toml: the reason of a refusal without its language",
        Blocked("reason", VETTING, 2),
        ledger('"recommended"', '"refused"\nreason = "Des démarcheurs"'),
    ),
    Fault(
        "D39",
        "vetting.toml: dated next year",
        Published(never=("France Assos",)),
        ledger("2026-10-12", "2027-10-12"),
    ),
]
