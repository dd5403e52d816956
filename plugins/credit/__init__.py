"""Say whose text an article translates or adapts, under what licence.

The doctor writes in the header of the article, a line for each part, in French or in English::

    credit:
    - adapted from: Living with reflux        (or: translated from)
    - author: Anne Martin
    - site: Reflux Help
    - address: https://reflux.example/living
    - licence: CC BY 4.0                      (or the words of a permission; an address may follow)

The author or the site may be left out, not both. The theme receives ``article.credit``, a
:class:`~plugins.credit.core.Credit` or nothing, and shows it under the text with
``components/credit.html``, on the page as in feeds; search engines are told of it
(``isBasedOn``, ``translationOfWork``).

A part that is missing, written twice or unknown, and an address that is none, stop the publication.
A licence that allows no derived text is told.
"""
