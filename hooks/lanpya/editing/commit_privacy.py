"""Checks what a commit reveals besides its content: addresses, contacts, a time zone, a key.

Messages never repeat what was found, because they appear in public logs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lanpya.detection.outside_guides import contacts_in, details_in
from lanpya.detection.words import Words
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import Message, say
from lanpya.problems.problem import Problem

COMMIT_ADDRESS = rule("commit-address", "error", section="Commits and pull requests")
COMMIT_TIME_ZONE = rule("commit-time-zone", "error", section="Commits and pull requests")
COMMIT_DETAIL = rule("commit-detail", "error", section="Commits and pull requests")
COMMIT_HEADER = rule("commit-header", "error", section="Commits and pull requests")

# No-reply addresses of any forge, and hosts that no one can own. scripts/dev/git_hooks checks the same.
_NO_REPLY = re.compile(
    r"no-?reply@[^@]+|[^@]+@([^@.]+\.)?no-?reply(\.[^@.]+\.[^@]+)?|[^@]+@([^@]+\.)?(invalid|example)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"<([^<>\n]{0,200}@[^<>\n]{0,200})>|([\w.%+-]{1,64}@(?:[\w-]{1,63}\.){1,9}[^\W\d_]{2,63})"
)
_PERSON = re.compile(r"^ ?(author|committer|tagger) (.*)$", re.MULTILINE)  # indented in a merged tag
_OWN_NUMBER = re.compile(r"^[1-9][0-9]{0,11}\+")  # the number of an account at a forge, before its name
_SIGNATURE = re.compile(r"^-----BEGIN [A-Z ]{2,30}-----", re.MULTILINE)
_SIGNED = re.compile(r"\ngpgsig[^\n]*(?:\n [^\n]*)*")
# The headers that git writes, in this order (git-commit-tree(1), git-mktag(1)). Names, addresses and times
# are checked separately. The merge of a tag contains the tag, indented.
_ID = "(?:[0-9a-f]{40}|[0-9a-f]{64})"
_TAG_HEAD = re.compile(rf"object {_ID}\ntype (?:commit|tree|blob|tag)\ntag [^\n]+(?:\ntagger [^\n]*)?\n?")
_COMMIT_HEAD = re.compile(rf"tree {_ID}(?:\nparent {_ID})*\nauthor [^\n]*\ncommitter [^\n]*\n?")
_MERGED = re.compile(r"\nmergetag ([^\n]*(?:\n [^\n]*)*)")
_TIME = re.compile(r" [0-4]?[0-9]{1,9} \+0000")  # seconds since 1970
_HIDDEN = say("The commit has a header that git does not need and that can contain anything, such as a name.")
_WHO = {"author": say("author"), "committer": say("committer"), "tagger": say("tagger")}


def is_no_reply(address: str) -> bool:
    """Whether the address is a no-reply address."""
    return bool(_NO_REPLY.fullmatch(address))


def check_commit(name: str, raw: bytes, base: str, disguises: Words) -> Iterator[Problem]:
    """Yield what a commit or tag reveals about who made it, and where; `raw` is its content in git.

    `name` is its short id, `base` the revision to go back to for a correction. Contacts may be disguised with
    the words of `disguises`.
    """
    head, _, words = raw.decode("utf-8", "replace").partition("\n\n")
    words = words.replace("\0", "")  # between letters, as in UTF-16
    is_tag = head.startswith("object ")
    path = f"{'tag' if is_tag else 'commit'} {name}"
    for who, person in _PERSON.findall(head):
        personal_name, _, rest = person.rpartition("<")
        address, _, time = rest.partition(">")
        if not is_no_reply(address):
            message = say("The e-mail address of the {who} is not a no-reply address.", who=_WHO[who])
            yield COMMIT_ADDRESS.at(path, 1, 1, message, _redo(base, is_tag, address=True))
        elif details := list(_in_no_reply(address, disguises)):
            message = say("The e-mail address of the {who} contains {kind}.", who=_WHO[who], kind=details[0])
            yield COMMIT_DETAIL.at(path, 1, 1, message, _redo(base, is_tag, address=True))
        if list(_addresses(personal_name)):
            message = say("The name of the {who} contains an e-mail address.", who=_WHO[who])
            yield COMMIT_ADDRESS.at(path, 1, 1, message, _redo(base, is_tag, address=True))
        for kind in sorted({kind for _, kind in _details(personal_name, disguises)}):
            message = say("The name of the {who} contains {kind}.", who=_WHO[who], kind=kind)
            yield COMMIT_DETAIL.at(path, 1, 1, message, _redo(base, is_tag, name=True))
        if not time.endswith(" +0000"):
            message = say(
                "The time zone of the {who} is not +0000, which reveals where somebody is.", who=_WHO[who]
            )
            yield COMMIT_TIME_ZONE.at(path, 1, 1, message, _redo(base, is_tag))
        elif is_no_reply(address) and not _TIME.fullmatch(time):
            yield COMMIT_HEADER.at(path, 1, 1, _HIDDEN, _redo(base, is_tag))
    for tag in re.findall(r"^ ?tag (.*)$", head, re.MULTILINE):
        yield from check_name(tag, disguises)
    tags = [tag.replace("\n ", "\n") for tag in _MERGED.findall(head)]
    merged = "".join(tag.partition("\n\n")[2] for tag in tags)
    if _SIGNED.search(head) or _SIGNATURE.search(words + merged):
        message = say("The commit is signed. A signature names a key, and a key identifies a person.")
        yield COMMIT_HEADER.at(path, 1, 1, message, _remake(base, is_tag))
    remaining = _MERGED.sub("", _SIGNED.sub("", head))
    is_valid = (_TAG_HEAD if is_tag else _COMMIT_HEAD).fullmatch(remaining)
    if not is_valid or not all(_TAG_HEAD.fullmatch(tag.partition("\n\n")[0]) for tag in tags):
        yield COMMIT_HEADER.at(path, 1, 1, _HIDDEN, _remake(base, is_tag))
    yield from check_message(path, words, _reword(base), disguises)
    kinds = {kind for _, kind in _details(merged, disguises)}
    if any(_addresses(merged)):
        kinds.add(say("an e-mail address"))
    for kind in sorted(kinds):
        message = say("The message of a merged tag contains {kind}.", kind=kind)
        yield COMMIT_DETAIL.at(path, 1, 1, message, _remake(base, is_tag))


def check_message(path: str, words: str, remedy: Message, disguises: Words) -> Iterator[Problem]:
    """Yield the addresses, contacts and private details in the message of a commit, a tag or a note."""
    for number, line in enumerate(words.splitlines(), start=1):
        for column in _addresses(line):
            message = say("Line {number} of the commit message contains an e-mail address.", number=number)
            yield COMMIT_ADDRESS.at(path, number, column, message, remedy)
    for start, kind in _details(words, disguises):
        number = words.count("\n", 0, start) + 1
        message = say("Line {number} of the commit message contains {kind}.", number=number, kind=kind)
        column = start - words.rfind("\n", 0, start)
        yield COMMIT_DETAIL.at(path, number, column, message, remedy)


def check_name(name: str, disguises: Words) -> Iterator[Problem]:
    """Yield contacts and details in the name of a branch or tag, which appears in merge messages."""
    words = name.removeprefix("refs/heads/").removeprefix("refs/tags/")
    kinds = {
        kind for text in (words, re.sub(r"[-_/.]+", " ", words)) for _, kind in _details(text, disguises)
    }
    if list(_addresses(words)):
        kinds.add(say("an e-mail address"))
    for kind in sorted(kinds):
        message = say("The name of the branch or tag contains {kind}.", kind=kind)
        remedy = say("Give it another name, as in  git branch --move mend-a-sentence  and push that.")
        yield COMMIT_DETAIL.at("branch", 1, 1, message, remedy)


def _in_no_reply(address: str, disguises: Words) -> Iterator[Message]:
    """Yield the kinds of contacts and details in a no-reply address, without the number of the account."""
    account, _, host = address.rpartition("@")
    yield from (kind for _, kind in _details(_OWN_NUMBER.sub("", account), disguises))
    yield from (kind for _, kind, _ in contacts_in(host, disguises))


def _details(words: str, disguises: Words) -> Iterator[tuple[int, Message]]:
    """Yield contacts and private details, each kind once per line; addresses have their own rule."""
    blank = _ADDRESS.sub(lambda match: " " * len(match[0]), words)
    seen: set[tuple[int, str]] = set()
    for start, kind in details_in(blank, disguises):
        if (place := (blank.count("\n", 0, start), kind)) not in seen:
            seen.add(place)
            yield start, kind


def _addresses(text: str) -> Iterator[int]:
    """Yield the column of every address in a line that is not a no-reply address."""
    for found in _ADDRESS.finditer(text):
        if not is_no_reply((found[1] or found[2]).strip()):
            yield found.start() + 1


def _reword(base: str) -> Message:
    return say(
        "Remove it:  TZ=UTC git commit --amend  or, if it is not the last commit,  TZ=UTC "
        "git rebase --interactive --rebase-merges {base}  with  reword  in front of the "
        "commit.",
        base=base,
    )


def _remake(base: str, is_tag: bool) -> Message:
    if is_tag:
        return say("Make the tag again:  TZ=UTC git tag --force --annotate --no-sign NAME COMMIT")
    return say(
        "Make the commits again without a signature:  git config commit.gpgSign false  then  "
        "TZ=UTC git rebase --rebase-merges --force-rebase --no-gpg-sign {base}",
        base=base,
    )


def _redo(base: str, is_tag: bool, *, address: bool = False, name: bool = False) -> Message:
    if is_tag:
        return say(
            "Make the tag again, with the address that your account shows:"
            "  git config user.email YOU@users.noreply.example"
            "  then  TZ=UTC git tag --force --annotate NAME COMMIT"
        )
    commands = say(
        "TZ=UTC git commit --amend --reset-author --no-edit  or, if it is not the last "
        "commit,  TZ=UTC git rebase --rebase-merges {base} --exec 'git commit --amend "
        "--reset-author --no-edit --no-verify'",
        base=base,
    )
    if name:
        return say(
            "Set a handle that you use nowhere else:  git config user.name editor-a  Then make "
            "the commit again:  {commands}",
            commands=commands,
        )
    if not address:
        return say("Make the commit again:  {commands}", commands=commands)
    return say(
        "Set the no-reply address that your account shows:  git config user.email "
        "YOU@users.noreply.example  Then make the commit again:  {commands}",
        commands=commands,
    )
