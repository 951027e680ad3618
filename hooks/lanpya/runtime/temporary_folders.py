"""Temporary folders in which a site is built or served, removed when the process ends in whatever way.

They may contain real contacts. A process that is killed cannot remove its folder, so the next build does.
Each owner holds a lock (flock) on its folder, which the system releases at the end of any process, so that
the folder of a running process never counts as abandoned. Without such locks (Windows, some network drives)
no folder does.
"""

from __future__ import annotations

import atexit
import contextlib
import errno
import glob
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

if sys.platform != "win32":
    import fcntl

ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
_OLD_SUFFIX = ".old"  # the previous site has this suffix while the new one takes its place
_JUST_MADE = 60  # seconds in which an empty folder may belong to a process that has not locked it yet

_locks: dict[Path, int] = {}


def end_on_signals() -> None:
    """Make SIGTERM and SIGHUP end this process by an exception, so that temporary folders are removed.

    An ignored signal (nohup) stays ignored, and an existing handler stays. The exit status is 128 plus the
    number of the signal, as in a shell.
    """
    for number in ENDING:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _: FrameType | None) -> None:
    for ignored in ENDING:
        signal.signal(ignored, signal.SIG_IGN)  # a second signal must not interrupt the removal
    raise SystemExit(128 + number)


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Delay SIGINT, SIGTERM and SIGHUP until the end of a block."""
    numbers = {signal.SIGINT, *ENDING}
    if sys.platform == "win32":
        yield
        return
    while True:
        with contextlib.suppress(
            KeyboardInterrupt, SystemExit
        ):  # a signal arrived just now: the process is ending already
            before = signal.pthread_sigmask(signal.SIG_BLOCK, numbers)
            break
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """A new folder for temporary files, removed after the block, however often somebody presses Ctrl-C."""
    folder = Path(tempfile.mkdtemp()).resolve()
    try:
        yield folder
    finally:
        _remove(folder)


def _remove(folder: Path) -> None:
    with undisturbed():
        shutil.rmtree(folder, ignore_errors=True)


def scratch_folder(target: Path) -> Path:
    """Return a new folder next to `target`, named after it, which is removed when this process ends.

    Raises OSError if it cannot be created.
    """
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    atexit.register(_remove, folder)
    with contextlib.suppress(OSError):  # no locks on this file system: then only this process removes it
        _locks[folder] = _lock(folder, wait=True)
    return folder


def lock_of(folder: Path) -> tuple[int, ...]:
    """Return the lock on a scratch folder for `pass_fds` of subprocess, for a command that writes there.

    While the command runs, the folder does not count as abandoned, even if this process is killed.
    """
    return (_locks[folder],) if folder in _locks else ()


def remove_abandoned(target: Path) -> None:
    """Remove the scratch folders of `target` whose processes have ended; print those that cannot be removed.

    A site that was moved aside and never replaced is put back.
    """
    ours = re.compile(rf"\.{re.escape(target.name)}-[a-z0-9_]{{8}}({re.escape(_OLD_SUFFIX)})?")
    for path in sorted(target.parent.glob(f".{glob.escape(target.name)}-*")):
        if not ours.fullmatch(path.name) or path.is_symlink() or not path.is_dir():
            continue
        with contextlib.suppress(OSError), _locked(path):  # else it belongs to a running process
            try:
                _remove_or_restore(path, target)
            except FileNotFoundError:
                pass  # another build removed it first
            except OSError as error:
                print(
                    f"{path}: a process that was killed left this folder, which may hold real contacts, and "
                    f"it cannot be removed ({error.strerror}). Remove it.",
                    file=sys.stderr,
                )


def _remove_or_restore(path: Path, target: Path) -> None:
    if path.suffix == _OLD_SUFFIX and not target.exists():
        path.rename(target)
    elif any(path.iterdir()) or path.stat().st_mtime < time.time() - _JUST_MADE:
        shutil.rmtree(path)


def swap(folder: Path, target: Path) -> None:
    """Move a scratch folder to `target`, and remove what was there before.

    If two builds end at the same time, one waits for the other. Raises OSError and leaves `target` unchanged.
    """
    old = folder.with_name(folder.name + _OLD_SUFFIX)
    while not _swapped(folder, target, old):
        pass  # another build came first; its site is replaced now
    if folder in _locks:
        os.close(_locks.pop(folder))
    shutil.rmtree(old, ignore_errors=True)


def _swapped(folder: Path, target: Path, old: Path) -> bool:
    with _exclusive(target):
        try:
            if target.exists():
                target.rename(old)
            folder.rename(target)
        except BaseException as error:
            if old.exists() and not target.exists():
                old.rename(target)
            if isinstance(error, OSError) and error.errno in (errno.ENOTEMPTY, errno.EEXIST):
                return False
            raise
    return True


@contextlib.contextmanager
def _exclusive(target: Path) -> Iterator[None]:
    """Make sure that no other process is replacing `target` during a block."""
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):  # there is nothing to lock, or no locks on this file system
            while True:
                handle = _lock(target, wait=True)
                if os.path.samestat(os.fstat(handle), target.stat()):
                    stack.callback(os.close, handle)
                    break
                os.close(handle)
        yield


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the lock on a folder during a block.

    Raises OSError if a running process holds it, or if there are no locks.
    """
    handle = _lock(folder, wait=False)
    try:
        yield
    finally:
        os.close(handle)


def _lock(folder: Path, *, wait: bool) -> int:
    """Return an open file descriptor that holds the lock on a folder until it is closed. Raises OSError."""
    if sys.platform == "win32":
        raise OSError(errno.ENOTSUP, "no locks on folders")
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BaseException:
        os.close(handle)
        raise
    return handle
