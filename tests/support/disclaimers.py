"""The disclaimer, as its tests ask for it."""

from __future__ import annotations

import re
from itertools import product

from plugins.disclaimer.core import VARIANTS, Disclaimer, disclaimer, load_texts
from plugins.shared.blog import COUNTRIES
from tests.support.sites import KIT

FOLDER = KIT / "plugins" / "disclaimer"
TEXTS = load_texts(FOLDER)
EVERY = list(product(VARIANTS, ("fr", "en"), COUNTRIES))
SENTENCE = re.compile(r"[.!?](?=\s|$)")
# Flesch counts each unit of thought: a colon ends one too.
UNIT = re.compile(r"[.!?:;](?=\s|$)")
# Kandel-Moles, Flesch: from 70 on a text is easy.
EASY = 70
WORD = re.compile(r"[\w’'+-]+")
# What a variant shows beside the emergency numbers.
LINES = {
    "mental-health": ("suicide", "suicide-text"),
    "child": ("poison",),
    "medication": ("poison",),
    "violence": ("police", "children", "women", "elders"),
}


def say(
    variant: str, language: str = "fr", country: str = "FR", *, unconfirmed: bool = False
) -> Disclaimer:
    """Return a disclaimer."""
    return disclaimer(TEXTS, variant, country, language, unconfirmed=unconfirmed)
