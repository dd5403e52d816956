"""Write articles such as a general practitioner would, with the words that readers must see.

    .venv/bin/python benchmarks/lifelike.py 500

Each is drawn from its number: the same number always gives the same article. Medicines, figures
and advice are invented, and mean nothing: what is lifelike is how they are typed (doses, ranges,
signs, lists, tables, quotes, links, notes, calls to sources). The command builds them all in one
blog and counts what is told of them, and the words, figures and signs that their pages lack.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape
from pathlib import Path

KIT = Path(__file__).parents[1]
DEMO = KIT / "content"
CATEGORIES = ("Digestion", "Cœur", "Peau", "Enfants", "Moral")
CONDITIONS = ("reflux", "asthme", "dépression", "diabète de type 2", "migraine", "psoriasis")
MEDICINES = ("Fictadol", "exemplamine", "Nulazine®", "inventolol", "Placébine", "testomycine")
PLACES = ("au coude", "la nuit", "après le repas", "chez l’adulte", "pendant l'été", "au réveil")
WHO = ("votre médecin", "la pharmacienne", "l'infirmier", "vos proches", "le Dr Exemple")
SITES = (
    "https://www.has-sante.fr/jcms/p_1/fr/exemple",
    "https://www.ameli.fr/assure/sante?page=2",
    "https://fr.wikipedia.org/wiki/Exemple_(médecine)",
)
SIGNS = ("fièvre", "toux", "éruption", "fatigue", "douleur au mollet", "vertiges", "perte de poids")
FIRST_DAY = date(2019, 1, 1)
_TOKEN = re.compile(r"[^\W_]+|[<>≥≤±+×*%=°~^/@#{}|²³½µ]")


@dataclass(frozen=True)
class Text:
    """What is typed, and what the reader must see of it, in order."""

    typed: str
    seen: str

    def __add__(self, other: Text | str) -> Text:
        """Put one text after the other."""
        after = Text(other, other) if isinstance(other, str) else other
        return Text(self.typed + after.typed, self.seen + after.seen)


@dataclass(frozen=True)
class Article:
    """A whole file, and the words that its page must hold, in order."""

    name: str
    file: str
    seen: str


def plain(words: str) -> Text:
    """Return words that are seen as they are typed."""
    return Text(words, words)


def joined(texts: list[Text], typed: str, seen: str = "\n") -> Text:
    """Return some texts with something between them."""
    return Text(typed.join(t.typed for t in texts), seen.join(t.seen for t in texts))


def tokens(text: str) -> list[str]:
    """Return the words, the figures, and the signs that change what a sentence says."""
    return _TOKEN.findall(text)


def missing(words: str, page: str) -> list[str]:
    """Return what a page lacks of some words, in their order."""
    left = iter(tokens(page))
    return [word for word in tokens(words) if word not in left][:20]


def article(number: int, keys: list[str]) -> Article:
    """Return the article of a number; it cites some of the sources whose ``keys`` are given."""
    return _Writer(random.Random(number), keys).article(number)


class _Writer:
    def __init__(self, rng: random.Random, keys: list[str]) -> None:
        self.rng, self.keys = rng, keys
        self.notes: list[Text] = []

    def one(self, among: tuple[str, ...]) -> str:
        """Return one of some words."""
        return self.rng.choice(among)

    def article(self, number: int) -> Article:
        """Return a whole article."""
        rng = self.rng
        title = rng.choice(
            (
                "{} : que faire ?",
                "Vivre avec {}",
                "{}, en 5 questions",
                "« {} », mythe ou réalité ?",
            )
        ).format(self.one(("Le reflux", "l’asthme", "Une toux > 3 semaines", "Le mal de dos n° 2")))
        day = FIRST_DAY + timedelta(days=rng.randrange(2500))
        fields = {
            "title": title,
            "date": day.isoformat(),
            "reviewed": "2026-06-01",
            "category": rng.choice(CATEGORIES),
            "tags": f"mot{number % 9}, {self.one(SIGNS)}",
            "conditions": rng.choice(CONDITIONS),
            "summary": f"Ce qu’il faut savoir, chez {rng.randint(2, 9)} personnes sur 10.",
        }
        header = "".join(f"{name}: {value}\n" for name, value in fields.items())
        if rng.random() < 0.5:  # noqa: PLR2004
            header = f"---\n{header}---\n"
        else:
            header = "".join(f"{line.capitalize()}\n" for line in header.splitlines())
            header = re.sub(r"(?m)^(\w+)(: )(.)", lambda m: m[0], header)
        sections = [self.paragraph()]
        sections += [self.section() for _ in range(rng.randint(3, 7))]
        body = joined(sections, "\n\n")
        notes = joined(self.notes, "\n") if self.notes else plain("")
        file = f"{header}\n{body.typed}\n\n{notes.typed}\n"
        return Article(f"essai-{number:04}", file, f"{body.seen}\n{notes.seen}")

    # Within a line.

    def dose(self) -> Text:
        """Return a dose, a threshold or a measure, as doctors type them."""
        rng = self.rng
        a, b = rng.randint(2, 9), rng.randint(10, 900)
        return plain(
            self.one(
                (
                    f"{a} g*{rng.randint(2, 4)}/j", f"{b} mg x {a}/j", f"> {b},5 °C",
                    f"{a},5 mg/kg",
                    f"{a}–{b} mg", f"{a}-{b} mL", f"≥ {b} UI/L", f"< {a} mmol/L", f"~{a}/~{b} mg",
                    f"{a} 000 UI", f"{a} ± 0,{a} %", f"{b}/8{a} mmHg", f"{a}.10^9/L", f"+{a} kg",
                    f"{a} × {b} mg", f"-{a} °C", f"{a} à {b} gouttes", f"10³/mm³ ({a} µg)",
                    f"{b} mg/{a} h", f"1/{a} cp", f"IC 95 % [{a},1–{b},2]", f"p<0,0{a}", f"n={b}",
                    f"HLA-B*{b}", f"note_{a}_a", f"T_{a}_ libre", f"{a}h30", f"{a} % (n = {b})",
                )
            )
        )  # fmt: skip

    def dressed(self) -> Text:
        """Return some words with a construct around them."""
        rng = self.rng
        word, medicine, site = self.one(SIGNS), self.one(MEDICINES), self.one(SITES)
        return rng.choice(
            (
                Text(f"**{word}**", word),
                Text(f"*{medicine}*", medicine),
                Text(f"***{word}***", word),
                Text(f"__{word}__", word),
                Text(f"« *{word}* »", f"« {word} »"),
                Text(f"[{word}]({site})", word),
                Text(f"[{word}]({{filename}}/pages/a-propos.md)", word),
                Text("H~2~O", "H 2 O"),
                Text("10^3^", "10 3"),
                Text("CO<sub>2</sub>", "CO 2"),
                Text("le 1^er^ jour", "le 1 er jour"),
                Text(f"~~{word}~~", word),
                Text(f"<{site}>", site),
                Text(site, site),
                Text("contact@exemple.fr", "contact@exemple.fr"),
                Text("a &lt; b &amp; c", "a < b & c"),
                Text(r"une étoile \* seule", "une étoile * seule"),
                Text("`a*b*c`", "a*b*c"),
                Text(f'<abbr title="rien">{word[:3].upper()}</abbr>', word[:3].upper()),
                Text(f"{word} <!-- à vérifier -->", word),
                plain(f"« {word} : “{medicine}” »"),
                plain(f"{word} (voir {self.one(PLACES)})"),
                plain(f"{word} — ou {medicine} —"),
                plain("😀 שלום"),
                plain("{rare}"),
                plain("[sic]"),
                plain(f"C’est l'{word[0].replace(word[0], 'a')}rrêt…"),
            )
        )

    def call(self) -> Text:
        """Return a call to a source, or to a note, or neither."""
        rng = self.rng
        chance = rng.random()
        if chance < 0.5:  # noqa: PLR2004
            return Text(f" [@{rng.choice(self.keys)}]", "")
        if chance < 0.6:  # noqa: PLR2004
            return Text(f" [@{rng.choice(self.keys)}; @{rng.choice(self.keys)}, p. 12]", "")
        if chance < 0.7:  # noqa: PLR2004
            name = f"n{len(self.notes)}"
            words = self.sentence()
            self.notes.append(Text(f"[^{name}]: {words.typed}", words.seen))
            return Text(f"[^{name}]", "")
        return plain("")

    def sentence(self) -> Text:
        """Return a sentence."""
        templates: tuple[Callable[[], Text], ...] = (
            lambda: (
                plain("Prenez ") + self.dose() + f" de {self.one(MEDICINES)} {self.one(PLACES)}"
            ),
            lambda: plain("Parlez-en à ") + self.one(WHO) + " : " + self.dressed() + " ?",
            lambda: plain("On surveille ") + self.dressed() + " et " + self.dressed(),
            lambda: plain("Au-delà de ") + self.dose() + ", appelez " + self.one(WHO),
            lambda: plain(f"L’effet de {self.one(MEDICINES)} est faible (") + self.dose() + ")",
            lambda: plain("Il dit : « Je vais mieux », puis ") + self.dressed() + " revient",
        )
        return self.rng.choice(templates)()

    # Blocks.

    def paragraph(self) -> Text:
        """Return a paragraph of some sentences, perhaps over several lines."""
        rng = self.rng
        sentences = [self.sentence() + self.call() + "." for _ in range(rng.randint(2, 4))]
        return joined(sentences, rng.choice((" ", "\n")))

    def section(self) -> Text:
        """Return a heading with some blocks below it."""
        rng = self.rng
        heading = self.one(
            (
                "Que faire ?",
                "Les doses",
                "À savoir",
                "L’avis d'ailleurs",
                "2 ou 3 chiffres",
                "Et si… ?",
            )
        )
        makers = (self.items, self.numbers, self.table, self.quotation, self.terms, self.address)
        blocks = [Text(f"## {heading}{rng.choice(('', ' ##'))}", heading), self.paragraph()]
        blocks += [rng.choice((self.paragraph, *makers))() for _ in range(rng.randint(2, 3))]
        return joined(blocks, "\n\n")

    def items(self) -> Text:
        """Return a list, below a line or not, one level or two."""
        rng = self.rng
        mark = self.one(("-", "*", "-", "•", "–"))
        lines = [
            Text(f"{mark} ", "") + self.rng.choice((self.dressed, self.dose))() + " ;"
            for _ in range(rng.randint(2, 5))
        ]
        if rng.random() < 0.3 and mark == "-":  # noqa: PLR2004
            inside = [Text(f"{' ' * rng.choice((2, 4))}- ", "") + self.dose() for _ in range(2)]
            lines[1:1] = [Text(inside[0].typed, inside[0].seen)]
        above = plain("Consultez si :") if rng.random() < 0.5 else plain("")  # noqa: PLR2004
        listed = joined(lines, "\n")
        between = rng.choice(("\n", "\n\n")) if above.typed else ""
        return above + Text(between, "\n") + listed

    def numbers(self) -> Text:
        """Return a numbered list."""
        rng = self.rng
        first, sign = rng.choice(((1, "."), (1, ")"), (1, "."), (5, ".")))
        return joined(
            [Text(f"{n}{sign} ", "") + self.sentence() for n in range(first, first + 3)], "\n"
        )

    def table(self) -> Text:
        """Return a table."""
        rng = self.rng
        count = rng.randint(2, 4)
        cells = [
            [self.rng.choice((self.dose, self.word))() for _ in range(count)] for _ in range(3)
        ]
        head = [plain(self.one(("Âge", "Dose", "Moment", "Durée"))) for _ in range(count)]
        rows = [head, *cells]
        lines = [
            Text(f"| {' | '.join(c.typed for c in row)} |", " ".join(c.seen for c in row))
            for row in rows
        ]
        rule = Text("|" + rng.choice((" --- |", "---|", ":--|", "--:|")) * count, "")
        return joined([lines[0], rule, *lines[1:]], "\n")

    def word(self) -> Text:
        """Return one word, perhaps in bold."""
        word = self.one(SIGNS)
        return self.rng.choice((plain(word), Text(f"**{word}**", word)))

    def quotation(self) -> Text:
        """Return a quotation."""
        lines = [Text("> ", "") + self.sentence() + "." for _ in range(self.rng.randint(1, 2))]
        return joined(lines, "\n")

    def terms(self) -> Text:
        """Return a line of dashes, code, or a term with its meaning."""
        word = self.one(SIGNS)
        return self.rng.choice(
            (
                Text(f"{word.capitalize()}\n:   {self.one(PLACES)}", f"{word.capitalize()} "),
                Text("---", ""),
                Text(f"```\n{word} * 2 = [x]\n```", f"{word} * 2 = [x]"),
                Text(f"- [ ] {word}\n- [x] carte Vitale", f"{word}\ncarte Vitale"),
            )
        )

    def address(self) -> Text:
        """Return a postal address."""
        return plain("Cabinet Exemple\n3 rue de l’Essai\n44400 Rezé\nTramway 1, arrêt Essai")


def write(folder: Path, count: int) -> list[Article]:
    """Write a blog of so many articles into an empty content folder; return them."""
    shutil.copytree(DEMO, folder, ignore=shutil.ignore_patterns("articles"))
    items = json.loads((DEMO / "sources" / "sources.json").read_text("utf-8"))
    articles = [article(number, [item["id"] for item in items]) for number in range(count)]
    (folder / "articles").mkdir()
    for one in articles:
        (folder / "articles" / f"{one.name}.md").write_text(one.file, "utf-8")
    return articles


def text_of(html: str) -> str:
    """Return the words that some HTML shows."""
    return unescape(re.sub(r"<[^<>]*>", " ", html))


def lacks(articles: list[Article], output: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each article of whose words its page lacks some, with these."""
    for one in articles:
        page = (output / one.name / "index.html").read_text("utf-8")
        lost = missing(one.seen, text_of(page[page.index("<article") :]))
        if lost:
            yield one.name, lost


def main() -> None:
    """Build a blog of such articles; print what is told of their words, and what pages lack."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", nargs="?", type=int, default=500)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        content, output = Path(folder, "content"), Path(folder, "output")
        articles = write(content, options.count)
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "pelican", content, "-s", KIT / "pelicanconf.py", "-o", output],
            cwd=KIT,
            capture_output=True,
            text=True,
            check=False,
        )
        print(f"{options.count} articles, {time.monotonic() - began:.0f} s")
        print(done.stderr)
        if not done.returncode:
            for name, lost in lacks(articles, output):
                print(name, "lacks", lost)
        sys.exit(done.returncode)


if __name__ == "__main__":
    main()
