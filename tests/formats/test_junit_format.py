"""JUnit XML, read by a real parser."""

import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
import xmlschema

from driftscan.model.scan import Scan
from driftscan.report import junit
from tests.formats.published import JUNIT, published

SCANS = ["example", "hostile_scan", "clean_scan", "nothing_read", "huge_scan"]

# Beyond the schema, for readers that want it: GitLab and the reporters of GitHub link to `file` and
# `line`; most show a total of skipped cases.
BEYOND = {"testcase": ("file", "line"), "testsuites": ("skipped",)}


def suites_of(scan: Scan) -> ElementTree.Element:
    return ElementTree.fromstring(junit.render(scan))


@pytest.mark.parametrize("name", SCANS)
def test_counts_agree_and_names_differ(request: pytest.FixtureRequest, name: str) -> None:
    root = suites_of(request.getfixturevalue(name))
    assert root.tag == "testsuites"
    for element in (root, *root.findall("testsuite")):
        cases = list(element.iter("testcase"))
        assert int(element.attrib["tests"]) == len(cases)
        for key, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(element.attrib[key]) == sum(case.find(tag) is not None for case in cases)
    for suite in root.findall("testsuite"):
        names = [case.attrib["name"] for case in suite]
        assert len(set(names)) == len(names)
        assert {case.attrib["classname"] for case in suite} <= {suite.attrib["name"]}


def test_only_new_errors_fail(example: Scan) -> None:
    outcome_of = {}
    for case in suites_of(example).iter("testcase"):
        kinds = [child.tag for child in case]
        outcome_of[case.attrib["name"].rpartition("(")[2].rstrip(")")] = kinds
    assert outcome_of["b3f1a2c4d5e6"] == ["failure"]
    assert outcome_of["9f20c7d18b44"] == ["system-out"]
    assert outcome_of["5e11ad40c3b7"] == outcome_of["77aa00bb11dd"] == ["skipped"]


def test_a_kept_rule_passes_and_trouble_is_an_error(example: Scan, nothing_read: Scan) -> None:
    suites = {suite.attrib["name"]: suite for suite in suites_of(example)}
    assert suites["acyclic services"].attrib["failures"] == "0"
    assert suites["jobs"].attrib["skipped"] == "1"
    assert suites_of(nothing_read).attrib["errors"] == "1"


def test_hostile_text_stays_text(hostile_scan: Scan) -> None:
    tags = {element.tag for element in suites_of(hostile_scan).iter()}
    known = {"testsuites", "testsuite", "testcase", "failure", "error", "skipped", "system-out"}
    assert tags <= known


@pytest.mark.parametrize("name", SCANS)
def test_published_schema(request: pytest.FixtureRequest, schemas: Path, name: str) -> None:
    schema = xmlschema.XMLSchema(io.BytesIO(published(JUNIT, schemas)), allow="none")
    root = suites_of(request.getfixturevalue(name))
    for element in root.iter():
        for attribute in BEYOND.get(element.tag, ()):
            element.attrib.pop(attribute, None)
    assert [error.reason for error in schema.iter_errors(root)] == []
    root.set("bogus", "1")
    assert not schema.is_valid(root), "the schema checks nothing"
