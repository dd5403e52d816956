"""Lead on from an article: the next of its series, what else to read.

The doctor may put an article in a series, at its place::

    series: Le sommeil, 2

The theme receives ``article.navigation``, the series and the place or nothing, and
``article.onward``, an :class:`~plugins.navigation.site.Onward`: the articles before and after it in
its series, and three others in its language, those on the same illness first.

A series without a place, and two articles at one place, stop the publication.
"""
