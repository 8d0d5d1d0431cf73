"""What a newcomer and the CI run; needs Python 3.11 or newer and nothing else.

python3 tasks.py demo    set up .venv, build the furniture company for amoCRM and Bitrix24 with documents and playbook
python3 tasks.py test    set up .venv-test, check style and types, test the wheel that users would install
python3 tasks.py dev     set up .venv with the sources themselves, for working on pipelang
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def environment(name: str, *packages: str) -> Path:
    """A virtual environment in the project with these packages; its folder of programs."""
    folder = ROOT / name
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    if not (programs / "pip").exists() and not (programs / "pip.exe").exists():
        venv.create(folder, with_pip=True, clear=True)
    # Leftovers of an earlier build would end up in the wheel.
    shutil.rmtree(ROOT / "build", ignore_errors=True)
    run(programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages)
    return programs


def run(*command: str | Path, folder: Path = ROOT, **variables: str) -> None:
    """Run a command in a folder of the project; a failure ends this script with the same code."""
    done = subprocess.run([str(part) for part in command], cwd=folder, env={**os.environ, **variables}, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def demo() -> None:
    programs = environment(".venv", ".")
    run(programs / "pipelang", "build", "specs/furniture", "-o", "out")
    print("\nOpen out/docs/spec.html, out/playbook/playbook.html and out/amocrm/checklist.html in a browser.")


def browser() -> dict[str, str]:
    """Variables for the tests of pages: a browser must be there where we could install it; elsewhere they are skipped."""
    may_install = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    if may_install and not shutil.which("chromium"):
        run("apt-get", "update", "-qq")
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")
    return {"PIPELANG_BROWSER": "required"} if shutil.which("chromium") else {}


def test() -> None:
    programs = environment(".venv-test", ".[test,lint]")
    variables = browser()
    run(programs / "ruff", "check", ".")
    run(programs / "ruff", "format", "--check", ".")
    run(programs / "mypy")
    # Started beside the sources and not among them, Python imports the installed wheel.
    run(programs / "pytest", "-n", "2", *sys.argv[2:], folder=ROOT / "tests", **variables)


def dev() -> None:
    environment(".venv", "-e", ".[test,lint]")


if __name__ == "__main__":
    task = {"demo": demo, "test": test, "dev": dev}.get(sys.argv[1] if len(sys.argv) > 1 else "")
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is what an older Python is tried on first
        sys.exit("pipelang needs Python 3.11 or newer; this is " + sys.version.split()[0])
    if task is None:
        sys.exit(__doc__)
    task()
