"""Our HTML pages: templates of a target with the frame and the style sheet that all of them share.

Templates are ours alone; what a spec says reaches them as values, which are escaped.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

_SHARED = "pipelang.report"


@dataclass(frozen=True, slots=True)
class Script:
    """A script of ours to stand in a page, and its SHA-256 for the page's policy: no other script runs there."""

    text: Any
    hash: str


def script(package: str, name: str) -> Script:
    """The script `templates/<name>` of a package."""
    text = (files(package) / "templates" / name).read_text("utf-8")
    return Script(safe(text), b64encode(sha256(text.encode()).digest()).decode())


def page(package: str, template: str, **values: Any) -> str:
    """The template of that package (`templates/<template>`), filled in. It may extend those of `pipelang.report`."""
    return environment(package).get_template(template).render(values)


@cache
def environment(package: str) -> Environment:
    """Where a package's templates are found and compiled once. A name that is not given to a template is an error."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    def load(name: str) -> str | None:
        for owner in (package, _SHARED):
            found = files(owner) / "templates" / name
            if found.is_file():
                return found.read_text("utf-8")
        return None

    return Environment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def css_string(text: str) -> Any:
    """The text as a string of a style sheet, all but letters and digits by their numbers: nothing can end it or the sheet."""
    return safe('"' + "".join(char if char.isalnum() or char == " " else f"\\{ord(char):x} " for char in text) + '"')


def safe(html: str) -> Any:
    """HTML made by our own writers, to be put into a template as it is."""
    from markupsafe import Markup

    return Markup(html)
