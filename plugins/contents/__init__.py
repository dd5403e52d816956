"""List what a long article holds, and say how long it takes to read.

The doctor writes headings, ``## …``; nothing else is asked. An article with four of them or more
has a list of them beside the text, folded on a telephone.

The theme receives ``article.contents``, a :class:`~plugins.contents.core.Contents`: the headings,
each with the place that it names, and the minutes. Nothing is refused.
"""
