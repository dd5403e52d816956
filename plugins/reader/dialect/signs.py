"""Tell a sign that means something from one that only marks a list or a quotation.

``> 38,5 °C``, ``+ de 3 verres``, ``> ou = 2``: in a medical text the sign is part of the sentence.
"""

from __future__ import annotations

import re

# In words, the numbers that a doctor writes rather than types.
_NUMBERS = (
    "deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante"
    "|cinquante|soixante|cent|mille|two|three|four|five|seven|eight|nine|ten|twelve|twenty"
)
_UNITS = (
    r"[µmckdn]?g|[µmcd]?l|[cdmkn]?m|mmol|µmol|mol|UI|IU|UFC|mmHg|kcal|kJ|Hz|bpm|ans?|mois|jours?|semaines?"
    r"|heures?|minutes?|h|min|fois|years?|months?|days?|weeks?|hours?|times"
)
_SMALL_WORDS = (
    r"(?:de|du|des|ou|à|a|au|aux|or|of|to|than|que)(?![\w’'-])|(?:d|qu)[’']"
    # A sentence that is quoted begins so too, but no figure follows: “À retenir”.
    r"|(?:De|Du|Des|Ou|À|A|Au|Aux|Or|Of|To|Than|Que|D[’']|Qu[’'])(?![\w’'-])(?=[^.!?\d]{1,12}\d)"
)
# What follows “more than” or “in addition”: a figure, with its own sign or a comparison, be it that
# of a numbered line (“> 25. Au-delà…” ends a sentence); “de”, “ou”, “à”; a unit; a laboratory's
# limit of the normal (N, LSN).
_MEANS = re.compile(
    r"[ \u00a0\u202f]*(?:=|≈|~|±|[-+\u2212–]?[ \u00a0\u202f]?[.,]?[\d½¼¾⅓⅔]|[%°‰]"
    rf"|{_SMALL_WORDS}"
    rf"|(?:{_NUMBERS})\b|(?:{_UNITS})(?![\w’'])|\d*(?:LSN|ULN|N)\b)"
)


def begins_a_value(words: str) -> bool:
    """Tell whether the words after a ``>`` or a ``+`` make it a sign of its own."""
    return bool(_MEANS.match(words))
