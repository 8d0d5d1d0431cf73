"""The preview: documents of specs over loopback, new ones on each save, problems said, nothing for anybody else."""

from __future__ import annotations

import http.client
import json
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipelang.cli.preview import Preview, server

SPEC = """\
crm "Фабрика" { locale ru }
role manager "Менеджер"
pipeline sales "Продажи" {
  kind sales
  stage new "Новая заявка" { owner manager }
  won "Оплата"
  lost "Отказ" { reason price "Дорого" }
}
"""


@dataclass
class Site:
    port: int

    def get(self, path: str, host: str = "") -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers={"Host": host or f"127.0.0.1:{self.port}"})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def state(self, after: int = 0) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.get(f"/state?after={after}")[1])
        return found


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.chdir(tmp_path)
    save(SPEC)
    preview = Preview(("main.pipe",), None, {}, "en", ("playbook", "docs"))
    serving = server(preview, 0)
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    preview.start()
    yield Site(serving.server_port)
    serving.shutdown()
    serving.server_close()


def save(text: str) -> None:
    """Write the spec, with a time of writing that no clock is too coarse for."""
    path = Path("main.pipe")
    path.write_text(text, encoding="utf-8")
    stamp = time.time_ns()
    os.utime(path, ns=(stamp, stamp))


def test_documents_are_shown_and_made_anew_on_save(site: Site) -> None:
    first = site.state()
    assert (first["version"], first["errors"]) == (1, 0)
    assert first["pages"] == ["playbook/playbook.html", "docs/spec.html"]
    assert "Новая заявка" in site.get("/files/playbook/playbook.html")[1]
    save(SPEC.replace("Новая заявка", "Заявка получена"))
    assert site.state(after=1)["version"] == 2
    assert "Заявка получена" in site.get("/files/docs/spec.html")[1]


def test_mistakes_are_told_and_the_last_good_documents_stay(site: Site) -> None:
    site.state()
    save(SPEC.replace("owner manager", "owner <b>mangr"))
    broken = site.state(after=1)
    assert broken["errors"] > 0 and "error[" in broken["report"] and "main.pipe" in broken["report"]
    assert "Новая заявка" in site.get("/files/playbook/playbook.html")[1]
    save(SPEC)
    assert site.state(after=2)["errors"] == 0


@pytest.mark.parametrize(
    "path",
    ["/files/../main.pipe", "/files/main.pipe", "/main.pipe", "/files//etc/passwd", "/files/%2e%2e/main.pipe", "/x"],
)
def test_nothing_but_what_was_built_is_given_out(site: Site, path: str) -> None:
    site.state()
    assert site.get(path)[0] == 404


def test_another_name_for_this_machine_is_refused(site: Site) -> None:
    site.state()
    assert site.get("/files/docs/spec.html", host="evil.example:80")[0] == 403
    assert site.get("/", host=f"localhost:{site.port}")[0] == 200


def test_odd_questions_are_answered(site: Site) -> None:
    for query in ("after=x", "after=-1", "after=", "", "after=" + "9" * 99):
        assert site.get(f"/state?{query}")[0] == 200
