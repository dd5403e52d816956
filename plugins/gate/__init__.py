"""Let nothing unsafe be written: the half of the gate that is inside the build.

Last in ``PLUGINS``. Before Pelican opens any file it looks at the content folder
(:mod:`.preflight`) and at the plugins themselves (:mod:`.steps`). When every
article is ready and before any page is written, it says all that was noted, by
file and line, in the blog's language, and stops with exit status 1 if anything
forbids publishing. What Pelican itself complains of counts too: left to itself,
it drops an article it cannot read and succeeds. A site that passed says so in
``build.json``.

Where the environment variable ``SERMENT_PROBLEMS`` names a file, what was noted is
written there as a JSON list of :class:`~plugins.shared.problems.Message`, for whoever
started the build to print.

The other half, ``audit``, reads the finished folder from outside.
"""
