"""Environments to measure in: pipelang as an installed wheel has it, and the peers' libraries.

An editable installation would not do: its import hook is paid for by every process of the environment, `python -c pass` included.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
import venv
from contextlib import suppress
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "benchmarks"

_SCRIPT = "import sys\nfrom pipelang.cli import main\nsys.exit(main())\n"
_LEFT_OUT = shutil.ignore_patterns("__pycache__", ".*")


def install(folder: Path) -> tuple[str, str]:
    """A virtual environment with the project's files and copies of its dependencies: (its python, the command's script)."""
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    site = next((folder / "lib").glob("python*/site-packages"))
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for package, source in sorted(pyproject["tool"]["setuptools"]["package-dir"].items()):
        shutil.copytree(ROOT / source, site.joinpath(*package.split(".")), ignore=_LEFT_OUT, dirs_exist_ok=True)
    _describe(pyproject["project"], site)
    for name in _with_dependencies(pyproject["project"]["dependencies"]):
        _copy_distribution(distribution(name), site)
    script = folder / "bin" / "pipelang"
    script.write_text(_SCRIPT, encoding="utf-8")
    subprocess.run([python, "-m", "compileall", "-q", site], check=True, env={})
    return str(python), str(script)


def install_peers(folder: Path) -> str:
    """A virtual environment with the libraries of requirements.txt, fetched by pip; its python."""
    venv.create(folder, with_pip=True, symlinks=True)
    python = folder / "bin" / "python"
    requirements = str(HERE / "requirements.txt")
    subprocess.run([python, "-m", "pip", "install", "-qq", "--requirement", requirements], check=True)
    site = next((folder / "lib").glob("python*/site-packages"))
    for module in (HERE / "peers").glob("*.py"):
        shutil.copy(module, site)
    subprocess.run([python, "-m", "compileall", "-q", site], check=True, env={})
    return str(python)


def _describe(project: dict[str, Any], site: Path) -> None:
    """The description that an installer leaves: by it targets are found."""
    folder = site / f"{project['name']}-{project['version']}.dist-info"
    folder.mkdir()
    metadata = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    (folder / "METADATA").write_text(metadata, encoding="utf-8")
    groups = project["entry-points"].items()
    lines = [
        line for group, points in groups for line in (f"[{group}]", *(f"{key} = {to}" for key, to in points.items()))
    ]
    (folder / "entry_points.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _with_dependencies(requirements: list[str]) -> list[str]:
    """Names of the distributions that requirements mean, with all that these need, as far as installed (markers exclude some)."""
    found: dict[str, Distribution] = {}
    waiting = list(requirements)
    while waiting:
        requirement, _, marker = waiting.pop().partition(";")
        match = re.match(r"[\w.-]+", requirement)
        if match is None or match[0] in found or "extra" in marker:
            continue
        with suppress(PackageNotFoundError):
            found[match[0]] = distribution(match[0])
            waiting += found[match[0]].requires or ()
    return sorted(found)


def _copy_distribution(found: Distribution, site: Path) -> None:
    """What a distribution has in site-packages."""
    for file in found.files or ():
        where = Path(str(file))
        if ".." in where.parts or where.suffix in (".pyc", ".pth"):  # hooks of others would slow every process
            continue
        target = site / where
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(str(found.locate_file(file)), target)
