"""The one direction of arrows, read from the imports themselves."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "ka2results"

LEVELS = (
    ("messages", "paths"),
    ("errors",),
    ("domain",),
    (
        "models",
        "search",
        "storage",
        "extraction",
        "formats",
        "schemas",
        "settings_variables",
        "translations",
    ),
    ("settings",),
    ("services",),
    ("wiring",),
    ("door",),
    ("wording",),
    ("web", "api", "feed"),
    ("factory",),
    ("cli",),
    ("__main__",),
)
LEVEL = {room: level for level, rooms in enumerate(LEVELS) for room in rooms}
ANYWHERE = {"__init__", "sample"}
"""The package's own version, and the maintainer's scripts that make the sample's files."""
DOORS = {"web", "api", "feed", "cli", "door", "wording", "factory"}
BELOW_THE_DOORS = set(LEVEL) - DOORS - {"__main__"}
BELOW_THE_DOMAIN = ("domain", "errors", "messages")
BUSINESS_OF_WIRING = {
    "search": {"port", "analysis", "query_parser", "snippets"},
    "storage": {"port"},
    "extraction": {"port"},
    "formats": {"port", "following_port"},
}
"""What rooms outside may import of a room with adapters; the rest are adapters."""


def modules() -> Iterator[Path]:
    return (path for path in PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def room_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


IMPORTS = {name_of(path): imports_of(path) for path in modules()}
OWN = [
    (module, imported)
    for module, found in IMPORTS.items()
    for imported in found
    if imported.startswith("ka2results.") and room_of(module) not in ANYWHERE
]


def test_every_module_has_its_level() -> None:
    unknown = {room_of(module) for module in IMPORTS} - set(LEVEL) - ANYWHERE

    assert not unknown, "give the new room a level, or move the code to an old one"


def test_no_arrow_points_up() -> None:
    rising = [
        f"{module} imports {imported}"
        for module, imported in OWN
        if (here := room_of(module)) != (there := room_of(imported))
        and there not in ANYWHERE | {"__version__"}
        and LEVEL[there] >= LEVEL[here]
    ]

    assert not rising


def test_flask_stays_in_the_doors() -> None:
    flasked = [
        f"{module} imports {imported}"
        for module, found in IMPORTS.items()
        for imported in found
        if room_of(module) in BELOW_THE_DOORS and imported.startswith(("flask", "werkzeug"))
    ]

    assert not flasked


def test_sqlalchemy_stays_out_of_doors_schemas_and_domain() -> None:
    touching = [
        f"{module} imports {imported}"
        for module, found in IMPORTS.items()
        for imported in found
        if room_of(module) in DOORS | {"schemas", "domain"}
        and imported.startswith(("sqlalchemy", "alembic", "ka2results.models"))
    ]

    assert not touching


def test_the_domain_needs_nothing_but_the_standard_library() -> None:
    foreign = [
        f"{module} imports {imported}"
        for module, found in IMPORTS.items()
        for imported in found
        if room_of(module) == "domain"
        and imported.split(".")[0] not in sys.stdlib_module_names
        and not imported.startswith(
            ("ka2results.domain", "ka2results.errors", "ka2results.messages")
        )
    ]

    assert not foreign


def test_only_the_wiring_names_adapters() -> None:
    naming = [
        f"{module} imports {imported}"
        for module, imported in OWN
        if (there := room_of(imported)) in BUSINESS_OF_WIRING
        and room_of(module) not in {there, "wiring"}
        and imported.split(".")[2] not in BUSINESS_OF_WIRING[there]
    ]

    assert not naming


def test_ports_stand_beside_their_adapters() -> None:
    asking = {name for name, found in IMPORTS.items() if "typing.Protocol" in found}

    assert asking == {
        f"ka2results.{room}.{file}"
        for room, files in BUSINESS_OF_WIRING.items()
        for file in files
        if file.endswith("port")
    }


def test_there_is_no_circle() -> None:
    known = set(IMPORTS)
    graph = {
        module: {name for name in map(_module(known), found) if name and name != module}
        for module, found in IMPORTS.items()
    }

    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(f"circle: {error.args[1]}")

    assert len(order) >= len(known)


def test_every_room_says_in_a_sentence_what_lives_there() -> None:
    silent = [
        module
        for module in IMPORTS
        if module.count(".") == 1
        and (PACKAGE / room_of(module)).is_dir()
        and not (ast.get_docstring(ast.parse(_source(module))) or "").strip()
    ]

    assert not silent


def test_only_the_start_of_a_process_reads_the_environment() -> None:
    reading = {
        module
        for module, found in IMPORTS.items()
        if found & {"os.environ", "os.getenv"} or "os.environ" in _source(module)
    }

    assert reading <= {"ka2results.cli.main"}


def _module(known: set[str]) -> Callable[[str], str | None]:
    def find(name: str) -> str | None:
        while name and name not in known:
            name = name.rpartition(".")[0]
        return name or None

    return find


def _source(module: str) -> str:
    path = PACKAGE.parent / Path(*module.split("."))
    file = path.with_suffix(".py")
    return (file if file.exists() else path / "__init__.py").read_text("utf-8")
