"""Faults of a header that ends elsewhere than it seems, or says what nobody sees."""

from __future__ import annotations

from .case import (
    BODY,
    HEADER,
    TARGET,
    Blocked,
    Fault,
    Published,
    added,
    elsewhere,
    header,
    plain,
)

BELOW = "se trouve après la fin"
NOT_SEEN = "ne se voit"
NUMBER = "un caractère que personne ne voit"
MORE = "plus que des mots"
WRAPPED = "ne commence par aucun"
AWAY = "articles/autre.md"
PLAIN = "Title: La cible\nDate: 2026-10-02\nConditions: reflux\n"


def slip(number: int, title: str, text: str, at: int = 6) -> Fault:
    """Return a draft by a slip only: its status stands in the text, which begins on line 6."""
    files = elsewhere(header(body=f"{text}\n\n{BODY}"))
    return Fault(f"M{number}", title, Blocked(BELOW, AWAY, at), files)


def odd(number: int, title: str, says: str, *lines: str, at: int = 5) -> Fault:
    """Return a target with more lines in its header, the first of them being line 5."""
    return Fault(f"M{number}", title, Blocked(says, line=at), added(*lines))


def wrapped(number: int, title: str, says: str, text: str, at: int) -> Fault:
    """Return a target with a header of its own."""
    return Fault(f"M{number}", title, Blocked(says, line=at), {TARGET: f"{text}{BODY}"})


FAULTS = [
    slip(60, "draft in a second header", "---\nstatus: draft\n---", 7),
    slip(61, "draft after a remark", "<!-- x -->\nstatus: draft", 7),
    slip(62, "draft after what looks like a field", "mots: x\nstatus: draft", 7),
    slip(63, "draft as a quotation", "> status: draft"),
    slip(64, "draft as an item", "- status: draft"),
    slip(65, "draft, in bold", "**status**: draft"),
    slip(66, "draft after U+200B", "\u200bstatus: draft"),
    slip(67, "draft as a heading, in French", "## Statut : brouillon"),
    slip(68, "draft in a table", "| status | draft |"),
    slip(69, "draft as code", "`status: draft`"),
    slip(70, "draft, a soft hyphen inside", "sta\u00adtus: draft"),
    slip(71, "draft in a remark", "<!-- status: draft -->"),
    slip(72, "Hugo’s “draft: true” in the text", "draft: true"),
    slip(73, "draft at the end of the text", "Un texte.\n\nstatus: draft", 8),
    Fault("M74", "draft after a wrapped value", Published(absent=("autre", "drafts")),
          elsewhere(plain(f"{PLAIN}Summary: un\ndeux\nStatus: draft\n"))),
    odd(75, "title of U+200B", NOT_SEEN, "category: \u200b"),
    odd(76, "tags of soft hyphens", NOT_SEEN, "tags: \u00ad"),
    odd(77, "category of a Hangul filler", NOT_SEEN, "category: \u3164"),
    odd(78, "author of tag characters", NOT_SEEN, "author: \U000e0041\U000e0042"),
    odd(79, "reviewer of an empty cell of Braille", NOT_SEEN, "reviewer: \u2800"),
    wrapped(80, "title of combining marks only", NOT_SEEN,
            "---\ntitle: \u0301\u0302\ndate: 2026-10-02\nconditions: reflux\n---\n", 2),
    wrapped(81, "title of variation selectors", NOT_SEEN,
            "---\ntitle: \ufe0f\ufe0e\ndate: 2026-10-02\nconditions: reflux\n---\n", 2),
    odd(82, "escaped NUL", NUMBER, r'summary: "a\0b"'),
    odd(83, "escaped escape", NUMBER, r'summary: "a\eb"'),
    odd(84, "escaped reversal of letters", NUMBER, r'category: "\u202eflux"'),
    odd(85, "escape in a list", NUMBER, r'tags: [a, "b\x07c"]'),
    odd(86, "escape that is no character", "ne peut pas être lue", r'summary: "\UFFFFFFFF"'),
    odd(87, "local tag", MORE, "status: !draft"),
    odd(88, "alias in a list", MORE, "tags: [a, *b]"),
    odd(89, "“!!python/name”", MORE, "summary: !!python/name:os.system x"),
    odd(90, "merge key", WRAPPED, "<<: *a"),
    wrapped(91, "wrapped value in a plain header", WRAPPED,
            f"{PLAIN}Summary: un\ndeux\nTags: dos\n\n", 5),
    wrapped(92, "wrapped ties of interest", WRAPPED,
            f"{PLAIN}Interests: payé\nen 2025.\nFunding: x\n\n", 5),
    wrapped(93, "wrapped value between ---", WRAPPED,
            f"---\n{HEADER}summary: un\ndeux\ntags: dos\n---\n", 6),
    wrapped(94, "tab before a field", "en retrait",
            "---\ntitle:\tLa cible\n\tdate:\t2026-10-02\nconditions: reflux\n---\n", 3),
    wrapped(95, "dashes that an editor made one", "trois tirets courts",
            f"\u2014\n{HEADER}\u2014\n\n", 1),
    wrapped(96, "header closed by four dashes", "trois tirets courts",
            f"---\n{HEADER}----\n\n", 5),
    wrapped(97, "header not closed, a rule in the text", "n’est pas fermé",
            f"---\n{HEADER}\nUn texte.\n\n---\n\n", 6),
    wrapped(98, "header below a remark", "n’est pas tout en haut",
            f"<!-- x -->\n---\n{HEADER}---\n", 3),
    wrapped(99, "header below a sentence", "n’est pas tout en haut",
            f"Un mot.\n\n---\n{HEADER}---\n", 4),
]  # fmt: skip
