"""What `check` says of fixes, in a line. Apart from `fixing`, for a check that writes nothing must not pay for it."""

from __future__ import annotations

from collections.abc import Mapping

from pipelang.cli.compiling import Compiling
from pipelang.files import LIBRARY
from pipelang.messages import Locale
from pipelang.report.diagnostics.findings import Findings

WORDS: dict[Locale, dict[str, str]] = {
    "en": {
        "fixed": "Fixed {count} {problems}",
        "would": "Would fix {count} {problems}",
        "more": "{count} more with --unsafe-fixes",
        "unsafe": "{count} fixable with --fix --unsafe-fixes",
        "fixable": "{count} fixable with --fix",
        "nothing": "Nothing to fix",
        "refused": "left as it is, for the fix would bring another error: {places}",
        "endless": "Nothing fixed: the fixes undo one another. A bug in pipelang: please report it with the spec",
        "after": "fixed",
    },
    "ru": {
        "fixed": "Исправлено проблем: {count}",
        "would": "Будет исправлено проблем: {count}",
        "more": "ещё {count} — с --unsafe-fixes",
        "unsafe": "с --fix --unsafe-fixes можно исправить: {count}",
        "fixable": "с --fix можно исправить: {count}",
        "nothing": "Исправлять нечего",
        "refused": "не тронуто, потому что исправление привело бы к другой ошибке: {places}",
        "endless": "Ничего не исправлено: исправления отменяют друг друга. Виноват pipelang: сообщите и приложите спецификацию",
        "after": "исправлено",
    },
}


def hint(compiling: Compiling, findings: Findings) -> str:
    """How many of the findings --fix would mend; empty when none."""
    words = WORDS[compiling.locale]
    safe, unsafe = _fixable(compiling, findings)
    if not safe:
        return words["unsafe"].format(count=unsafe) if unsafe else ""
    return words["fixable"].format(count=safe) + more_words(unsafe, words)


def more_words(count: int, words: Mapping[str, str]) -> str:
    return f" ({words['more'].format(count=count)})" if count else ""


def _fixable(compiling: Compiling, findings: Findings) -> tuple[int, int]:
    if len(compiling.units) > 1:  # what one program offers another may forbid
        from pipelang.cli.fixing import fixable_in

        return fixable_in(compiling)
    fixes = [problem.fix for problem in findings.problems if problem.fix]
    own = [fix for fix in fixes if not any(edit.span.source.path.startswith(f"{LIBRARY}/") for edit in fix.edits)]
    safe = sum(fix.safe for fix in own)
    return safe, len(own) - safe
