"""Oddities of the text itself: see :mod:`.oddities`."""

from __future__ import annotations

from .oddity import LONG, meant, written

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
