"""Name the illnesses an article is about.

The doctor writes, in the header, plain words or ICD-10 codes::

    conditions: reflux, K21

The theme and the other plugins receive ``article.conditions``, a tuple of
:class:`~plugins.conditions.core.Condition`. An unknown or ambiguous word stops
the publication with the nearest ones; no ``conditions`` at all is a warning,
since no specific community can then be shown. Later plugins find every illness that
has a name in ``VOCABULARY``, by id.
"""
