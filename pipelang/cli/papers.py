"""PDF beside the pages that targets want printed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

import click

from pipelang.cli.making import Output, Progress
from pipelang.deploy.build import Built
from pipelang.diagnostics import Problems
from pipelang.printing import PrintError, find_browser, printed


def with_papers(outputs: list[Output], problems: Problems) -> list[Output]:
    """The outputs with a PDF for each page that is made to be printed. What goes wrong is added to the problems.

    Nothing to print is a mistake of usage.
    """
    if outputs and not any(item.prints for output in outputs for item in output.built):
        raise click.UsageError("--pdf prints documents, and none is built here; add --target docs")
    try:
        with Progress() as progress:
            progress.say("PDF")
            return [replace(output, built=tuple(map(_printed, output.built))) for output in outputs]
    except PrintError as error:
        problems.append(error.problem)
        return outputs


def _printed(built: Built) -> Built:
    return replace(built, files={**built.files, **dict(_papers(built))}) if built.prints else built


def _papers(built: Built) -> Iterator[tuple[str, bytes]]:
    browser = find_browser(os.environ)
    for page, paper in built.prints.items():
        html = built.files[page]
        if isinstance(html, str):
            yield paper, printed(browser, html, page)
