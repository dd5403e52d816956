"""Name the illnesses an article is about.

The doctor writes, in the header, plain words or ICD-10 codes::

    conditions: reflux, K21

A symptom (``conditions: œil rouge``) names itself, never an illness that it may be the sign of.
What cannot wait carries its urgency: the disclaimer says at once whom to call.

The theme and the other plugins receive ``article.conditions``, a tuple of
:class:`~plugins.conditions.core.Condition`. An ambiguous word stops the publication with
what it may mean, an unknown one with what is near in medicine, or with nothing; no
``conditions`` at all is a warning, since no specific community can then be shown. Later plugins
find every illness that has a name in ``VOCABULARY``, by id.
"""
