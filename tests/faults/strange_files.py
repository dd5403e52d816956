"""Faults of what a file is, of its name, and of names that nobody sees."""

from __future__ import annotations

import io
import zipfile
from unicodedata import normalize

from tests.support.pictures import PNG
from tests.support.sites import BLOG, SOURCES

from .case import BODY, HEADER, Blocked, Fault, Published, body, ledger, whole
from .data_communities import ADDED, ADDITIONS, VETTING, vetted

GOOD = f"---\n{HEADER}---\n{BODY}"
SIGNS = "qu’aucune adresse"
NOT_SEEN = "ne se voit"


def word_document() -> bytes:
    """Return the beginning of what Word saves."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr("word/document.xml", "<w:document/>")
    return data.getvalue()


def named(number: int, title: str, path: str, content: str | bytes = GOOD) -> Fault:
    """Return one more file with a name that no address may hold."""
    shown = path.replace("\n", "[U+000A]").replace("\t", "[U+0009]")
    return Fault(f"Y{number:02}", title, whole(SIGNS, shown), {path: content})


def foreign(number: int, title: str, path: str, content: str | bytes, says: str) -> Fault:
    """Return one more file that is no article."""
    return Fault(f"Y{number:02}", title, whole(says, path), {path: content})


def unseen(number: int, title: str, path: str, content: str, line: int) -> Fault:
    """Return a file of data with a name of which nothing is seen."""
    return Fault(f"Y{number:02}", title, Blocked(NOT_SEEN, path, line), {path: content})


def left(number: int, title: str, *paths: str) -> Fault:
    """Return what programs leave behind."""
    files: dict[str, str | bytes] = dict.fromkeys(paths, b"\x00x")
    return Fault(f"Y{number:02}", title, Published(), files)


APART = normalize("NFD", "été")
TRANSLATED = GOOD.replace("La cible", "The target") + "\n"

FAULTS = [
    named(1, "article with ? in its name", "articles/que faire ?.md"),
    named(2, "article with # in its name", "articles/n#1.md"),
    named(3, "article with ; in its name", "articles/a;b.md"),
    named(4, "article with a line feed in its name", "articles/a\nb.md"),
    named(5, "article with a tab in its name", "articles/a\tb.md"),
    named(6, "article in a folder with # in its name", "articles/n#1/dos.md"),
    named(7, "picture with ? in its name", "images/a?.png", PNG),
    named(8, "picture with a quote in its name", 'images/a"b.png', PNG),
    named(9, "picture with a brace in its name", "images/a{b.png", PNG),
    named(10, "picture with a line feed in its name", "images/a\nb.png", PNG),
    Fault("Y11", "article with a quote in its name", Published(), {"articles/l'été.md": GOOD}),
    Fault(
        "Y12",
        "name of 255 bytes",
        whole("ne donne pas d’adresse", f"articles/{'x' * 252}.md"),
        {f"articles/{'x' * 252}.md": GOOD},
    ),
    foreign(20, "Word document", "articles/Dos.docx", word_document(), "traitement de texte"),
    foreign(21, "Word document named .md", "articles/dos.md", word_document(), "(.docx)"),
    foreign(22, "RTF document named .md", "articles/dos.md", r"{\rtf1 Bonjour}", "(.rtf)"),
    foreign(23, "PDF among the articles", "articles/dos.pdf", b"%PDF-1.7", "un document PDF"),
    foreign(24, "picture among the articles", "articles/dos.png", PNG, "une image"),
    foreign(
        25,
        "photograph of an iPhone that was cut short",
        "images/dos.heic",
        b"\x00\x00\x00\x18ftypheic" + bytes(20),
        "cette image est abîmée",
    ),
    foreign(
        26,
        "export of WordPress",
        "articles/export.xml",
        '<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/"></rss>',
        "(WordPress)",
    ),
    foreign(27, "OPML", "articles/liens.opml", '<opml version="2.0"></opml>', "(OPML, RSS)"),
    foreign(28, "spreadsheet", "articles/doses.xlsx", b"PK\x03\x04 xl/", "tableur"),
    left(30, "what Windows leaves", "articles/Thumbs.db", "images/desktop.ini", "images/Thumbs.db"),
    left(31, "what macOS leaves", "articles/.DS_Store", "images/._a.png", "articles/Icon\r"),
    left(32, "what Word leaves", "articles/~$cible.docx", "articles/~WRL0001.tmp"),
    left(33, "what LibreOffice leaves", "articles/.~lock.cible.docx#", "images/.~lock.a.odt#"),
    left(34, "what browsers and editors leave", "images/a.png.part", "articles/cible.md.bak"),
    Fault(
        "Y40",
        "names and link in two writings (NFD, NFC)",
        Published(shows=("Un dessin",)),
        {
            f"images/{APART}.png": PNG,
            **body("![Un dessin]({static}/images/été.png)"),
        },
    ),
    Fault(
        "Y41",
        "translation with key words, category and address of its own",
        Published(page="en/target", shows=("The target", "heartburn</li>")),
        {
            "articles/cible.en.md": TRANSLATED.replace(
                "conditions",
                "slug: target\ninterests: None.\ncategory: Stomach\ntags: heartburn\nconditions",
            )
        },
    ),
    Fault(
        "Y42",
        "two articles of one title",
        Published(page="autre"),
        {"articles/autre.md": GOOD},
    ),
    unseen(
        50,
        "blog.toml: name of U+200B",
        "blog.toml",
        BLOG.replace("Dr Jeanne Exemple", "\u200b"),
        10,
    ),
    unseen(51, "blog.toml: title of U+3164", "blog.toml", BLOG.replace("Le carnet", "\u3164"), 2),
    unseen(
        52,
        "blog.toml: specialty of escapes",
        "blog.toml",
        BLOG.replace("médecin généraliste", r"\u2800"),
        11,
    ),
    Fault(
        "Y53",
        "vetting.toml: whoever vetted is a soft hyphen",
        Blocked(NOT_SEEN, VETTING, 5),
        ledger("Dr Jeanne Exemple", "\u00ad"),
    ),
    Fault(
        "Y54",
        "additions.toml: name of tag characters",
        Blocked(NOT_SEEN, ADDITIONS, 3),
        {VETTING: vetted(), ADDITIONS: ADDED.replace("Association Exemple", "\U000e0041")},
    ),
    unseen(
        55,
        "glossary.toml: word of combining marks",
        "glossary.toml",
        '[[term]]\nword = "\u0301"\nmeaning.fr = "x"\n',
        2,
    ),
    Fault(
        "Y56",
        "sources.json: title of U+200B",
        Blocked("il manque à une source", "sources/sources.json", 3),
        {
            "sources/sources.json": SOURCES.replace(
                "ACG Clinical Guideline: Treatment of Helicobacter pylori Infection", "\u200b"
            )
        },
    ),
    Fault("Y57", "U+200B inside of the text", Published(), body("Un mot\u200b coupé.")),
]
