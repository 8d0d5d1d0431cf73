"""What would change in a file, as a unified diff for people: nothing acts on the terminal, no secret is shown."""

from __future__ import annotations

from difflib import unified_diff

from pipelang.report.screen import visible
from pipelang.secrets import blotted


def difference(path: str, before: str, after: str, note: str) -> str:
    """`note` stands beside the path of the new text: `(formatted)`. Empty when the texts look the same."""
    old, new = blotted(before).splitlines(), blotted(after).splitlines()
    lines = unified_diff(old, new, path, f"{path} ({note})", lineterm="")
    return "".join(f"{visible(line)}\n" for line in lines)
