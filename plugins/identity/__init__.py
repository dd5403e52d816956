"""Say who speaks: the authors and the reviewer of every article, who paid, what helped.

The doctor describes each person once, in ``blog.toml`` (``[doctor]``, ``[[people]]``), and
writes in the header of an article what differs from the default::

    authors: Dr Paul Martin, Dr Jeanne Exemple    (default: the doctor)
    reviewer: Dr Anne Petit                       (default: none, and none is implied)
    funding: Financé par …                        (default: the statement of blog.toml)
    funder: …                                     (default: as blog.toml, beside its statement)
    ai_assistance: Traduit par un programme, relu par l’auteur   (default: nothing declared)

The theme receives ``article.identity``, an :class:`~plugins.identity.core.Identity`. An author
whom ``blog.toml`` does not describe, a reviewer who is an author, or a funder whom the sentence
on funding does not name, stops the publication.
"""
