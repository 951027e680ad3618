"""What tests must leave as it was: who may use the folders above them, and the home of whoever runs them."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

# where the programs that tests start keep things unless they are given another place
HOME_PLACES = (
    *(".gitconfig", ".hypothesis", ".minisign", ".mozilla", ".npm", ".pip-audit-cache", ".pki"),
    *(".cache/chromium", ".cache/dconf", ".cache/fontconfig", ".cache/mesa_shader_cache", ".cache/mozilla"),
    *(".cache/MiniBrowser", ".cache/ms-playwright", ".cache/pip", ".cache/pip-audit", ".cache/typst"),
    *(".cache/uv", ".cache/webkitgtk", ".config/chromium", ".config/dconf", ".config/typst"),
    *(".local/share/MiniBrowser", ".local/share/webkitgtk", ".local/state/lanpya"),
)
MEMORY = Path("/dev/shm")  # noqa: S108 — of Linux: a file system that is kept in memory
ROOM = 4_000_000_000  # bytes; a run of tests takes a quarter of it
ELSEWHERE = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")


def permissions(*folders: Path) -> dict[Path, str]:
    """Return the mode and the owners of each folder and of those above it."""
    found = {}
    for folder in folders:
        for path in (folder, *folder.parents):
            state = path.stat()
            found[path] = f"{stat.S_IMODE(state.st_mode):04o} {state.st_uid} {state.st_gid}"
    return found


def kept_at_home(home: Path) -> set[str]:
    """Return which of the places in a home there are."""
    return {name for name in HOME_PLACES if (home / name).exists()}


def memory_folder() -> Path | None:
    """Return the folder that is kept in memory, if there is one with room where programs may be run.

    There a file is made in 15 microseconds; on some disks it takes half a millisecond, which is a fifth of
    the time of all tests.
    """
    if not MEMORY.is_dir() or not os.access(MEMORY, os.W_OK) or os.statvfs(MEMORY).f_flag & os.ST_NOEXEC:
        return None
    meminfo = Path("/proc/meminfo").read_text(encoding="ascii")
    available = 1024 * int(meminfo.partition("MemAvailable:")[2].split()[0])
    return MEMORY if min(shutil.disk_usage(MEMORY).free, available) >= ROOM else None


class Outside:
    """The machine as it is now, to be compared with later."""

    def __init__(self, root: Path):
        self.home = Path.home()
        self.folders = (Path(tempfile.gettempdir()).resolve(), Path("/tmp"), root, self.home)  # noqa: S108
        self.permissions, self.kept = permissions(*self.folders), kept_at_home(self.home)

    def changes(self) -> list[str]:
        """Return a sentence for everything that is not as it was."""
        now = permissions(*self.folders)
        changed = [
            f"{path}: {was}, now {now[path]}" for path, was in self.permissions.items() if now[path] != was
        ]
        return changed + [
            f"{self.home / name} is new" for name in sorted(kept_at_home(self.home) - self.kept)
        ]


def apart(folder: Path, root: Path) -> Mapping[str, str]:
    """Return the variables with which programs keep everything below a folder; git still reads `root`."""
    home, temporary = folder / "home", folder / "t"
    for made in (home, temporary):
        made.mkdir()
    (home / ".gitconfig").write_text(f"[safe]\n\tdirectory = {root}\n", encoding="utf-8")
    return {"HOME": str(home), "TMPDIR": str(temporary)}


def leftovers(base: Path) -> Iterator[Path]:
    """Yield what is in the folder of a run of tests and belongs to no test that failed.

    pytest removes the folder of each test that passes.
    """
    for path in base.iterdir():
        if path.name.startswith("popen-gw"):
            yield from leftovers(path)
        elif not path.name.startswith("test_"):
            yield path
