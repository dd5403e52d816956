"""Why git refused, from what it printed: recorded from git 2.39 and from the hosts' own pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.releases.targets.refusal import reason_of

# https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository
PROTECTED = """\
remote: error: GH006: Protected branch update failed for refs/heads/gh-pages.\x1b[K
remote: error: Changes must be made through a pull request.\x1b[K
To github.com:x/y.git
 ! [remote rejected] gh-pages -> gh-pages (protected branch hook declined)
error: failed to push some refs to 'github.com:x/y.git'
"""
BEHIND = """\
To /tmp/blog.git
 ! [rejected]        gh-pages -> gh-pages (fetch first)
error: failed to push some refs to '/tmp/blog.git'
hint: Updates were rejected because the remote contains work that you do not
hint: have locally.
"""
DENIED = """\
git@github.com: Permission denied (publickey).
fatal: Could not read from remote repository.

Please make sure you have the correct access rights
and the repository exists.
"""
OFFLINE = "fatal: unable to access 'https://x/': Could not resolve host: x\n"
TRACEBACK = """\
Traceback (most recent call last):
  File "/x/ghp_import.py", line 1, in <module>
    run()
subprocess.CalledProcessError: Command 'git' returned 128
"""


@pytest.mark.parametrize(
    ("printed", "says", "never", "does"),
    [
        (PROTECTED, "Changes must be made through a pull request.", "\x1b", "settings of the host"),
        (BEHIND, "fetch first", "hint", "publish again"),
        (DENIED, "Could not read from remote repository", "Please", "Check"),
        (OFFLINE, "Could not resolve host: x", "fatal", "connection"),
        (TRACEBACK, "CalledProcessError", "File", "[publish]"),
        ("", "", "x", "[publish]"),
        ("remote: " + "a" * 999, "aaa…", "a" * 301, "[publish]"),
    ],
)
def test_the_reason_is_the_host_s_own(printed: str, says: str, never: str, does: str):
    """Its words and git's, without what a terminal would act on, and what to do."""
    words, fix = reason_of(printed)
    assert says in words
    assert never not in words
    assert does in fix


@given(st.text())
def test_whatever_is_printed_gives_one_line(printed: str):
    """No output breaks it, none reaches a second line."""
    words, fix = reason_of(printed)
    assert len(words.splitlines()) <= 1
    assert fix
