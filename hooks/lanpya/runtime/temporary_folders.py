"""Folders in which a site is built or served, beside its place: gone when the process ends, however it ends.

They may hold real contacts. A process that is killed cannot remove its folder, so the next build does. Each
owner holds a lock (flock) on its folder, which the system gives back at the end of any process, so that the
folder of one that is still running is never taken for abandoned. Where there are no such locks (Windows, some
network drives) nothing is taken for abandoned.
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
_OLD = ".old"  # ends the name of the site that was there before, while the new one takes its place
_JUST_MADE = 60  # seconds in which an empty folder may have an owner that does not hold its lock yet

_held: dict[Path, int] = {}


def end_on_signals() -> None:
    """Let SIGTERM and SIGHUP end this process as an exception does, so that whoever made a folder removes it.

    A signal that is ignored (nohup) stays ignored, and a handler that is there stays. The exit status is 128
    and the number of the signal, as in a shell.
    """
    for number in ENDING:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _: FrameType | None) -> None:
    for other in ENDING:
        signal.signal(other, signal.SIG_IGN)  # a second one must not interrupt the removal
    raise SystemExit(128 + number)


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Let no signal that ends this process interrupt a block; what came meanwhile ends it afterwards."""
    numbers = {signal.SIGINT, *ENDING}
    if sys.platform == "win32":
        yield
        return
    while True:
        with contextlib.suppress(KeyboardInterrupt, SystemExit):  # one that just came; it ends us already
            before = signal.pthread_sigmask(signal.SIG_BLOCK, numbers)
            break
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """A new folder among the temporary files, gone after the block, however often somebody presses Ctrl-C."""
    folder = Path(tempfile.mkdtemp()).resolve()
    try:
        yield folder
    finally:
        _remove(folder)


def _remove(folder: Path) -> None:
    with undisturbed():
        shutil.rmtree(folder, ignore_errors=True)


def scratch_folder(target: Path) -> Path:
    """Return a new folder beside `target`, named after it, which is removed when this process ends.

    Raises OSError where none can be made.
    """
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    atexit.register(_remove, folder)
    with contextlib.suppress(OSError):  # no locks here: then nobody removes it but this process
        _held[folder] = _lock(folder, wait=True)
    return folder


def lock_of(folder: Path) -> tuple[int, ...]:
    """Return the lock on a scratch folder as subprocess takes it (pass_fds), for a command that writes there.

    While the command runs nobody takes the folder for abandoned, even when this process was killed.
    """
    return (_held[folder],) if folder in _held else ()


def remove_abandoned(target: Path) -> None:
    """Remove the scratch folders of `target` whose owners have ended; name those that cannot be removed.

    A site that was taken out of its place, and whose successor never came, is put back.
    """
    ours = re.compile(rf"\.{re.escape(target.name)}-[a-z0-9_]{{8}}({re.escape(_OLD)})?")
    for path in sorted(target.parent.glob(f".{glob.escape(target.name)}-*")):
        if not ours.fullmatch(path.name) or path.is_symlink() or not path.is_dir():
            continue
        with contextlib.suppress(OSError), _locked(path):  # else it belongs to a process that is running
            try:
                _remove_or_restore(path, target)
            except FileNotFoundError:
                pass  # another build was faster
            except OSError as error:
                print(
                    f"{path}: a process that was killed left this folder, which may hold real contacts, and "
                    f"it cannot be removed ({error.strerror}). Remove it.",
                    file=sys.stderr,
                )


def _remove_or_restore(path: Path, target: Path) -> None:
    if path.suffix == _OLD and not target.exists():
        path.rename(target)
    elif any(path.iterdir()) or path.stat().st_mtime < time.time() - _JUST_MADE:
        shutil.rmtree(path)


def swap(folder: Path, target: Path) -> None:
    """Put a scratch folder into its place; what was there goes only after the new one is there.

    Of two builds that end together one waits for the other. Raises OSError, and then `target` is as it was.
    """
    old = folder.with_name(folder.name + _OLD)
    while not _swapped(folder, target, old):
        pass  # another build was the first one here; its site is replaced now
    if folder in _held:
        os.close(_held.pop(folder))
    shutil.rmtree(old, ignore_errors=True)


def _swapped(folder: Path, target: Path, old: Path) -> bool:
    with _turn(target):
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
def _turn(target: Path) -> Iterator[None]:
    """Wait until no other process is replacing what is at `target`, then keep others waiting."""
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):  # nothing is there, or there are no locks here
            while True:
                handle = _lock(target, wait=True)
                if os.path.samestat(os.fstat(handle), target.stat()):
                    stack.callback(os.close, handle)
                    break
                os.close(handle)
        yield


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the lock on a folder; raises OSError where a running process holds it, or there are no locks."""
    handle = _lock(folder, wait=False)
    try:
        yield
    finally:
        os.close(handle)


def _lock(folder: Path, *, wait: bool) -> int:
    """Return an open handle that holds the lock on a folder until it is closed; raises OSError."""
    if sys.platform == "win32":
        raise OSError(errno.ENOTSUP, "no locks on folders")
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BaseException:
        os.close(handle)
        raise
    return handle
