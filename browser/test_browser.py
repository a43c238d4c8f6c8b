"""What a resident meets: accessible, private, and all there with the keyboard alone, without JavaScript, and on paper."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, Request, expect

from browser.site import TEMPLATES

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIEWS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 800}},
    "phone": {"viewport": {"width": 375, "height": 667}, "has_touch": True},
    "dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "phone, dark": {"viewport": {"width": 375, "height": 667}, "color_scheme": "dark"},
    "enlarged to 200 %": {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2},
}


@pytest.fixture(scope="module", params=VIEWS)
def view(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Return a page of the browser in each view; its policy is set aside so that axe can be put in."""
    context = chromium.new_context(**VIEWS[request.param], bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Return a page of the browser on a wide screen."""
    context = chromium.new_context(**VIEWS["desktop"])
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """Return a page of the browser on a phone."""
    context = chromium.new_context(**VIEWS["phone"])
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", TEMPLATES)
def test_axe_finds_nothing(view: Page, address: str, path: str) -> None:
    """By the rules of WCAG 2.0 to 2.2, A and AA, and best practice; and nothing runs over the side."""
    view.goto(f"{address}/{path}")
    view.evaluate(AXE)
    found = view.evaluate("tags => axe.run({runOnly: tags, resultTypes: ['violations']})", TAGS)
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found["violations"]] == []
    assert view.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_crawl_of_every_page_stays_at_home(chromium: Browser, site: Path, address: str) -> None:
    """No request to anybody else, no cookie, nothing stored, and nothing that the page's own policy had to stop."""
    context = chromium.new_context()
    requests: list[Request] = []
    complaints: list[str] = []
    context.on("request", lambda request: requests.append(request))
    tab = context.new_page()
    tab.on("console", lambda message: complaints.append(message.text))
    pages = [file.relative_to(site).as_posix().removesuffix("index.html") for file in site.rglob("*.html")]
    for path in pages:
        tab.goto(f"{address}/{path}", wait_until="load")
        assert tab.evaluate("localStorage.length + sessionStorage.length") == 0
        assert tab.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
    assert len(pages) > len(TEMPLATES)
    assert {request.url for request in requests if not request.url.startswith((address, "data:,"))} == set()
    assert context.cookies() == []
    assert complaints == []
    context.close()


@pytest.mark.parametrize("path", ["", "policies/social-media/"])
def test_the_policy_of_a_page_stops_what_is_not_its_own(page: Page, address: str, path: str) -> None:
    """A script, a style and a picture from elsewhere are not loaded."""
    page.goto(f"{address}/{path}")
    stopped = page.evaluate("""() => new Promise(done => {
        const stopped = [];
        document.addEventListener("securitypolicyviolation", (event) => {
            if (stopped.push(event.effectiveDirective) === 4) done(stopped.sort()) });
        for (const [name, key] of [["script", "src"], ["img", "src"], ["link", "href"]]) {
            const node = document.createElement(name);
            node.rel = "stylesheet"; node[key] = "http://127.0.0.2/x"; document.head.append(node) }
        const code = document.createElement("script");
        code.textContent = "window.ran = true"; document.head.append(code) })""")
    assert stopped == ["img-src", "script-src-elem", "script-src-elem", "style-src-elem"]
    assert page.evaluate("window.ran") is None


def focused(page: Page) -> dict[str, Any]:
    """Return what has the focus: its words, its place, and the outline round it."""
    told = page.evaluate("""() => { const node = document.activeElement, style = getComputedStyle(node), box = node.getBoundingClientRect();
        return {words: (node.getAttribute("aria-label") || node.innerText || "").trim(), tag: node.localName, id: node.id,
                outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth), wide: box.width, high: box.height,
                seen: box.bottom > 0 && box.top < innerHeight} }""")
    assert isinstance(told, dict)
    return told


REACHABLE = "a[href], button, input, select, summary, [tabindex='0']"


@pytest.mark.parametrize("name", ["desktop", "phone"])
@pytest.mark.parametrize(
    "path", ["", "services/long-table/", "search/", "meetings/example/minutes/", "finance/expenditure-2025-26/"]
)
def test_the_keyboard_alone_reaches_everything(chromium: Browser, address: str, path: str, name: str) -> None:
    """In the order of the page, each thing once, in view, with a thick outline, and large enough to hit."""
    context = chromium.new_context(**VIEWS[name])
    tab = context.new_page()
    tab.goto(f"{address}/{path}")
    visible = tab.locator(REACHABLE).evaluate_all("nodes => nodes.filter(node => node.checkVisibility()).length")
    reached = []
    for _ in range(visible):
        tab.keyboard.press("Tab")
        reached.append(focused(tab))
    assert [each for each in reached if each["outline"] < 2 or not each["seen"] or each["tag"] == "body"] == []
    assert len(reached) > 12
    context.close()


def test_the_first_key_skips_to_the_content(page: Page, address: str) -> None:
    """The skip link is the first thing reached, and leads past the menu."""
    page.goto(f"{address}/services/long-table/")
    page.keyboard.press("Tab")
    assert focused(page)["words"] == "Skip to content"
    page.keyboard.press("Enter")
    assert focused(page)["id"] == "content"
    page.keyboard.press("Tab")
    assert focused(page)["words"] == "Table: A long table"


def test_a_phones_menu_opens_with_the_keyboard_and_without_javascript(chromium: Browser, address: str) -> None:
    """It leads to every section."""
    context = chromium.new_context(**VIEWS["phone"], java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{address}/")
    assert not tab.locator(".menu nav").is_visible()
    tab.locator(".menu summary").focus()
    tab.keyboard.press("Enter")
    tab.locator(".menu a", has_text="Meetings").click()
    expect(tab.locator("h1")).to_have_text("Meetings")
    tab.goto(f"{address}/search/")
    assert tab.locator(".without").is_visible()
    assert not tab.locator(".search").is_visible()
    context.close()


def test_a_wide_table_scrolls_in_its_own_box(phone: Page, address: str) -> None:
    """With the keyboard, while the page stands still."""
    phone.goto(f"{address}/services/long-table/")
    box = phone.locator(".scroll").first
    assert box.evaluate("node => node.scrollWidth > node.clientWidth")
    box.focus()
    phone.keyboard.press("ArrowRight")
    expect(box).to_have_js_property("scrollLeft", 40)
    assert phone.evaluate("scrollX") == 0


def test_a_table_of_payments_is_put_in_order_with_the_keyboard(page: Page, address: str) -> None:
    """By date, by words, by amount; the heading says which way, and the total stays below."""
    page.goto(f"{address}/finance/expenditure-2025-26/")
    rows = page.locator("table.sortable tbody tr")
    heading = page.get_by_role("columnheader", name="Amount").last
    heading.get_by_role("button").focus()
    for direction, first in (("ascending", "−£34.50"), ("descending", "£1,234.50")):
        page.keyboard.press("Enter")
        expect(heading).to_have_attribute("aria-sort", direction)
        assert rows.first.locator("td").last.inner_text() == first
    page.get_by_role("button", name="Purpose").click()
    assert [row.locator("td").nth(1).inner_text() for row in rows.all()][::3] == ["Grass cutting", "Insurance"]
    assert page.locator("[aria-sort]").count() == 1
    page.get_by_role("button", name="Date").click()
    assert rows.first.locator("th").inner_text() == "14 May 2025"
    assert page.locator("table.sortable tfoot").inner_text().split() == ["Total", "£1,852.50"]


def test_payments_stand_as_a_table_without_javascript(chromium: Browser, address: str) -> None:
    """Every figure of a chart stands in the table below it."""
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{address}/finance/expenditure-2025-26/")
    assert tab.locator("table.sortable tbody tr").count() == 4
    assert tab.locator("table button").count() == 0
    for chart, table in zip(tab.locator(".chart").all(), tab.locator(".scroll").all(), strict=False):
        figures = set(table.locator("td").all_inner_texts())
        assert {words for words in chart.locator("text").all_text_contents() if "£" in words} == figures
    context.close()


def test_search_answers_and_tells_nobody(page: Page, address: str) -> None:
    """The words stay on the device, the filters narrow the answer, and nothing is fetched before a search."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/search/")
    assert not [url for url in asked if url.endswith(".json")]
    page.get_by_label("Words to look for").fill("Footpath clearing")
    page.keyboard.press("Enter")
    page.wait_for_selector(".results li mark")
    assert page.locator(".results a").first.inner_text().startswith("Example: ")
    assert "found" in page.locator("[role=status]").inner_text()
    assert not [url for url in asked if "footpath" in url.lower()]
    page.get_by_label("Section", exact=True).select_option(label="News")
    expect(page.locator("[role=status]")).to_contain_text("No page found")
    page.get_by_label("Year").select_option("2025")
    page.get_by_label("Words to look for").fill("hall")
    page.keyboard.press("Enter")
    expect(page.locator(".results li")).to_have_count(1)
    page.locator(".results a").click()
    expect(page.locator("h1")).to_have_text("The hall opens")
    page.go_back()
    page.wait_for_selector(".results a")
    assert page.get_by_label("Words to look for").input_value() == "hall"


def test_search_shows_words_as_words(page: Page, address: str) -> None:
    """Marks of HTML that somebody types are looked for, not run."""
    page.goto(f"{address}/search/#q=%3Cimg+src%3Dx%3E+meetings")
    expect(page.locator("[role=status]")).not_to_be_empty()
    assert page.locator("main img").count() == 0


def test_paper_shows_the_agenda_and_no_menu(page: Page, address: str) -> None:
    """Black on white, as it is put up on the noticeboard."""
    page.goto(f"{address}/meetings/example/agenda/")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("h1").is_visible()
    assert not any(each.is_visible() for each in page.locator("nav, .skip, .head__search, .menu").all())
    assert page.evaluate("getComputedStyle(document.querySelector('main p')).color") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"


def test_a_wrong_address_is_helped_on(page: Page, address: str) -> None:
    """From any depth, with links that work."""
    answer = page.goto(f"{address}/old/website/page.html")
    assert answer is not None
    assert answer.status == 404
    page.locator("main a", has_text="Meetings").click()
    expect(page.locator("h1")).to_have_text("Meetings")


def test_the_search_index_names_only_pages_that_are_there(site: Path) -> None:
    """And every page but the search itself."""
    index = json.loads((site / "search" / "pages.json").read_text(encoding="utf-8"))
    files = {file.relative_to(site).as_posix() for file in site.rglob("index.html")}
    assert {f"{entry[0]}index.html" for entry in index["pages"]} == files - {"search/index.html"}
