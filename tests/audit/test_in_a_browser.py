"""The HTML report in a real browser: every view, by keyboard too, for all, and nothing leaves."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.report.large import large_page
from tests.audit.browser import AXE, VIEWS, Opened, opened, opened_browser
from tests.audit.systems import fixture_with_a_past, page_of


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with opened_browser() as found:
        yield found


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    place = tmp_path_factory.mktemp("reports")
    system = fixture_with_a_past(place)
    pages = {
        "startup": page_of(system, remote="https://github.com/tidepool/startup.git"),
        "large": large_page(),
    }
    for name, page in pages.items():
        (place / f"{name}.html").write_text(page, "utf-8")
    return {name: place / f"{name}.html" for name in pages}


@pytest.fixture(scope="module")
def startup(browser: Any, reports: dict[str, Path]) -> Opened:
    return opened(browser, reports["startup"])


@pytest.fixture(scope="module")
def large(browser: Any, reports: dict[str, Path]) -> Opened:
    return opened(browser, reports["large"])


@pytest.mark.parametrize("report", ["startup", "large"])
def test_each_view_shows_something_and_complains_of_nothing(
    request: pytest.FixtureRequest, report: str
) -> None:
    found: Opened = request.getfixturevalue(report)
    for view in VIEWS:
        if report == "large" and view in ("data", "owners", "map/services"):
            continue  # it has no services and no owners
        found.go(view)
        assert len(found.page.inner_text("main")) > 100, view
        assert found.page.locator("main h1").count() == 1, view
    assert found.complaints == []
    assert len(found.requests) == 1
    assert found.requests[0].startswith("file:")


def test_of_a_family_the_odd_one_comes_first_and_its_line_is_marked(startup: Opened) -> None:
    startup.go("twice/functions")
    page = startup.page
    assert page.locator("article li").first.inner_text().startswith("the odd one: integrations")
    marked = page.locator("table.beside tr.apart")
    assert marked.count() == 1
    assert marked.locator("td.sign").inner_text().startswith("≠")
    assert marked.locator("mark").all_inner_texts() == ["wait * 2", "min(wait * 2, LONGEST)"]


def test_ways_and_terms_have_a_column_for_each_component(startup: Opened) -> None:
    startup.go("twice/capabilities")
    row = startup.page.get_by_role("row", name="Scheduling").first
    assert "≠\xa0celery" in row.inner_text()
    startup.go("twice/definitions")
    head = startup.page.locator("table.grid thead").first.inner_text().split("\t")
    assert [each.strip() for each in head] == ["Of what", "analytics", "billing", "integrations"]
    assert startup.page.locator("table.grid tr.apart").count() >= 2


def test_the_trend_is_told_by_a_curve_and_by_tables(startup: Opened) -> None:
    startup.go("trend")
    page = startup.page
    assert "20 on 2023" in str(page.locator("figure svg").get_attribute("aria-label"))
    page.get_by_role("button", name="Evidence for").nth(1).click()
    assert "UsageBadge" in page.locator("tr.detail:not([hidden])").inner_text()
    startup.go("summary")
    assert page.locator(".verdict .spark").count() == 1


def test_a_finding_has_its_lines_and_what_would_end_it(startup: Opened) -> None:
    startup.go("findings")
    card = startup.page.locator("article").first
    assert (
        "from usage_sdk.events import record"
        in card.locator("pre.source .meant").first.inner_text()
    )
    assert card.locator(".fix").inner_text().startswith("To end it: ")


def test_what_is_planned_stands_on_the_map_beside_what_differs(startup: Opened) -> None:
    startup.go("map/0")
    page = startup.page
    assert page.locator(".arrow.absent title").all_text_contents() == [
        "analytics → common: planned, and not there"
    ]
    assert page.locator(".arrow.differs").count() == 4
    page.get_by_role("button", name="analytics: 24 files").focus()
    page.keyboard.press(" ")
    page.get_by_role("button", name="Lines of analytics → billing").focus()
    page.keyboard.press("Enter")
    assert "deny analytics->billing" in page.locator(".detail-of-map").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Any, reports: dict[str, Path], scheme: str) -> None:
    if not AXE.exists():
        pytest.skip("needs axe-core: `npm ci` in tests/audit")
    # Only here does a script come from elsewhere, and the page's own policy would refuse it.
    found = opened(browser, reports["startup"], color_scheme=scheme, bypass_csp=True)
    found.page.add_script_tag(path=str(AXE))
    told = []
    for view in VIEWS:
        found.go(view)
        result = found.page.evaluate("() => axe.run()")
        told += [
            f"{view}: {each['id']}: {each['nodes'][0]['html'][:200]} "
            f"{each['nodes'][0]['failureSummary'][:200]}"
            for each in result["violations"]
            if each["impact"] in ("serious", "critical")
        ]
    found.page.context.close()
    assert told == []


def test_the_policy_stops_what_is_not_of_the_report(startup: Opened) -> None:
    startup.go("summary")
    startup.page.evaluate("""() => {
        const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        document.body.append(script);
        const image = new Image();
        image.src = 'https://example.org/x.png';
        document.body.append(image);
    }""")
    startup.page.wait_for_timeout(100)
    assert startup.page.evaluate("() => window.ran") is None
    assert len([each for each in startup.complaints if "Content Security Policy" in each]) == 2
    startup.complaints.clear()
    startup.requests[1:] = []


def test_a_finding_is_copied_as_markdown(browser: Any, reports: dict[str, Path]) -> None:
    found = opened(browser, reports["startup"])
    found.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    found.go("findings")
    found.page.get_by_role("button", name="Copy as Markdown").first.click()
    found.page.wait_for_selector("text=Copied")
    text = found.page.evaluate("() => navigator.clipboard.readText()")
    assert "https://github.com/tidepool/startup/blob/" in text
    assert "_driftscan " in text
    found.page.context.close()


def test_findings_are_filtered(startup: Opened) -> None:
    startup.go("findings")
    page = startup.page
    whole = page.locator("main p[role=status]").first.inner_text()
    page.get_by_label("Rule").select_option(index=1)
    assert page.locator("main p[role=status]").first.inner_text() != whole
    page.get_by_label("Words").fill("no such words anywhere")
    assert page.locator("main p[role=status]").first.inner_text().startswith("0 findings")


def test_search_and_tables_work_by_keyboard(startup: Opened) -> None:
    startup.go("summary")
    page = startup.page
    page.get_by_label("Find a file, service, table").focus()
    page.keyboard.type("tasks.py")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash.startsWith('#file/')")
    assert page.inner_text("main h1").endswith("tasks.py")
    startup.go("hotspots")
    page.get_by_role("button", name="Length").focus()
    page.keyboard.press("Enter")
    assert page.locator("th[aria-sort]").last.inner_text().startswith("Length")
    page.get_by_role("button", name="Evidence for").first.focus()
    page.keyboard.press("Enter")
    assert "changes a quarter" in page.locator("tr.detail:not([hidden])").inner_text()


def test_the_map_is_walked_by_keyboard_from_system_to_file(startup: Opened) -> None:
    startup.go("map/0")
    page = startup.page
    page.locator(".node").first.focus()
    page.keyboard.press(" ")
    assert "Open (" in page.locator(".detail-of-map").inner_text()
    for _ in range(9):
        if page.evaluate("() => location.hash.startsWith('#file/')"):
            break
        page.locator(".node").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_timeout(50)
    assert page.evaluate("() => location.hash").startswith("#file/")


def test_a_way_between_two_files_is_found(startup: Opened) -> None:
    startup.go("map/0")
    page = startup.page
    page.get_by_text("Is there a way from one part").click()
    for label, words in (("From", "analytics"), ("To", "billing")):
        page.get_by_label(f"{label}: file or component").fill(words)
        page.wait_for_selector("[role=option]")
        page.keyboard.press("Enter")
    told = page.locator("main [role=status]").last.inner_text()
    assert "analytics reaches billing in" in told


def test_light_and_dark_differ(startup: Opened) -> None:
    startup.go("summary")
    paper = "() => getComputedStyle(document.body).backgroundColor"
    before = startup.page.evaluate(paper)
    startup.page.get_by_role("button", name="Light or dark").click()
    assert startup.page.evaluate(paper) != before
    startup.page.get_by_role("button", name="Light or dark").click()


def test_print_leaves_out_what_is_only_for_the_screen(startup: Opened) -> None:
    startup.go("findings")
    startup.page.emulate_media(media="print")
    assert not startup.page.locator("nav").first.is_visible()
    assert startup.page.locator("main h1").is_visible()
    startup.page.emulate_media(media="screen")
