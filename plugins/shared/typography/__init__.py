"""Make a text what a printer would make of it, in French and in English.

``typeset(html, language)`` changes characters only. It is for every field that is printed and for
the body, where each is read; twice is the same as once. Both languages read a text across its
tags (``flow.py``), and tell quotes from apostrophes, feet and inches (``marks.py``). The rest of
French is in ``french.py``, with its spaces, figures and dashes beside it; the rest of English is
smartypants, which typogrify brings.

``polish(html, language)`` is for a finished body, once, after its excerpt was taken and before
the boxes are put around it: typogrify marks ampersands, acronyms and first quotes for the style
sheet (``theme/static/css/components/typography.css``) and keeps the last two words of a
paragraph together. Titles, summaries and what search engines are told never pass through it.
"""

from __future__ import annotations

from .markup import NBSP, NNBSP, WORD_JOINER
from .polish import polish
from .typeset import typeset

__all__ = ["NBSP", "NNBSP", "WORD_JOINER", "polish", "typeset"]
