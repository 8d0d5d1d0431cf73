"""secret-in-spec. Source: a spec is kept in git, shown to the client and handed to contractors.

A token in a text is in every copy of the repository, in every document built from it and in every message that quotes the line;
taking the line out later leaves it in the history. Comments and pipelang.toml are read by the same people and looked at too.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.diagnostics import Kind, Param
from pipelang.model import Program
from pipelang.rules.card._examples import HEAD, LOST
from pipelang.rules.facts import View
from pipelang.rules.rule import Finding, Rule, RuleWords
from pipelang.secrets import Secret, secrets_of
from pipelang.source import Source, Span

_BAD = f"""{HEAD}
pipeline sales "Продажи" {{
  kind sales
  stage request "Заявка получена" {{ on enter {{ webhook "https://okna.bitrix24.ru/rest/1/k3j9x0v8q2m7w5za/im.notify" }} }}
  won "Оплата получена"
{LOST}}}
"""

RULE = Rule(
    code="R405",
    name="secret-in-spec",
    severity="error",
    en=RuleWords(
        "{kind:a} stands in the text: `{start}…`, {length} characters",
        "Whoever sees the repository can act in the client's name, and git keeps the line after it is deleted.",
        "have a new one issued where you got it, keep that one out of git, and pass it in: `param hook: text`, "
        "`--param hook=…`",
        "Never. Where something only looks like a secret, give the rule the level `info` in `[rules]`.",
    ),
    ru=RuleWords(
        "в тексте лежит {kind}: `{start}…`, {length} {length:символ|символа|символов}",
        "Любой, кто видит репозиторий, сможет действовать от имени клиента, а git хранит строку и после удаления.",
        "перевыпустите его там, где получили, новый в git не кладите и передавайте параметром: `param hook: text`, "
        "`--param hook=…`",
        "Никогда. Если это лишь похоже на секрет, поставьте правилу уровень `info` в `[rules]`.",
    ),
    bad=_BAD,
    good=_BAD.replace("https://okna.bitrix24.ru/rest/1/k3j9x0v8q2m7w5za/im.notify", "{$hook}").replace(
        "\npipeline", '\nparam hook: text = "https://example.com/hook"\n\npipeline', 1
    ),
    source="–",
    in_place=False,
)

#: How much of a secret tells its owner which one it is, and nobody else anything.
_SHOWN = 4


def check_program(program: Program, view: View) -> Iterator[Finding]:
    for source in view.facts.sources:
        for secret in secrets_of(source):
            at = Span(source, secret.start, secret.end)
            yield Finding(at, program.crm.address, _params(source, secret), secret=True)


def _params(source: Source, secret: Secret) -> dict[str, Param]:
    length = secret.end - secret.start
    start = source.text[secret.start : secret.start + min(_SHOWN, length // 4)]
    return {"kind": Kind(secret.kind), "start": start, "length": length}
