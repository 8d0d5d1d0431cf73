"""What `build` tells a person in the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipelang.cli.making import Output
from pipelang.deploy.build import Built
from pipelang.files import shown_path
from pipelang.messages import Locale
from pipelang.report.screen import visible
from pipelang.report.wording import plural

_NOUNS: dict[Locale, dict[str, tuple[str, ...]]] = {
    "en": {
        "pipelines": ("pipeline", "pipelines"),
        "stages": ("stage", "stages"),
        "fields": ("field", "fields"),
        "operations": ("operation", "operations"),
        "steps": ("manual step", "manual steps"),
        "files": ("file", "files"),
        "calls": ("call has", "calls have"),
    },
    "ru": {
        "pipelines": ("воронка", "воронки", "воронок"),
        "stages": ("этап", "этапа", "этапов"),
        "fields": ("поле", "поля", "полей"),
        "operations": ("операция", "операции", "операций"),
        "steps": ("ручной шаг", "ручных шага", "ручных шагов"),
        "files": ("файл", "файла", "файлов"),
        "calls": ("вызов не проверен", "вызова не проверены", "вызовов не проверено"),
    },
}

_PHRASES: dict[Locale, dict[str, str]] = {
    "en": {
        "unsure": "{calls} not been verified on a live account: `unsure` in setup.json",
        "written": "written to {folder}",
        "none": "nothing to build: these specs are libraries, none has a `crm`",
    },
    "ru": {
        "unsure": "{calls} на живом аккаунте: `unsure` в setup.json",
        "written": "записано в {folder}",
        "none": "собирать нечего: это библиотеки, ни в одной нет `crm`",
    },
}

_FACTS = ("fact", "facts")


def story(outputs: list[Output], locale: Locale) -> str:
    """A few lines: each program, each target with its counts, where it was written."""
    if not outputs:
        return _PHRASES[locale]["none"] + "\n"
    lines: list[str] = []
    for output in outputs:
        lines.append(_program(output, locale))
        width = max((len(item.title) for item in output.built), default=0)
        for item in output.built:
            first, *more = _target(item, output.below, locale)
            lines.append(f"  {item.title:<{width}}  {first}")
            lines += [f"  {'':<{width}}  {line}" for line in more]
    for folder in dict.fromkeys(output.folder for output in outputs):
        lines.append(_PHRASES[locale]["written"].format(folder=f"{shown_path(folder, Path.cwd())}/"))
    return "".join(visible(line) + "\n" for line in lines)


def lost(outputs: Iterable[Output]) -> str:
    """Facts that a target lost, which is a mistake in the target; English, for whoever mends it."""
    lines = [
        f"internal warning: target {item.target} lost {len(item.missing)} {plural(len(item.missing), _FACTS)} of the spec: "
        + ", ".join(map(str, item.missing[:5]))
        + (", …" if len(item.missing) > 5 else "")
        for output in outputs
        for item in output.built
        if item.missing
    ]
    return "".join(visible(line) + "\n" for line in lines)


def _program(output: Output, locale: Locale) -> str:
    program = output.program
    stages = sum(len(pipeline.stages) for pipeline in program.pipelines)
    counts = [("pipelines", len(program.pipelines)), ("stages", stages), ("fields", len(program.fields))]
    said = ", ".join(_count(noun, count, locale) for noun, count in counts)
    return f"{program.crm.name} ({output.entry.project.files.shown(output.entry.path)}): {said}"


def _target(built: Built, below: str, locale: Locale) -> Iterator[str]:
    """The lines about one target."""
    place = f"{below}/{built.target}" if below else built.target
    if not built.crm:
        yield f"{_count('files', len(built.files), locale)} ({place}/)"
        return
    operations = f"{_count('operations', built.operations, locale)} ({place}/setup.json)"
    yield f"{operations}, {_count('steps', built.steps, locale)} ({place}/checklist.html)"
    if built.unsure:
        yield _PHRASES[locale]["unsure"].format(calls=_count("calls", built.unsure, locale))


def _count(noun: str, count: int, locale: Locale) -> str:
    return f"{count} {plural(count, _NOUNS[locale][noun])}"
