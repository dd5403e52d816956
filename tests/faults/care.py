"""Faults of the boxes that some headings make, and of the glossary."""

from __future__ import annotations

from .case import NEW, Blocked, Fault, Published, body


def refused(id_: str, title: str, text: str, says: str, line: int = 8) -> Fault:
    """Return a fault: a box typed after the first paragraph, refused at a line."""
    return Fault(id_, title, Blocked(says, line=line), body(text))


def harmless(id_: str, title: str, text: str, *never: str, shows: str = NEW) -> Fault:
    """Return what is published without harm: typed HTML that would imitate a box."""
    return Fault(id_, title, Published(shows=(NEW, shows), never=never), body(text))


def glossary(id_: str, title: str, text: str, says: str, line: int) -> Fault:
    """Return a fault of the glossary, told with its line."""
    expected = Blocked(says, "glossary.toml", line)
    return Fault(id_, title, expected, {"glossary.toml": text})


FAULTS = [
    refused("C01", "care card: urgent, of two meanings", "### Urgent\n- a", "deux façons"),
    refused("C02", "care card: misspelt level", "### Urgense\n- a", "presque le nom"),
    refused("C03", "care card: in bold", "**Appelez le 15 si :**\n\n- a", "comme un encadré"),
    refused("C04", "care card: as an admonition", "!!! urgence\n    a", "ne s’écrit pas ainsi"),
    refused("C05", "care card: as a container", ":::warning\na\n:::", "ne s’écrit pas ainsi"),
    refused("C06", "care card: as an alert", "> [!WARNING]\n> a", "ne s’écrit pas ainsi"),
    refused("C07", "care card: in a quotation", "> ### Urgence\n> - a", "ne peut pas être dans"),
    refused("C08", "care card: without a list", "### Urgence\n\nUn malaise.", "un signe par ligne"),
    refused("C09", "care card: number of another country", "### Appelez le 911 si :\n- a", "911"),
    refused(
        "C10",
        "emergency card: link to another site",
        "### Urgence\n- [a](https://a.example/)",
        "nulle part ailleurs",
        line=9,
    ),
    refused(
        "C11",
        "emergency card: link to another article",
        "### Urgence\n- [a]({filename}/articles/sur.md)",
        "nulle part ailleurs",
        line=9,
    ),
    refused(
        "C12",
        "three warnings",
        "### Attention\na\n### Important : b\nb\n### Attention : c\nc",
        "de trop",
        line=12,
    ),
    refused("C13", "care card: whom to call is missing", "### Appelez si :\n- a", "à quel point"),
    harmless(
        "C20",
        "class of a care card",
        '<div class="care care--emergency"><a href="https://a.example/">a</a></div>',
        'class="care',
    ),
    harmless(
        "C21", "attribute list with the class of a care card", "Un mot.\n{: .care }", 'class="care'
    ),
    glossary("C30", "glossary: no meaning", "[[word]]\nword = 'a'\n", "il manque à un mot", 2),
    glossary("C31", "glossary: quote left open", "[[word]]\nword = 'a\n", "à partir d’ici", 2),
    glossary(
        "C32",
        "glossary: unknown name",
        "[[word]]\nword = 'a'\nmeans = 'b'\nsens = 'c'\n",
        "sens",
        4,
    ),
]
