"""Faults of the doctor's own links, to communities that nobody may be sent to: the L family."""

from __future__ import annotations

from tests.support.sites import BLOG, LEDGER

from .case import BODY, HEADER, TARGET, Blocked, Fault, Published, added, body

VETTING = "communities/vetting.toml"
CITING = BODY.replace("chey2024", "renaloo")
REFUSED = "une communauté que vous avez refusée"


def _ledger(verdict: str, day: str = "2026-10-12") -> dict[str, str | bytes]:
    """Return a ledger with one more vetting, of a community of the catalogue."""
    text = LEDGER.replace("france-assos-sante", "renaloo").replace("recommended", verdict)
    return {VETTING: f"{LEDGER}\n{text.replace('2026-10-12', day).replace('2026-10-05', day)}"}


def _typed(id_: str, title: str, text: str, line: int = 8) -> Fault:
    """Return an article that leads to a community that was refused."""
    return Fault(id_, title, Blocked(REFUSED, line=line), body(text) | _ledger("refused"))


def _elsewhere(id_: str, title: str, file: str, line: int, text: str) -> Fault:
    """Return another file that leads to a community that was refused."""
    return Fault(id_, title, Blocked(REFUSED, file, line), {file: text} | _ledger("refused"))


def _shown(id_: str, title: str, text: str, **ledger: str) -> Fault:
    """Return an article that is published: what it leads to is told, or need not be."""
    return Fault(id_, title, Published(), body(text) | (_ledger(**ledger) if ledger else {}))


FAULTS = [
    _typed("L01", "a link to a refused community", "[x](https://renaloo.com)"),
    _typed("L02", "its address in capitals, http, www.", "[x](HTTP://www.RENALOO.com/)"),
    _typed("L03", "a page below it", "[x](https://renaloo.com/forum/rein?p=2#a)"),
    _typed("L04", "a host below it", "<https://forum.renaloo.com/>"),
    _typed("L05", "its address, typed as words", "Voir https://renaloo.com/forum."),
    _typed("L06", "its address without https://", "Voir www.renaloo.com."),
    _typed("L07", "its address percent-encoded", "[x](https://%72enaloo.com/%66orum)"),
    _typed("L08", "its address with entities", "[x](&#104;ttps://renaloo.com/)"),
    _typed("L09", "a link by its name", "[x][r]\n\n[r]: https://renaloo.com/", 10),
    _typed(
        "L10",
        "through a search engine",
        "[x](https://www.google.com/url?q=https%3A%2F%2Frenaloo.com%2F&sa=D)",
    ),
    _typed(
        "L11", "through an archive", "[x](https://web.archive.org/web/2020/https://renaloo.com/)"
    ),
    _typed("L12", "with a port and a final dot", "[x](https://renaloo.com.:443/)"),
    _typed("L13", "in an address of HTML", '<a href="https://renaloo.com">x</a>'),
    _typed(
        "L14",
        "in a reference written by hand",
        "## Sources\n\n- Renaloo. Le rein. 2020. https://renaloo.com/rein",
        10,
    ),
    Fault(
        "L21",
        "in a field of the header",
        Blocked(REFUSED, line=5),
        added("funding: voir https://renaloo.com/") | _ledger("refused"),
    ),
    _elsewhere(
        "L22", "on a page", "pages/p.md", 4, "---\ntitle: P\n---\n[x](https://renaloo.com)\n"
    ),
    _elsewhere(
        "L23",
        "in the glossary",
        "glossary.toml",
        3,
        '[[word]]\nword = "rein"\nmeans = "Voir https://renaloo.com/x."\n',
    ),
    _elsewhere(
        "L24",
        "in blog.toml",
        "blog.toml",
        15,
        f'{BLOG}\n[contact]\nappointment = "https://renaloo.com"\n',
    ),
    Fault(
        "L25",
        "as a source that is cited",
        Blocked(REFUSED, "sources/sources.json", 4),
        {
            TARGET: f"---\n{HEADER}---\n{CITING}",
            "articles/estomac.md": f"---\n{HEADER.replace('La cible', 'Deux')}---\n{CITING}",
            "sources/sources.json": """[
 {"id": "renaloo", "type": "webpage", "title": "Le rein",
  "issued": {"date-parts": [[2020]]}, "publisher": "Renaloo",
  "URL": "https://www.renaloo.com/rein"}
]
""",
        }
        | _ledger("refused"),
    ),
    _shown("L31", "a link in a comment", "<!-- https://renaloo.com -->", verdict="refused"),
    _shown(
        "L32",
        "a host that only begins so",
        "[x](https://renaloo.com.example.org/)",
        verdict="refused",
    ),
    _shown("L33", "a path that only begins so", "[x](https://lesimpatientes.com/forumx)"),
    _shown("L34", "a community never vetted: told", "[x](https://renaloo.com)"),
    _shown(
        "L35",
        "a community that lapsed: told",
        "[x](https://renaloo.com)",
        verdict="recommended",
        day="2025-01-01",
    ),
    _shown("L36", "a community in force", "[x](https://renaloo.com)", verdict="recommended"),
]
