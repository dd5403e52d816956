"""Send a release by SFTP, to any host that gives a folder and a password.

Only what changed is sent, each file aside, read again there, then renamed over the former one: a
file is the old one or the new one, whole. The files are in such an order that no page leads to what
is not there yet: :mod:`.plan`. Such a host has no switch of a whole site: while the files go, and
until the next ``publish`` if that is cut short, readers may find new pages beside old ones.
:mod:`.session` is the connection, :mod:`.upload` the sending.
"""

from .session import Account
from .upload import send

__all__ = ["Account", "send"]
