"""Explain medical words at their first use.

The doctor keeps the words in ``content/glossary.toml``, in any number::

    [[word]]
    word = "anticoagulant"
    forms = ["anticoagulants"]
    means = "médicament qui freine la formation des caillots"

``lang`` says the language of a word if it is not that of the blog. A word that is explained in the
article itself, ``*[IPP]: inhibiteur de la pompe à protons``, is treated alike.

The theme receives ``article.glossary``: the words that the article uses, in alphabetical order. In
the text, the first use of each leads to its meaning, below; an emergency card is left alone.

All the doctor's words of a language are on a page of the directory, ``lexique/`` or ``glossary/``,
each with the articles that use it; the search finds them there.
"""
