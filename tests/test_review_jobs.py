"""What a client's repository takes from us: the GitHub Action, the GitLab job, the hooks of pre-commit, each run for real."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hosts import NOT_FOR_APPS, TOKEN, Host, Refusal, serving
from repositories import Repo
from workflows import Runner, steps

ROOT = Path(__file__).parents[1]
ACTION, TEMPLATE, HOOKS = ROOT / "action.yml", ROOT / "templates" / "review.yml", ROOT / ".pre-commit-hooks.yaml"
PROGRAMS = Path(sys.executable).parent
PIPELANG = PROGRAMS / "pipelang"

SPEC = """\
import "people.pipe"
crm "Фабрика" {
  locale ru
}
pipeline sales "Продажи" {
  kind sales
  stage new "Заявка получена" {
    owner manager
  }
  stage offer "Предложение отправлено"
  won "Оплата"
  lost "Отказ" {
    reason price "Дорого"
  }
}
"""
PEOPLE = 'role manager "Менеджер"\n'
FILES = {"main.pipe": SPEC, "people.pipe": PEOPLE}
WITHOUT_STAGE = SPEC.replace('  stage offer "Предложение отправлено"\n', "")
#: What a branch may be called, and what a shell would make of it.
HOSTILE = "a$(touch${IFS}HURT);`touch${IFS}HURT`&&'\"x"

pytestmark = pytest.mark.skipif(os.name == "nt" or not PIPELANG.exists(), reason="needs bash and the installed command")


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [key for key in os.environ if key.startswith(("GITHUB_", "CI_", "PIPELANG", "GIT_", "GITLAB_"))]:
        monkeypatch.delenv(name)
    for name, value in {
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "no_proxy": "127.0.0.1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CEILING_DIRECTORIES": str(tmp_path),
    }.items():
        monkeypatch.setenv(name, value)


def valid(schema: str, path: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


# ---- the files themselves


def test_the_action_is_one() -> None:
    valid("vendor.github-actions", ACTION)


def test_the_template_is_a_pipeline_for_gitlab(tmp_path: Path) -> None:
    header, job = yaml.safe_load_all(TEMPLATE.read_text(encoding="utf-8"))
    used = set(re.findall(r"\$\[\[ inputs\.(\w+) \]\]", TEMPLATE.read_text(encoding="utf-8")))
    assert used == set(header["spec"]["inputs"])
    path = tmp_path / ".gitlab-ci.yml"
    path.write_text(yaml.safe_dump(job, allow_unicode=True), encoding="utf-8")
    valid("vendor.gitlab-ci", path)


def test_the_hooks_are_a_manifest() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(HOOKS)]
    assert subprocess.run(command, capture_output=True, text=True).returncode == 0


def test_no_expression_stands_in_a_script() -> None:
    """A branch called `$(…)` would run; by an environment variable it is only a text."""
    assert [name for name, step in steps(ACTION).items() if "${{" in step["run"]] == []


def test_only_the_step_that_comments_sees_the_token() -> None:
    assert [name for name, step in steps(ACTION).items() if "inputs.token" in str(step)] == [
        "Comment on the pull request"
    ]


# ---- GitHub


class PullRequest:
    """A repository on a server with a branch and its merge commit, and a clone of one commit as actions/checkout makes it."""

    def __init__(self, folder: Path, change: Mapping[str, str | bytes], base: str = "main", depth: int = 1) -> None:
        server = Repo(folder / "server")
        server.commit(FILES)
        server.git("branch", "-m", base)
        server.git("switch", "-q", "-c", "work")
        server.commit(change)
        server.git("switch", "-q", base)
        server.commit({"README.md": "moved on"})
        server.git("switch", "-q", "--detach")
        server.git("merge", "-q", "--no-ff", "-m", "merge", "work")
        server.git("update-ref", "refs/pull/12/merge", "HEAD")
        server.git("switch", "-q", base)
        self.clone = folder / "clone"
        made = Repo(self.clone)
        made.git("remote", "add", "origin", f"file://{server.root}")
        shallow = (f"--depth={depth}",) if depth else ()
        made.git("fetch", "-q", *shallow, "origin", "+refs/pull/12/merge:refs/remotes/pull/12/merge")
        made.git("checkout", "-q", "refs/remotes/pull/12/merge")
        self.base = base


@pytest.fixture
def host() -> Iterator[Host]:
    with serving(Host("github")) as made:
        yield made


def review(pull: PullRequest, host: Host, tmp_path: Path, **inputs: str) -> Runner:
    """Run the action on a pull request, as far as it is ours."""
    action = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    given = {name: said["default"] for name, said in action["inputs"].items()}
    given |= {"token": TOKEN, "lang": "en"} | {name.replace("_", "-"): value for name, value in inputs.items()}
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    event = tmp_path / "event.json"
    event.write_text('{"pull_request": {"number": 12}}', encoding="utf-8")
    runner = Runner(
        pull.clone,
        temporary,
        {f"inputs.{name}": value for name, value in given.items()}
        | {
            "github.base_ref": pull.base,
            "github.server_url": "https://github.test",
            "github.repository": "acme/funnels",
            "github.run_id": "7",
            "steps.install.outputs.program": str(PIPELANG),
            "steps.install.outputs.folder": str(temporary),
        },
        {"GITHUB_EVENT_PATH": str(event), "GITHUB_REPOSITORY": "acme/funnels", "GITHUB_API_URL": host.url},
    )
    for name, step in steps(ACTION).items():
        if name != "Install pipelang" and (name != "Comment on the pull request" or given["comment"] == "true"):
            runner.run(step)
    assert TOKEN not in runner.log + runner.summary
    return runner


def test_a_pull_request_gets_annotations_a_summary_and_a_comment(host: Host, tmp_path: Path) -> None:
    pull = PullRequest(tmp_path, {"main.pipe": WITHOUT_STAGE})
    runner = review(pull, host, tmp_path)
    assert set(runner.codes.values()) == {0}
    (comment,) = host.bodies
    assert "`origin/main` → `HEAD`" in comment and "removed stage “Предложение отправлено”" in comment
    assert "README" not in comment, "what has come to the base meanwhile is not of this branch"
    assert comment.endswith("<https://github.test/acme/funnels/actions/runs/7>\n")
    assert "removed stage" in runner.summary and "::warning file=main.pipe" in runner.log
    page = Path(runner.contexts["steps.compare.outputs.html"]).read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>") and page.count("<svg") == 2


def test_a_mistake_fails_the_job_and_is_commented(host: Host, tmp_path: Path) -> None:
    """It stands in a file that only another one imports."""
    pull = PullRequest(tmp_path, {"people.pipe": 'role boss "Босс"\n'})
    runner = review(pull, host, tmp_path)
    assert runner.codes["Result"] == 1
    assert "::error file=main.pipe,line=8" in runner.log and "title=N201" in runner.log
    assert "error[N201]" in runner.summary
    assert "does not compile in HEAD" in host.bodies[0]


def test_what_is_not_approved_fails_the_job(host: Host, tmp_path: Path) -> None:
    pull = PullRequest(tmp_path, {"main.pipe": WITHOUT_STAGE})
    runner = review(pull, host, tmp_path, fail_on="destructive")
    assert runner.codes["Result"] == 1 and len(host.bodies) == 1
    assert "::error title=pipelang diff::" in runner.log


def test_a_pull_request_from_a_fork_passes_without_a_comment(host: Host, tmp_path: Path) -> None:
    host.refusals["POST", "/comments"] = [Refusal(403, body=NOT_FOR_APPS)]
    pull = PullRequest(tmp_path, {"main.pipe": WITHOUT_STAGE})
    runner = review(pull, host, tmp_path)
    assert runner.codes["Result"] == 0 and host.bodies == []
    assert "::warning title=F405::" in runner.log and "removed stage" in runner.summary


def test_without_comment_nobody_is_asked(host: Host, tmp_path: Path) -> None:
    runner = review(PullRequest(tmp_path, {"main.pipe": WITHOUT_STAGE}), host, tmp_path, comment="false")
    assert runner.codes["Result"] == 0 and host.calls == []


def test_a_whole_clone_is_taken_as_it_is(host: Host, tmp_path: Path) -> None:
    pull = PullRequest(tmp_path, {"main.pipe": WITHOUT_STAGE}, depth=0)
    assert review(pull, host, tmp_path).codes["Result"] == 0
    assert len(host.bodies) == 1


def test_a_base_that_cannot_be_fetched_is_named_with_the_way_out(host: Host, tmp_path: Path) -> None:
    pull = PullRequest(tmp_path, {"main.pipe": WITHOUT_STAGE})
    shutil.rmtree(tmp_path / "server")
    runner = review(pull, host, tmp_path)
    assert runner.codes["Result"] == 1
    assert "fetch-depth 0" in runner.log and "error[F305]" in runner.log
    assert host.bodies == []


def test_hostile_names_and_texts_run_nothing(host: Host, tmp_path: Path) -> None:
    spec = WITHOUT_STAGE.replace("Оплата", "::add-mask::x").replace(
        "kind sales", 'kind sales\n  about """\n::add-mask::x\n"""'
    )
    base = HOSTILE.replace("'\"x", "")
    pull = PullRequest(tmp_path, {"main.pipe": spec, f"origin/{base}...HEAD": "", HOSTILE.replace("/", ""): ""}, base)
    runner = review(pull, host, tmp_path, paths=f".\n{pull.clone}", name="x-1")
    assert runner.codes["Compare with the base"] == 0 and "removed stage" in host.bodies[0]
    assert not list(tmp_path.rglob("HURT"))
    commands, masked = True, []
    for line in runner.log.splitlines():
        if line.startswith("::stop-"):
            commands = line.startswith("::stop-commands::") is False
        masked += [line] if commands and line.strip().startswith("::add-mask") else []
    assert masked == []


def test_several_paths_with_spaces(host: Host, tmp_path: Path) -> None:
    other = SPEC.replace("Фабрика", "Салон")
    pull = PullRequest(tmp_path, {"a b/main.pipe": other, "a b/people.pipe": PEOPLE, "main.pipe": WITHOUT_STAGE})
    runner = review(pull, host, tmp_path, paths="a b\nno such\n")
    assert "no such" in runner.log and runner.codes["Result"] == 1
    shutil.rmtree(tmp_path / "temporary")
    runner = review(pull, host, tmp_path, paths="a b")
    assert runner.codes["Result"] == 0
    assert "Салон" in host.bodies[-1] and "Фабрика" not in host.bodies[-1]


def test_sarif_for_code_scanning(host: Host, tmp_path: Path) -> None:
    review(PullRequest(tmp_path, {"main.pipe": WITHOUT_STAGE}), host, tmp_path, sarif=str(tmp_path / "found.sarif"))
    assert json.loads((tmp_path / "found.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_an_old_python_is_told(tmp_path: Path) -> None:
    old = tmp_path / "python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    runner = Runner(tmp_path, tmp_path, {"inputs.python": str(old)}, {})
    assert runner.run(steps(ACTION)["Install pipelang"]) == 1
    assert "Python 3.11" in runner.log and "actions/setup-python" in runner.log


# ---- GitLab


def job(folder: Path, host: Host | None, **variables: str) -> tuple[subprocess.CompletedProcess[str], Path]:
    """Run the script of the template's job in a clone."""
    programs = folder / ".pipelang" / "venv" / "bin"
    programs.mkdir(parents=True)
    (programs / "pipelang").symlink_to(PIPELANG)
    (_, jobs) = yaml.safe_load_all(TEMPLATE.read_text(encoding="utf-8"))
    script: list[str] = jobs["pipelang"]["script"]
    done = subprocess.run(
        ["sh", "-e", "-c", "\n".join(script)],
        cwd=folder,
        env={
            **os.environ,
            "CI_PROJECT_DIR": str(folder),
            "CI_JOB_URL": "https://gitlab.test/jobs/7",
            "CI_API_V4_URL": host.url if host else "http://127.0.0.1:9",
            "CI_MERGE_REQUEST_PROJECT_ID": "acme/funnels",
            "CI_MERGE_REQUEST_IID": "12",
            "PIPELANG_PATHS": "",
            "PIPELANG_LANG": "ru",
            **variables,
        },
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert TOKEN not in done.stdout + done.stderr
    return done, folder / ".pipelang"


@pytest.fixture
def gitlab() -> Iterator[Host]:
    with serving(Host("gitlab", me="project_bot", state="opened")) as made:
        yield made


def test_a_merge_request_gets_a_note_and_a_page(gitlab: Host, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "клон")
    base = repo.commit(FILES)
    repo.commit({"main.pipe": WITHOUT_STAGE})
    done, folder = job(repo.root, gitlab, CI_MERGE_REQUEST_DIFF_BASE_SHA=base, GITLAB_TOKEN=TOKEN)
    assert done.returncode == 0, done.stderr
    (note,) = gitlab.bodies
    assert f"`{base[:9]}` → `HEAD`" in note and "удалён этап «Предложение отправлено»" in note
    assert "<https://gitlab.test/jobs/7/artifacts/browse/.pipelang>" in note
    assert (folder / "changes.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_no_line_of_a_note_is_a_quick_action(gitlab: Host, tmp_path: Path) -> None:
    """GitLab runs lines of a note that begin with a slash: `/merge`."""
    repo = Repo(tmp_path / "clone")
    texts = ['hint """\nкак было\n"""', 'hint """\n/merge\n\n/close\n"""']
    old, new = (SPEC.replace("owner manager", f"owner manager\n {text}") for text in texts)
    base = repo.commit({**FILES, "main.pipe": old})
    repo.commit({"main.pipe": new.replace("Дорого", "/approve")})
    job(repo.root, gitlab, CI_MERGE_REQUEST_DIFF_BASE_SHA=base, GITLAB_TOKEN=TOKEN)
    assert "/merge" in gitlab.bodies[0] and "/approve" in gitlab.bodies[0]
    assert [line for line in gitlab.bodies[0].splitlines() if line.strip().startswith("/")] == []


def test_a_pipeline_for_merged_results_leaves_out_what_came_to_the_target(gitlab: Host, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "clone")
    base = repo.commit(FILES)
    repo.git("switch", "-q", "-c", "work")
    repo.commit({"main.pipe": WITHOUT_STAGE})
    repo.git("switch", "-q", "main")
    target = repo.commit({"people.pipe": PEOPLE + 'role head "РОП"\n'})
    repo.git("merge", "-q", "--no-ff", "-m", "merge", "work")
    job(
        repo.root,
        gitlab,
        CI_MERGE_REQUEST_DIFF_BASE_SHA=base,
        CI_MERGE_REQUEST_TARGET_BRANCH_SHA=target,
        GITLAB_TOKEN=TOKEN,
    )
    assert "Предложение" in gitlab.bodies[0] and "РОП" not in gitlab.bodies[0]


def test_the_widget_of_gitlab_gets_its_report(gitlab: Host, tmp_path: Path) -> None:
    """A list of findings, also where there are mistakes."""
    if "gitlab" not in subprocess.run([PIPELANG, "check", "--help"], capture_output=True, text=True).stdout:
        pytest.skip("check does not know the format")
    repo = Repo(tmp_path / "clone")
    base = repo.commit(FILES)
    repo.commit({"people.pipe": 'role boss "Босс"\n'})
    _, folder = job(repo.root, gitlab, CI_MERGE_REQUEST_DIFF_BASE_SHA=base, GITLAB_TOKEN=TOKEN)
    assert "N201" in [
        item["check_name"] for item in json.loads((folder / "code-quality.json").read_text(encoding="utf-8"))
    ]


def test_paths_of_the_job_stand_one_a_line(gitlab: Host, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "clone")
    others = {"a b/main.pipe": SPEC.replace("Фабрика", "Салон"), "a b/people.pipe": PEOPLE, "c/people.pipe": PEOPLE}
    base = repo.commit({**FILES, **others, "c/main.pipe": SPEC.replace("Фабрика", "Склад")})
    repo.commit(
        {
            name: WITHOUT_STAGE.replace("Фабрика", who)
            for name, who in (("a b/main.pipe", "Салон"), ("main.pipe", "Фабрика"))
        }
    )
    done, _ = job(repo.root, gitlab, CI_MERGE_REQUEST_DIFF_BASE_SHA=base, GITLAB_TOKEN=TOKEN, PIPELANG_PATHS="a b\nc\n")
    assert done.returncode == 0, done.stderr
    assert "Салон" in gitlab.bodies[0] and "Фабрика" not in gitlab.bodies[0]


def test_without_a_token_the_job_passes_and_says_what_is_missing(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "clone")
    base = repo.commit(FILES)
    done, folder = job(repo.root, None, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert done.returncode == 0 and "F403" in done.stderr
    assert (folder / "changes.md").exists()


def test_a_mistake_fails_the_job_of_gitlab(gitlab: Host, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "clone")
    base = repo.commit(FILES)
    repo.commit({"people.pipe": 'role boss "Босс"\n'})
    done, _ = job(repo.root, gitlab, CI_MERGE_REQUEST_DIFF_BASE_SHA=base, GITLAB_TOKEN=TOKEN)
    assert done.returncode == 1 and "N201" in done.stdout
    assert "не компилируется" in gitlab.bodies[0]


# ---- pre-commit


class Hooked(Repo):
    """A repository with our hooks, taken from a repository that holds our manifest. Ours are run as they are installed here."""

    def __init__(self, folder: Path, *hooks: str) -> None:
        ours = Repo(folder / "pipelang")
        commit = ours.commit({".pre-commit-hooks.yaml": HOOKS.read_bytes()})
        super().__init__(folder / "client")
        used: list[dict[str, Any]] = [{"id": hook, "language": "system"} for hook in hooks]
        config = {"repos": [{"repo": str(ours.root), "rev": commit, "hooks": used}]}
        self.commit({**FILES, ".pre-commit-config.yaml": yaml.safe_dump(config)})
        self.home = folder / "home"

    def hooks(self) -> tuple[int, str]:
        """What a commit of everything would be told."""
        self.git("add", "-A")
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", "--color=never"],
            cwd=self.root,
            env={
                **os.environ,
                "PRE_COMMIT_HOME": str(self.home),
                "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
                "GIT_ALLOW_PROTOCOL": "file",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
        )
        return done.returncode, done.stdout


def test_a_changed_import_is_checked_with_the_program_that_it_breaks(tmp_path: Path) -> None:
    repo = Hooked(tmp_path, "pipelang-check")
    repo.put({"people.pipe": 'role boss "Босс"\n'})
    code, said = repo.hooks()
    assert code == 1 and "N201" in said and "main.pipe:8" in said


def test_a_deleted_import_is_missed(tmp_path: Path) -> None:
    repo = Hooked(tmp_path, "pipelang-check")
    (repo.root / "people.pipe").unlink()
    code, said = repo.hooks()
    assert code == 1 and "F101" in said


def test_every_project_of_a_repository_is_checked(tmp_path: Path) -> None:
    repo = Hooked(tmp_path, "pipelang-check")
    repo.put({"clients/salon/pipelang.toml": "", "clients/salon/main.pipe": SPEC})
    code, said = repo.hooks()
    assert code == 1 and "clients/salon/people.pipe" in said


def test_what_is_right_passes(tmp_path: Path) -> None:
    repo = Hooked(tmp_path, "pipelang-check", "pipelang-fmt")
    repo.put({"people.pipe": PEOPLE + 'role head "РОП"\n'.replace("role head", "role head   ")})
    code, said = repo.hooks()
    assert code == 0, said


def test_style_is_mended_and_the_commit_stopped_once(tmp_path: Path) -> None:
    repo = Hooked(tmp_path, "pipelang-fmt")
    repo.put({"people.pipe": 'role   manager    "Менеджер"\n', "-x.pipe": 'role  x  "Икс"\n', "notes.txt": "role   x"})
    code, said = repo.hooks()
    assert code == 1 and "files were modified by this hook" in said
    assert (repo.root / "people.pipe").read_text(encoding="utf-8") == PEOPLE
    assert (repo.root / "-x.pipe").read_text(encoding="utf-8") == 'role x "Икс"\n'
    assert repo.hooks()[0] == 0


# ---- what the documentation tells people to copy

_SNIPPET = re.compile(r"^<!-- (?P<file>\.[\w./-]+) -->\n```yaml\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = (ROOT / "docs" / "review.md", ROOT / "docs" / "ru" / "review.md")


def snippets(page: Path) -> dict[str, str]:
    return {found["file"]: found["text"] for found in _SNIPPET.finditer(page.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("page", PAGES, ids=["en", "ru"])
def test_snippets_are_what_their_readers_take(page: Path, tmp_path: Path) -> None:
    found = snippets(page)
    schemas = {".github/workflows/pipelang.yml": "vendor.github-workflows", ".gitlab-ci.yml": "vendor.gitlab-ci"}
    for name, schema in schemas.items():
        path = tmp_path / Path(name).name
        path.write_text(found[name], encoding="utf-8")
        valid(schema, path)
    config = tmp_path / ".pre-commit-config.yaml"
    config.write_text(found[config.name], encoding="utf-8")
    command = [sys.executable, "-m", "pre_commit", "validate-config", str(config)]
    assert subprocess.run(command, capture_output=True, text=True).returncode == 0


@pytest.mark.parametrize("page", PAGES, ids=["en", "ru"])
def test_snippets_name_what_is_there(page: Path) -> None:
    found = {name: yaml.safe_load(text) for name, text in snippets(page).items()}
    action = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    job_steps = found[".github/workflows/pipelang.yml"]["jobs"]["review"]["steps"]
    ours = next(step for step in job_steps if step["uses"].startswith("OWNER/pipelang@"))
    assert set(ours["with"]) <= set(action["inputs"])
    outputs = set(re.findall(r"steps\.pipelang\.outputs\.(\w+)", str(job_steps)))
    assert outputs and outputs <= set(action["outputs"])
    header, _ = yaml.safe_load_all(TEMPLATE.read_text(encoding="utf-8"))
    (included,) = found[".gitlab-ci.yml"]["include"]
    assert f"/{TEMPLATE.stem}@" in included["component"]
    needed = {name for name, said in header["spec"]["inputs"].items() if "default" not in said}
    assert needed <= set(included["inputs"]) <= set(header["spec"]["inputs"])
    hooks = {hook["id"] for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8"))}
    assert {hook["id"] for hook in found[".pre-commit-config.yaml"]["repos"][0]["hooks"]} == hooks


@pytest.mark.parametrize("page", PAGES, ids=["en", "ru"])
def test_the_page_names_every_input(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    header, _ = yaml.safe_load_all(TEMPLATE.read_text(encoding="utf-8"))
    action = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    assert [name for name in action["inputs"] if f"| `{name}` |" not in text] == []
    assert [name for name in header["spec"]["inputs"] if f"`{name}`" not in text and f"{name}:" not in text] == []


def test_both_pages_have_the_same_snippets() -> None:
    english, russian = ({name: yaml.safe_load(text) for name, text in snippets(page).items()} for page in PAGES)
    assert english == russian and len(english) == 3
