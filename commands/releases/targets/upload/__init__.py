"""Make of a folder on a host what a release is, whatever the connection.

Only what changed is sent, each file aside, read again there, then renamed over the former one: a
file is the old one or the new one, whole. The files are in such an order that no page leads to what
is not there yet: :mod:`.plan`. Such a host has no switch of a whole site: while the files go, and
until the next ``publish`` if that is cut short, readers may find new pages beside old ones.
:mod:`.folder` is what a connection must be able to do, :mod:`.sending` the sending,
:mod:`.passwords` where the password comes from.
"""
