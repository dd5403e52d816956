"""Faults of the machine's files and of the place that the site goes to: the B family."""

from __future__ import annotations

import os
import shutil

from tests.support.sites import ARTICLE, BLOG, KIT, LEDGER, Site

from .case import ANYWHERE, TARGET, Blocked, Change, Fault, Published, body, whole

NUL = bytes(1024 * 1024)
NO_FOLDER = "ne peut pas être publié dans ce dossier"
NOBODY_SEES = "un caractère que personne ne voit"


def _folder(id_: str, title: str, folder: str) -> Fault:
    """Return a fault of the folder that the site is published in, named above it in vain."""
    text = f'{BLOG}\n# folder = "{folder}"\n[publish]\nto = "folder"\nfolder = "{folder}"\n'
    return Fault(id_, title, Blocked(NO_FOLDER, "blog.toml", 17), {"blog.toml": text})


def _instead(id_: str, title: str, says: str, put: Change) -> Fault:
    """Return something else in the place of ``blog.toml``."""

    def change(site: Site) -> None:
        (site.content / "blog.toml").unlink()
        put(site)

    return Fault(id_, title, whole(says, "blog.toml"), change=change)


def _without_content(id_: str, title: str, says: str, put: Change) -> Fault:
    """Return something else in the place of the folder ``content``."""

    def change(site: Site) -> None:
        shutil.rmtree(site.content)
        put(site)

    return Fault(id_, title, whole(says, "blog.toml"), change=change)


def _overdue(id_: str, title: str, *, written: bool = False, page: bool = True) -> Fault:
    """Return a blog whose reviews and vettings are long past, or that has written references only.

    With the kit's own page of sources: links that lapsed must go online as lapsed.
    """
    text = ARTICLE.replace("2026-10-01", "2021-10-01")
    if written:
        text = text.replace(
            "[@chey2024].",
            "[1].\n\n## Sources\n\n1. HAS. Le reflux. 2020. https://www.has-sante.fr/",
        )
    files: dict[str, str | bytes] = {
        "articles/estomac.md": text,
        TARGET: text.replace("L'estomac", "La cible"),
        "communities/vetting.toml": LEDGER.replace("2026-10-12", "2021-10-12").replace(
            "2026-10-05", "2021-10-05"
        ),
    }
    if written:
        files["sources/sources.json"] = "[]"
    for name in ("sources.md", "sources.en.md") if page else ():
        files[f"pages/{name}"] = (KIT / "content" / "pages" / name).read_bytes()
    never = ("france-assos-sante.org",)
    return Fault(id_, title, Published(shows=("Un texte court",), never=never), files)


FAULTS = [
    _folder("B01", "the site inside the one in force", "public/sub"),
    _folder("B02", "the site at the root of the disk", "/"),
    _folder("B03", "the site among the texts", "content/site"),
    _folder("B04", "the site in the kit", "audit/x"),
    _folder("B05", "the site in the kit's file", "tasks.py"),
    _folder("B06", "the site among the releases", "releases/x"),
    _folder("B07", "the site by way of another folder", "public/../content/x"),
    Fault(
        "B08",
        "the site below the one in force, by its whole path",
        whole("ne peut pas être publié", ANYWHERE),
        change=lambda site: site.write(
            "blog.toml", f'{BLOG}\n[publish]\nfolder = "{site.root}/public/sub"\n'
        ),
    ),
    _instead(
        "B11",
        "a folder for blog.toml",
        "c’est un dossier",
        lambda s: (s.content / "blog.toml").mkdir(),
    ),
    _instead(
        "B12",
        "a link to nowhere for blog.toml",
        "ne mène nulle part",
        lambda s: (s.content / "blog.toml").symlink_to("absent"),
    ),
    _instead(
        "B13",
        "a link to itself for blog.toml",
        "ne mène nulle part",
        lambda s: (s.content / "blog.toml").symlink_to("blog.toml"),
    ),
    _instead(
        "B14",
        "a pipe for blog.toml",
        "pas un fichier ordinaire",
        lambda s: os.mkfifo(s.content / "blog.toml"),
    ),
    _without_content("B15", "no folder content", "ce fichier manque", lambda _: None),
    _without_content(
        "B16",
        "a file for the folder content",
        "n’est pas un dossier",
        lambda s: s.content.write_text("x"),
    ),
    _without_content(
        "B17",
        "a link to itself for the folder content",
        "ne mène nulle part",
        lambda s: s.content.symlink_to("content"),
    ),
    Fault(
        "B21",
        "a megabyte of zeros for blog.toml",
        Blocked("ne peut pas être lu", "blog.toml", 1),
        {"blog.toml": NUL},
    ),
    Fault(
        "B22",
        "a megabyte of zeros for the glossary",
        Blocked(NOBODY_SEES, "glossary.toml", 1),
        {"glossary.toml": NUL},
    ),
    Fault(
        "B23",
        "a megabyte of zeros for the sources",
        Blocked(NOBODY_SEES, "sources/sources.json", 1),
        {"sources/sources.json": NUL},
    ),
    Fault("B24", "a megabyte of zeros for an article", whole("trop gros"), {TARGET: NUL}),
    Fault(
        "B31",
        "an escaped remark",
        Published(shows=("Avant &lt;!-- mots gardés --&gt; après",)),
        body("Avant \\<!-- mots gardés --> après."),
    ),
    Fault(
        "B32",
        "an escaped remark over a paragraph's end",
        Published(shows=("&lt;!-- mots", "gardés")),
        body("Avant \\<!-- mots\n\ngardés -->"),
    ),
    Fault(
        "B33",
        "a remark after two backslashes",
        Published(never=("mots tus",)),
        body("Avant \\\\<!-- mots tus --> après."),
    ),
    Fault(
        "B34",
        "a remark escaped in code",
        Published(shows=("\\&lt;!-- mots gardés",)),
        body("`\\<!-- mots gardés`"),
    ),
    Fault(
        "B41",
        "a value that a log would obey",
        Blocked("inconnue", line=8),
        body("::stop-commands::x [@zz]"),
    ),
    Fault(
        "B42",
        "a title that a log would obey",
        Blocked("cette date", line=3),
        {TARGET: "---\ntitle: ##[error]x\ndate: ::add-mask::x\nconditions: reflux\n---\nMots.\n"},
    ),
    _overdue("B51", "everything is long overdue"),
    _overdue("B52", "everything is long overdue, without the page of sources", page=False),
    _overdue("B53", "only written references", written=True),
    _overdue(
        "B54", "only written references, without the page of sources", written=True, page=False
    ),
]
