"""Who may import whom. pyproject.toml says most of it; this adds what import-linter cannot see."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import rustworkx

TOP = Path(__file__).resolve().parents[1]
# Each of these takes longer to import than a bare window takes to open.
SLOW = frozenset(
    {
        "caldav",
        "docx",
        "fast_sugiyama",
        "holidays",
        "icalendar",
        "pypdfium2",
        "python_calamine",
        "selectolax",
        "typst",
        "xlsxwriter",
    }
)
STORES = frozenset({"sqlite3", "sqlcipher3"})
CLOCKS = frozenset({"date.today", "datetime.today", "datetime.now", "datetime.utcnow", "time.time", "time.localtime"})


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_bytes(), filename=str(path))


def sources(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    """Each Python file under the folders (or named itself), as its path from the top and its tree."""
    for folder in folders:
        start = TOP / folder
        for path in [start] if start.is_file() else sorted(start.rglob("*.py")):
            yield path.relative_to(TOP).as_posix(), parsed(path)


def imported(node: ast.AST) -> Iterator[str]:
    """The modules that one statement imports, with each name a `from` may mean by a module."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imports(tree: ast.AST) -> set[str]:
    return {name for node in ast.walk(tree) for name in imported(node)}


def packages(names: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in names}


def run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that importing the module runs: all but the bodies of functions and what is for types only."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            continue
        yield child
        yield from run_at_import(child)


def clock_readings(tree: ast.AST) -> Iterator[str]:
    """Each place that asks the machine what day or time it is, called or handed on."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            said = ".".join(ast.unparse(node).split(".")[-2:])
            if said in CLOCKS:
                yield f"line {node.lineno}: {said}"


def loaded_by(module: str) -> set[str]:
    """The packages that a fresh process holds once it has imported the module."""
    asked = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=TOP, capture_output=True, text=True, check=True)
    return packages(set(done.stdout.split()))


def test_the_layers_of_pyproject_hold() -> None:
    linter = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert linter is not None, "import-linter belongs to the dev extra"
    done = subprocess.run([linter, "--no-cache", "--no-logo"], cwd=TOP, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def module_of(path: str) -> str:
    """The name by which a file is imported."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def circles(folder: str) -> list[list[str]]:
    """The circles of imports among the modules of a folder, whenever and for whatever they are imported."""
    modules = {module_of(path): tree for path, tree in sources(folder)}
    names = list(modules)
    graph: rustworkx.PyDiGraph[str, None] = rustworkx.PyDiGraph()
    graph.add_nodes_from(names)
    for at, name in enumerate(names):
        met = (imports(modules[name]) & modules.keys()) - {name}
        graph.add_edges_from_no_data([(at, names.index(one)) for one in met])
    found = rustworkx.strongly_connected_components(graph)
    return [sorted(names[at] for at in circle) for circle in found if len(circle) > 1]


@pytest.mark.parametrize("folder", ["ui", "model", "resources"])
def test_no_module_imports_itself_by_way_of_others(folder: str) -> None:
    """Imports inside functions and for types alone count too: who reads one file need not know the other."""
    assert circles(folder) == []


def test_nobody_imports_main() -> None:
    guilty = [path for path, tree in sources("model", "ui", "resources") if "main" in packages(imports(tree))]
    assert guilty == []


def test_only_the_ledger_imports_a_store() -> None:
    guilty = [
        path
        for path, tree in sources("main.py", "model", "ui", "resources")
        if packages(imports(tree)) & STORES and not path.startswith("model/ledger/")
    ]
    assert guilty == []


@pytest.mark.parametrize("foreign", ["PySide6", "shiboken6", "ui", "main", "tests"])
def test_model_and_resources_know_nothing_of(foreign: str) -> None:
    guilty = [path for path, tree in sources("model", "resources") if foreign in packages(imports(tree))]
    assert guilty == []


def test_only_a_clock_handed_in_says_what_day_it_is() -> None:
    guilty = [f"{path}, {reading}" for path, tree in sources("model", "resources") for reading in clock_readings(tree)]
    assert guilty == []


def test_slow_packages_are_imported_where_they_are_used() -> None:
    guilty = [
        f"{path}, line {node.lineno}"
        for path, tree in sources("main.py", "model", "ui", "resources")
        for node in run_at_import(tree)
        if isinstance(node, ast.stmt) and packages(set(imported(node))) & SLOW
    ]
    assert guilty == []


def test_features_know_the_shell_and_never_the_window() -> None:
    """A feature knows of the window what its protocol says; only the shell itself knows all of its parts."""
    known = {"ui.shell.window", "ui.shell.shell.ShellParts"}
    guilty = [path for path, tree in sources("ui") if imports(tree) & known and not path.startswith("ui/shell/")]
    assert guilty == []


@pytest.mark.parametrize("module", ["main", "ui.shell.window"])
def test_starting_loads_nothing_slow(module: str) -> None:
    assert loaded_by(module) & SLOW == set()


def test_the_command_line_starts_without_qt() -> None:
    assert "PySide6" not in loaded_by("main")


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import typst", True),
        ("from holidays import country_holidays", True),
        ("try:\n    import docx\nexcept ImportError:\n    docx = None", True),
        ("class Report:\n    import typst", True),
        ("def setting():\n    import typst", False),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import icalendar", False),
        ("import icalendars", False),
    ],
)
def test_what_counts_as_importing_something_slow_at_start(source: str, found: bool) -> None:
    nodes = list(run_at_import(ast.parse(source)))
    assert bool({name for node in nodes for name in packages(set(imported(node)))} & SLOW) is found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("date.today()", True),
        ("datetime.date.today()", True),
        ("clock = datetime.now", True),
        ("datetime.now(UTC)", True),
        ("time.time()", True),
        ("clock.today()", False),
        ("self.clock.now()", False),
    ],
)
def test_what_counts_as_reading_the_clock(source: str, found: bool) -> None:
    assert bool(list(clock_readings(ast.parse(source)))) is found
