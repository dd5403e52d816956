"""Number the sources of every article and print them in a box.

The doctor cites in the text, by key, DOI, PMID or address, and may end with a
list::

    Le traitement dure longtemps [@chey2024; @10.14309/ajg.1, p. 12].

    ## Sources
    - pmid:39626064

Sources come from ``content/sources/sources.json`` (CSL-JSON), or are written by
hand in that list, and kept as typed::

    Il touche 3 % des adultes [@has2020], rarement les enfants [2].

    ## Sources
    - [@has2020]: HAS. *Psoriasis*. 2020. https://www.has-sante.fr/…
    - Un livre, 3e édition, 2022.

They are numbered in the order of the first call; those never called come last. Of
sentences in a row that rest on the same source, the last alone prints its call
(:mod:`.folding`).
``sources/followed.json`` says what became of those written by hand.

The theme receives ``article.sources``, a
:class:`~plugins.sources.core.Bibliography`, and ``CITED``, which gives every source
of the published articles, by language, with those that cite it. Beside an
article, and beside the list of all sources, stand ``sources.json``, ``.bib`` and
``.ris`` (:mod:`.exports`). An unknown source, no source at
all, or a retracted one that nobody acknowledged in ``annotations.toml`` stops
the publication; a cited page that answered no more when ``cite --check`` asked it is
a remark, until the doctor gives an archived copy there.
"""
