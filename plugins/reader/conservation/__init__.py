"""Hold every text against its page: no word, figure or sign is lost, changed or added in silence.

What is compared: the Markdown of articles, pages, summaries and titles with the HTML that was made
of it, as it leaves the converter, before typography, boxes and explained words. Both are folded to
tokens (``fold.py``) and must be the same, in order. What Markdown takes for itself is in one closed
table, ``constructs.toml``, with a small scanner each (``scan.py`` for the signs that begin a line,
``inline.py`` for the others) that says where their words go. Whatever stands outside of the table
must be on the page as it was typed.

This is a second opinion: it shares no code with the converter and its extensions, and knows of the
dialect what its table says. Where both disagree, the doctor is told the line (``explain.py``).

What stops the publication: a word, figure or sign that is lost, changed or added; a paragraph that
becomes code or a heading. What is a remark: a sign of a construct printed as it was typed, what is
written for another program (``elsewhere.py``), a note that nothing calls.

The time grows with the length of the text only.
"""
