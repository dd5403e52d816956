"""What is odd and legitimate: it is published unharmed, every word of it."""

from __future__ import annotations

import unicodedata

from .oddities_texts import TEXTS
from .oddity import ENDINGS, REST, TITLED, Oddity, fenced, headed, named

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

ODDITIES = [*SAVED, *HEADERS, *TEXTS]
