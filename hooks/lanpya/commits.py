"""What a commit tells besides its content: addresses and a time zone, which stay in every copy of it.

No message repeats an address or a zone, for the check's words go into public logs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lanpya.messages import Message, say
from lanpya.problem import Problem
from lanpya.rules import problem_at

# What scripts/git-hooks/pre-commit looks for as well: a forge's form for who shows no address, whatever the
# forge, or a host that can be nobody's.
_NO_REPLY = re.compile(
    r"no-?reply@[^@]+|[^@]+@([^@.]+\.)?no-?reply(\.[^@]*)?|[^@]+@([^@]+\.)?(invalid|example)", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"<([^<>\n]{0,200}@[^<>\n]{0,200})>|([\w.%+-]{1,64}@(?:[\w-]{1,63}\.){1,9}[^\W\d_]{2,63})"
)
_PERSON = re.compile(r"^ ?(author|committer|tagger) (.*)$", re.MULTILINE)  # indented: a tag that was merged
_WHO = {"author": say("author"), "committer": say("committer"), "tagger": say("tagger")}


def is_no_reply(address: str) -> bool:
    """Tell whether the address leads to nobody."""
    return bool(_NO_REPLY.fullmatch(address))


def check_commit(name: str, raw: bytes, base: str) -> Iterator[Problem]:
    """Yield what the commit or tag `raw`, as git stores it, tells of who made it, and where.

    `name` is its short id; `base` the revision that whoever mends it goes back to.
    """
    head, _, words = raw.decode("utf-8", "replace").partition("\n\n")
    is_tag = head.startswith("object ")
    path = f"{'tag' if is_tag else 'commit'} {name}"
    for who, person in _PERSON.findall(head):
        called, _, rest = person.rpartition("<")
        address, _, time = rest.partition(">")
        if not is_no_reply(address):
            message = say("The e-mail address of the {who} is not a no-reply address.", who=_WHO[who])
            yield problem_at(path, 1, 1, "commit-address", message, _redo(base, is_tag, address=True))
        if list(_addresses(called)):
            message = say("The name of the {who} holds an e-mail address.", who=_WHO[who])
            yield problem_at(path, 1, 1, "commit-address", message, _redo(base, is_tag, address=True))
        if not time.endswith(" +0000"):
            message = say(
                "The time zone of the {who} is not +0000; it tells where somebody is.", who=_WHO[who]
            )
            yield problem_at(path, 1, 1, "commit-time-zone", message, _redo(base, is_tag))
    for number, line in enumerate(words.splitlines(), start=1):
        for column in _addresses(line):
            message = say("An e-mail address stands in line {number} of the commit message.", number=number)
            remedy = say(
                "Take it out:  TZ=UTC git commit --amend  or, where it is not the last commit,"
                "  TZ=UTC git rebase --interactive --rebase-merges {base}  with  reword  in front of it.",
                base=base,
            )
            yield problem_at(path, number, column, "commit-address", message, remedy)


def _addresses(text: str) -> Iterator[int]:
    """Yield the column of every address in a line that is no no-reply one."""
    for found in _ADDRESS.finditer(text):
        if not is_no_reply((found[1] or found[2]).strip()):
            yield found.start() + 1


def _redo(base: str, is_tag: bool, *, address: bool = False) -> Message:
    if is_tag:
        return say(
            "Make the tag again, with the address that your account shows:"
            "  git config user.email YOU@users.noreply.example"
            "  then  TZ=UTC git tag --force --annotate NAME COMMIT"
        )
    commands = say(
        "TZ=UTC git commit --amend --reset-author --no-edit  or, where it is not the last commit,"
        "  TZ=UTC git rebase --rebase-merges {base}"
        " --exec 'git commit --amend --reset-author --no-edit --no-verify'",
        base=base,
    )
    if not address:
        return say("Make the commit again:  {commands}", commands=commands)
    return say(
        "Write here what your account shows as its no-reply address:"
        "  git config user.email YOU@users.noreply.example  Then make the commit again:  {commands}",
        commands=commands,
    )
