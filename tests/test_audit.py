"""The audit: what a client reads, from the command line to the escaping of hostile names."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from string import Formatter

import pytest
from auditing import KITCHENS, audit, kitchens
from click.testing import CliRunner, Result
from compiling import program_of
from pages import HOSTILE, Page, assert_links_arrive, assert_markdown_is_ours, assert_self_contained, hostile
from programs import rich_program
from repositories import Repo

from pipelang.cli import commands
from pipelang.report.audit.document import files, to_html, to_markdown
from pipelang.report.audit.phrases import PHRASES
from pipelang.rules import rule_modules
from pipelang.rules.engine import RuleSettings
from pipelang.rules.rule import Rule
from pipelang.rules.verdict import judge

#: Looks like a token of a code host.
TOKEN = "glpat-" + "Ab3dE5gH7jK9mN1pQ3sT"

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in English, in a folder with the kitchens' spec and counts."""
    for name in ("PIPELANG_LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "PIPELANG_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.chdir(tmp_path)
    for file in KITCHENS.iterdir():
        Path(file.name).write_bytes(file.read_bytes())
    return lambda *arguments: CliRunner().invoke(commands, arguments)


def change(old: str, new: str) -> None:
    text = Path("main.pipe").read_text("utf-8")
    assert old in text
    Path("main.pipe").write_text(text.replace(old, new), "utf-8")


# ---- what stands in the document


def test_the_heaviest_comes_first_and_equal_findings_stand_together() -> None:
    points = audit(kitchens()).points
    assert [point.rule.name for point in points[:2]] == ["conflicting-triggers", "sump-stage"]
    assert [point.number for point in points] == list(range(1, len(points) + 1))
    severities = [point.severity for point in points]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)
    assert len({point.rule.name for point in points}) == len(points)
    (tasks,) = [point for point in points if point.rule.name == "stage-without-task"]
    assert [spot.place.name for spot in tasks.spots if spot.place][:2] == ["Заявка получена", "Не дозвонились"]


def test_every_finding_of_a_client_is_on_the_page_with_its_words_and_places() -> None:
    made = audit(kitchens())
    page = Page(to_html(made))
    for point in made.points:
        said, plain = page.texts[point.anchor], made.plain(point.client)
        assert plain.title in said and plain.mend in said and plain.right in said and made.why(point.rule) in said
        for spot in point.spots:
            assert not spot.place or spot.place.name in said
            assert spot.what in said


def test_places_are_marked_on_the_map_and_lead_to_what_was_found() -> None:
    made = audit(kitchens())
    page = to_html(made)
    (number,) = [point.number for point in made.points if point.rule.name == "sump-stage"]
    box = re.search(r'<a href="#(finding-[0-9]+)"[^>]*><title>«Продажи» → «Отложенный спрос»', page)
    assert box and box[1] == f"finding-{number}"
    assert re.search(rf">! {number}, [0-9, ]+</text>", page)


def test_no_jargon_reaches_the_client() -> None:
    """Code, files and rules stand in small print and in the appendix only."""
    page = Page(to_html(audit(kitchens())))
    for anchor in ("about", "first", "the-map", "the-report", "accepted", "unseen"):
        assert not re.search(r"main\.pipe|R[0-9]{3}|`|\b(sla|allow|tunnel|stage|spec)\b", page.texts[anchor]), anchor
    said = re.sub("<script>.*?</script>", "", page.source, flags=re.DOTALL).split("id=appendix")[0]
    prose = re.sub(r"<p class=rule>.*?(?=<(?!/?(a|b|small)\b))", "", said)
    assert not re.search(r"main\.pipe|>[^<]*R[0-9]{3}|`", prose)
    assert "main.pipe:" in page.texts["appendix"] and "R104 sump-stage" in page.texts["appendix"]


def test_the_example_is_marked_as_one_and_the_clients_counts_are_not() -> None:
    assert "пример на 200 сделок" in Page(to_html(audit(kitchens()))).texts["the-report"]
    from auditing import counts

    given, problems = counts((KITCHENS / "counts.toml").read_text("utf-8"), kitchens())
    assert not problems
    said = Page(to_html(audit(kitchens(), counted=given))).texts["report-sales"]
    assert "январь — март 2026" in said and "пример" not in said
    assert "доходят 45% сделок, на самом деле — 8%" in said and "осело 148 из 412" in said


def test_exceptions_stand_with_their_reasons() -> None:
    page = Page(to_html(audit(kitchens())))
    assert "В цехе все свои" in page.texts["accepted"] and "«Производство»" in page.texts["accepted"]
    assert "accepted" not in Page(to_html(audit(rich_program()))).texts


def test_a_verdict_tells_allowed_from_found() -> None:
    verdict = judge(program_of(kitchens()), RuleSettings())
    ((item, allow),) = verdict.allowed
    assert (item.code, item.where, allow.why[:6]) == ("R404", "pipeline.production", "В цехе")
    assert item not in verdict.found and "R404" not in {rule.code for rule in verdict.clean}


def test_nothing_found_is_said() -> None:
    bare = audit('crm "Пусто"\n')
    assert bare.points == () and bare.praises == ()
    page = Page(to_html(bare))
    assert PHRASES["audit.findings.none"].ru in page.texts["findings"]
    assert "first" not in page.texts and "appendix" not in page.texts and "the-report" not in page.texts


def test_what_is_good_is_praised_where_somebody_sells() -> None:
    good = next(module.RULE.good for module in rule_modules() if module.RULE.name == "sump-stage")
    assert any("Отстойников нет" in praise for praise in audit(good).praises)
    assert audit(good.replace("kind sales", "kind production")).praises == ()


def test_no_secret_is_shown_wherever_it_stands() -> None:
    spec = (
        kitchens()
        .replace('"Кухни «Липа»"', f'"Кухни {TOKEN}"')
        .replace('stage measure "Замер"', f'stage measure "{TOKEN}"')
    )
    made = audit(spec)
    assert any(item.secret for item in made.own)
    for text in files(made).values():
        assert TOKEN not in text and TOKEN[:12] not in text


@pytest.mark.parametrize(
    "text", [HOSTILE, "W" * 60 + " " + "/" * 200, "\u202eнаоборот\u202c \u2066\u200b"], ids=["markup", "long", "bidi"]
)
def test_hostile_names_do_nothing(text: str) -> None:
    made = audit(hostile(rich_program(), text))
    page = Page(to_html(made))
    assert_self_contained(page, scripts=1)
    assert_links_arrive(page)
    assert_markdown_is_ours(to_markdown(made))
    assert_markdown_is_ours(files(made)["audit.md"])


@pytest.mark.parametrize("locale", ["en", "ru"])
def test_links_arrive_and_nothing_is_left_open_in_both_languages(locale: str) -> None:
    for made in (audit(kitchens(), locale), audit(rich_program(), locale)):  # type: ignore[arg-type]
        page = Page(to_html(made))
        assert_self_contained(page, scripts=1)
        assert_links_arrive(page)
        assert "‹" not in page.texts[""]
        markdown = to_markdown(made)
        assert_markdown_is_ours(markdown)
        assert set(re.findall(r"\]\(#([^)]+)\)", markdown)) <= set(re.findall(r'<a id="([^"]+)"', markdown))


def test_the_same_spec_gives_the_same_bytes() -> None:
    assert files(audit(kitchens())) == files(audit(kitchens()))


# ---- the words of the rules


@pytest.mark.parametrize("rule", [module.RULE for module in rule_modules()], ids=lambda rule: rule.name)
def test_every_rule_speaks_to_clients_or_is_the_integrators_own(rule: Rule) -> None:
    if rule.client is None:
        assert rule.name == "secret-in-spec"
        return
    params = {
        name
        for text in (rule.en.message, rule.en.why, rule.en.hint, rule.en.suggest)
        for _, name, _, _ in Formatter().parse(text)
        if name
    }
    for words, plain in ((rule.en, rule.client.en), (rule.ru, rule.client.ru)):
        assert plain.title and plain.mend and plain.right
        for text in (plain.title, plain.mend, plain.right, plain.good, plain.why or words.why):
            assert not re.search(r"[`{}]|\b(sla|spec|правило|rule|спецификация)\b|not found\.$", text), text
        assert {name for _, name, _, _ in Formatter().parse(plain.what) if name} <= params
    assert bool(rule.client.en.good) == bool(rule.client.ru.good)


@pytest.mark.parametrize("rule", [module.RULE for module in rule_modules()], ids=lambda rule: rule.name)
def test_each_mistake_is_told_with_its_place(rule: Rule) -> None:
    made = audit(rule.bad)
    found = [point for point in made.points if point.rule.name == rule.name]
    if rule.client is None:
        assert not found and any(item.code == rule.code for item in made.own)
        return
    (spot,) = found[0].spots
    said = Page(to_html(made)).texts[found[0].anchor]
    assert "‹" not in said and "{" not in said
    assert spot.place is None or spot.place.name in said
    assert spot.pipeline is None or spot.pipeline.name in said


# ---- the command


def test_it_prints_a_page_in_the_clients_language(run: Run) -> None:
    result = run("audit")
    assert result.exit_code == 0 and result.stderr == ""
    assert '<html lang="ru">' in result.stdout and "Аудит воронок продаж" in result.stdout


def test_another_language_is_to_be_had(run: Run) -> None:
    result = run("audit", "--lang", "en", "--format", "markdown")
    assert result.exit_code == 0
    assert result.stdout.startswith("# Audit of sales funnels: Кухни «Липа»\n") and "svg" not in result.stdout


def test_it_writes_all_forms_with_the_pictures_that_they_show(run: Run) -> None:
    result = run("audit", "-o", "client", "--counts", "counts.toml")
    count = len(audit(kitchens()).points)
    assert result.exit_code == 0 and f"{count} findings, written to client/audit.html" in result.stdout
    shown = re.findall(r"\]\(([a-z0-9_-]+\.svg)\)", Path("client/audit.md").read_text("utf-8"))
    assert shown == ["audit-map.svg", "audit-report-sales.svg"]
    assert all(Path("client", name).read_text("utf-8").startswith("<svg") for name in shown)
    assert run("audit", "-o", "client").exit_code == 0


def test_it_names_the_edition_of_the_spec_where_git_knows_it(run: Run) -> None:
    assert "Редакция" not in run("audit").stdout
    repo = Repo(Path.cwd())
    repo.commit({"main.pipe": Path("main.pipe").read_text("utf-8")})
    for shape in ("html", "markdown"):
        assert re.search(r"Редакция от [^(]+\(коммит [0-9a-f]+\)", run("audit", "--format", shape).stdout)


def test_the_output_of_a_build_is_left_alone(run: Run) -> None:
    assert run("build", "-o", "out", "--target", "docs", "--no-rules").exit_code == 0
    before = sorted(Path("out").rglob("*"))
    result = run("audit", "-o", "out")
    assert result.exit_code == 2 and "holds the output of a build" in result.stderr
    assert sorted(Path("out").rglob("*")) == before


def test_an_output_that_cannot_be_written_is_said(run: Run) -> None:
    result = run("audit", "-o", "main.pipe")
    assert result.exit_code == 1 and "F201" in result.stderr
    Path("mine").mkdir()
    Path("mine/notes.txt").write_text("x")
    assert "F202" in run("audit", "-o", "mine").stderr and Path("mine/notes.txt").exists()


def test_a_broken_spec_gives_errors_and_no_document(run: Run) -> None:
    change("owner manager", "owner mangr")
    result = run("audit", "-o", "client")
    assert result.exit_code == 1 and "N201" in result.stderr and not Path("client").exists()
    assert run("audit").stdout == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [("sales = [", "C141"), ("sale.won = 1\n", "C142"), ("", "F108")],
)
def test_counts_that_are_wrong_give_no_document(run: Run, text: str, code: str) -> None:
    Path("c.toml").write_text(text)
    result = run("audit", "--counts", "c.toml", "-o", "client")
    assert result.exit_code == 1 and code in result.stderr and not Path("client").exists()


def test_a_slip_in_the_name_of_the_counts_is_found(run: Run) -> None:
    result = run("audit", "--counts", "count.toml")
    assert result.exit_code == 2 and "did you mean 'counts.toml'?" in result.stderr


def test_settings_of_rules_and_profiles_are_heeded(run: Run) -> None:
    Path("pipelang.toml").write_text('[rules]\nsump-stage = "off"\nstage-without-hint = "error"\n')
    said = run("audit", "--format", "markdown").stdout
    assert "Отстойник среди" not in said and "На этапе не сказано, что делать менеджеру *(критично)*" in said
    Path("pipelang.toml").write_text('[rules]\nsump-stag = "off"\n')
    assert run("audit").exit_code == 1
    Path("pipelang.toml").unlink()
    strict = run("audit", "--profile", "strict", "--format", "markdown").stdout
    assert strict.count("*(критично)*") > said.count("*(критично)*")


def test_what_is_the_integrators_own_is_told_to_him_alone(run: Run) -> None:
    change("product kitchen", f'param key: text = "{TOKEN}"\nproduct kitchen')
    change("stage measure", 'allow sump-stage "Проверим"\n  stage measure')
    result = run("audit")
    assert result.exit_code == 0
    assert "R405" in result.stderr and TOKEN not in result.stderr + result.stdout
    assert "R405" not in result.stdout.split("id=appendix")[0]


def test_only_one_way_out(run: Run) -> None:
    assert run("audit", "-o", "client", "--format", "html").exit_code == 2
    Path("other.pipe").write_text('crm "B"\n')
    assert "name one of them: main.pipe, other.pipe" in run("audit").stderr


def test_it_says_how_the_crm_counts(run: Run) -> None:
    only = run("audit", "--target", "bitrix24", "--format", "markdown").stdout
    assert "crm.deal.funnel" in only and "Отстойник“ рушит" not in only
