"""Names that try to become markup, script or a mention, in the HTML report and what it copies."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from driftscan.report.escape import HAZARDS
from driftscan.report.html.escape import content, data, digest
from driftscan.stages.page_parts import page_parts
from tests.audit.browser import VIEWS, opened, opened_browser
from tests.audit.systems import page_of
from tests.history.story import Told, told
from tests.sources.making import git

NAMES = (
    b"<img src=x onerror=alert(1)>",
    b"</script><script>alert(1)</script>",
    b"<!--<script>",
    b"${alert(1)}",
    b"{path}",
    b"' onclick='alert(1)",
    b'" autofocus onfocus="alert(1)',
    b"&lt;b&gt;",
    b"@all [link](javascript:alert(1)) ```",
    b"line\nbreak",
    b"\x1b[31mred",
    b"not-\xff-utf8",
    "right\u202eto-left\u2028".encode(),
    b"__proto__",
    b"l" * 200,
)
LONG = b"core/" + b"/".join([b"m" * 199] * 50) + b".py"  # 10,000 characters; git takes it
# Twice the same function, with lines that try to become something else in the views of both.
TWIN = """\
import app.a
from sqlalchemy import Column, Integer, String


def send(transport, message, attempts=5):
    for attempt in range(attempts):
        answer = transport.send(message)  # </script><script>alert(1)</script>
        if answer.status < 500 and not answer.timed_out:
            return answer
        transport.log("<img src=x onerror=alert(1)>\u2028@all ```", attempt)
        if attempt + 1 == attempts:
            %s
        time.sleep(1)
    raise ConnectionError(message)


class Member(Base):
    __tablename__ = "</script>@all"
    name = Column(String)
    email = Column(String, default="<img src=x onerror=alert(1)>")
    %s = Column(Integer)
"""
TWINS = {
    b"app/<b>twin</b>.py": TWIN % ("break", "age"),
    "core/twin\u202e@all.py".encode(): TWIN % ("continue_('</td><script>')", "size"),
}
SPEC = b"""\
driftscan: 1
components:
  app: {path: app, owner: "<script>alert(1)</script>"}
  core: {path: core}
rules:
  - {name: "<b>core</b> is below @all", deny: core -> app, owner: "</script>",
     reason: "<img src=x>"}
"""
COMPOSE = b"""\
services:
  "<svg onload=alert(1)>": {image: "a", environment: {URL: "http://b<script>"}}
  db: {image: postgres}
"""


_ONE_MORE = b"""\
commit refs/heads/main
committer A <a@example.org> 1750000100 +0000
data 4
more
from refs/heads/main^0
M 100644 inline %b
data 13
import app.a

"""


def hostile(directory: Path) -> Path:
    paths = [b"core/%d/%b/%b.py" % (at, name, name) for at, name in enumerate(NAMES)]
    first = {b"driftscan.yaml": SPEC, b"app/a.py": b"x = 1\n", b"docker-compose.yml": COMPOSE}
    first |= {path: text.encode() for path, text in TWINS.items()}
    story = [Told(days=1500, files=first)]
    for at in range(300):
        files = dict.fromkeys(paths[at % 3 :: 3], b"import app.a\n" + b"x = %d\n" % at)
        author = b"&lt;script&gt;alert(1)@all \x1b <ada@example.org>"
        story.append(
            Told(days=1490 - at * 4.9, files=files, author=author, subject=b"fix </script>")
        )
    root = told(directory / "r</title><script>alert(1)<", story)
    git(root, "fast-import", "--quiet", stdin=_ONE_MORE % LONG)  # no work tree could hold it
    return root


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return page_of(hostile(tmp_path_factory.mktemp("h")), remote="https://github.com/a/b")


class Elements(HTMLParser):
    """What a parser sees: tags with their attributes, and the text of scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_has_its_own_elements_and_no_others(page: str) -> None:
    seen = Elements()
    seen.feed(page)
    names = [tag for tag, _ in seen.tags]
    assert names.count("script") == 3
    assert set(names) == set(
        "html head meta title style body a header main noscript pre p script".split()
    )
    assert not [attrs for _, attrs in seen.tags if any(name.startswith("on") for name in attrs)]


def test_no_hazard_stands_in_the_file(page: str) -> None:
    assert not re.search(f"[{HAZARDS}]", page.replace("\n", ""))


def test_the_policy_names_what_is_in_the_page(page: str) -> None:
    parts = page_parts()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert f"script-src '{digest(parts.script)}'" in policy[1]
    assert f"style-src '{digest(parts.style)}'" in policy[1]
    assert policy[1].startswith("default-src 'none';")
    assert parts.script in page
    assert parts.style in page


def test_the_script_never_reads_markup() -> None:
    script = page_parts().script
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(", script
    )
    assert "</script" not in script


def test_the_script_knows_the_same_hazards() -> None:
    """The class of characters in dom.js is that of escape.py, character by character."""
    written = re.search(r"\[(\\x00-.*)\]/gu;", page_parts().script)
    assert written is not None
    ours = re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), written[1])
    alike = re.compile(f"[{ours}]"), re.compile(f"[{HAZARDS}]")
    every = map(chr, range(0x110000))
    assert not [
        hex(ord(each)) for each in every if bool(alike[0].match(each)) != bool(alike[1].match(each))
    ]


def test_the_new_views_have_something_to_show(page: str) -> None:
    found = re.search(r'id="audit">([^<]*)<', page)
    assert found is not None
    (repository,) = json.loads(found[1])["repositories"]
    (family,) = repository["twice"]["families"]
    assert any("<script>" in row[2] + row[4] for row in family["beside"])
    assert [term["name"] for term in repository["twice"]["terms"]] == ["member"]
    assert "</script>" in repository["trend"]["points"][0]["subject"]
    quoted = [line for quote in json.loads(found[1])["quotes"] for line in quote["lines"]]
    assert "import app.a" in quoted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>&'\"", "&lt;b&gt;&amp;&#39;&quot;"),
        ("a\u202eb\n", "a\\u202eb\\x0a"),
        ("plain", "plain"),
    ],
)
def test_content(text: str, shown: str) -> None:
    assert content(text) == shown


def test_data_is_the_same_json_without_markup() -> None:
    value = {"a": "</script><!-- & \u2028"}
    text = data(json.dumps(value, ensure_ascii=False))
    assert json.loads(text) == value
    assert not set("<>&\u2028") & set(text)


def test_a_browser_runs_nothing_of_it(page: str, tmp_path: Path) -> None:
    file = tmp_path / "hostile.html"
    file.write_text(page, "utf-8")
    with opened_browser() as browser:
        found = opened(browser, file)
        for view in (*VIEWS, *(f"file/{at}" for at in range(len(NAMES) + 1))):
            found.go(view)
            for button in found.page.get_by_role("button", name="Evidence for").all()[:20]:
                button.click()
            assert (
                found.page.locator("main img, main script, main [onclick], main [onfocus]").count()
                == 0
            )
            shown = found.page.inner_text("body").replace("\n", "").replace("\t", "")
            assert not re.search(f"[{HAZARDS}]", shown), view
        assert found.page.evaluate("() => Object.keys(Object.prototype).length") == 0
        found.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        found.go("findings")
        copies = []
        for button in found.page.get_by_role("button", name="Copy as Markdown").all()[:20]:
            button.click()
            copies.append(found.page.evaluate("() => navigator.clipboard.readText()"))
        assert found.complaints == []
        assert len(found.requests) == 1
    assert copies
    for text in copies:
        _is_harmless(text)


def _is_harmless(markdown: str) -> None:
    tokens = MarkdownIt("commonmark", {"html": True}).parse(markdown)
    inner = [each for token in tokens for each in [token, *(token.children or [])]]
    assert not [
        each for each in inner if each.type in ("html_block", "html_inline", "fence", "image")
    ]
    links = [str(each.attrs["href"]) for each in inner if each.type == "link_open"]
    assert all(link.startswith("https://github.com/a/b/blob/") for link in links)
    assert not [each.content for each in inner if each.type == "text" and "@" in each.content]
