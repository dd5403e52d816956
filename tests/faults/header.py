"""Faults of the header: the matrix's M family."""

from __future__ import annotations

from .case import (
    BODY,
    HEADER,
    KEPT_BACK,
    NEW,
    TARGET,
    Blocked,
    Fault,
    Published,
    added,
    elsewhere,
    header,
    plain,
    whole,
)

DATE = "cette date ne peut pas être lue"
UNKNOWN = "n’est pas un champ connu"
IMPOSSIBLE = "n’est pas possible pour"
TWICE = "est écrit deux fois"
UNREADABLE = "ne peut pas être lue"
PLAIN = "Title: La cible\nDate: 2026-10-02\nConditions: reflux\n"


def dated(text: str) -> dict[str, str | bytes]:
    """Return the target with another date, on line 3."""
    return header(HEADER.replace("2026-10-02", text))


FAULTS = [
    Fault(
        "M01",
        "no title",
        Blocked("« title » manque", line=1),
        header(HEADER.replace("title: La cible\n", "")),
    ),
    Fault(
        "M01b",
        "empty title",
        Blocked("« title » manque", line=2),
        header(HEADER.replace(" La cible", "")),
    ),
    Fault(
        "M02",
        "no date",
        Blocked("« date » manque", line=1),
        header(HEADER.replace("date: 2026-10-02\n", "")),
    ),
    Fault("M03", "date in words", Blocked(DATE, line=3), dated("2 octobre 2026")),
    Fault("M03b", "31 February", Blocked(DATE, line=3), dated("2026-02-31")),
    Fault("M03c", "date with the year only", Blocked(DATE, line=3), dated("2025")),
    Fault("M03d", "French date 03/04/2025", Blocked(DATE, line=3), dated("03/04/2025")),
    Fault("M03e", "an hour for a date", Blocked(DATE, line=3), dated('"10:30"')),
    Fault("M03f", "date in the year 0026", Blocked(DATE, line=3), dated("0026-10-02")),
    Fault("M03g", "thirteenth month", Blocked(DATE, line=3), dated("2026-13-02")),
    Fault(
        "M04",
        "the same slug as another article",
        whole("même adresse", "articles/estomac.md"),
        added("slug: estomac"),
    ),
    Fault(
        "M05",
        "save_as, the page of another article",
        Blocked(UNKNOWN, line=5),
        added("save_as: estomac/index.html"),
    ),
    Fault("M06", "unknown status", Blocked(IMPOSSIBLE, line=5), added("status: publised")),
    Fault("M07", "empty file", whole("pas d’en-tête"), {TARGET: ""}),
    Fault("M07b", "file of spaces and empty lines", whole("pas d’en-tête"), {TARGET: " \n\n \n"}),
    Fault("M08", "only a header, no text", whole("source"), header(body="")),
    Fault(
        "M09",
        "tabs after the colons",
        Published(shows=(NEW, "La cible")),
        plain("Title:\tLa cible\nDate:\t2026-10-02\nConditions:\treflux\n"),
    ),
    Fault(
        "M10",
        "French typography: “Title : x”",
        Published(shows=(NEW, "La cible")),
        plain(PLAIN.replace(":", " :")),
    ),
    Fault(
        "M11",
        "“Status : draft”, a space before the colon",
        KEPT_BACK,
        elsewhere(plain(f"{PLAIN}Status : draft\n")),
    ),
    Fault(
        "M11b",
        "“status : draft”, a no-break space",
        KEPT_BACK,
        elsewhere(added("status\u00a0: draft")),
    ),
    Fault(
        "M12",
        "empty first lines",
        Published(),
        {TARGET: f"\n\n---\n{HEADER}---\n{BODY}"},
    ),
    Fault(
        "M13",
        "YAML of another generator: quotes and lists",
        Published(shows=(NEW, "La cible")),
        header(
            'title: "La cible"\ndate: 2026-10-02T08:00:00\ntags: [a, b]\nconditions:\n  - reflux\n'
        ),
    ),
    Fault("M13b", "YAML, quoted draft", KEPT_BACK, elsewhere(added('status: "draft"'))),
    Fault("M13c", "Hugo’s “draft: true”", Blocked(UNKNOWN, line=5), added("draft: true")),
    Fault(
        "M13d", "Jekyll’s “published: false”", Blocked(UNKNOWN, line=5), added("published: false")
    ),
    Fault(
        "M13e",
        "Hugo’s list of sources",
        Published(shows=("Chey",)),
        added("sources:", "  - doi:10.14309/ajg.0000000000002968", "tags: [a]"),
    ),
    Fault(
        "M13f",
        "header that is never closed",
        Blocked("n’est pas fermé avant cette ligne", line=6),
        {TARGET: f"---\n{HEADER}\n{BODY}"},
    ),
    Fault(
        "M13g",
        "TOML header of Hugo, between +++",
        Blocked("avec +++ et =", line=1),
        {TARGET: f'+++\ntitle = "La cible"\ndate = 2026-10-02\n+++\n{BODY}'},
    ),
    Fault("M14", "empty status", Published(), added("status:")),
    Fault("M15", "“Statut: draft”, in French", Blocked(UNKNOWN, line=5), added("Statut: draft")),
    Fault("M15b", "“status: brouillon”", Blocked(IMPOSSIBLE, line=5), added("status: brouillon")),
    Fault("M16", "“_content: x”", Blocked("", line=5), added("_content: x")),
    Fault("M17", "“allowed_statuses: x”", Blocked(UNKNOWN, line=5), added("allowed_statuses: x")),
    Fault("M18", "“template: archives”", Blocked(UNKNOWN, line=5), added("template: archives")),
    Fault("M19", "“content: x”", Blocked(UNKNOWN, line=5), added("content: x")),
    Fault("M21", "“settings: x”", Blocked(UNKNOWN, line=5), added("settings: x")),
    Fault("M22", "“is_valid: x”", Blocked(UNKNOWN, line=5), added("is_valid: x")),
    Fault("M23", "“get_content: x”", Blocked(UNKNOWN, line=5), added("get_content: x")),
    Fault(
        "M24", "“timezone: Mars/Olympus”", Blocked(UNKNOWN, line=5), added("timezone: Mars/Olympus")
    ),
    Fault("M25", "title given twice", Blocked(TWICE, line=5), added("title: Une autre")),
    Fault(
        "M25b",
        "status given twice, in two cases",
        Blocked(TWICE, line=6),
        added("status: draft", "Status: published"),
    ),
    Fault(
        "M26",
        "another language than the blog’s",
        Published(page="en/autre", shows=(NEW, 'lang="en"'), absent=("autre",)),
        elsewhere(added("lang: en", "interests: None.")),
    ),
    Fault(
        "M26b",
        "language that the kit does not speak",
        Blocked(IMPOSSIBLE, line=5),
        added("lang: de"),
    ),
    Fault(
        "M27",
        "language that is a path",
        Blocked(IMPOSSIBLE, line=5),
        added("lang: /../../output3/z"),
    ),
    Fault("M30", "“status: skip”", Blocked(IMPOSSIBLE, line=5), added("status: skip")),
    Fault(
        "M31",
        "date in the future of an article that is online",
        Blocked("cacherait aux lecteurs", line=3),
        dated("2027-10-02"),
    ),
    Fault(
        "M32",
        "markup in the title",
        Blocked("un signe < collé", line=2),
        header(HEADER.replace("La", "<b>La</b>")),
    ),
    Fault(
        "M33",
        "script in the category",
        Blocked("un signe < collé", line=5),
        added("category: <script>alert(1)</script>"),
    ),
    Fault(
        "M34",
        "image in the tags",
        Blocked("un signe < collé", line=5),
        added("tags: a, <img src=x onerror=alert(1)>"),
    ),
    Fault(
        "M35",
        "link in the author",
        Blocked("un signe < collé", line=5),
        added('author: <a href="javascript:x">moi</a>'),
    ),
    Fault(
        "M36", "“url: javascript:…”", Blocked(UNKNOWN, line=5), added("url: javascript:alert(1)")
    ),
    Fault("M37", "slug with capitals and spaces", Blocked("", line=5), added("slug: Ma Page")),
    Fault("M38", "empty slug", Blocked("", line=5), added("slug:")),
    Fault(
        "M39",
        "quote that is never closed",
        Blocked(UNREADABLE, line=5),
        added('summary: "jamais fermé'),
    ),
    Fault("M40", "bracket that is never closed", Blocked(UNREADABLE, line=5), added("tags: [a, b")),
    Fault(
        "M41",
        "YAML anchors that multiply",
        Blocked("", line=5),
        added("tags: &a [x, x]", "summary: *a"),
    ),
    Fault(
        "M42",
        "YAML that would run a program",
        Blocked("", line=5),
        added('summary: !!python/object/apply:os.system ["touch pwned"]'),
    ),
    Fault("M43", "list in a list of tags", Blocked("", line=5), added("tags: [[a], b]")),
    Fault("M44", "table where words are meant", Blocked("", line=5), added("tags: {a: b}")),
    Fault("M45", "unknown illness", Published(), header(HEADER.replace("reflux", "reflus"))),
    Fault("M46", "unknown disclaimer", Blocked("", line=5), added("disclaimer: enfant")),
    Fault("M47", "unknown community", Blocked("", line=5), added("communities: +inconnue")),
    Fault("M48", "unknown kind of article", Blocked(IMPOSSIBLE, line=5), added("kind: humeur")),
    Fault(
        "M49",
        "review further than three years",
        Blocked("", line=5),
        added("review_by: 2031-01-01"),
    ),
    Fault("M50", "reviewed before it was written", Published(), added("reviewed: 2020-01-01")),
    Fault(
        "M52",
        "no space after the colon",
        Published(),
        added("summary:sans espace"),
    ),
    Fault(
        "M09b",
        "continued line set back with a tab",
        Published(),
        plain(f"{PLAIN}Summary: un\n\tdeux\n"),
    ),
    Fault(
        "M51", "modified before it was written", Blocked("", line=5), added("modified: 2020-01-01")
    ),
    Fault(
        "M53",
        "funder whom the sentence on funding does not name",
        Blocked("ne figure pas dans « funding »", line=6),
        added("funding: Payé par son auteur.", "funder: Laboratoire X"),
    ),
]
