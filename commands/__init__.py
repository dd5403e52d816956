"""What the commands of ``tasks.py`` do.

Each that asks or watches has a folder; ``cli`` is what all speak through, ``web`` what asks sites.

What is not in a folder is what makes, proves and sends the site:

- ``build`` makes it aside and puts it in place, and is ``check`` too; ``publish`` sends it;
- ``generate`` runs Pelican for both, in a process whose program is ``pelican_child``;
- ``unchanged`` knows that nothing would change, ``audited`` keeps what was seen of each page;
- ``verify`` makes the site twice and compares (``check --verify``);
- ``readiness`` tells what ``publish`` still waits for;
- ``explain`` and ``sheet``, with ``sheet.toml``, answer ``check --explain`` and ``check --sheet``.
"""
