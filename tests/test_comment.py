"""`pipelang comment` against hosts that speak as GitHub and GitLab do, by real HTTP."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hosts import NOT_FOR_APPS, TOKEN, Host, Refusal, serving

from pipelang.cli import commands
from pipelang.report.changes.markdown import LIMIT, MARK, NOTHING

REPORT = f"{MARK}\n### Changes: `main` → `HEAD`\n\n**destructive: 1**\n"
OLD = f"{MARK}\n### Changes: `main` → `HEAD`\n\n**safe: 2**\n"
QUIET = f"{MARK}\n{NOTHING}\n### Changes\n\nNothing has changed in meaning\n"
BOT = "github-actions[bot]"
PLACES = {"github": "acme/funnels#12", "gitlab": "acme/funnels!12"}

Run = Callable[..., Result]


@pytest.fixture(params=["github", "gitlab"])
def host(request: pytest.FixtureRequest) -> Iterator[Host]:
    with serving(Host(request.param, me="" if request.param == "github" else "pipelang_bot")) as made:
        if made.kind == "gitlab":
            made.state = "opened"
        yield made


@pytest.fixture
def github() -> Iterator[Host]:
    with serving(Host("github")) as made:
        yield made


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that were made, without making them."""
    made: list[float] = []
    monkeypatch.setattr("pipelang.hosting.comment.time.sleep", made.append)
    return made


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    for name in (
        "PIPELANG_LANG",
        "LC_ALL",
        "PIPELANG_DEBUG",
        "GITHUB_EVENT_PATH",
        "CI_MERGE_REQUEST_IID",
        "http_proxy",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("no_proxy", "127.0.0.1")

    def call(host: Host, report: str = REPORT, *options: str, token: str = TOKEN) -> Result:
        monkeypatch.setenv("GITHUB_API_URL", host.url)
        monkeypatch.setenv("CI_API_V4_URL", host.url)
        for name in ("GITHUB_TOKEN", "GITLAB_TOKEN"):
            monkeypatch.setenv(name, token)
        place = () if "--on" in options else ("--on", PLACES[host.kind])
        result = CliRunner().invoke(commands, ["comment", *place, *options], input=report)
        assert token.strip() not in result.output or not token.strip()
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return call


def author(host: Host) -> str:
    """Who the comments of the token are by."""
    return host.me or BOT


class TestOneComment:
    def test_the_first_report_is_written(self, host: Host, run: Run) -> None:
        host.say("anna", "Looks good")
        result = run(host)
        assert result.exit_code == 0 and result.output.startswith("comment written")
        assert host.bodies == ["Looks good", REPORT]
        assert {token.rpartition(" ")[2] for token in host.tokens} == {TOKEN}

    def test_the_next_one_renews_it(self, host: Host, run: Run) -> None:
        host.say(author(host), OLD)
        result = run(host)
        assert result.exit_code == 0 and result.output.startswith("comment renewed")
        assert host.bodies == [REPORT]

    def test_the_same_one_changes_nothing(self, host: Host, run: Run) -> None:
        host.say(author(host), REPORT.strip().replace("\n", "\r\n"))
        assert "says this already" in run(host).output
        assert not [call for call in host.calls if not call.startswith("GET")]

    def test_it_is_found_behind_hundreds_of_others(self, host: Host, run: Run) -> None:
        for number in range(205):
            host.say("anna", f"word {number}")
        host.comments.insert(150, host.say(author(host), OLD))
        host.comments.pop()
        run(host)
        assert host.bodies[150] == REPORT and len(host.bodies) == 206

    def test_a_strangers_comment_with_our_mark_is_left_alone(self, host: Host, run: Run) -> None:
        host.say("mallory", OLD)
        run(host)
        assert host.bodies == [OLD, REPORT]

    def test_a_quoted_mark_is_no_mark(self, host: Host, run: Run) -> None:
        quoted = f"> {MARK}\nwhat does this mean?"
        host.say(author(host), quoted)
        run(host)
        assert host.bodies == [quoted, REPORT]

    def test_what_two_jobs_have_begun_at_once_becomes_one(self, host: Host, run: Run) -> None:
        host.say(author(host), OLD)
        host.say("anna", "two of them?")
        host.say(author(host), OLD)
        run(host)
        assert host.bodies == [REPORT, "two of them?"]

    def test_reports_with_names_do_not_touch_each_other(self, host: Host, run: Run) -> None:
        run(host)
        run(host, REPORT, "--name", "kitchens")
        run(host, OLD, "--name", "kitchens")
        assert host.bodies == [REPORT, OLD.replace(MARK, "<!-- pipelang diff: kitchens -->")]

    def test_nothing_changed_needs_no_comment(self, host: Host, run: Run) -> None:
        assert "no comment needed" in run(host, QUIET).output
        assert host.bodies == []

    def test_nothing_changed_any_more_is_said(self, host: Host, run: Run) -> None:
        run(host)
        assert run(host, QUIET).output.startswith("comment renewed")
        assert host.bodies == [QUIET]

    def test_a_closed_one_is_left_as_it_is(self, host: Host, run: Run) -> None:
        host.state = "closed"
        result = run(host)
        assert result.exit_code == 0 and "closed" in result.output
        assert host.bodies == []

    def test_the_link_stands_at_the_end(self, host: Host, run: Run) -> None:
        run(host, REPORT, "--link", "https://ci.test/run/7", "--lang", "ru")
        assert host.bodies[0].endswith("\nОтчёт целиком: <https://ci.test/run/7>\n")

    def test_a_person_s_own_token_knows_its_owner(self, run: Run) -> None:
        with serving(Host("github", me="anna")) as host:
            host.say(BOT, OLD)
            host.say("anna", OLD)
            run(host)
            assert host.bodies == [OLD, REPORT]


class TestTooLong:
    def test_what_github_would_refuse_is_cut_at_a_line(self, github: Host, run: Run) -> None:
        line = "- **Менеджеры 😀 увидят** новое поле\n"
        long = f"{REPORT}\n<details><summary>safe</summary>\n\n{line * 3000}</details>\n"
        run(github, long, "--link", "https://ci.test/run/7")
        body = github.bodies[0]
        assert LIMIT - 200 < len(body.encode("utf-16-le")) // 2 <= LIMIT
        assert body.count("<details>") == body.count("</details>") == 1
        assert "does not fit" in body and body.endswith("<https://ci.test/run/7>\n")

    def test_gitlab_takes_it_whole(self, run: Run) -> None:
        with serving(Host("gitlab", me="bot", state="opened")) as host:
            run(host, REPORT + "- a line\n" * 20_000)
            assert len(host.bodies[0]) > LIMIT


class TestRefusals:
    def refused(self, result: Result, code: str) -> None:
        assert result.exit_code == 1
        assert f"[{code}]" in result.output

    def test_a_pull_request_from_a_fork(self, github: Host, run: Run, waits: list[float]) -> None:
        github.refusals["POST", "/comments"] = [Refusal(403, body=NOT_FOR_APPS)]
        result = run(github)
        self.refused(result, "F405")
        assert "Resource not accessible by integration" in result.output and "fork" in result.output
        assert waits == []

    def test_a_comment_that_may_not_be_renewed(self, host: Host, run: Run) -> None:
        host.say(author(host), OLD)
        for method in ("PATCH", "PUT"):
            host.refusals[method, "/"] = [Refusal(403, body={"message": "403 Forbidden"})]
        self.refused(run(host), "F405")

    def test_a_token_that_is_refused(self, host: Host, run: Run) -> None:
        host.refusals["GET", "/"] = [Refusal(401, body={"message": "Bad credentials"})]
        self.refused(run(host), "F404")

    def test_a_pull_request_that_is_not_there(self, host: Host, run: Run) -> None:
        result = run(host, REPORT, "--on", PLACES[host.kind].replace("12", "13"))
        self.refused(result, "F406")
        assert PLACES[host.kind].replace("12", "13") in result.output

    @pytest.mark.parametrize(
        "refusal",
        [
            Refusal(403, {"Retry-After": "7"}, {"message": "You have exceeded a secondary rate limit"}),
            Refusal(429, {"Retry-After": "7"}, {"message": "Retry later"}),
        ],
    )
    def test_a_rate_limit_is_waited_for(self, host: Host, run: Run, waits: list[float], refusal: Refusal) -> None:
        host.refusals["POST", "/"] = [refusal]
        assert run(host).output.startswith("comment written")
        assert waits == [7.0] and host.bodies == [REPORT]

    def test_a_rate_limit_without_a_time(self, github: Host, run: Run, waits: list[float]) -> None:
        github.refusals["POST", "/"] = [Refusal(403, body={"message": "You have exceeded a secondary rate limit"})]
        assert run(github).exit_code == 0
        assert waits == [60.0]

    def test_a_spent_rate_limit_that_ends_much_later(self, github: Host, run: Run, waits: list[float]) -> None:
        reset = str(int(time.time()) + 1800)
        headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset}
        github.refusals["GET", "/pulls/"] = [Refusal(403, headers, {"message": "API rate limit exceeded"})]
        result = run(github)
        self.refused(result, "F407")
        assert "30 min" in result.output and waits == []

    def test_a_passing_failure_is_tried_again(self, host: Host, run: Run, waits: list[float]) -> None:
        host.refusals["GET", "/"] = [Refusal(502, body=b"<html>Bad gateway</html>"), Refusal(503)]
        assert run(host).exit_code == 0
        assert waits == [1.0, 3.0] and host.bodies == [REPORT]

    def test_what_was_written_before_the_answer_broke_is_not_written_twice(
        self, host: Host, run: Run, waits: list[float]
    ) -> None:
        host.refusals["POST", "/"] = [Refusal(502, after=True)]
        assert run(host).exit_code == 0
        assert host.bodies == [REPORT]

    def test_a_host_that_is_down(self, host: Host, run: Run, waits: list[float]) -> None:
        host.refusals["GET", "/"] = [Refusal(500)] * 9
        result = run(host)
        self.refused(result, "F408")
        assert len(waits) == 3

    def test_nobody_at_the_address(self, run: Run, waits: list[float]) -> None:
        with serving(Host("github")) as gone:
            pass
        self.refused(run(gone), "F408")

    @pytest.mark.parametrize("body", [b"<html>Sign in</html>", b"[]", b"{}", b'"x"'])
    def test_something_else_at_the_address(self, host: Host, run: Run, body: bytes) -> None:
        host.refusals["GET", "/"] = [Refusal(200, body=body)]
        self.refused(run(host), "F409")

    def test_a_redirect_does_not_carry_the_token_away(self, host: Host, run: Run) -> None:
        with serving(Host("github")) as elsewhere:
            host.refusals["GET", "/"] = [Refusal(301, {"Location": f"{elsewhere.url}/repos/new"}, {"message": "Moved"})]
            result = run(host)
            assert elsewhere.calls == []
        self.refused(result, "F409")

    def test_an_echoed_token_is_blotted_out(self, github: Host, run: Run) -> None:
        github.refusals["POST", "/"] = [Refusal(422, body={"message": f"bad token {TOKEN}"})]
        result = run(github)
        self.refused(result, "F409")
        assert "•••" in result.output

    @pytest.mark.parametrize(
        ("token", "code"), [("", "F403"), ("  \n", "F403"), ("two\nlines", "F410"), ("токен", "F410")]
    )
    def test_tokens_that_are_none(self, host: Host, run: Run, token: str, code: str) -> None:
        self.refused(run(host, token=token), code)
        assert host.calls == []

    @pytest.mark.parametrize("report", ["", "# Notes\n", f" {MARK}\n"])
    def test_something_else_than_a_report(self, host: Host, run: Run, report: str) -> None:
        self.refused(run(host, report), "F402")
        assert host.calls == []

    def test_a_report_that_is_not_there(self, host: Host, run: Run, tmp_path: Path) -> None:
        self.refused(run(host, "", str(tmp_path / "changes.md")), "F101")

    def test_problems_as_annotations(self, github: Host, run: Run) -> None:
        github.refusals["POST", "/"] = [Refusal(403, body={"message": "no\n::add-mask::x"})]
        result = run(github, REPORT, "--format", "github")
        (line,) = result.output.splitlines()
        assert line.startswith("::warning title=F405::")

    @pytest.mark.parametrize(
        "options",
        [("--on", "funnels"), ("--on", "acme/funnels#0"), ("--on", "a/b#1;id"), ("--name", "a b"), ("--link", "x y")],
    )
    def test_wrong_use(self, host: Host, run: Run, options: tuple[str, ...]) -> None:
        result = CliRunner().invoke(commands, ["comment", *options])
        assert isinstance(result.exception, SystemExit) and result.exit_code == 2
        assert host.calls == []


class TestWhichOne:
    def test_the_pull_request_of_a_workflow(
        self, github: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
    ) -> None:
        event = tmp_path / "event.json"
        event.write_text(json.dumps({"action": "opened", "pull_request": {"number": 12}}), encoding="utf-8")
        monkeypatch.setenv("GITHUB_EVENT_PATH", str(event))
        monkeypatch.setenv("GITHUB_REPOSITORY", "acme/funnels")
        monkeypatch.setenv("GITHUB_API_URL", github.url)
        monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
        assert CliRunner().invoke(commands, ["comment"], input=REPORT).exit_code == 0
        assert github.bodies == [REPORT]

    def test_the_merge_request_of_a_pipeline_is_that_of_the_project_it_goes_to(
        self, monkeypatch: pytest.MonkeyPatch, run: Run
    ) -> None:
        with serving(Host("gitlab", me="bot", state="opened")) as host:
            for name, value in {
                "CI_API_V4_URL": host.url,
                "CI_PROJECT_ID": "99",
                "CI_MERGE_REQUEST_PROJECT_ID": "acme/funnels",
                "CI_MERGE_REQUEST_IID": "12",
                "GITLAB_TOKEN": TOKEN,
            }.items():
                monkeypatch.setenv(name, value)
            assert CliRunner().invoke(commands, ["comment"], input=REPORT).exit_code == 0
            assert host.bodies == [REPORT]

    @pytest.mark.parametrize(
        "event", ['{"ref": "refs/heads/main"}', "[]", "{", '{"pull_request": {"number": "12\\n"}}']
    )
    def test_a_push_has_none(self, event: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
        (tmp_path / "event.json").write_text(event, encoding="utf-8")
        monkeypatch.setenv("GITHUB_EVENT_PATH", str(tmp_path / "event.json"))
        monkeypatch.setenv("GITHUB_REPOSITORY", "acme/funnels")
        result = CliRunner().invoke(commands, ["comment"], input=REPORT)
        TestRefusals().refused(result, "F401")
