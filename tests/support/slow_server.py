"""A server that says what a test wants, as slowly as it wants."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def speaking(say: Callable[[socket.socket], None]) -> Iterator[str]:
    """Run a server that reads a request and says something; the address of it."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def one(line: socket.socket) -> None:
            with contextlib.suppress(OSError), line:
                say(line)

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    threading.Thread(target=one, args=(server.accept()[0],), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield f"127.0.0.1:{server.getsockname()[1]}/"
