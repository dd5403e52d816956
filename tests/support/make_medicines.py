"""Make plugins/prose_lint/medicines.txt from two files of the French public database of medicines.

    .venv/bin/python tests/support/make_medicines.py CIS_bdpm.txt CIS_COMPO_bdpm.txt "July 2025"

The last word: the month in which the files were taken. Both are published by the ANSM at https://base-donnees-publique.medicaments.gouv.fr/telechargement,
under the Licence Ouverte of Etalab. Kept: of what is sold, the first word of each name and of
each active substance, without accents, in small letters; not what is also an everyday word, an
element or a salt (``EVERYDAY``). A build never runs this.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

KIT = Path(__file__).parents[2]
sys.path.insert(0, str(KIT))

from plugins.shared.quotes import unaccented  # noqa: E402 - of the kit this file is in

_WORD = re.compile(r"[a-z]+")
# Shorter ones are pieces of names.
_SHORTEST = 4
OUT = KIT / "plugins" / "prose_lint" / "medicines.txt"
HEAD = """\
# Names of medicines, without accents, in small letters, one a line; everyday words are left out.
# Made by tests/support/make_medicines.py from the Base de données publique des médicaments (ANSM,
# HAS, Assurance maladie), files of {month}, Licence Ouverte 2.0: what is sold in France.
# https://base-donnees-publique.medicaments.gouv.fr"""
ABROAD = """\
# By hand: names under which some of the same substances are sold elsewhere in Europe and in Canada.
asaflow
cipramil
euthyrox
eltroxin
lasix
marcoumar
sintrom
synthroid
tylenol
coumadin
lipitor
norvasc
nexium
ativan
warfarin"""
EVERYDAY = frozenset(Path(__file__).with_suffix(".txt").read_text("utf-8").split())


def _rows(path: str) -> list[list[str]]:
    raw = Path(path).read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        # As the database itself serves them.
        text = raw.decode("cp1252")
    return [line.split("\t") for line in text.splitlines() if line.strip()]


def _is_medicine(procedure: str) -> bool:
    """Tell whether a product is a medicine: plants and homeopathy have the names of plants."""
    return not procedure.startswith("Enreg")


def _names(products: list[list[str]], compositions: list[list[str]]) -> Iterator[str]:
    """Yield the words that name medicines. Columns: the database's own description of its files."""
    sold = {
        row[0]: row[1] for row in products if row[6] == "Commercialisée" and _is_medicine(row[5])
    }
    for name in sold.values():
        yield from _WORD.findall(unaccented(re.split(r"[\s,]", name)[0]).lower())
    for row in compositions:
        if row[0] in sold and row[6] == "SA" and "HOMÉO" not in row[3]:
            # “CHLORHYDRATE DE METFORMINE”, “METFORMINE (CHLORHYDRATE DE)”, “INSULINE GLARGINE”.
            base = unaccented(row[3].partition("(")[0]).lower()
            words = _WORD.findall(re.split(r"\b(?:de |d[\'’])", base)[-1])
            yield from words[:1]


if __name__ == "__main__":
    found = set(_names(_rows(sys.argv[1]), _rows(sys.argv[2])))
    names = sorted(word for word in found - EVERYDAY if len(word) >= _SHORTEST)
    head = HEAD.format(month=sys.argv[3])
    OUT.write_text("\n".join([head, *names, ABROAD, ""]), "utf-8")
