"""The preview in a browser: what is saved is seen, and a mistake is told above the last good page."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipelang.cli.preview import Preview, server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

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


def test_a_saved_spec_is_seen_at_once(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    spec = tmp_path / "main.pipe"
    spec.write_text(SPEC, encoding="utf-8")
    preview = Preview(("main.pipe",), None, {}, "en", ("playbook", "docs"))
    serving = server(preview, 0)
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    preview.start()
    page = browser.new_page()
    noise: list[str] = []
    page.on("console", lambda said: noise.append(said.text) if said.type == "error" else None)
    page.goto(f"http://127.0.0.1:{serving.server_port}/")
    frame = page.frame_locator("iframe")
    frame.get_by_text("Новая заявка").first.wait_for(timeout=15_000)
    spec.write_text(SPEC.replace("Новая заявка", "Заявка получена"), encoding="utf-8")
    frame.get_by_text("Заявка получена").first.wait_for(timeout=15_000)
    spec.write_text(SPEC.replace("owner manager", "owner <b>mangr</b>"), encoding="utf-8")
    page.locator("#problems pre").get_by_text("mangr").first.wait_for(timeout=15_000)
    assert frame.get_by_text("Заявка получена").first.is_visible()
    page.close()
    serving.shutdown()
    serving.server_close()
    assert noise == []
