"""GraphiQL as a browser shows it: with the ready questions, from this server alone, without a complaint."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect, sync_playwright

from api.questions import FLAGSHIP, question, questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

_PATIENCE_MS: Final = 30_000  # the first answer of an engine takes seconds on a busy machine
expect.set_options(timeout=_PATIENCE_MS)

_FLAGS: Final = (
    "--no-sandbox",  # tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a service that has the bundled sample, started by the command."""
    program = Path(sys.executable).with_name("rectigraph")
    data = tmp_path_factory.mktemp("browser")
    samples = Path(__file__).resolve().parents[2] / "loaders" / "samples"
    command = [program, "--data-dir", data]
    subprocess.run([*command, "load", samples / "report.txt", samples / "ledger.csv"], check=True, capture_output=True)
    with subprocess.Popen([*command, "serve", "--port", "0"], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        yield next(word for line in process.stderr for word in line.split() if word.startswith("http://"))
        process.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return the Chromium of the machine, with a profile of its own."""
    chromium = shutil.which("chromium")
    assert chromium, "There is no `chromium`: `make browser` installs it."
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, headless=True, args=[*_FLAGS])
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Return an empty page; asking another host for anything, or a complaint of the page, fails the test afterwards."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    complaints: list[str] = []
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda message: complaints.append(message.text) if message.type != "log" else None)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield context.new_page()
    context.close()
    host = address.removesuffix("graphql")
    assert [url for url in asked if not url.startswith((host, "data:"))] == []
    assert complaints == []


def _run(page: Page) -> Locator:
    """Run what the page shows and return where it prints the answer; of a long one, only the beginning is there."""
    page.get_by_role("button", name="Execute query").click()
    return page.locator(".result-window .CodeMirror-code")


def _assert_editor_shows(page: Page, document: str) -> None:
    editor = page.locator(".graphiql-query-editor .CodeMirror")
    deadline = time.monotonic() + _PATIENCE_MS / 1000
    while (shown := editor.evaluate("editor => editor.CodeMirror.getValue()")) != document:
        assert time.monotonic() < deadline, shown
        page.wait_for_timeout(50)


def test_the_first_visit_shows_the_ready_questions_and_answers_the_flagship(page: Page, address: str):
    page.goto(address)
    panel = page.get_by_role("region", name="常用问题")
    expect(panel.get_by_role("listitem")).to_have_count(len(questions()))
    _assert_editor_shows(page, question(FLAGSHIP).document)
    answer = _run(page)
    expect(answer).to_contain_text('"totalCount": 10')
    expect(answer).to_contain_text('"name": "岚溪水务集团有限公司"')


def test_a_question_opens_in_a_tab_of_its_own_with_its_variables_and_once_only(page: Page, address: str):
    page.goto(address)
    page.get_by_role("searchbox", name="筛选").fill("overdue measures of a")
    page.get_by_role("button", name="某单位的逾期措施").click()
    tabs = page.get_by_role("tab")
    expect(tabs).to_contain_text(["UnitsMostOverdueOnWater", "OverdueOfAUnit"])
    _assert_editor_shows(page, question("overdue-of-a-unit").document)
    expect(_run(page)).to_contain_text('"daysOverdue": 62')
    tabs.first.click()
    _assert_editor_shows(page, question(FLAGSHIP).document)
    page.get_by_role("button", name="某单位的逾期措施").click()
    expect(tabs).to_have_count(2)
    _assert_editor_shows(page, question("overdue-of-a-unit").document)


def test_a_later_visit_shows_the_tabs_of_the_last(page: Page, address: str):
    page.goto(address)
    page.get_by_role("button", name="恢复挂号的措施").click()
    expect(page.get_by_role("tab")).to_have_count(2)
    # It keeps what was typed half a second later, and nothing before.
    while "query Reopened" not in page.evaluate("localStorage.getItem('graphiql:tabState') ?? ''"):
        page.wait_for_timeout(50)
    page.reload()
    expect(page.get_by_role("tab")).to_contain_text(["UnitsMostOverdueOnWater", "Reopened"])
    _assert_editor_shows(page, question("reopened").document)


def test_an_address_may_name_a_question_or_hold_a_document(page: Page, address: str):
    page.goto(f"{address}?question=revised-deadlines")
    expect(_run(page)).to_contain_text("新建雨水情监测站8处")
    page.goto(address + "?query={units{totalCount}}")
    expect(_run(page)).to_contain_text('"totalCount": 20')


def test_the_documentation_explains_types_in_chinese_and_english(page: Page, address: str):
    page.goto(address)
    page.get_by_role("button", name="Show Documentation Explorer").click()
    page.get_by_role("link", name="Query", exact=True).click()
    page.get_by_role("link", name="MeasureConnection", exact=True).click()
    explained = page.locator(".graphiql-doc-explorer")
    expect(explained).to_contain_text("覆盖")
    expect(explained).to_contain_text("Items that the filter selects.")


def test_headers_are_sent(page: Page, address: str):
    page.goto(address)
    page.get_by_role("button", name="Headers").click()
    page.locator(".graphiql-editor-tool .CodeMirror:visible").click()
    page.keyboard.insert_text('{"x-asked-by": "browser"}')
    with page.expect_request(lambda request: request.headers.get("x-asked-by") == "browser"):
        page.get_by_role("button", name="Execute query").click()
