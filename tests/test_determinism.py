"""Same input, same bytes: on another day, in another place, in another language, with another hash seed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cases import CORPUS, Case, cases
from compiling import compiled, program_of, told

PIPELANG = Path(sys.executable).parent / "pipelang"

#: Cases that are built: the design's own sample, one that does everything, one with inheritance, one with parameters.
BUILT = ("sample", "actions", "extends", "params_of_environment")


def build(case: Path, out: Path, cwd: Path, **environment: str) -> dict[str, bytes]:
    """Build a case; the written files."""
    environments = ["--env", "corpus"] if "[env.corpus" in (case / "pipelang.toml").read_text(encoding="utf-8") else []
    arguments = [PIPELANG, "build", os.path.relpath(case, cwd), *environments, "-o", out, "--no-color"]
    run = subprocess.run(
        arguments, cwd=cwd, env={**os.environ, **environment}, capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stderr
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cases as projects of their own, without their expectations: those are specs by their suffix too."""
    folder = tmp_path_factory.mktemp("projects")
    for name in BUILT:
        for source in (*(CORPUS / name).rglob("*.pipe"), *(CORPUS / name).glob("pipelang.toml")):
            if not source.name.endswith(".diagnostics.pipe"):
                target = folder / name / source.relative_to(CORPUS / name)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)
        toml = folder / name / "pipelang.toml"
        toml.touch()
    return folder


@pytest.mark.parametrize("name", BUILT)
def test_build_is_the_same_everywhere(name: str, project: Path, tmp_path: Path) -> None:
    case = project / name
    first = build(case, tmp_path / "a", cwd=case, PYTHONHASHSEED="1", LC_ALL="C", TZ="UTC")
    again = build(case, tmp_path / "a", cwd=case, PYTHONHASHSEED="1", LC_ALL="C", TZ="UTC")
    elsewhere = build(
        case, tmp_path / "deep/b", cwd=tmp_path, PYTHONHASHSEED="2", LC_ALL="C.UTF-8", LANG="ru_RU.UTF-8", TZ="Asia/Tokyo",
        PIPELANG_LANG="ru",
    )  # fmt: skip
    assert first and "spec.json" in first
    assert again == first
    assert differing(elsewhere, first) == []


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_findings_are_the_same_everywhere(tmp_path: Path) -> None:
    case = CORPUS / "invalid_mixed_with_valid/main.pipe"
    runs = {
        subprocess.run(
            [PIPELANG, "check", "--format", "json", "--lang", "en", case],
            cwd=case.parent,
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale},
            capture_output=True,
            check=False,
        ).stdout
        for seed, locale in (("1", "C"), ("2", "C.UTF-8"), ("3", "ru_RU.UTF-8"))
    }
    assert len(runs) == 1


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_compiling_twice_gives_the_same(case: Case) -> None:
    one, other = type(case.run)(case), type(case.run)(case)
    assert one.expectations() == other.expectations()


def test_order_of_files_does_not_change_what_is_told() -> None:
    """Two libraries that do not know each other may be imported in either order."""
    files = {
        "a.pipe": 'role head "РОП"\nfield size on deal: numbr "Размер"\n',
        "b.pipe": 'role manager "Менеджер"\nrole guest "Гость" { goal "Цель" }\n',
    }
    main = 'crm "К"\npipeline p "П" { stage s "С" { owner boss  require size } won lost }\n'
    one = compiled({**files, "main.pipe": f'import "a.pipe"\nimport "b.pipe"\n{main}'})
    other = compiled({**files, "main.pipe": f'import "b.pipe"\nimport "a.pipe"\n{main}'})
    assert told(one) == told(other) != []


def test_blank_lines_and_comments_change_nothing() -> None:
    """But the lines that things are at."""
    text = (CORPUS / "sample/main.pipe").read_text(encoding="utf-8")
    assert program_of(text) == program_of("# начало\n\n" + text.replace("}\n", "}  # конец\n\n"))
