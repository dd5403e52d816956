"""What doctors type, from the slips that real texts showed: what the reader sees, what is told.

One blog holds all that is published, another all that is refused. The dialect has a table of its
own (``tests/plugins/reader/test_dialect.py``), and so has typography.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from PIL import Image

from tests.support.in_process import run_command
from tests.support.sites import Site, small

SOURCE = "[@chey2024]"
OLD_DOI = "10.1002/(SICI)1096-9861(19960129)365:1<113::AID-CNE9>3.0.CO;2-6"


@dataclass(frozen=True)
class Typed:
    """An article: what is typed after its first sentence, what its page shows, what is told.

    ``told``: the line, from 1 at the first of the text, and how the message begins.
    """

    text: str
    shows: tuple[str, ...] = ()
    told: tuple[tuple[int, str], ...] = ()
    header: str = ""

    def file(self, name: str) -> str:
        """Return the article, which its name is the title of unless its header has another."""
        fields = self.header
        fields = fields if "title:" in fields else f"title: {name}\n{fields}"
        fields = fields if "date:" in fields else f"date: 2026-10-01\n{fields}"
        return f"---\nconditions: reflux\n{fields}---\n{self.text}\n"

    def first(self, name: str) -> int:
        """Return the line of the file on which its text begins."""
        return self.file(name).partition("---\n")[2].partition("---\n")[0].count("\n") + 3


PUBLISHED = {
    "urgence": Typed(
        f"Un mot {SOURCE}.\n\n### En cas d’urgence\n\n- fièvre élevée ;", ("care--emergency",)
    ),
    "quand-appeler": Typed(
        f"Un mot {SOURCE}.\n\n### Quand appeler le 15 ?\n\n- fièvre élevée ;",
        ('<h3 id="quand-appeler-le-15">',),
        ((3, "cet intertitre se lit comme celui d’un encadré"),),
    ),
    "capitales": Typed(
        f"Un mot {SOURCE}.\n\nURGENCE :\n\n- fièvre élevée ;",
        told=((3, "cela se lit comme un encadré"),),
    ),
    "cabinet": Typed(
        "Le vaccin est arrivé.\n\n## Sources\n\n- Santé publique France. Le calendrier. 2026.",
        ("Santé publique France. Le calendrier",),
        header="kind: practice\n",
    ),
    "diese": Typed(f"Un mot {SOURCE}.", ("#Novembre",), header="title: #Novembre sans tabac\n"),
    "crochets": Typed(f"Un mot {SOURCE}.", ("[Dossier] Le",), header="title: [Dossier] Le dos\n"),
    "diese-mot": Typed(
        f"Un mot {SOURCE}.",
        told=((-1, "le signe # ne fait pas partie d’un mot-clé"),),
        header="tags: #dos\n",
    ),
    "vieux-doi": Typed(
        f"Un mot [@{OLD_DOI}].",
        ("https://doi.org/10.1002/(SICI)1096-9861(19960129)365:1%3C113::AID-CNE9%3E3.0.CO;2-6",),
    ),
    "image": Typed(
        f"Un mot {SOURCE}.\n\n![un genou]({{static}}/images/photo genou.png)",
        ('src="../images/photo%20genou.png"',),
    ),
    "etoiles": Typed(
        f"**Question : ** réponse {SOURCE}.",
        ("**Question",),
        ((1, "ces étoiles s’afficheraient telles quelles"),),
    ),
    "tableau": Typed(
        f"Un mot {SOURCE}.\n\n| âge | dose |\n|---|---|\n| 2 ans | matin | soir |",
        ("<td>soir</td>",),
        ((5, "cette ligne a 3 cases"),),
    ),
}
REFUSED = {
    "sans-arobase": Typed("Un mot [chey2024].", told=((1, "ce renvoi à une source n’a pas"),)),
    "sans-adresse": Typed(
        f'Un mot {SOURCE}.\n\nNotez <a href="">le jour</a>.', told=((3, "ce lien n’a pas d’adr"),)
    ),
    "titre-en-liste": Typed(
        f"Un mot {SOURCE}.\n\n- # fracture", told=((3, "cet intertitre serait un second titre"),)
    ),
    "replie": Typed(
        f"Un mot {SOURCE}.",
        told=((-1, "cette ligne de l’en-tête ne commence par aucun"),),
        header="interests: Une conférence payée\nen 2025, et un voyage.\n",
    ),
    "iframe": Typed(
        f"Un mot {SOURCE}.\n\n<iframe src='https://www.youtube.com/embed/a1'></iframe>",
        told=((3, "« <iframe » se lit comme du code de page"),),
    ),
    "deux-jours": Typed(
        f"Un mot {SOURCE}.", told=((-1, "cette date ne peut pas être lue"),), header="date: 1 mai\n"
    ),
}


def document() -> bytes:
    """Return what a word processor saves."""
    made = BytesIO()
    with ZipFile(made, "w") as packed:
        packed.writestr("word/document.xml", "<w:document/>")
    return made.getvalue()


def told_of(
    folder: Path, typed: dict[str, Typed], **files: bytes
) -> tuple[Site, int, dict[str, list[tuple[int, str]]]]:
    """Return a blog that holds some articles, the status of its check, what it told by file."""
    site = small(folder)
    (site.content / "images").mkdir()
    Image.new("RGB", (40, 30)).save(site.content / "images/photo genou.png")
    library = json.loads((site.content / "sources/sources.json").read_text("utf-8"))
    old = {"id": "old", "type": "article-journal", "title": "Of the nineties", "DOI": OLD_DOI}
    old |= {"issued": {"date-parts": [[1996]]}, "container-title": "J Comp Neurol"}
    site.write("sources/sources.json", json.dumps([*library, old]))
    for name, one in typed.items():
        site.write(f"articles/{name}.md", one.file(name))
    for name, content in files.items():
        site.write(f"articles/{name.replace('_', '.')}", content)
    status, out, _ = run_command("check", site.root, os.environ, as_json=True)
    told: dict[str, list[tuple[int, str]]] = {}
    for problem in json.loads(out)["problems"]:
        what = problem["what"].replace("\u00a0", " ")
        told.setdefault(problem["file"], []).append((problem["line"], what))
    return site, status, told


def is_told(one: Typed, found: list[tuple[int, str]], name: str) -> bool:
    """Tell whether each thing that must be told of an article is, on its line."""
    first = one.first(name)
    return all(
        any(line == first + number - 1 and what.startswith(begins) for line, what in found)
        for number, begins in one.told
    )


def test_what_is_published(tmp_path: Path):
    """Every sign is on the page, and what is only remarked upon is told on its line."""
    site, status, told = told_of(tmp_path, PUBLISHED)
    assert status == 0, told
    run_command("build", site.root, os.environ)

    for name, one in PUBLISHED.items():
        page = (site.output / name / "index.html").read_text("utf-8")
        assert [shown for shown in one.shows if shown not in page] == [], name
        assert is_told(one, told.get(f"articles/{name}.md", []), name), (name, told)


def test_what_is_refused(tmp_path: Path):
    """All of it at once, each on its line; what is no text is told what it is."""
    word = document()
    _, status, told = told_of(tmp_path, REFUSED, visite_docx=word, renomme_md=word)

    assert status == 1
    for name, one in REFUSED.items():
        assert is_told(one, told.get(f"articles/{name}.md", []), name), (name, told)
    for name in ("visite.docx", "renomme.md"):
        ((_, what),) = told[f"articles/{name}"]
        assert what.startswith("ceci est un document de traitement de texte")


def test_two_articles_of_one_title(tmp_path: Path):
    """In a list nobody could tell them apart."""
    same = Typed(f"Un mot {SOURCE}.", header="title: Le dos\n")
    _, status, told = told_of(tmp_path, {"un": same, "deux": same})

    assert status == 0
    (line, what), *_ = told["articles/un.md"]
    assert line == 4
    assert "a le même titre" in what
