"""The one page: what stands under each heading, gaps said as gaps, and nothing hostile on it."""

import datetime
import re
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest
from markdown_it import MarkdownIt

from driftscan.model.brief import Material
from driftscan.model.co_change import CoChanges
from driftscan.model.cost import CostTable, PartCost
from driftscan.model.measure import Goal
from driftscan.model.page import Page, Section
from driftscan.model.ranking import FirstThings, Task
from driftscan.model.rule import Expect, NoSharedData, RuleHead, Side
from driftscan.model.scan import RuleSummary
from driftscan.model.spec import Decision, Spec, SpecException, Strategy
from driftscan.model.trend import Effect, Landed, Observed, Outcome, Point, Reading, Trend
from driftscan.report import page_html, page_markdown
from driftscan.report.brief_parts import brief
from driftscan.report.escape import name_text
from tests.formats.conftest import HOSTILE, finding, scan

TODAY = datetime.date(2026, 11, 22)
WHOLE = Strategy(
    owner="@acme/architecture",
    horizon="2027-06-30",
    problem="Three services count users in three ways.",
    target="Billing owns usage.",
    bet="One API before the launch.",
    not_now=("a new event bus",),
)
GOALS = (Goal(measure="findings", relation="<=", bound=2, text="<= 2"),)


def material(**changes: Any) -> Material:
    values: dict[str, Any] = {
        "name": "shop",
        "today": TODAY,
        "spec": Spec(strategy=WHOLE, goals=GOALS),
        "scan": scan(()),
    }
    return Material(**(values | changes))


def sections(page: Page) -> list[Section]:
    return [each for chapter in page.chapters for each in chapter.sections]


def section(page: Page, title: str) -> Section:
    (found,) = (each for each in sections(page) if each.title.startswith(title))
    return found


def point(day: datetime.date, findings: int) -> Point:
    landed = Landed(id=f"{day.toordinal():040x}", day=day, subject="work")
    return Point(
        landed=landed,
        observed=Observed(commit=landed.id, readings=(Reading("findings", findings),), findings=()),
    )


def trend(*points: Point, outcomes: tuple[Outcome, ...] = ()) -> Trend:
    return Trend(
        root=".",
        spec_file="driftscan.yaml",
        every="month",
        points=points,
        known={},
        landed={},
        outcomes=outcomes,
    )


def test_what_the_spec_says_is_told_as_it_says_it() -> None:
    page = brief(material())
    assert dict(page.facts)["Owner"] == "@acme/architecture"
    assert section(page, "The problem").lines == (WHOLE.problem,)
    assert section(page, "Where it should be").lines == (WHOLE.target,)
    assert section(page, "The bet").lines == (WHOLE.bet,)
    assert section(page, "What is not").lines == WHOLE.not_now


def test_of_an_empty_spec_every_part_is_a_gap() -> None:
    page = brief(material(spec=Spec(), scan=scan((), rules=())))
    parts = sections(page)
    assert [each.title for each in parts if not each.gap] == []
    assert [each.title for each in parts if each.lines] == []
    assert "gap: strategy.owner" in dict(page.facts)["Owner"]
    assert section(page, "Who decides").gap == "nobody, as far as the repository shows"


def test_measures_tell_today_then_and_the_goal() -> None:
    points = point(datetime.date(2026, 6, 1), 9), point(datetime.date(2026, 11, 1), 4)
    (line,) = section(brief(material(trend=trend(*points))), "Measures").lines
    assert line.endswith("4 today, 9 on 2026-06-01; goal <= 2, not met")
    (line,) = section(brief(material(today_reads=(Reading("findings", 2),))), "Measures").lines
    assert line.endswith("2 today; goal <= 2, met")
    (line,) = section(brief(material()), "Measures").lines
    assert line.endswith("not known; goal <= 2")


def test_what_limits_the_history_is_told() -> None:
    cut = msgspec.structs.replace(trend(point(TODAY, 4)), notes=("a shallow clone",))
    assert brief(material(trend=cut, lacking=("no costs",))).notes == (
        "no costs",
        "a shallow clone",
    )


def expect(name: str, by: datetime.date | None) -> Expect:
    return Expect(head=RuleHead(name=name), source=Side(text="a"), target=Side(text="b"), by=by)


def test_milestones_are_what_has_a_date_the_next_first() -> None:
    later, sooner = datetime.date(2027, 5, 1), datetime.date(2027, 1, 31)
    rules = (expect("b -> c", later), expect("a -> b", sooner), expect("no date", None))
    outcomes = tuple(
        RuleSummary(name=name, check="expect", outcome=outcome, findings=0)
        for name, outcome in (("a -> b", "kept"), ("b -> c", "planned"))
    )
    page = brief(material(spec=Spec(rules=rules), scan=scan((), rules=outcomes)))
    assert section(page, "First milestones").lines == (
        "by 2027-01-31: a -> b (done)",
        "by 2027-05-01: b -> c (not there yet)",
    )


def test_a_milestone_says_what_there_is_to_mend_and_what_for() -> None:
    found = finding(rule="expect a", source_component="a", id="1" * 12)
    tasks = tuple(
        Task(
            title="a and b",
            reason="",
            owner="@acme/a",
            cost=1234.0,
            files=1,
            costliest=(),
            cut=(),
            findings=ids,
        )
        for ids in ((found.id,), ())
    )
    apart = CoChanges(files=(), parts=(), shared=(), explained=0, commits=0, large=0)
    page = brief(
        material(
            spec=Spec(rules=(expect("expect a", None),)),
            scan=scan((found,)),
            things=FirstThings(findings=(), tasks=tasks, together=apart, has_spec=True),
        )
    )
    costs = "(@acme/a; about 1,234 lines of that code are expected to change in a quarter)"
    assert section(page, "First milestones").lines == (
        f"mend 1 place in a, so that a uses b {costs}",
        f"a and b {costs}",
    )


def test_risks_come_from_findings_exceptions_and_rules_without_owner() -> None:
    late = finding(check="expect", nature="absence", rule="a -> b", id="1" * 12)
    ending = SpecException(
        finding="x", where="y", reason="z", until=TODAY + datetime.timedelta(days=20)
    )
    rules = (expect("a -> b", TODAY),)
    page = brief(
        material(spec=Spec(rules=rules, exceptions=(ending,)), scan=scan((late, finding())))
    )
    assert section(page, "Risks").lines == (
        "planned, and late: a -> b",
        "1 place in the code where it departs from the plan, open today",
        "1 exception from the rules will end, the first on 2026-12-12",
        "1 rule that nobody owns",
    )


def part(name: str, cost: float) -> PartCost:
    return PartCost(
        name=name,
        files=1,
        cost=cost,
        changes_per_quarter=1.0,
        lines_per_change=cost,
        loc=10,
        changes=1,
        fixes=0,
        owners=1,
        ripple=0.0,
    )


def test_the_costliest_parts_are_told_by_their_share() -> None:
    table = CostTable(
        revision="a" * 40,
        cut=0,
        has_lines=True,
        commits=1,
        first=0,
        files=(),
        components=[part("billing", 30.0), part("web", 10.0)],
    )
    lines = section(brief(material(table=table)), "Which parts").lines
    assert [line.partition(":")[0] for line in lines] == ["billing", "web"]
    assert "75%" in lines[0]


def test_rules_about_data_are_told_kept_or_not() -> None:
    rules = tuple(NoSharedData(head=RuleHead(name=name), members=()) for name in ("one", "two"))
    outcomes = (
        RuleSummary(name="one", check="no_shared_data", outcome="kept", findings=0),
        RuleSummary(name="two", check="no_shared_data", outcome="broken", findings=3),
    )
    page = brief(material(spec=Spec(rules=rules), scan=scan((), rules=outcomes)))
    assert section(page, "How are the rules").lines == (
        "1 of 2 rules holds",
        "not kept in 3 places: two",
    )


def outcome(title: str, day: datetime.date, at: int, now: int) -> Outcome:
    effect = Effect(
        measure="findings",
        start=None,
        at=Reading("findings", at),
        now=Reading("findings", now),
        points_before=3,
        points_after=3,
        verdict="better since",
    )
    return Outcome(decision=Decision(title=title, date=day), effects=(effect,))


@pytest.mark.parametrize(
    ("decided", "told"),
    [
        ([("old", 200, 9, 0)], ""),
        ([("small", 40, 10, 9), ("large", 30, 10, 2)], "large"),
        ([("nothing moved", 30, 5, 5)], "none that the measures show: nothing moved"),
        ([("from none", 30, 0, 4), ("doubled", 30, 4, 8)], "from none"),
    ],
)
def test_the_decision_that_moved_most(decided: list[tuple[str, int, int, int]], told: str) -> None:
    outcomes = tuple(
        outcome(title, TODAY - datetime.timedelta(days=days), at, now)
        for title, days, at, now in decided
    )
    found = section(brief(material(trend=trend(outcomes=outcomes))), "Which decision")
    assert "".join(found.lines).startswith(told)
    assert bool(found.gap) is (not told)


class _Tags(HTMLParser):
    """What a browser would make of it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_words(hostile: str) -> None:
    strategy = Strategy(owner=hostile, problem=hostile, not_now=(hostile, hostile))
    page = brief(material(name=hostile, spec=Spec(strategy=strategy), lacking=(hostile,)))
    html, text = page_html.render(page), page_markdown.render(page)
    tags = _Tags()
    tags.feed(html)
    used = {tag for tag, _ in tags.tags}
    own = {"html", "head", "meta", "title", "style", "body", "main", "section"}
    assert used <= own | {"h1", "h2", "h3", "p", "ul", "li"}
    assert not [each for _, attributes in tags.tags for each in attributes if each[:2] == "on"]
    assert name_text(html.replace("\n", "")) == html.replace("\n", "")
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    inner = [each for token in tokens for each in [token, *(token.children or [])]]
    kinds = {each.type for each in inner}
    assert kinds.isdisjoint(
        {"html_block", "html_inline", "link_open", "image", "fence", "table_open"}
    )
    assert kinds.isdisjoint({"code_block", "code_inline", "strong_open", "hr", "blockquote_open"})
    assert not re.search(r"@\w", text)


@pytest.mark.parametrize(
    "words",
    [
        "a plain sentence, with commas.",
        "usage_events -> billing (2026-11-22)",
        "*bold* _it_ `code` [x](y) <b> & &lt; 1. # h",
        "- item",
        "3. third",
        "> quote",
        "http://a.example www.b.example",
    ],
)
def test_markdown_reads_back_as_it_was(words: str) -> None:
    tokens = MarkdownIt("commonmark", {"html": True}).parse(page_markdown.prose(words))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    texts = [each.content for each in tokens[1].children or []]
    assert "".join(texts) == words
