"""Which programs a command is about, what `pipelang.toml` may say, and reading files."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from pipelang.configuration import Configuration, read_configuration
from pipelang.diagnostics import Diagnostic, Problems
from pipelang.files import ProjectFiles
from pipelang.messages import all_entries, configuration, files
from pipelang.project import Entry, Workspace, output_folders
from pipelang.report.wording import word
from pipelang.rules.settings import read_rules
from pipelang.source import Source


def configured(text: str) -> tuple[Configuration, list[tuple[str, int, str]]]:
    """The configuration, and of each problem its code, its line and the text it points at."""
    problems = Problems()
    found = read_configuration(Source("pipelang.toml", text), problems)
    return found, [(item.code, item.span.line, item.span.text) for item in problems if item.span]


def write(root: Path, **texts: str) -> None:
    for name, text in texts.items():
        path = root / name.replace("__", "/").replace("_pipe", ".pipe").replace("_toml", ".toml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def found(cwd: Path, *arguments: str) -> tuple[list[str], list[str]]:
    """Paths of the programs, and codes of the problems (whose words must be complete)."""
    workspace = Workspace(cwd)
    entries = workspace.entries(arguments)
    for problem in workspace.problems:
        said = word(problem, "ru")
        assert "‹" not in said.message + said.hint
    return [entry.path for entry in entries], [problem.code for problem in workspace.problems]


# ---- pipelang.toml


def test_a_configuration_says_entries_targets_output_language_and_environments() -> None:
    found, problems = configured("""
[project]
entry = ["./main.pipe", "shop/main.pipe", "main.pipe"]
targets = ["amocrm", "docs"]
out = "build/out"
lang = "ru"

[env.moscow.params]
city = "Москва"
limit = 5
share = 0.5
open = true
since = 2024-01-31

[env."с-пб"]

[rules]
anything = 1
""")
    assert problems == []
    assert found.entries == ("main.pipe", "shop/main.pipe")
    assert found.targets == ("amocrm", "docs")
    assert (found.out, found.lang) == ("build/out", "ru")
    assert found.environments == {
        "moscow": {"city": "Москва", "limit": "5", "share": "0.5", "open": "yes", "since": "2024-01-31"},
        "с-пб": {},
    }


def test_an_entry_may_be_a_single_text() -> None:
    assert configured('project.entry = "main.pipe"\n')[0].entries == ("main.pipe",)


@pytest.mark.parametrize(
    ("text", "code", "line", "pointed"),
    [
        ("[project\n", "C101", 1, "\n"),
        ('[project]\nentry = "a"\nentry = "b"\n', "C101", 3, None),
        ("[project]\nentri = 1\n", "C102", 2, "entri"),
        ("\n[projekt]\n", "C102", 2, "projekt"),
        ("[env.a]\nparam = 1\n", "C102", 2, "param"),
        ("[project]\nentry = 1\n", "C103", 2, "entry"),
        ('[project]\ntargets = ["a",\n 2]\n', "C103", 2, "targets"),
        ("project = 1\n", "C103", 1, "project"),
        ("[env.a.params]\nx = []\n", "C103", 2, "x"),
        ("[env.a.params]\nx = 2024-01-01T10:00:00\n", "C103", 2, "x"),
        ("[env]\na = { params = { x = [] } }\n", "C103", 2, "x"),
        ('[project]\nlang = "de"\n', "C104", 2, "lang"),
        ('[project]\nout = "../x"\n', "C107", 2, "out"),
        ('[project]\nout = "/tmp"\n', "C107", 2, "out"),
        ('[project]\nout = "C:/tmp"\n', "C107", 2, "out"),
        ('[project]\nentry = "a/../../b.pipe"\n', "C107", 2, "entry"),
        ('[env.a.params]\ntext = """\nentri = 1\n"""\n[project]\nentri = 1\n', "C102", 6, "entri"),
    ],
)
def test_a_mistake_is_shown_at_its_line(text: str, code: str, line: int, pointed: str | None) -> None:
    ((found, at, words),) = configured(text)[1]
    assert (found, at) == (code, line)
    assert pointed is None or words == pointed


def test_a_slip_in_a_setting_has_a_suggestion() -> None:
    problems = Problems()
    read_configuration(Source("pipelang.toml", "[project]\ntarget = []\n"), problems)
    assert word(problems[0], "en").hint == "did you mean `targets`?"
    assert word(problems[0], "ru").hint == "может быть, `targets`?"


def test_every_mistake_is_reported() -> None:
    assert len(configured("a = 1\n[project]\nb = 1\nout = 1\nlang = 1\nentry = 1\n")[1]) == 5


@pytest.mark.parametrize("entry", [item for item in configuration.ENTRIES if item.example], ids=lambda item: item.code)
def test_examples_of_the_catalogue_give_their_code(entry: object) -> None:
    found = configured(entry.example)  # type: ignore[attr-defined]
    wrong = Problems()
    read_rules(found[0].rules, wrong)
    assert [*(code for code, _, _ in found[1]), *(item.code for item in wrong)] == [entry.code]  # type: ignore[attr-defined]


def test_words_of_files_and_configuration_exist_in_both_languages() -> None:
    for item in (*files.ENTRIES, *configuration.ENTRIES):
        for words in (item.en, item.ru):
            assert words.message and words.why.endswith(".") and words.hint, item.code
            assert not words.message.endswith("."), item.code
    assert {item.code for item in (*files.ENTRIES, *configuration.ENTRIES)} <= {item.code for item in all_entries()}


# ---- discovery


def test_without_arguments_the_project_around_is_meant(tmp_path: Path) -> None:
    write(
        tmp_path,
        pipelang_toml='[project]\nentry = ["b.pipe", "a.pipe"]\n',
        a_pipe="crm",
        b_pipe="crm",
        c_pipe="crm",
        d__e_pipe="crm",
    )
    assert found(tmp_path / "d") == (["b.pipe", "a.pipe"], [])


def test_a_file_is_a_program_of_the_project_around_it(tmp_path: Path) -> None:
    write(tmp_path, p__pipelang_toml='[project]\nlang = "ru"\n', p__x__a_pipe="crm")
    workspace = Workspace(tmp_path)
    (entry,) = workspace.entries(["p/x/a.pipe"])
    assert (entry.path, entry.project.root, entry.project.configuration.lang) == ("x/a.pipe", tmp_path / "p", "ru")


def test_in_a_folder_the_specs_that_nobody_imports_are_programs(tmp_path: Path) -> None:
    write(
        tmp_path,
        a_pipe='import "shared/fields.pipe"\n  import "b.pipe" as b\n# import "c.pipe"\n',
        b_pipe="x",
        c_pipe="x",
        shared__fields_pipe='import "../b.pipe"\n',
        sub__main_pipe='import "../shared/fields.pipe"',
        **{".git__config": "", ".hidden__x_pipe": "x", "node_modules__x_pipe": "x", "out__x_pipe": "x"},
    )
    (tmp_path / "out" / ".pipelang-out.json").write_text("{}")
    assert found(tmp_path, ".") == (["a.pipe", "c.pipe", "sub/main.pipe"], [])


def test_projects_inside_a_folder_keep_their_own_settings(tmp_path: Path) -> None:
    write(
        tmp_path,
        **{".git__config": ""},
        a_pipe="x",
        p__pipelang_toml='[project]\nentry = "m.pipe"\n',
        p__m_pipe="x",
        p__n_pipe="x",
    )
    assert found(tmp_path) == (["m.pipe", "a.pipe"], [])


def test_a_program_is_named_once(tmp_path: Path) -> None:
    write(tmp_path, **{".git__config": ""}, a_pipe="x")
    assert found(tmp_path, "a.pipe", ".", str(tmp_path / "a.pipe")) == (["a.pipe"], [])


def test_the_root_is_where_git_is_else_above_both(tmp_path: Path) -> None:
    write(tmp_path, one__a_pipe="x", two__b_pipe="x", **{"one__.git__config": ""})
    roots = [Workspace(tmp_path / "two").entries([name])[0].project.root for name in ("../one/a.pipe", "b.pipe")]
    assert roots == [tmp_path / "one", tmp_path / "two"]
    assert Workspace(tmp_path / "one").entries(["../two/b.pipe"])[0].project.root == tmp_path


@pytest.mark.parametrize(
    ("texts", "arguments", "codes"),
    [
        ({"readme_toml": ""}, [], ["F110"]),
        ({"a_pipe": 'import "b.pipe"', "b_pipe": 'import "a.pipe"'}, [], ["F111"]),
        ({"a_pipe": "x"}, ["b.pipe"], ["F101"]),
        ({"a_pipe": "x"}, ["a.pipe/b.pipe"], ["F101"]),
        ({"pipelang_toml": "[project]\nentri = 1", "a_pipe": "x"}, [], ["C102"]),
        ({"pipelang_toml": "[project]\nentri = 1", "a_pipe": "x"}, ["a.pipe"], ["C102"]),
    ],
)
def test_nothing_to_compile_is_said(
    tmp_path: Path, texts: dict[str, str], arguments: list[str], codes: list[str]
) -> None:
    write(tmp_path, **texts)
    assert found(tmp_path, *arguments) == ([], codes)


def test_a_missing_entry_of_the_configuration_is_shown_there(tmp_path: Path) -> None:
    write(tmp_path, pipelang_toml='[project]\nentry = "mian.pipe"\n', main_pipe="x")
    workspace = Workspace(tmp_path)
    assert workspace.entries([]) == []
    (problem,) = workspace.problems
    assert problem.span is not None
    assert (problem.code, problem.span.place, problem.params["suggestion"]) == ("F101", "pipelang.toml:2", "main.pipe")


def test_an_empty_configuration_only_marks_the_root(tmp_path: Path) -> None:
    write(tmp_path, pipelang_toml="", x__a_pipe="x")
    assert found(tmp_path / "x", "a.pipe") == (["x/a.pipe"], [])


def test_an_unknown_environment_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, pipelang_toml='[env.moscow.params]\ncity = "М"\n', a_pipe="x")
    (entry,) = Workspace(tmp_path).entries([])
    problems = Problems()
    assert entry.project.params("moscow", problems) == {"city": "М"}
    assert entry.project.params(None, problems) == {}
    assert not problems
    entry.project.params("moskow", problems)
    assert [(item.code, item.params["suggestion"]) for item in problems] == [("C105", "moscow")]


def test_programs_have_folders_of_their_own(tmp_path: Path) -> None:
    project = Workspace(tmp_path)
    write(
        tmp_path,
        **{".git__x": ""},
        a_pipe="x",
        kitchen__main_pipe="x",
        doors__main_pipe="x",
        doors__A_pipe="x",
        b__a_pipe="x",
    )
    entries = project.entries(["."])
    assert dict(zip((entry.path for entry in entries), output_folders(entries), strict=True)) == {
        "a.pipe": "a",
        "b/a.pipe": "b-a",
        "doors/A.pipe": "doors-A",
        "doors/main.pipe": "doors",
        "kitchen/main.pipe": "kitchen",
    }
    assert output_folders(entries[:1]) == [""]


# ---- reading


def read(root: Path, path: str, data: bytes | None = None) -> Source | Diagnostic:
    if data is not None:
        (root / path).write_bytes(data)
    return ProjectFiles(root, root).read(path)


def code(found: Source | Diagnostic) -> str:
    assert isinstance(found, Diagnostic)
    assert word(found, "en").message and "‹" not in word(found, "en").message + word(found, "ru").message
    return found.code


def test_marks_and_line_ends_of_windows_are_fine(tmp_path: Path) -> None:
    source = read(tmp_path, "a.pipe", '\ufeffcrm\r\n"Ф"\rx\n'.encode())
    assert isinstance(source, Source)
    assert source.text == 'crm\n"Ф"\nx\n'


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "F108"),
        (b"\xef\xbb\xbf \r\n", "F108"),
        (b"PK\x03\x04\0\0\x14", "F104"),
        ("crm Ф".encode("utf-16"), "F105"),
        ("crm Ф".encode("utf-16-be"), "F105"),
        ("crm Фабрика".encode("utf-16-le"), "F105"),
        ("crm Фабрика".encode("cp1251"), "F106"),
        (b"x" * (8 * 1024 * 1024 + 1), "F107"),
    ],
)
def test_bytes_that_are_no_spec_are_named(tmp_path: Path, data: bytes, expected: str) -> None:
    assert code(read(tmp_path, "a.pipe", data)) == expected


def test_a_broken_byte_is_shown_where_it_stands(tmp_path: Path) -> None:
    problem = read(tmp_path, "a.pipe", b"\xef\xbb\xbfcrm\r\n" + "  Ж ".encode() + b"\xcc x\n")
    assert isinstance(problem, Diagnostic) and problem.span is not None
    assert problem.params == {"path": "a.pipe", "byte": 14, "value": "cc", "line": 2, "column": 5}
    assert (problem.span.place, problem.span.text) == ("a.pipe:2", "\ufffd")


def test_folders_devices_and_missing_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    assert code(read(tmp_path, "d")) == "F102"
    assert code(read(tmp_path, "x.pipe")) == "F101"
    assert code(read(tmp_path, "d\0.pipe")) == "F103"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert code(read(tmp_path, "pipe")) == "F113"


def test_a_file_without_rights_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    problem = read(tmp_path, "a.pipe") if (tmp_path / "a.pipe").write_text("x") else None
    assert isinstance(problem, Diagnostic)
    assert (problem.code, problem.params["reason"]) == ("F103", "Permission denied")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_nothing_outside_the_project_is_read(tmp_path: Path) -> None:
    root = tmp_path / "project"
    (root / "inside").mkdir(parents=True)
    (tmp_path / "secret.pipe").write_text("secret")
    (root / "inside" / "a.pipe").write_text("fine")
    (root / "link.pipe").symlink_to(tmp_path / "secret.pipe")
    (root / "up").symlink_to(tmp_path)
    (root / "near.pipe").symlink_to(root / "inside" / "a.pipe")
    (root / "loop.pipe").symlink_to(root / "loop.pipe")
    for path in ("../secret.pipe", "link.pipe", "up/secret.pipe", str(tmp_path / "secret.pipe")):
        assert code(read(root, path)) == "F109", path
    assert isinstance(read(root, "near.pipe"), Source)
    assert code(read(root, "loop.pipe")) == "F103"


def test_the_library_is_read_from_the_package_and_never_left(tmp_path: Path) -> None:
    (tmp_path / "std").mkdir()
    (tmp_path / "std" / "mine.pipe").write_text("x")
    assert code(read(tmp_path, "std/mine.pipe")) == "F112"
    assert code(read(tmp_path, "std/../__init__.py")) == "F112"


def test_paths_are_shown_as_seen_from_where_the_command_was_given(tmp_path: Path) -> None:
    (tmp_path / "a.pipe").write_text("x")
    files = ProjectFiles(tmp_path, tmp_path / "sub")
    source = files.read("a.pipe")
    assert isinstance(source, Source)
    assert (source.path, files.paths[source]) == ("a.pipe", "../a.pipe")
    assert files.read("a.pipe") is source


def test_entries_are_values(tmp_path: Path) -> None:
    write(tmp_path, a_pipe="x", **{".git__x": ""})
    workspace = Workspace(tmp_path)
    assert workspace.entries(["a.pipe"]) == [Entry(next(iter(workspace.projects)), "a.pipe")]
