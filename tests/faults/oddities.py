"""What is odd and legitimate: it is published unharmed, every word of it.

Each is an article of its own. ``reads`` is what the reader must read, word for word; ``shows`` what
the page must hold besides, signs included.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

HEADER = "title: {title}\ndate: 2026-10-02\nconditions: reflux\nsources: chey2024\n"
LONG = "Une phrase d’un article très long, comme il y en a peu. " * 20 + "\n\n"


@dataclass(frozen=True)
class Oddity:
    """One odd article: its file, what is written in it, what must be read on its page."""

    id: str
    title: str
    text: str | bytes
    reads: str
    file: str = ""
    address: str = ""
    shows: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Where the article stands in the content folder."""
        return f"articles/{self.file or self.id.lower()}.md"


def written(id_: str, title: str, body: str, reads: str, *shows: str) -> Oddity:
    """Return an oddity of the text: an ordinary header, then ``body``."""
    return Oddity(id_, title, whole(title, body), reads, shows=shows)


def meant(id_: str, title: str, words: str, body: str, reads: str, *shows: str) -> Oddity:
    """Return an oddity whose header says that some words are meant to be published."""
    text = whole(title, body).replace("sources:", f'intended: ["{words}"]\nsources:', 1)
    return Oddity(id_, title, text, reads, shows=shows)


def whole(title: str, body: str) -> str:
    """Return an article with an ordinary header."""
    return f"---\n{HEADER.format(title=title.replace(':', ','))}---\n{body}\n"


def named(id_: str, title: str, file: str, address: str) -> Oddity:
    """Return an oddity of the file's name, and the address it gives."""
    return Oddity(id_, title, whole(title, "Texte entier."), "Texte entier.", file, address)


def headed(id_: str, title: str, header: str, *shows: str) -> Oddity:
    """Return an oddity of the header."""
    return Oddity(id_, title, f"{header}Texte entier.\n", "Texte entier.", shows=shows)


def fenced(*lines: str) -> str:
    """Return a header between two lines of ``---``, from its lines."""
    return "---\n" + "".join(f"{line}\n" for line in lines) + "---\n"


TITLED = "title: Un titre"
REST = ("date: 2026-10-02", "conditions: reflux", "sources: chey2024")
ENDINGS = whole("Fins de ligne", "Un été.\n\nDeux étés.")

SAVED = [
    Oddity("O01", "UTF-8 with its mark", b"\xef\xbb\xbf" + ENDINGS.encode(), "Un été. Deux étés."),
    Oddity("O02", "CRLF", ENDINGS.replace("\n", "\r\n"), "Un été. Deux étés."),
    Oddity("O03", "lone CR", ENDINGS.replace("\n", "\r"), "Un été. Deux étés."),
    Oddity("O04", "no line end at the end", ENDINGS.rstrip("\n"), "Un été. Deux étés."),
    Oddity("O05", "empty lines at both ends", f"\n\n{ENDINGS}\n\n\n", "Un été. Deux étés."),
    Oddity(
        "O06",
        "letters in two parts (NFD)",
        unicodedata.normalize("NFD", ENDINGS),
        "Un été. Deux étés.",
    ),
    named("O07", "emoji in the name", "mal-de-tête-🙂", "mal-de-tete"),
    named("O08", "Arabic name", "ألم الظهر", "lm-lzhr"),
    named("O09", "Hebrew name", "כאב גב", "khab-gb"),
    named("O10", "accents and ligature in the name", "cœur-et-été", "coeur-et-ete"),
    named(
        "O11",
        "name in two parts (NFD)",
        unicodedata.normalize("NFD", "hépatite-chronique"),
        "hepatite-chronique",
    ),
    named(
        "O12",
        "spaces, brackets and comma in the name",
        "mal de dos (2), suite",
        "mal-de-dos-2-suite",
    ),
    named("O13", "capitals in the name", "IRM-Du-Genou", "irm-du-genou"),
    named("O14", "curly apostrophe in the name", "l’asthme", "l-asthme"),
    named("O15", "straight apostrophe and & in the name", "l'oeil & la vue", "l-oeil-la-vue"),
    named("O16", "Chinese name", "背痛", "bei-tong"),
    named("O17", "in a folder of the articles", "dos/lumbago", "lumbago"),
    named("O18", "a date in the name", "2026-10-02-gastro", "2026-10-02-gastro"),
]
HEADERS = [
    headed(
        "O20",
        "plain header",
        "Title: Un titre\nDate: 2026-10-02\nConditions: reflux\nSources: chey2024\n\n",
        "Un titre",
    ),
    headed(
        "O21",
        "plain header with French spaces",
        "Title : Un titre\nDate : 2026-10-02\nConditions : reflux\nSources : chey2024\n\n",
        "Un titre",
    ),
    headed(
        "O22",
        "colon in the title",
        fenced("title: Reflux : que faire ?", *REST),
        "Reflux : que faire ?",
    ),
    headed(
        "O23", "double quotes", fenced('title: "Un: titre # entier"', *REST), "Un: titre # entier"
    ),
    headed("O24", "single quotes", fenced("title: 'L''été'", *REST), "L’été"),
    headed(
        "O25",
        "sign # in the title",
        fenced("title: Le n° 1 # et la suite", *REST),
        "Le n° 1 # et la suite",
    ),
    headed(
        "O26",
        "list of tags, one a line",
        fenced(TITLED, *REST, "tags:", "  - un", "  - deux"),
        "un",
        "deux",
    ),
    headed(
        "O27",
        "list of tags, not set back",
        fenced(TITLED, *REST, "tags:", "- un", "- deux"),
        "un",
        "deux",
    ),
    headed(
        "O28", "list of tags between brackets", fenced(TITLED, *REST, 'tags: [un, "deux"]'), "deux"
    ),
    headed(
        "O29",
        "folded summary",
        fenced(TITLED, *REST, "summary: >-", "  Un résumé", "  en deux lignes."),
        "Un résumé en deux lignes.",
    ),
    headed(
        "O30",
        "summary kept line by line",
        fenced(TITLED, *REST, "summary: |", "  Un résumé", "  en deux lignes."),
        "Un résumé",
    ),
    headed(
        "O31",
        "long summary, folded by a CMS",
        fenced(TITLED, *REST, "summary: Un résumé qui se", "  poursuit sur la ligne."),
        "Un résumé qui se poursuit sur la ligne.",
    ),
    headed(
        "O32",
        "empty fields of a CMS",
        fenced(TITLED, *REST, "tags: []", 'summary: ""', "author:", "status: "),
        "Un titre",
    ),
    headed(
        "O33",
        "capital letters in the names of fields",
        fenced("Title: Un titre", "DATE: 2026-10-02", *REST[1:]),
        "Un titre",
    ),
    headed(
        "O34",
        "date with an hour",
        fenced(TITLED, "date: 2026-10-02 08:30", *REST[1:]),
        "2 octobre 2026",
    ),
    headed(
        "O35",
        "date with hour and zone, by Hugo",
        fenced(TITLED, "date: 2026-10-02T08:30:00+02:00", *REST[1:]),
        "2 octobre 2026",
    ),
    headed(
        "O36",
        "date of a CMS, with Z",
        fenced(TITLED, "date: 2026-10-02T08:30:00.000Z", *REST[1:]),
        "2 octobre 2026",
    ),
    headed(
        "O37",
        "date between quotes",
        fenced(TITLED, 'date: "2026-10-02"', *REST[1:]),
        "2 octobre 2026",
    ),
    headed(
        "O38", "remarks in the header", fenced("# à relire", TITLED, *REST, "# fin"), "Un titre"
    ),
    headed(
        "O39", "header closed by …", "---\n" + "\n".join([TITLED, *REST]) + "\n...\n", "Un titre"
    ),
    headed(
        "O40",
        "spaces at the ends of lines",
        fenced(f"{TITLED}   ", *(f"{line}  " for line in REST)),
        "Un titre",
    ),
    headed("O41", "emoji in the title", fenced("title: Bien dormir 😴", *REST), "Bien dormir 😴"),
    headed("O42", "Arabic title", fenced("title: ألم الظهر", *REST), "ألم الظهر"),
    headed(
        "O43",
        "signs < and & in the title",
        fenced("title: PA < 14 & plus", *REST),
        "PA &lt; 14 &amp; plus",
    ),
    headed("O44", "guillemets in the title", fenced("title: Dire « non »", *REST), "Dire « non »"),
    headed(
        "O45",
        "ICD-10 codes",
        fenced(TITLED, REST[0], "conditions: [K21, K21.0]", REST[2]),
        "Un titre",
    ),
    headed(
        "O46",
        "tabs after the colons",
        "Title:\tUn titre\nDate:\t2026-10-02\nConditions:\treflux\nSources:\tchey2024\n\n",
        "Un titre",
    ),
    headed("O47", "empty lines in the header", fenced(TITLED, "", *REST, ""), "Un titre"),
    headed("O48", "several authors", fenced(TITLED, *REST, "author: Dr X, Dr Y"), "Un titre"),
]
TEXTS = [
    written("O50", "Tabulations", "- un\n\t- deux\n\n\tsuite", "un deux suite"),
    written(
        "O51",
        "Table alignée",
        "| à gauche | au centre | à droite |\n|:--|:-:|--:|\n| a | b | c |",
        "à gauche au centre à droite a b c",
        "<table>",
        "align-right",
    ),
    written(
        "O52",
        "Notes",
        "Un mot[^1] et deux[^n].\n\n[^1]: La première.\n[^n]: La *seconde*.",
        "Un mot1 et deux2. La première. La seconde.",
    ),
    written("O53", "Définitions", "Terme\n:   Sa définition.", "Terme Sa définition.", "<dl>"),
    written(
        "O54",
        "Abréviations",
        "Une HTA.\n\n*[HTA]: hypertension artérielle",
        "Une HTA.",
        "hypertension artérielle",
    ),
    written(
        "O55",
        "Code et HTML",
        "```html\n<script>alert(1)</script>\n```\n\nEt `<b>`.",
        "script alert 1 script Et b",
        "&lt;script&gt;",
    ),
    written(
        "O56",
        "Signes <",
        "Si PA < 14 et > 9, ou x<3, alors.",
        "Si PA 14 et 9 ou x 3 alors",
        "&lt; 14",
    ),
    written("O57", "Signes &", "Hunter & fils, R&D, AT&T.", "Hunter fils R D AT T", "&amp; fils"),
    written(
        "O58",
        "Indices",
        "H<sub>2</sub>O, m<sup>2</sup>, <kbd>Ctrl</kbd>, a<br>b, <mark>c</mark>.",
        "H2O, m2, Ctrl, a b, c.",
        "<sub>2</sub>",
        "<kbd>Ctrl</kbd>",
    ),
    written(
        "O59",
        "Détails",
        "<details>\n<summary>Voir</summary>\n<p>Tout le texte.</p>\n</details>",
        "Voir Tout le texte.",
        "<details>",
    ),
    written("O60", "Article de 150 kB", LONG * 130, LONG * 130),
    written(
        "O61",
        "Espaces à la française",
        "Quoi ? Oui ! Voici : « cela » ; 100 % à 12:30 — fin…",
        "Quoi Oui Voici cela 100 à 12 30 fin",
    ),
    written(
        "O62",
        "Guillemets",
        "\"Droits\", 'simples', “courbes”, «collés», l'été.",
        "Droits simples courbes collés l été",
    ),
    written(
        "O63",
        "Mathématiques",
        "On a $x^2 + y_1 < z$, \\(a \\le b\\) et 5 * 3 * 2.",
        "On a x 2 y_1 z a le b et 5 3 2",
    ),
    meant(
        "O64",
        "Adresses",
        "docteur@cabinet.example",
        "Écrire à docteur@cabinet.example ou <docteur@cabinet.example>, voir <https://www.has-sante.fr/>.",
        "Écrire à docteur cabinet example ou docteur cabinet example voir https www has sante fr",
    ),
    written(
        "O65",
        "Liens",
        '[un](https://www.has-sante.fr/ "Titre"), [deux][r], [r].\n\n[r]: https://www.inserm.fr/',
        "un deux r",
        'href="https://www.inserm.fr/"',
    ),
    written(
        "O66",
        "Lien vers un article",
        "[un]({filename}estomac.md), [deux]({filename}/articles/estomac.md).",
        "un deux",
        'href="https://carnet.example/estomac/"',
    ),
    written(
        "O67", "Image", "![Un point rouge]({static}/images/point.png)", "", 'alt="Un point rouge"'
    ),
    written(
        "O68",
        "Listes imbriquées",
        "1. un\n    - deux\n        1. trois\n2. quatre",
        "un deux trois quatre",
    ),
    written("O69", "Liste qui commence à cinq", "5. cinq\n6. six", "cinq six"),
    written("O70", "Liste à cocher", "- [ ] à faire\n- [x] fait", "à faire fait"),
    written(
        "O71",
        "Emphases",
        "Un *mot*, **deux**, ***trois***, mot_avec_traits, in*croy*able.",
        "Un mot deux trois mot_avec_traits incroyable",
    ),
    written("O72", "Fins de ligne forcées", "un  \ndeux\\\ntrois", "un deux trois"),
    written("O73", "Filets", "un\n\n---\n\ndeux\n\n* * *\n\ntrois", "un deux trois", "<hr>"),
    written("O74", "Titres soulignés", "Un titre\n--------\n\nTexte.", "Un titre Texte", "<h2"),
    written(
        "O75", "Titres semblables", "## Titre\n\nun\n\n## Titre\n\ndeux", "Titre un Titre deux"
    ),
    written("O76", "Titre avec emoji", "## 🙂 Bien dormir\n\n[là](#bien-dormir)", "Bien dormir là"),
    written("O77", "Citations", "> Un mot.\n>\n> > Deux mots.\n\nFin.", "Un mot Deux mots Fin"),
    written(
        "O78",
        "Remarque",
        "Un <!-- à vérifier --> mot.\n\n<!-- à vérifier\n\nencore -->\n\nFin.",
        "Un mot Fin",
    ),
    written(
        "O79",
        "Entités",
        "&eacute;t&eacute; &mdash; 5&nbsp;mg &lt;3 &copy; &#233;",
        "été 5 mg 3 é",
        "&lt;3",
    ),
    written(
        "O80",
        "Caractères composés",
        "e\u0301te\u0301, 👩\u200d⚕️, ½, 5 µg, β, H₂O, 37,5 °C, 10⁻³, ﬁn",
        "e\u0301te\u0301 ½ 5 µg β H₂O 37 5 C 10 ³ ﬁn",
    ),
    written(
        "O81",
        "Césures et marques",
        "anti\u00adcorps, hé\u200bpatite, (\u200f12\u200f) mg",
        "anti corps hé patite 12 mg",
    ),
    written(
        "O82",
        "Arabe et hébreu",
        "ألم في الظهر, כאב גב, puis le français.",
        "ألم في الظهر כאב גב puis le français",
    ),
    written("O83", "Chinois et japonais", "背痛 et 腰痛。", "背痛 et 腰痛"),
    written(
        "O84", "Crochets et accolades", "[texte] {x} [^] | a | \\* \\_ \\[b\\]", "texte x a _ b"
    ),
    written(
        "O85",
        "Année en début de ligne",
        "2020\\. Une année.\n\n1986. Une autre.",
        "2020 Une année Une autre",
    ),
    written("O86", "Signes en début de ligne", "+ 5 kg\n\n-- fin\n\n= 3", "5 kg fin 3"),
    written(
        "O87",
        "Citations de toutes les formes",
        "Un [@chey2024], [@10.14309/ajg.0000000000002968], [@pmid:39626064], "
        "[@chey2024, p. 1731], [@chey2024; @pmid:39626064].",
        "Un 1 1 1 1 p 1731 1",
    ),
    written(
        "O88",
        "Liste de sources",
        "Un mot.\n\n## Sources\n\n- chey2024\n- pmid:39626064\n"
        "- Dupont A. *Un livre*. Paris : Masson ; 1998.\n",
        "Un mot",
    ),
    written(
        "O89",
        "Export de Zotero",
        "Un mot [@http://zotero.org/users/1/items/AB12].",
        "Un mot 1",
        "italique",
    ),
    written(
        "O90",
        "HTML permis",
        '<figure>\n<img src="{static}/images/point.png" alt="Un point">\n'
        "<figcaption>Une légende</figcaption>\n"
        '</figure>\n\nUn <abbr title="x">mot</abbr> <del>ancien</del> <ins>neuf</ins> '
        "<small>petit</small> <q>cité</q>.",
        "Une légende Un mot ancien neuf petit cité",
        "<figcaption>",
    ),
    written(
        "O91",
        "Table en HTML",
        '<table>\n<tr><th scope="col">a</th></tr>\n<tr><td>b</td></tr>\n</table>',
        "a b",
        "<td>b</td>",
    ),
    written(
        "O92",
        "Code dans une liste",
        "- un\n\n    ```\n    code <b>\n    ```\n\n- deux",
        "un code b deux",
    ),
    written(
        "O93",
        "Bloc dans un bloc",
        '<div markdown="1">\n\n**Gras** et *italique*.\n\n</div>',
        "Gras et italique",
        "<strong>Gras</strong>",
    ),
    written("O94", "Lignes très longues", "mot " * 4500, "mot " * 4500),
    written(
        "O95",
        "Table large",
        "|" + "a|" * 40 + "\n|" + "-|" * 40 + "\n|" + "b|" * 40,
        "a " * 40 + "b " * 40,
    ),
    written(
        "O96",
        "Courrier copié",
        "Bonjour,\n\n> Le 2 oct., X a écrit :\n> > texte\n\n-- \nDr X",
        "Bonjour Le 2 oct X a écrit texte Dr X",
    ),
    written(
        "O97", "Accents graves", "Un `` code ` grave `` et ~~~ trois.", "Un code grave et trois"
    ),
    written(
        "O98",
        "Dose et plage",
        "5–10 mg, 5-10 mg, 1/2 cp, 3 x/j, ±2 %, ≥ 65 ans, →, n° 1, 1er, 2e",
        "5 10 mg 5 10 mg 1 2 cp 3 x j 2 65 ans n 1 1er 2e",
    ),
    meant(
        "O99",
        "Téléphone",
        "01 02 03 04 05",
        'Appelez le 01 02 03 04 05 ou <a href="tel:15">le 15</a>.',
        "Appelez le 01 02 03 04 05 ou le 15",
        'href="tel:15"',
    ),
]
ODDITIES = [*SAVED, *HEADERS, *TEXTS]
