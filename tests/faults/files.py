"""Faults of files and folders: the matrix's F family, and those of names (M28, M29)."""

from __future__ import annotations

import os
import shutil

from tests.support.sites import Site

from .case import BODY, HEADER, SECRET, TARGET, Blocked, Fault, Published, header, whole

GOOD = f"---\n{HEADER}---\n{BODY}"
UNREAD = "n’a pas été lu"
LINK = "ce n’est qu’un lien"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def renamed(name: str) -> dict[str, str | bytes]:
    """Return one more article under another name."""
    return {f"articles/{name}": GOOD}


def link(name: str, to: str) -> object:
    """Return the making of a symbolic link in the content folder."""

    def change(site: Site) -> None:
        path = site.content / name
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(to)

    return change


def pipe(site: Site) -> None:
    """Make a pipe where an article is meant: reading it waits for ever."""
    os.mkfifo(site.content / "articles/tuyau.md")


def forbid(name: str) -> object:
    """Return the taking away of the right to read a file or folder of the content."""

    def change(site: Site) -> None:
        path = site.content / name
        if not path.exists():
            site.write(f"{name}/ferme.md", GOOD)
        path.chmod(0)

    return change


FAULTS = [
    Fault(
        "M28",
        "article named .txt",
        whole("ne finit pas par .md", "articles/autre.txt"),
        renamed("autre.txt"),
    ),
    Fault("M28b", "article named .MD", whole("", "articles/autre.MD"), renamed("autre.MD")),
    Fault(
        "M28c",
        "article named .md.txt, by a Windows editor",
        whole("ne finit pas par .md", "articles/autre.md.txt"),
        renamed("autre.md.txt"),
    ),
    Fault(
        "M28d",
        "article named .docx",
        whole("traitement de texte", "articles/autre.docx"),
        {"articles/autre.docx": b"PK\x03\x04"},
    ),
    Fault("M28e", "article without an ending", whole(UNREAD, "articles/autre"), renamed("autre")),
    Fault("M28f", "article named .markdown", Published(page="autre"), renamed("autre.markdown")),
    Fault(
        "M29",
        "hidden article .autre.md",
        Published(absent=("autre", ".autre")),
        renamed(".autre.md"),
    ),
    Fault(
        "M29b",
        "leftovers of editors: ~, #…#, .swp",
        Published(absent=("autre",)),
        renamed("autre.md~") | renamed("#autre.md#") | renamed(".autre.md.swp"),
    ),
    Fault(
        "M29c",
        "leftovers of macOS: ._cible.md, .DS_Store",
        Published(absent=("autre",)),
        {"articles/._autre.md": b"\x00\x05", "articles/.DS_Store": b"\x00"},
    ),
    Fault(
        "M29d",
        "sync conflict: “cible (copie).md”",
        Published(page="cible-copie"),
        renamed("cible (copie).md"),
    ),
    Fault("F01b", "name of nothing but an emoji", whole("", "articles/🙂.md"), renamed("🙂.md")),
    Fault(
        "F01c",
        "name that a right-to-left override reverses",
        whole("", "articles/a[U+202E]dm.md"),
        renamed("a\u202edm.md"),
    ),
    Fault(
        "F02",
        "name of 250 characters",
        whole("", f"articles/{'a' * 250}.md"),
        renamed(f"{'a' * 250}.md"),
    ),
    Fault(
        "F03",
        "title of 5,000 characters",
        Blocked("", line=2),
        header(HEADER.replace("La cible", "La " + "a" * 5000)),
    ),
    Fault(
        "F04",
        "link to the folder above, round in a circle",
        whole(LINK, "articles/sub"),
        change=link("articles/sub", ".."),
    ),
    Fault(
        "F04b",
        "two links, round in circles without end",
        whole(LINK, "articles/un"),
        change=lambda site: (link("articles/un", "..")(site), link("articles/deux", "..")(site)),
    ),
    Fault(
        "F05",
        "link to the folder itself",
        whole(LINK, "articles/loop"),
        change=link("articles/loop", "."),
    ),
    Fault("F06", "link that leads nowhere", whole(LINK), change=link(TARGET, "parti.md")),
    Fault(
        "F07", "link to an article outside", whole(LINK), change=link(TARGET, "../../secret.env")
    ),
    Fault(
        "F07b",
        "image that is a link to a file outside",
        whole(LINK, "images/x.png"),
        change=link("images/x.png", "../../secret.env"),
    ),
    Fault(
        "F07c",
        "image folder that is a link to the one above",
        whole(LINK, "images"),
        change=link("images", "../.."),
    ),
    Fault(
        "F08",
        "pipe named like an article",
        whole("pas un fichier ordinaire", "articles/tuyau.md"),
        change=pipe,
    ),
    Fault(
        "F09",
        "folder named like an article",
        whole("", "articles/dossier.md"),
        {"articles/dossier.md/a.png": PNG},
    ),
    Fault(
        "F10",
        "article that may not be read",
        whole("ne peut pas être ouvert"),
        change=forbid(TARGET),
        unprivileged=True,
    ),
    Fault(
        "F11",
        "folder that may not be read",
        whole("ne peut pas être ouvert", "articles/ferme/"),
        change=forbid("articles/ferme"),
        unprivileged=True,
    ),
    Fault(
        "F13",
        "article of 300 kB",
        whole("trop gros"),
        header(body=BODY + "mot mot mot mot\n" * 20000),
    ),
    Fault(
        "F14",
        "article outside of the folder articles",
        whole(UNREAD, "perdu.md"),
        {"perdu.md": GOOD},
    ),
    Fault(
        "F14b",
        "article among the images",
        whole(UNREAD, "images/perdu.md"),
        {"images/perdu.md": GOOD},
    ),
    Fault(
        "F15",
        "two articles whose names differ by case",
        whole("même adresse", "articles/cible.md"),
        renamed("Cible.md"),
    ),
    Fault(
        "F15b",
        "the same name in two folders",
        whole("même adresse", "articles/foie/cible.md"),
        renamed("foie/cible.md"),
    ),
    Fault(
        "F15c",
        "the same name, composed and decomposed",
        whole("même adresse", "articles/été.md"),
        renamed("été.md") | renamed("e\u0301te\u0301.md"),
    ),
    Fault("F16", "image that is empty", whole("est vide", "images/x.png"), {"images/x.png": b""}),
    Fault(
        "F17",
        "image that is a page",
        whole("", "images/x.png"),
        {"images/x.png": "<script>alert(1)</script>"},
    ),
    Fault(
        "F18",
        "page among the images",
        whole("", "images/x.html"),
        {"images/x.html": "<script>alert(1)</script>"},
    ),
    Fault(
        "F19",
        "drawing with a program",
        Blocked("", "images/x.svg", 1),
        {"images/x.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"},
    ),
    Fault(
        "F19b",
        "drawing that loads from another site",
        Blocked("", "images/x.svg", 1),
        {
            "images/x.svg": "<svg xmlns='http://www.w3.org/2000/svg'><image href='https://espion.example/x'/></svg>"
        },
    ),
    Fault("F20", "program among the images", whole("", "images/x.exe"), {"images/x.exe": b"MZ"}),
    Fault("F21", "secret notes at the top of the content", Published(), {"notes.txt": SECRET}),
    Fault(
        "F22",
        "fourteen folders one inside the other",
        whole("", "articles/" + "a/" * 12),
        renamed("a/" * 14 + "x.md"),
    ),
    Fault(
        "F23",
        "image of 11 MB",
        whole("trop gros", "images/x.png"),
        {"images/x.png": PNG + bytes(11 << 20)},
    ),
    Fault(
        "F24",
        "secret in content/.git",
        Published(),
        {".git/config": SECRET},
    ),
    Fault("F25", "article that is an image", whole("ceci est une image"), {TARGET: PNG}),
    Fault(
        "F26",
        "article withdrawn",
        whole("ne l’est plus"),
        change=lambda site: (site.content / TARGET).unlink(),
    ),
    Fault(
        "F01",
        "name with spaces, an emoji and Arabic",
        Published(page="mal-de-dos-lm"),
        renamed("mal de dos 🙂 ألم.md"),
    ),
    Fault(
        "F27",
        "the whole folder of articles deleted",
        whole("ne l’est plus", "articles/estomac.md"),
        change=lambda site: shutil.rmtree(site.content / "articles"),
    ),
]
