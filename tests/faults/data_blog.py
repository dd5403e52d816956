"""Faults of ``blog.toml``: the D family."""

from __future__ import annotations

from functools import partial

from tests.support.sites import BLOG, Site

from .case import Blocked, Fault, Published, whole


def blog(old: str, new: str) -> dict[str, str | bytes]:
    """Return ``blog.toml`` with one change."""
    assert old in BLOG
    return {"blog.toml": BLOG.replace(old, new)}


def _swollen(site: Site, name: str) -> None:
    """Make a file of 300 MB, of which nothing is on the disk."""
    with site.write(name, "x").open("r+b") as file:
        file.truncate(300 * 1024**2)


FAULTS = [
    Fault(
        "D60",
        "blog.toml: misspelt field",
        Blocked("contry", "blog.toml", 5),
        blog("country", "contry"),
    ),
    Fault(
        "D61",
        "blog.toml: quote never closed",
        Blocked("il manque un guillemet", "blog.toml", 2),
        blog('"Le carnet"', '"Le carnet'),
    ),
    Fault(
        "D62",
        "blog.toml: deleted",
        whole("manque", "blog.toml"),
        change=lambda site: (site.content / "blog.toml").unlink(),
    ),
    Fault("D63", "blog.toml: emptied", whole("manque", "blog.toml"), {"blog.toml": ""}),
    Fault(
        "D64",
        "blog.toml: latin-1",
        Blocked("UTF-8", "blog.toml", 11),
        {"blog.toml": BLOG.replace("’", "'").encode("latin-1")},
    ),
    Fault(
        "D65",
        "blog.toml: address without https",
        Blocked("adresse", "blog.toml", 3),
        blog("https://", "http://"),
    ),
    Fault(
        "D66",
        "blog.toml: address javascript:",
        Blocked("adresse", "blog.toml", 3),
        blog("https://carnet.example", "javascript:alert(1)"),
    ),
    Fault(
        "D67",
        "blog.toml: address that closes an attribute",
        Blocked("adresse", "blog.toml", 3),
        blog("https://carnet.example", "https://carnet.example/><script>"),
    ),
    Fault(
        "D68",
        "blog.toml: script in the title",
        Published(never=("<script>",)),
        blog("Le carnet", "<script>alert(1)</script>"),
    ),
    Fault(
        "D69",
        "blog.toml: script in the doctor’s name",
        Published(never=("<script>",)),
        blog("Dr Jeanne", "<script>alert(1)</script>"),
    ),
    Fault(
        "D70",
        "blog.toml: markup in the ties of interest",
        Published(never=("<script>",)),
        blog("Aucun lien d’intérêt.", "<script>alert(1)</script>"),
    ),
    Fault(
        "D71",
        "blog.toml: unknown country",
        Blocked("n’est pas possible", "blog.toml", 5),
        blog('"FR"', '"ZZ"'),
    ),
    Fault(
        "D72",
        "blog.toml: unknown language",
        Blocked("n’est pas possible", "blog.toml", 4),
        blog('"fr"', '"de"'),
    ),
    Fault(
        "D73",
        "blog.toml: stopped clock on a real blog",
        Blocked("as_of", "blog.toml", 7),
        blog("fictional = true\n", "\n"),
    ),
    Fault(
        "D74",
        "blog.toml: date between quotes",
        Blocked("", "blog.toml", 7),
        blog("2026-11-22", '"2026-11-22"'),
    ),
    Fault(
        "D75",
        "blog.toml: timezone that is a path",
        Blocked("", "blog.toml", 9),
        blog("[doctor]", 'timezone = "../../etc/passwd"\n[doctor]'),
    ),
    Fault(
        "D76",
        "blog.toml: reviews every 600 months",
        Blocked("", "blog.toml", 15),
        {"blog.toml": f"{BLOG}\n[review]\nmonths = 600\n"},
    ),
    Fault(
        "D77",
        "blog.toml: no ties of interest",
        whole("liens d’intérêt"),
        blog('interests = "Aucun lien d’intérêt."\n', ""),
    ),
    Fault(
        "D78",
        "blog.toml: brackets 5,000 deep",
        Blocked("", "blog.toml"),
        {"blog.toml": BLOG + "x = " + "[" * 5000},
    ),
    Fault(
        "D79",
        "blog.toml: is a folder",
        whole("", "blog.toml"),
        change=lambda site: (
            (site.content / "blog.toml").unlink(),
            (site.content / "blog.toml").mkdir(),
        ),
    ),
    *(
        Fault(
            f"D80-{number}",
            f"blog.toml: a branch named {branch}",
            Blocked("n’est pas le nom d’une branche", "blog.toml", BLOG.count("\n") + 4),
            {"blog.toml": f'{BLOG}\n[publish]\nto = "branch"\nbranch = "{branch}"\n'},
        )
        for number, branch in enumerate(
            ("refs/heads/x", "heads/gh-pages", "origin/gh-pages", "HEAD"), start=1
        )
    ),
    *(
        Fault(
            f"D81-{number}",
            f"{name}: 300 MB",
            whole("trop gros", name),
            change=partial(_swollen, name=name),
        )
        for number, name in enumerate(
            (
                "blog.toml",
                "glossary.toml",
                "sources/sources.json",
                "communities/vetting.toml",
                "articles/cible.md",
            ),
            start=1,
        )
    ),
]
