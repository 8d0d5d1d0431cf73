"""What commands load: start-up is a feature, and a check pays for nothing that it does not use."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipelang import messages
from pipelang.rules import rule_modules

CORPUS = Path(__file__).parent / "corpus"

#: Runs the command line, then prints the names of all loaded modules.
CODE = """
import atexit, json, os, sys
atexit.register(lambda: os.write(3, json.dumps(sorted(sys.modules)).encode()))
sys.argv = ["pipelang", *sys.argv[1:]]
from pipelang.cli import main
main()
"""


def loaded_by(*arguments: str, exit_code: int = 0) -> set[str]:
    """The modules in the process after a command."""
    script = 'exec 3>&1 1>/dev/null 2>&1; exec "$0" "$@"'
    run = subprocess.run(
        ["sh", "-c", script, sys.executable, "-c", CODE, *arguments], capture_output=True, encoding="utf-8", cwd=CORPUS
    )
    assert run.returncode == exit_code, run
    return set(json.loads(run.stdout))


def heads(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


HEAVY = {
    "pydantic", "pydantic_core", "jinja2", "markupsafe", "markdown_it", "babel", "graphlay", "lark", "hypothesis", "numpy",
    "wcwidth", "docx", "lxml", "pypdf",
}  # fmt: skip


@pytest.fixture(scope="module")
def clean_check(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """A check of a spec that no rule has anything against."""
    folder = tmp_path_factory.mktemp("clean")
    off = "".join(f'{module.RULE.name} = "off"\n' for module in rule_modules() if module.RULE.in_place)
    (folder / "pipelang.toml").write_text(f"[rules]\n{off}", encoding="utf-8")
    shutil.copy(CORPUS / "sample/main.pipe", folder / "main.pipe")
    return loaded_by("check", str(folder / "main.pipe"))


@pytest.fixture(scope="module")
def failing_check() -> set[str]:
    return loaded_by("check", "invalid_mixed_with_valid/main.pipe", exit_code=1)


class TestCheck:
    def test_loads_nothing_heavy(self, clean_check: set[str]) -> None:
        assert heads(clean_check) & HEAVY == set()

    def test_loads_no_target(self, clean_check: set[str]) -> None:
        assert {name for name in clean_check if name.startswith("pipelang.targets")} == set()

    def test_loads_no_words_for_problems_that_are_not_there(self, clean_check: set[str]) -> None:
        topics = {
            name for prefix, name in messages._TOPICS.items() if prefix != "R"
        }  # those of rules stand in the rules
        assert clean_check & topics == set()

    def test_loads_no_recovery_where_nothing_is_misspelt(self, clean_check: set[str], failing_check: set[str]) -> None:
        assert "pipelang.syntax.recovery" in failing_check - clean_check

    def test_loads_no_tables_maker(self, clean_check: set[str]) -> None:
        assert "pipelang.grammar.tables" in clean_check
        assert "pipelang.grammar.make" not in clean_check

    def test_with_problems_it_still_loads_nothing_heavy(self, failing_check: set[str]) -> None:
        assert heads(failing_check) & (HEAVY - {"wcwidth"}) == set()
        assert {name for name in failing_check if name.startswith("pipelang.targets")} == set()
        assert "pipelang.messages.names" in failing_check

    @pytest.mark.parametrize("shape", ["json", "sarif", "github", "gitlab"])
    def test_no_format_loads_anything_heavy(self, shape: str) -> None:
        modules = loaded_by("check", "--format", shape, "invalid_mixed_with_valid/main.pipe", exit_code=1)
        assert heads(modules) & HEAVY == set()

    def test_a_target_asked_for_is_loaded_alone(self) -> None:
        modules = loaded_by("check", "--target", "amocrm", "minimal/main.pipe")
        assert {name.split(".")[2] for name in modules if name.startswith("pipelang.targets.")} == {"amocrm"}


def test_help_loads_no_compiler() -> None:
    modules = loaded_by("--help")
    assert {name for name in modules if name.startswith(("pipelang.semantics", "pipelang.syntax"))} == set()


def test_the_front_end_loads_only_the_standard_library() -> None:
    code = "import sys; import pipelang.compile; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    own = {name for name in run.stdout.split() if name.startswith("pipelang.")}
    foreign = heads(set(run.stdout.split())) - sys.stdlib_module_names - {"pipelang", "__main__", "sitecustomize"}
    assert {name for name in foreign if not name.startswith(("_", "__editable__"))} == set()
    parts = ("compile", "source", "diagnostics", "syntax", "semantics", "model", "grammar", "records")
    assert {name for name in own if name.split(".")[1] not in parts} == set()
