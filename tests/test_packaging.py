"""The wheel, and who may know whom: packages, resources, entry points, and the direction of imports."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from pipelang.deploy.target import CrmTarget, DocumentTarget, load_target, target_names

ROOT = Path(__file__).parent.parent
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SETUPTOOLS = PYPROJECT["tool"]["setuptools"]


def folders(under: str) -> set[str]:
    """The packages below a folder of the repository, as paths."""
    return {path.parent.relative_to(ROOT).as_posix() for path in (ROOT / under).rglob("__init__.py")}


def registered(group: str) -> dict[str, str]:
    found: dict[str, str] = PYPROJECT["project"]["entry-points"][group]
    return found


class TestPackages:
    def test_listed_packages_are_those_that_are_there(self) -> None:
        mapping: dict[str, str] = SETUPTOOLS["package-dir"]
        there = {
            name if folder == path else f"{name}.{path.removeprefix(f'{folder}/').replace('/', '.')}"
            for name, folder in mapping.items()
            for path in folders(folder)
        }
        assert set(SETUPTOOLS["packages"]) == there

    def test_every_listed_package_is_listed_once(self) -> None:
        assert len(SETUPTOOLS["packages"]) == len(set(SETUPTOOLS["packages"]))

    def test_no_other_folder_of_the_core_holds_python(self) -> None:
        """A folder without `__init__.py` would be left out of the wheel."""
        for under in ("pipelang", "targets", "grammar"):
            holding = {path.parent.relative_to(ROOT).as_posix() for path in (ROOT / under).rglob("*.py")}
            assert holding == folders(under)

    def test_every_other_file_is_package_data(self) -> None:
        """What is not Python must be matched by a pattern, or it is not in the wheel."""
        patterns = SETUPTOOLS["package-data"]["*"]
        for under in ("pipelang", "targets", "grammar"):
            for path in sorted((ROOT / under).rglob("*")):
                if (
                    not path.is_file()
                    or path.suffix in (".py", ".pyc")
                    or path.name == "ruff.toml"
                    or "_cache" in str(path)
                ):
                    continue
                package = next(folder for folder in path.parents if (folder / "__init__.py").exists())
                inner = path.relative_to(package)
                assert (
                    inner.name in patterns
                    or any(inner.match(pattern) for pattern in patterns)
                    or (inner.parts[0] == "templates" and "templates/**/*" in patterns)
                ), path


class TestResources:
    def test_grammar(self) -> None:
        text = (files("pipelang.grammar") / "pipelang.lark").read_text(encoding="utf-8")
        assert text == (ROOT / "grammar/pipelang.lark").read_text(encoding="utf-8")

    def test_library_and_specs(self) -> None:
        specs = sorted((ROOT / "specs").rglob("*.pipe"))
        assert any(path.parent.name == "std" for path in specs)
        for path in specs:
            inside = files("pipelang.specs").joinpath(*path.relative_to(ROOT / "specs").parts)
            assert inside.read_text(encoding="utf-8") == path.read_text(encoding="utf-8")

    def test_marked_as_typed(self) -> None:
        assert (files("pipelang") / "py.typed").is_file()


class TestEntryPoints:
    def test_folders_of_targets_are_the_registered_ones(self) -> None:
        there = {path.parent.name for path in (ROOT / "targets").glob("*/__init__.py")}
        assert there == set(registered("pipelang.targets"))
        assert set(target_names()) >= there

    @pytest.mark.parametrize("name", sorted(registered("pipelang.targets")))
    def test_target_loads_under_its_name(self, name: str) -> None:
        target = load_target(name)
        assert target.name == name
        assert target.title
        assert isinstance(target, CrmTarget | DocumentTarget)

    def test_no_target_of_that_name(self) -> None:
        with pytest.raises(KeyError):
            load_target("amocmr")

    def test_a_project_that_names_another_target_is_told(self, tmp_path: Path) -> None:
        from click.testing import CliRunner

        from pipelang.cli import commands

        (tmp_path / "pipelang.toml").write_text('[project]\ntargets = ["amocmr"]\n', encoding="utf-8")
        (tmp_path / "main.pipe").write_text('crm "К"\npipeline p "П" { stage s "С" won lost }\n', encoding="utf-8")
        result = CliRunner().invoke(commands, ["build", str(tmp_path), "--lang", "en"])
        assert result.exit_code == 1
        assert "C106" in result.output and "did you mean `amocrm`?" in result.output
        assert not (tmp_path / "out").exists()

    @pytest.mark.parametrize("prefix", sorted(registered("pipelang.messages")))
    def test_messages_load_and_bear_their_prefix(self, prefix: str) -> None:
        (point,) = entry_points(group="pipelang.messages", name=prefix)
        entries = point.load()
        assert entries
        assert {item.code.rstrip("0123456789") for item in entries} == {prefix}

    @pytest.mark.parametrize("group", ["pipelang.targets", "pipelang.messages"])
    def test_installed_entry_points_are_those_of_the_project(self, group: str) -> None:
        installed = {point.name: point.value for point in entry_points(group=group)}
        assert installed == registered(group), "run: pip install -e ."


# ---- who may import whom


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """(line, module) of every import, relative ones with their dots."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, "." * node.level + (node.module or "")


def python_files(*under: str) -> list[Path]:
    return sorted(path for folder in under for path in (ROOT / folder).rglob("*.py"))


def shown(path: Path, line: int, what: str) -> str:
    return f"{path.relative_to(ROOT)}:{line}: {what}"


def test_nobody_imports_a_target_by_name() -> None:
    """Targets are reached through the registry; and a static import of a mapped package is invisible to checkers."""
    wrong = [
        shown(path, line, module)
        for path in python_files("pipelang", "targets", "grammar")
        for line, module in imports(path)
        if module.startswith(("pipelang.targets", "targets"))
    ]
    assert wrong == []


def test_targets_import_their_own_siblings_only() -> None:
    wrong = [
        shown(path, line, module)
        for path in python_files("targets")
        for line, module in imports(path)
        if module.startswith("..")
    ]
    assert wrong == []


#: Parts of the tool that reach outside. All else is the core: no I/O, no clock, no environment, no console.
SHELLS = (
    "cache",
    "cli",
    "files",
    "git",
    "hosting",
    "outputs",
    "printing",
    "project",
    "revisions",
    "schemas",
    "lsp",
    "__main__",
)

#: Modules that reach outside. (`posixpath` only reckons with names; `importlib` reads what is installed.)
OUTSIDE = {
    "os", "os.path", "io", "pathlib", "shutil", "tempfile", "glob", "fileinput", "time", "socket", "subprocess", "threading",
    "multiprocessing", "asyncio", "urllib.request", "http", "http.client", "random", "secrets", "uuid", "getpass", "platform",
    "locale", "logging", "ssl", "sqlite3", "requests", "httpx",
}  # fmt: skip
#: Where a buffer in memory is all that is taken of such a module.
IN_MEMORY = {("targets/docs/word/frame.py", "io"), ("pipelang/report/documents/paging.py", "io")}
#: Names of the builtins and of `datetime` that reach outside.
CALLS = {"open", "input", "print", "breakpoint"}
CLOCK = {"now", "utcnow", "today"}


def pure_files() -> list[Path]:
    def part(path: Path) -> str:
        return path.relative_to(ROOT).with_suffix("").parts[1]

    return [
        path
        for path in python_files("pipelang", "targets")
        if path.parts[-2] == "targets" or (part(path) not in SHELLS and path.stem != "__main__")
    ]


@pytest.mark.parametrize("path", pure_files(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_core_is_pure(path: Path) -> None:
    here = path.relative_to(ROOT).as_posix()
    wrong = [
        shown(path, line, module)
        for line, module in imports(path)
        if module in OUTSIDE and (here, module) not in IN_MEMORY
    ]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            wrong.append(shown(path, node.lineno, f"{node.func.id}()"))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id in ("date", "datetime") and node.attr in CLOCK:
                wrong.append(shown(path, node.lineno, f"{node.value.id}.{node.attr}"))
            if node.attr in ("environ", "getenv", "stdout", "stderr", "argv"):
                wrong.append(shown(path, node.lineno, f"{node.value.id}.{node.attr}"))
    assert wrong == []


#: What may know of what: the arrows of the architecture, from the inside outwards. (Fixes of rules are written with tokens.)
LAYERS = (
    ("pipelang/source.py", ()),
    ("pipelang/diagnostics.py", ("source",)),
    ("pipelang/model", ("source", "model")),
    ("pipelang/secrets.py", ("source",)),
    ("pipelang/fixes.py", ("source", "diagnostics", "compile")),
    ("pipelang/syntax", ("source", "diagnostics", "syntax", "grammar", "secrets")),
    ("pipelang/semantics", ("source", "diagnostics", "syntax", "model", "semantics", "words")),
    ("pipelang/words", ("source", "model", "words")),
    ("pipelang/names", ("names",)),
    (
        "pipelang/rules",
        ("source", "diagnostics", "syntax", "model", "rules", "names", "words", "messages", "configuration", "secrets"),
    ),
    ("pipelang/messages", ("diagnostics", "messages", "rules")),
    ("grammar", ("grammar",)),
)


@pytest.mark.parametrize(("under", "allowed"), LAYERS, ids=lambda value: value if isinstance(value, str) else "")
def test_arrows_do_not_turn_round(under: str, allowed: tuple[str, ...]) -> None:
    path = ROOT / under
    wrong = [
        shown(file, line, module)
        for file in ([path] if path.suffix == ".py" else sorted(path.rglob("*.py")))
        for line, module in imports(file)
        if module.startswith("pipelang.") and module.split(".")[1] not in (*allowed, "records")
    ]
    assert wrong == []


def test_targets_know_the_core_but_not_its_shells() -> None:
    shells = (*SHELLS, "compile", "configuration", "syntax", "semantics")
    wrong = [
        shown(path, line, module)
        for path in python_files("targets")
        for line, module in imports(path)
        if module.startswith("pipelang.") and module.split(".")[1] in shells
    ]
    assert wrong == []
