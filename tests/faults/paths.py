"""Faults of links and addresses: the matrix's P family."""

from __future__ import annotations

from .case import BODY, HEADER, Blocked, Fault, added, body

MISSING = "un fichier qui n’existe pas"
NOWHERE = "ne mène nulle part"
NO_PLACE = "un endroit de la page qui n’existe pas"
UNKNOWN = "n’est pas un champ connu"
SLUG = "ne peut pas faire partie d’une adresse"
DRAFT = "---\ntitle: Plus tard\nstatus: draft\n---\nÀ finir.\n"
PAGE = "---\ntitle: Une page\n{}---\nTexte.\n"


def page(*lines: str) -> dict[str, str | bytes]:
    """Return one more page with these lines in its header, the first being line 3."""
    return {"pages/page.md": PAGE.format("".join(f"{line}\n" for line in lines))}


FAULTS = [
    Fault("P01", "slug: ../../x", Blocked(SLUG, line=5), added("slug: ../../x")),
    Fault("P02", "save_as: /etc/x", Blocked(UNKNOWN, line=5), added("save_as: /etc/x")),
    Fault(
        "P03",
        "save_as into a neighbour",
        Blocked(UNKNOWN, line=5),
        added("save_as: ../output_evil/x.html"),
    ),
    Fault("P04", "slug into a neighbour", Blocked(SLUG, line=5), added("slug: ../output2/y")),
    Fault(
        "P05",
        "lang into a neighbour",
        Blocked("n’est pas possible", line=5),
        added("lang: /../../output2/z"),
    ),
    Fault(
        "P06",
        "save_as over the style sheet",
        Blocked(UNKNOWN, line=5),
        added("save_as: theme/css/article.css"),
    ),
    Fault(
        "P06d",
        "slug “articles”: the list of articles",
        Blocked("", line=5),
        added("slug: articles"),
    ),
    Fault(
        "P07",
        "page with save_as: index.html",
        Blocked("", "pages/page.md", 3),
        page("save_as: index.html"),
    ),
    Fault(
        "P07b",
        "page with save_as into a neighbour",
        Blocked("", "pages/page.md", 3),
        page("save_as: ../output_evil/x.html"),
    ),
    Fault(
        "P07c",
        "page with save_as over a feed",
        Blocked("", "pages/page.md", 3),
        page("save_as: feeds/all.atom.xml"),
    ),
    Fault(
        "P07d",
        "page with url: javascript:…",
        Blocked("", "pages/page.md", 3),
        page("url: javascript:alert(1)"),
    ),
    Fault(
        "P07e",
        "page with save_as over an article",
        Blocked("même adresse", "pages/page.md", 3),
        page("save_as: cible/index.html", "url: cible/"),
    ),
    Fault(
        "P07h",
        "page with save_as over that of the criteria",
        Blocked("que le blog écrit lui-même", "pages/page.md", 3),
        page("save_as: communautes/criteres/index.html", "url: communautes/criteres/"),
    ),
    Fault(
        "P07f",
        "page with template: archives",
        Blocked("n’est pas possible", "pages/page.md", 3),
        page("template: archives"),
    ),
    Fault(
        "P07g",
        "page with an empty save_as: written nowhere",
        Blocked("", "pages/page.md", 3),
        page("save_as:"),
    ),
    Fault(
        "P08", "{attach}../secret.env", Blocked(MISSING, line=8), body("[x]({attach}../secret.env)")
    ),
    Fault(
        "P08a",
        "{attach}../../secret.env",
        Blocked(MISSING, line=8),
        body("[x]({attach}../../secret.env)"),
    ),
    Fault(
        "P08b",
        "<img> with {attach}../.git/config",
        Blocked("", line=8),
        body('<img src="{attach}../.git/config" alt="x">'),
    ),
    Fault(
        "P08c",
        "image with {static}../../secret.env",
        Blocked(MISSING, line=8),
        body("![x]({static}../../secret.env)"),
    ),
    Fault(
        "P08d",
        "{static}/blog.toml: the doctor’s own files",
        Blocked(MISSING, line=8),
        body("[x]({static}/blog.toml)"),
    ),
    Fault(
        "P08e",
        "{attach}/communities/vetting.toml",
        Blocked(MISSING, line=8),
        body("[x]({attach}/communities/vetting.toml)"),
    ),
    Fault(
        "P09",
        "{attach} up to /etc/passwd",
        Blocked(MISSING, line=8),
        body("[x]({attach}/../../../../../../../etc/passwd)"),
    ),
    Fault(
        "P09b",
        "relative {attach} up to /etc/passwd",
        Blocked(MISSING, line=8),
        body("[x]({attach}../../../../../../../../../etc/passwd)"),
    ),
    Fault(
        "P10", "{static}../secret.env", Blocked(MISSING, line=8), body("[x]({static}../secret.env)")
    ),
    Fault(
        "P11",
        "{static} into a neighbour",
        Blocked(MISSING, line=8),
        body("[x]({static}../../output2/secret.env)"),
    ),
    Fault(
        "P12",
        "image that is not there",
        Blocked(MISSING, line=8),
        body("![x]({static}/images/absente.png)"),
    ),
    Fault(
        "P12b",
        "image with a capital too many",
        Blocked(MISSING, line=8),
        body("![x]({static}/images/X.png)") | {"images/x.png": b"\x89PNG\r\n\x1a\n"},
    ),
    Fault(
        "P13", "{filename} to no file", Blocked(MISSING, line=8), body("[x]({filename}absent.md)")
    ),
    Fault(
        "P14",
        "{filename} to a draft",
        Blocked("un brouillon", line=8),
        body("[x]({filename}/articles/tard.md)") | {"articles/tard.md": DRAFT},
    ),
    Fault(
        "P14b",
        "plain address of a draft",
        Blocked(NOWHERE, line=8),
        body("[x](/drafts/tard/)") | {"articles/tard.md": DRAFT},
    ),
    Fault("P15", "plain link to a file", Blocked(NOWHERE, line=8), body("[x](absent.md)")),
    Fault("P15b", "plain link to a good file", Blocked(NOWHERE, line=8), body("[x](estomac.md)")),
    Fault(
        "P15c", "link without its https://", Blocked(NOWHERE, line=8), body("[x](www.has-sante.fr)")
    ),
    Fault("P16", "anchor that is not there", Blocked(NO_PLACE, line=8), body("[x](#absent)")),
    Fault(
        "P16b",
        "anchor of another article that is not there",
        Blocked(NO_PLACE, line=8),
        body("[x]({filename}estomac.md#absent)"),
    ),
    Fault("P17", "misspelt {filenme}", Blocked("", line=8), body("[x]({filenme}estomac.md)")),
    Fault(
        "P17b", "{filename} never closed", Blocked("", line=8), body("[x]({filename estomac.md)")
    ),
    Fault(
        "P18",
        "{filename} to an article with a bad date",
        Blocked("date", "articles/rate.md", 3),
        body("[x]({filename}/articles/rate.md)")
        | {"articles/rate.md": f"---\n{HEADER.replace('2026-10-02', 'hier')}---\n{BODY}"},
    ),
    Fault(
        "P19",
        "template: does-not-exist",
        Blocked(UNKNOWN, line=5),
        added("template: does-not-exist"),
    ),
    Fault("P20", "template: page", Blocked(UNKNOWN, line=5), added("template: page")),
    Fault("P21", "template: archives", Blocked(UNKNOWN, line=5), added("template: archives")),
    Fault(
        "P22",
        "template: ../../../etc/passwd",
        Blocked(UNKNOWN, line=5),
        added("template: ../../../etc/passwd"),
    ),
    Fault("P23", "link with javascript:", Blocked("", line=8), body("[x](javascript:alert(1))")),
    Fault(
        "P23b",
        "link with javascript: in a reference",
        Blocked("", line=10),
        body("[x][r]\n\n[r]: javascript:alert(1)"),
    ),
    Fault(
        "P23d",
        "link with data:",
        Blocked("", line=8),
        body("[x](data:text/html,<script>1</script>)"),
    ),
    Fault("P23f", "link with file:", Blocked("", line=8), body("[x](file:///etc/passwd)")),
    Fault(
        "P24",
        "image from another site",
        Blocked("n’est pas une image du blog", line=8),
        body("![x](https://espion.example/x.png)"),
    ),
    Fault(
        "P24b",
        "image from another site, without https:",
        Blocked("n’est pas une image du blog", line=8),
        body("![x](//espion.example/x.png)"),
    ),
    Fault(
        "P24c",
        "image in the address: data:",
        Blocked("", line=8),
        body("![x](data:image/png;base64,AAAA)"),
    ),
    Fault(
        "P25",
        "link without https:, //espion.example",
        Blocked(NOWHERE, line=8),
        body("[x](//espion.example)"),
    ),
    Fault("P26", "{tag} that no article has", Blocked(MISSING, line=8), body("[x]({tag}absent)")),
    Fault(
        "P27",
        "link with {filename} in the summary to no file",
        Blocked(MISSING, line=5),
        added("summary: Voir [x]({filename}absent.md)"),
    ),
    Fault(
        "P23c",
        "link with javascript: in entities",
        Blocked("", line=8),
        body("[x](&#106;avascript:alert(1))"),
    ),
    Fault("P06b", "slug “theme”", Blocked("est réservée au blog", line=5), added("slug: theme")),
    Fault("P06c", "slug “feeds”", Blocked("est réservée au blog", line=5), added("slug: feeds")),
    Fault("P06e", "slug “images”", Blocked("est réservée au blog", line=5), added("slug: images")),
    Fault(
        "P23e",
        "link with vbscript: and a tab",
        Blocked("vbscript", line=8),
        body("<a href='vb\tscript:x'>x</a>"),
    ),
]
