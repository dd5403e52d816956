"""Date every article: published, modified, reviewed, next review.

The doctor writes, in the header, what differs from the default::

    reviewed: 2026-11-02        (default: the date of publication)
    reviewer: Dr Paul Martin    (default: nobody but the author)
    review_by: 2027-05-02       (default: twelve months later, see blog.toml)
    interests: Invité par …     (default: the authors' statements in blog.toml)
    changes:
      - 2026-11-02 review: the whole page was read again
      - 2026-03-02 correction: the dose of the second table

The theme receives ``article.review``, a :class:`~plugins.review.core.Review`. A
review in the future, a next one too far, a change that cannot be read, or no
statement of interests stops the publication; a review that is due is a warning,
and the page says so at its top. ``hidden_after`` months later (see blog.toml) the
article is as one with ``status: hidden``: it keeps its address, asks search
engines to leave it out, and leaves lists and feeds. A translation last reviewed
before its original says so at its top too.
"""
