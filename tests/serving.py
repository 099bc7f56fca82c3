"""A real server in a thread, for tests that need a wire."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def running(server: Any) -> Iterator[None]:
    """Serve until the end of the block."""
    stop = threading.Event()

    def run() -> None:
        try:
            server.run()
        except OSError:
            # Closed from the other thread while it waited for requests, as at every end.
            if not stop.is_set():
                raise

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield
    stop.set()
    server.close()
    thread.join(timeout=10)
