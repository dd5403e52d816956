"""Faults of former addresses and of days to come: the Q family."""

from __future__ import annotations

from tests.support.sites import BLOG

from .case import BODY, HEADER, Blocked, Fault, Published, added, body

OTHER = HEADER.replace("La cible", "Autre")
WAITING = OTHER.replace("2026-10-02", "2027-03-01")


def listed(*rows: tuple[str, str]) -> dict[str, str | bytes]:
    """Return ``blog.toml`` with former addresses at its end."""
    tables = "".join(f'[[redirects]]\nold = "{old}"\nnew = "{new}"\n' for old, new in rows)
    return {"blog.toml": f"{BLOG}{tables}"}


FAULTS = [
    Fault(
        "Q01",
        "former address that leads out of the site",
        Blocked("ne peut pas être une adresse", line=5),
        added("aliases: /../ailleurs/"),
    ),
    Fault(
        "Q02",
        "former address that is another page’s",
        Blocked("est l’adresse d’une page", line=5),
        added("aliases: /estomac/"),
    ),
    Fault(
        "Q03",
        "former address of another site",
        Blocked("n’est pas une adresse de ce blog", line=5),
        added("aliases: https://autre.example/a/"),
    ),
    Fault(
        "Q04",
        "former address with a question",
        Blocked("ne mène nulle part", line=5),
        added("aliases: /?p=12"),
    ),
    Fault(
        "Q05",
        "two texts with one former address",
        Blocked("mène déjà ailleurs", line=5),
        added("aliases: /avant/")
        | {"articles/autre.md": f"---\n{OTHER}aliases: avant\n---\n{BODY}"},
    ),
    Fault(
        "Q06",
        "former addresses that lead to one another",
        Blocked("revient à elle-même", "blog.toml", 15),
        listed(("/a/", "/b/"), ("/b/", "/a/")),
    ),
    Fault(
        "Q07",
        "former address that leads to no page",
        Blocked("n’a pas de page en ligne", "blog.toml", 14),
        listed(("/a/", "/cibel/")),
    ),
    Fault(
        "Q08",
        "redirects without an address to lead to",
        Blocked("« new » manque", "blog.toml", 14),
        {"blog.toml": f'{BLOG}[[redirects]]\nold = "/a/"\n'},
    ),
    Fault(
        "Q09",
        "redirects written as one table",
        Blocked("n’a pas la forme attendue", "blog.toml", 13),
        {"blog.toml": f'{BLOG}[redirects]\nold = "/a/"\nnew = "/cible/"\n'},
    ),
    Fault(
        "Q10",
        "link to an article of a day to come",
        Blocked("prévu pour plus tard", line=8),
        body("[x]({filename}autre.md)") | {"articles/autre.md": f"---\n{WAITING}---\n{BODY}"},
    ),
    Fault(
        "Q11",
        "article of a day to come, its own former address",
        Published(absent=("autre", "avant", "drafts")),
        {"articles/autre.md": f"---\n{WAITING}aliases: avant\n---\n{BODY}"},
    ),
]
