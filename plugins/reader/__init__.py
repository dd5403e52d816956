"""Read what the doctor wrote: header, Markdown, typography.

The doctor writes a header, YAML between two lines of ``---`` or Pelican's plain
``Key: value``, then Markdown. A colon in a title, a list or a comma-separated
line are all understood. The Markdown is the one that doctors type: ``dialect/``.
Addresses are published without what would follow a reader: ``addresses.py``. A picture with a title
has a caption, and a film’s address alone is a way to it: ``figures.py``.

An article whose ``date`` is to come is planned: until that day it goes the way of a draft, but its
faults count as those of a published one. ``article.planned`` is its day, ``None`` once it has come.

An unknown field, an unreadable date, a missing title or a file that is not
UTF-8 is noted with its line. The article goes on through the pipeline all the
same, so that everything wrong is said at once; the gate stops it.
"""
