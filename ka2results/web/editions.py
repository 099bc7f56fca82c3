"""One edition of the static files: names that hold the hash of the content, bytes ready to send.

A browser may keep a file for ever when its name changes with its content. Vendored files have
their version in the name of their folder already; every file of our own gets twelve digits of
its hash: `ka2.css` becomes `ka2.3f2a9c01b7de.css`. What one file says about another (`url(...)`
in a stylesheet, `import` in a module) is rewritten to the same names, and is part of the hash.
"""

from __future__ import annotations

import gzip
import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

PUBLIC = {".css", ".js", ".svg", ".png", ".woff2"}
_COMPRESSIBLE = {".css", ".js", ".svg"}
_VENDORED = "vendor/"
_VERSION = re.compile(r"(?<=\w)-\d[\w.]*(?=/)")
_HASH_DIGITS = 12

# The address in `url(...)`, and that of a static import; both are relative to the file.
_REFERENCES = {
    ".css": re.compile(r"""(?<=url\()\s*["']?(?P<path>[^"')\s]+)["']?\s*(?=\))"""),
    ".js": re.compile(r"""(?<=["'])(?P<path>\.{1,2}/[^"']+\.js)(?=["'])"""),
}

Signature = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Edition:
    """All static files as they were at one moment."""

    names: Mapping[str, str]
    """Public path by the path that templates use; vendored ones also without their version."""
    contents: Mapping[str, bytes]
    """Bytes by public path, with a `.gz` twin where that is smaller."""
    digest: str
    """Changes with any byte of any file."""


def signature(root: Path) -> Signature:
    """What changes when a static file changes: path, time and length of each."""
    found = (path for path in root.rglob("*") if path.suffix in PUBLIC)
    stats = ((path.relative_to(root).as_posix(), path.stat()) for path in found)
    return tuple(sorted((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats))


@lru_cache(maxsize=4)
def edition(root: Path, files: Signature) -> Edition:
    """Name, bind and compress the files of a folder; once for each state of it.

    Raises:
        FileNotFoundError: a file refers to one that is not there; the message names both.
    """
    sources = {name: (root / name).read_bytes() for name, _, _ in files}
    binder = _Binder(sources)
    bound = {name: binder.bind(name) for name in sources}
    names = {name: public for name, (public, _) in bound.items()}
    contents = dict(bound.values())
    digest = hashlib.sha256()
    for public, content in sorted(contents.items()):
        digest.update(public.encode() + b"\0" + hashlib.sha256(content).digest())
    return Edition(
        names={**_without_versions(sources), **names},
        contents={**contents, **dict(_compressed(contents))},
        digest=digest.hexdigest()[:16],
    )


class _Binder:
    """Gives every file its public name, those that it refers to first."""

    def __init__(self, sources: Mapping[str, bytes]) -> None:
        self._sources = sources
        self._versionless = _without_versions(sources)
        self._bound: dict[str, tuple[str, bytes]] = {}
        self._open: list[str] = []

    def bind(self, name: str) -> tuple[str, bytes]:
        """The public name and the content of a file."""
        if name not in self._bound:
            if name in self._open:
                raise ValueError(f"Static files refer to each other in a circle: {self._open}.")
            self._open.append(name)
            self._bound[name] = self._name_and_content(name)
            self._open.pop()
        return self._bound[name]

    def _name_and_content(self, name: str) -> tuple[str, bytes]:
        content = self._sources[name]
        if name.startswith(_VENDORED):
            return name, content
        stem, extension = posixpath.splitext(name)
        pattern = _REFERENCES.get(extension)
        if pattern is not None:
            text = content.decode()
            content = pattern.sub(lambda found: self._rewrite(name, found), text).encode()
        return f"{stem}.{hashlib.sha256(content).hexdigest()[:_HASH_DIGITS]}{extension}", content

    def _rewrite(self, name: str, found: re.Match[str]) -> str:
        path = found["path"]
        if path.startswith(("data:", "#")):
            return found[0]
        folder = posixpath.dirname(name)
        target = posixpath.normpath(posixpath.join(folder, path))
        target = self._versionless.get(target, target)
        if target not in self._sources:
            raise FileNotFoundError(f"The static file “{name}” refers to “{path}”; it is missing.")
        public, _ = self.bind(target)
        # Modules need the dot in front; in stylesheets it does no harm.
        return f"./{posixpath.relpath(public, folder or '.')}"


def _without_versions(sources: Mapping[str, bytes]) -> dict[str, str]:
    """Vendored files by a path that stays the same when their version changes."""
    return {_VERSION.sub("", name): name for name in sources if name.startswith(_VENDORED)}


def _compressed(contents: Mapping[str, bytes]) -> list[tuple[str, bytes]]:
    packed = (
        (name, len(content), gzip.compress(content, 9, mtime=0))
        for name, content in contents.items()
        if posixpath.splitext(name)[1] in _COMPRESSIBLE
    )
    return [(f"{name}.gz", smaller) for name, length, smaller in packed if len(smaller) < length]
