"""Serves the static files: kept by browsers for ever, compressed ahead of time.

They are written once into a folder named after the digest of all of them. The package may be
read-only, and several processes may start at once: each writes a folder of its own and renames it.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

from ka2results.paths import data_dir
from ka2results.settings import Settings
from ka2results.web.editions import Edition, Signature, edition, signature
from ka2results.web.fonts import init_fonts

_PREFIX = "static"
_KEPT_FOLDERS = 3
"""Folders of editions that stay; a process of the version before may still serve from one."""


def init_assets(app: Flask, settings: Settings) -> None:
    """Serve the static files before Flask is asked, and let templates name them."""
    shelf = Shelf(
        app.wsgi_app,
        data_dir("static"),
        settings.home / "instance",
        watch_s=1.0 if settings.development else None,
    )
    app.wsgi_app = shelf  # type: ignore[method-assign]  # the documented way to add middleware
    app.jinja_env.globals["asset"] = shelf.url
    init_fonts(app, shelf.url)


class Shelf(WhiteNoise):  # type: ignore[misc]  # WhiteNoise ships no types
    """The static files of one application, in front of it."""

    _edition: Edition
    _signature: Signature
    _looked: float
    """When the folder was last compared, in seconds of a clock that only grows."""

    def __init__(
        self, application: Any, root: Path, cache: Path, *, watch_s: float | None = None
    ) -> None:
        super().__init__(
            application,
            immutable_file_test=lambda _path, _url: True,
            allow_all_origins=False,
            add_headers_function=_add_headers,
        )
        self._root = root
        self._cache = cache
        self._watch_s = watch_s
        self._stock()

    def __call__(self, environ: Any, start_response: Any) -> Any:
        """Pass on whatever is no text, which WhiteNoise would stumble over."""
        try:
            environ["PATH_INFO"].encode("latin-1").decode()
        except UnicodeError:
            return self.application(environ, start_response)
        return super().__call__(environ, start_response)

    def url(self, name: str) -> str:
        """Address of a static file; vendored ones may be named without their version.

        Raises:
            LookupError: there is no such file.
        """
        self._look_again()
        try:
            return f"/{_PREFIX}/{self._edition.names[name]}"
        except KeyError:
            raise LookupError(f"There is no static file “{name}”.") from None

    def serve(self, static_file: Any, environ: Any, start_response: Any) -> Iterable[bytes]:
        """Send a file, written again where somebody emptied the cache."""
        try:
            return super().serve(static_file, environ, start_response)  # type: ignore[no-any-return]  # WhiteNoise ships no types
        except FileNotFoundError:
            self._stock()
            return super().serve(static_file, environ, start_response)  # type: ignore[no-any-return]  # the same

    def _look_again(self) -> None:
        """See edits of a developer; not at every name, since a page has many."""
        if self._watch_s is None or time.monotonic() - self._looked < self._watch_s:
            return
        self._looked = time.monotonic()
        if signature(self._root) != self._signature:
            self._stock()

    def _stock(self) -> None:
        self._looked = time.monotonic()
        found = signature(self._root)
        current = edition(self._root, found)
        # Added to those before: a page opened a moment ago still finds its files.
        self.add_files(str(_folder_of(current, self._cache)), _PREFIX)
        self._edition, self._signature = current, found


def _add_headers(headers: Headers, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Content-Security-Policy"] = "default-src 'none'; sandbox"


def _folder_of(current: Edition, cache: Path) -> Path:
    """Where an edition is on disk, written first if need be."""
    folder = cache / f"{_PREFIX}-{current.digest}"
    if _is_complete(folder, current):
        with suppress(OSError):
            os.utime(folder)
        return folder
    try:
        cache.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{_PREFIX}-", dir=cache))
    except OSError:
        # A home that cannot be written to, beside a database and a store elsewhere.
        made = Path(tempfile.mkdtemp(prefix="ka2results-"))
        atexit.register(shutil.rmtree, made, ignore_errors=True)
        return _write(current, made)
    _put_in_place(_write(current, made), folder, current)
    _sweep(cache)
    return folder


def _put_in_place(made: Path, folder: Path, current: Edition) -> None:
    if folder.exists() and not _is_complete(folder, current):
        shutil.rmtree(folder, ignore_errors=True)
    try:
        made.rename(folder)
    except OSError:
        # Another process was first; it wrote the same.
        shutil.rmtree(made)


def _is_complete(folder: Path, current: Edition) -> bool:
    return all(
        (path := folder / name).is_file() and path.stat().st_size == len(content)
        for name, content in current.contents.items()
    )


def _write(current: Edition, folder: Path) -> Path:
    for name, content in current.contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    folder.chmod(0o755)
    return folder


def _sweep(cache: Path) -> None:
    """Drop the folders of editions long past."""
    folders = sorted(cache.glob(f"{_PREFIX}-*"), key=os.path.getmtime, reverse=True)
    for folder in folders[_KEPT_FOLDERS:]:
        shutil.rmtree(folder, ignore_errors=True)
