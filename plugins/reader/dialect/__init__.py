"""The Markdown that doctors type, rather than the one that its books describe.

``rules.toml`` lists all of it: what is typed, what the page holds. The guide's table is made from
it, and each row is a test. Knows nothing of Pelican.

``extensions()`` goes to ``markdown.Markdown``. What the dialect cannot read as it was meant is
told by ``slips``: a link whose brackets and parentheses are apart, a rule below a sentence.
"""

from .extension import extensions

__all__ = ["extensions"]
