"""Tell the name of a medicine from any other word.

The names sold in France stand in ``medicines.txt``, with where they come from; what is newer, or
sold elsewhere, is often known by the end of its international name: the stems of the WHO (“The use
of stems in the selection of International Nonproprietary Names for pharmaceutical substances”).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from plugins.shared.quotes import unaccented

_STEM = re.compile(
    r"\w{3,}(?:azepam|azolam|cillin|conazol|cycline?|dipin|dronate|floxacin|gliflozin|gliptin|glutid|"
    r"lukast|mab|olol|oxetin|parin|prazol|pril|sartan|setron|statin|tinib|triptan|xaban)e?"
)


@cache
def _names() -> frozenset[str]:
    lines = Path(__file__).with_name("medicines.txt").read_text("utf-8").splitlines()
    return frozenset(line.removesuffix("e") for line in lines if not line.startswith("#"))


@cache
def is_medicine(word: str) -> bool:
    """Tell whether a word, in small letters, names a medicine, as French or English spell it."""
    plain = unaccented(word)
    return plain.removesuffix("e") in _names() or bool(_STEM.fullmatch(plain))
