"""What is silenced: exceptions and comments without effect, and one occurrence at a time."""

import pytest

from tests.complaints.complaint import System

SPEC = """\
driftscan: 1
components:
  web: {path: web}
  billing: {path: billing, kind: service}
rules:
  - deny: web -> billing
"""
FILES = {
    "driftscan.yaml": SPEC,
    "web/page.py": "import billing.models\n\n\ndef late():\n    import billing.models\n",
    "web/help.py": "import web.page\n",
    "billing/models.py": "",
}
WITHOUT_EFFECT = {
    "an import that is nowhere": "imports: web.page -> billing.gone",
    "a file that is nowhere": "where: web/gone.py",
    "a file without a finding": "where: web/help.py",
}


@pytest.mark.parametrize("entry", WITHOUT_EFFECT.values(), ids=WITHOUT_EFFECT)
def test_import_linter_351_an_exception_without_effect_is_an_error(
    system: System, entry: str
) -> None:
    exception = f"exceptions:\n  - {{finding: deny web->billing, {entry}, reason: for now}}\n"
    system.write({**FILES, "driftscan.yaml": SPEC + exception})
    assert "driftscan.yaml:8:" in system.refused()


def test_import_linter_351_an_import_that_is_there_but_not_the_rules_business(
    system: System,
) -> None:
    """The issue itself: the ignored import exists, and the rule has no use for it."""
    exception = (
        "exceptions:\n"
        "  - {finding: deny web->billing, imports: web.help -> web.page, reason: for now}\n"
    )
    system.write({**FILES, "driftscan.yaml": SPEC + exception})
    told = " ".join(system.run("check").stdout.split())
    assert "for 'web.help -> web.page' excepts nothing" in told


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("import web.page  # driftscan: allow deny web->billing -- x", id="no drift"),
        pytest.param("x = 1  # driftscan: allow deny web->billing -- x", id="no import"),
        pytest.param("import web.page  # driftscan: allow deny web->bills -- x", id="no such rule"),
    ],
)
def test_import_linter_351_a_comment_without_effect_is_an_error(system: System, line: str) -> None:
    system.write({**FILES, "web/help.py": f"\n{line}\n"})
    assert "web/help.py:2:" in system.refused()


@pytest.mark.parametrize(
    ("files", "where"),
    [
        pytest.param(
            {
                "driftscan.yaml": SPEC + "exceptions: [{finding: deny web->billing, "
                "reason: for now, until: 2026-11-30}]\n"
            },
            ("driftscan.yaml", 7),
            id="exception",
        ),
        pytest.param(
            {
                "web/help.py": "import billing.models"
                "  # driftscan: allow deny web->billing until 2026-11-30 -- for now\n"
            },
            ("web/help.py", 1),
            id="comment",
        ),
    ],
)
def test_import_linter_351_a_day_that_has_passed_is_a_finding(
    system: System, files: dict[str, str], where: tuple[str, int]
) -> None:
    system.write({**FILES, **files})
    expired = [each for each in system.check()["findings"] if each["check"].startswith("expired")]
    assert [(each["where"]["path"], each["where"]["line"]) for each in expired] == [where]
    assert system.run("check").returncode == 1


def test_pylint_850_a_comment_silences_one_statement_of_two(system: System) -> None:
    """The second import of the same module stays a finding, at its own line."""
    comment = "  # driftscan: allow deny web->billing -- ADR 7"
    once = FILES["web/page.py"].replace("models\n", f"models{comment}\n", 1)
    system.write({**FILES, "web/page.py": once})
    assert system.found() == [("web.page", "billing.models", "web/page.py", 5)]
    twice = FILES["web/page.py"].replace("models\n", f"models{comment}\n")
    system.write({"web/page.py": twice})
    assert system.found() == []


def test_pylint_850_a_comment_in_a_function_opens_a_cycle(system: System) -> None:
    """The issue itself: a cycle of which one import stands in a function, silenced there."""
    spec = SPEC.replace("deny: web -> billing", "acyclic: components")
    late = "def late():\n    import web.page{comment}\n"
    system.write({**FILES, "driftscan.yaml": spec, "billing/models.py": late.format(comment="")})
    assert len(system.found()) == 1
    comment = "  # driftscan: allow acyclic components -- loaded late"
    system.write({"billing/models.py": late.format(comment=comment)})
    assert system.found() == []


MISSPELT = {
    "the path of a component": (
        "web: {path: web}",
        "web: {path: wep}",
        "driftscan.yaml:3: component 'web': nothing is at 'wep'",
    ),
    "a component in a rule": (
        "deny: web -> billing",
        "deny: web -> biling",
        "driftscan.yaml:6: unknown component 'biling'; did you mean 'billing'?",
    ),
    "a word for several": (
        "deny: web -> billing",
        "independent: servces",
        "driftscan.yaml:6: unknown component 'servces'; did you mean 'services'?",
    ),
    "a layer": (
        "rules:\n  - deny: web -> billing",
        "layers:\n  - {in: web, order: [page, helb]}",
        "driftscan.yaml:6:",
    ),
    "a public module": (
        "kind: service",
        "public: [billing.model]",
        "driftscan.yaml:4:",
    ),
    "a key": ("- deny: web", "- denny: web", "driftscan.yaml:6:"),
}


@pytest.mark.parametrize(("right", "typo", "told"), MISSPELT.values(), ids=MISSPELT)
def test_tach_875_a_misspelt_name_is_an_error(
    system: System, right: str, typo: str, told: str
) -> None:
    """Also tach 876: so is the name of what must not be depended on."""
    system.write({**FILES, "driftscan.yaml": SPEC.replace(right, typo)})
    assert told in system.refused()
