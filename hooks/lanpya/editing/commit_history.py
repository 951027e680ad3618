"""Checks the content of every commit in a change, because the history keeps all of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from lanpya.checks.contact_details import contact_details_in_source
from lanpya.checks.sensitive_details import sensitive_details_in_source
from lanpya.content.library import Library
from lanpya.content.loader import read_library
from lanpya.content.page_file import readable
from lanpya.content.raw_file import is_bare, picture_in, text_in, texts_among
from lanpya.content.settings import Settings
from lanpya.content.text_file import FILE as GUIDE
from lanpya.detection.outside_guides import KINDS, contacts_in, details_in, is_reserved_for_examples
from lanpya.detection.words import Words
from lanpya.editing.changes import REGISTRY
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import Message, say
from lanpya.problems.problem import Problem
from lanpya.runtime.git import COMMIT, COMMITS, FILE, FILES, Change

COMMIT_CONTENT = rule("commit-content", "error", section="Commits and pull requests")
CHANGE_TOO_LARGE = rule("change-too-large", "error", section="Commits and pull requests")

DOCS = "docs"
_DESK = f"{DOCS}/desk/"  # documents, which are not guides
SHORT = 10
_PROSE = (".md", ".markdown", ".rst", ".txt")  # file extensions of prose
_DIGITS = "0123456789"  # interface.yml has them in each language
_NAME = 200  # characters of a path in messages
_NOTE = re.compile(r"[0-9a-f/]{40,80}")  # the path of a note of a commit in git: its id, with slashes
_ADDRESS = re.compile(r"\baddress:\s*[\"']?([^\s\"'#,}]\S*?)[\"',}]*(?=\s|$)")
_DAY = re.compile(r"(?:19|20)[0-9]{2}(?P<mark>[-_.]?)(?:0[1-9]|1[0-2])(?P=mark)(?:0[1-9]|[12][0-9]|3[01])")
_OPAQUE = say("data that is neither text nor a PNG, JPEG or SVG picture, and cannot be checked")
_METADATA = say("a picture file with other data in it")
_PARTS = say("Propose it in several parts, or push it in parts, the oldest commits first.")


class Finding(NamedTuple):
    """A contact or detail in one version of a file. Its text is compared, and never shown."""

    kind: Message
    text: str
    line: int
    column: int


Read = Callable[[Iterable[str]], Iterator[tuple[str, bytes]]]


def check_history(
    changed: Iterable[Change],
    sizes: Mapping[str, int],
    read: Read,
    settings: Settings,
    last: Iterable[str],
    base: str,
) -> Iterator[Problem]:
    """Yield problems with the content or names of files in commits, including content removed later.

    `sizes` are the sizes of all versions in `changed`, and `read` yields their bytes. `last` are the blobs of
    the registry in the last commit, whose addresses another rule checks. `base` is where the change starts.
    Nothing is read if the total is too large.
    """
    files = list(changed)
    remedy = _remedy(base)
    versions = {(change.blob, change.path) for change in files if change.is_read}
    if (total := sum(sizes[blob] for blob, _ in versions)) > FILES:
        message = say(
            "The files of this change have {size} bytes in total; the maximum is {most}.",
            size=total,
            most=FILES,
        )
        yield CHANGE_TOO_LARGE.at(f"commit {files[-1].commit[:SHORT]}", 1, 1, message, _PARTS)
        return
    places = defaultdict(set)
    for change in files:
        for blob in (*([change.blob] if change.is_read else []), *change.before):
            places[blob].add(change.path)
    scanner = _Scanner(settings, {change.path for change in files})
    known = {address for _, raw in read(last) for address in _registered(raw)}
    found: dict[tuple[str, str], list[Finding]] = {}
    for blob, raw in read([blob for blob in places if sizes.get(blob, FILE + 1) <= FILE]):
        for path in places[blob]:
            found[blob, path] = list(scanner.findings(path, raw, known))
    before: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for change in files:
        for blob in change.before:
            findings = found.get((blob, change.path), ())
            before[change.commit] |= {(finding.kind, finding.text) for finding in findings}
    for change in files:
        if not change.is_there:
            continue
        commit = f"commit {change.commit[:SHORT]}"
        kinds = _kinds_of_name(change.path, settings.words_that_disguise)
        path = f"{commit}: {'…' if kinds else change.path[:_NAME]}"
        for kind in kinds:
            message = say("The name of a file contains {kind}.", kind=kind)
            yield COMMIT_CONTENT.at(path, 1, 1, message, remedy)
        if change.is_read and sizes[change.blob] > FILE:
            message = say(
                "The file has {size} bytes; the maximum is {most}.", size=sizes[change.blob], most=FILE
            )
            yield CHANGE_TOO_LARGE.at(path, 1, 1, message, remedy)
        for item in found.get((change.blob, change.path), ()):
            if (item.kind, item.text) not in before[change.commit]:
                message = say(
                    "This version of the file contains {kind}, and the history would keep it.", kind=item.kind
                )
                problem = COMMIT_CONTENT.at(path, item.line, item.column, message, remedy)
                yield replace(problem, severity="warning") if _is_known(change.path) else problem


def too_many(last: str) -> Problem:
    """Return the problem of a change with too many commits; `last` is one of them."""
    message = say("The change has more than {most} commits.", most=COMMITS)
    return CHANGE_TOO_LARGE.at(f"commit {last[:SHORT]}", 1, 1, message, _PARTS)


def too_large(commit: str, size: int) -> Problem:
    """Return the problem of a commit or tag that is too large to be read."""
    message = say("The commit has {size} bytes; the maximum is {most}.", size=size, most=COMMIT)
    return CHANGE_TOO_LARGE.at(f"commit {commit[:SHORT]}", 1, 1, message, _PARTS)


def _remedy(base: str) -> Message:
    if base == "--root":
        return say(
            "Remove it from every commit that contains it:  TZ=UTC git rebase --interactive "
            "--rebase-merges --root  with  edit  in front of the commit. Others already have "
            "what was pushed before: warn those it concerns."
        )
    return say(
        "Make one commit of all:  git reset --soft {base}  then  TZ=UTC git commit  or "
        "remove it from every commit that contains it:  TZ=UTC git rebase --interactive "
        "--rebase-merges {base}  with  edit  in front of the commit. Others already have "
        "what was pushed before: warn those it concerns.",
        base=base,
    )


def _is_known(path: str) -> bool:
    """Whether contacts are expected in a file: examples of tests and RULES.md, and fonts."""
    is_font = path.startswith("overrides/fonts/") and path.endswith((".ttf", ".otf"))
    return path.startswith("tests/") or path == "RULES.md" or is_font


def _kinds_of_name(path: str, words: Words) -> list[Message]:
    """Return the kinds of contacts and private details in the path of a file."""
    spaced = re.sub(r"[/_.-]+", " ", _DAY.sub(" ", path))
    parts = [*PurePosixPath(path).parts, path, spaced]
    kinds = {kind for part in parts for _, kind, _ in contacts_in(part, words)}
    return sorted(kinds | {kind for _, kind in details_in(spaced, words)})


def _registered(raw: bytes) -> Iterator[str]:
    text = raw.decode("utf-8", "replace")
    yield from (found[1] for found in _ADDRESS.finditer(text) if not is_reserved_for_examples(found[1]))


def _is_docs(path: str) -> bool:
    """Whether a file is one of the guides and data."""
    return path.startswith(f"{DOCS}/") and not path.startswith(_DESK)


class _Scanner:
    """Scans versions of files, each by the rules of its place."""

    def __init__(self, settings: Settings, paths: Iterable[str]):
        nowhere = settings.root / DOCS / "\N{HORIZONTAL ELLIPSIS}"
        self._words = settings.words_that_disguise
        self._library = replace(read_library(settings, Path(nowhere), with_private=False), docs=DOCS)
        docs = [PurePosixPath(path) for path in paths if _is_docs(path)]
        self._names = {name.casefold() for path in docs for name in (path.name, path.stem)} | {_DIGITS}

    def findings(self, path: str, raw: bytes, known: set[str]) -> Iterator[Finding]:
        """Yield the findings in a version of the file at `path`, except `known` addresses of the registry."""
        is_docs = _is_docs(path)
        text = text_in(raw)
        if text is None:
            yield from _in_bytes(raw, self._words)
            return
        if path.lower().endswith(".svg") and not is_bare("svg", raw):
            yield Finding(_METADATA, text, 1, 1)
        is_guide = is_docs and len(raw) <= GUIDE and not path.endswith(".svg")
        if is_guide:
            yield from self._in_guide(path, readable(text), known)
        if not is_guide or readable(text) != text:
            if _NOTE.fullmatch(path):
                for start, kind in details_in(text, self._words):
                    yield Finding(kind, "", *_place(text, start))
            for start, kind, address in contacts_in(
                text, self._words, is_prose=path.lower().endswith(_PROSE)
            ):
                yield Finding(kind, address, *_place(text, start))

    def _in_guide(self, path: str, text: str, known: set[str]) -> Iterator[Finding]:
        library: Library = replace(self._library, texts={path: text})
        for problem in contact_details_in_source(path, library):
            kind, address = problem.message.values["kind"], problem.message.values["address"]
            if address.casefold() not in self._names:
                yield Finding(kind, address, problem.line, problem.column)
        for problem in sensitive_details_in_source(path, library):
            words = problem.message.values["found"]
            yield Finding(KINDS[problem.rule], words, problem.line, problem.column)
        if path in {f"{DOCS}/data/{name}.yml" for name in REGISTRY}:
            for number, line in enumerate(text.split("\n"), start=1):
                for found in _ADDRESS.finditer(line):
                    if found[1] not in known and not is_reserved_for_examples(found[1]):
                        kind = say("an address that was in the registry, but is not in the last commit")
                        yield Finding(kind, found[1], number, found.start(1) + 1)


def _in_bytes(raw: bytes, words: Words) -> Iterator[Finding]:
    """Yield findings in a file that is not text.

    Of a picture without metadata, only the header is scanned.
    """
    kind, head = picture_in(raw)
    is_fine = bool(kind) and is_bare(kind, raw)
    if not is_fine:
        yield Finding(_METADATA if kind else _OPAQUE, sha256(raw).hexdigest(), 1, 1)
    for text in texts_among(head if is_fine else raw):
        for _, what, found in contacts_in(text, words):
            yield Finding(what, found, 1, 1)


def _place(text: str, start: int) -> tuple[int, int]:
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
