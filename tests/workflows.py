"""The steps of a composite GitHub Action run as a runner would: real bash, GitHub's variables, outputs between steps."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")


@dataclass
class Runner:
    """Runs steps in a folder. `contexts`: expression (`github.base_ref`) -> value; an unknown one is a KeyError."""

    folder: Path
    temporary: Path
    contexts: dict[str, str]
    variables: Mapping[str, str]
    log: str = ""
    codes: dict[str, int] = field(default_factory=dict)

    @property
    def summary(self) -> str:
        path = self.temporary / "summary.md"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def run(self, step: dict[str, Any]) -> int:
        """The exit code of a step; its outputs become contexts."""
        output = self.temporary / "output"
        output.write_text("", encoding="utf-8")
        given = {name: self.filled(str(value)) for name, value in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.folder,
            env={
                **os.environ,
                **self.variables,
                **given,
                "RUNNER_TEMP": str(self.temporary),
                "GITHUB_OUTPUT": str(output),
                "GITHUB_STEP_SUMMARY": str(self.temporary / "summary.md"),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
        )
        self.log += done.stdout
        self.codes[step["name"]] = done.returncode
        for line in output.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            self.contexts[f"steps.{step['id']}.outputs.{name}"] = value
        return done.returncode

    def filled(self, text: str) -> str:
        return _EXPRESSION.sub(lambda found: self.contexts[found[1]], text)


def steps(path: Path) -> dict[str, dict[str, Any]]:
    """The steps of a composite action by their names."""
    return {step["name"]: step for step in yaml.safe_load(path.read_text(encoding="utf-8"))["runs"]["steps"]}
