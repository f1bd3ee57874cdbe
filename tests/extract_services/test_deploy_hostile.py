"""Deployment manifests that were written to do harm: they end soon, in facts and problems."""

import pytest
from msgspec.structs import astuple

from driftscan.extract.service_registry import load_service_extractor
from driftscan.model.service_fact import ServiceFacts
from tests.bounded import bounded

EXTRACTORS = (
    "backstage compose compose-like dockerfile dotenv helm-chart helm-values kubernetes kustomize"
    " nomad procfile render serverless"
).split()

_HEAD = "apiVersion: v1\nkind: Deployment\nmetadata: {name: a}\n"
_MEGABYTE = 1 << 20
_LONG = _MEGABYTE // 8


def _bomb(per_level: int = 10, levels: int = 12) -> str:
    """Each level merges the one below ten times."""
    lines = ["x-0: &a0 {k: v}"]
    for level in range(1, levels):
        inner = ", ".join(f"k{n}: *a{level - 1}" for n in range(per_level))
        lines.append(f"x-{level}: &a{level} {{{inner}}}")
    merges = ", ".join(f"*a{levels - 1}" for _ in range(per_level))
    return "\n".join([*lines, "services:", f"  a: {{image: x, environment: {{<<: [{merges}]}}}}\n"])


HOSTILE = {
    "empty": "",
    "NUL": "\0" * 1000,
    "NUL in a manifest": _HEAD + "spec: \0\n",
    "half a file": "services:\n  a:\n    image: 'x",
    "tabs": "services:\n\ta:\n\t\timage: x\n",
    "many services": "services:\n" + "".join(f"  s{n}: {{image: x}}\n" for n in range(100_000)),
    "extends itself": "services:\n  a: {image: x, extends: {service: a}}\n",
    "includes itself": "include: [compose.yaml]\nservices: {a: {image: x}}\n",
    "merge bomb": _bomb(),
    "merge bomb in Kubernetes": _HEAD + _bomb(),
    "bombs in many documents": "".join(
        f"---\n{_HEAD}spec:\n  a: &a [{'x,' * 200}]\n  b: &b [{'*a,' * 100}]\n  c: [{'*b,' * 2}]\n"
        for _ in range(100)
    ),
    "recursive anchor": "services: &a\n  a: *a\n",
    "deep flow": "services: {a: {image: " + "[" * 100_000,
    "deep block": "services:\n" + "".join(" " * n + "a:\n" for n in range(1, 1000)),
    "deep JSON": '{"apiVersion": "v1", "kind": "Pod", "spec": ' + "[" * 100_000,
    "odd JSON": '{"apiVersion": 1e999, "kind": "Pod", "metadata": {"name": {}}, "spec": []}',
    "everything of the wrong kind": "services:\n  a: {image: [], build: 1, environment: {b: []},"
    " ports: {a: 1}, depends_on: 3, networks: [[]], volumes: [{}], command: {}, env_file: [[1]]}\n",
    "wrong kinds in Kubernetes": "apiVersion: v1\nkind: Deployment\nmetadata: {name: a}\n"
    "spec: {template: {metadata: [], spec: {containers: [1, {name: [], env: [{name: {}}, 1],"
    " ports: [1], envFrom: 3, volumeMounts: {a: b}}], volumes: [1]}}}\n",
    "duplicate keys": "services:\n  a: {image: x, image: y}\n  a: {image: z}\n",
    "many documents": f"---\n{_HEAD}" * 6_000,
    "deep HCL": 'job "a" ' + '{ group "g" ' * 50_000,
    "deep lists in HCL": 'job "a" {\n a = ' + "[(" * 100_000,
    "heredocs in HCL": 'job "a" {\n' + "".join(f" a{n} = <<E{n}\n" for n in range(30_000)),
    "strings in HCL": 'job "a" {\n' + ' task "t" { a = "x\n' * 30_000,
    "tasks in HCL": 'job "a" {\n group "g" {\n' + ' task "t" { service {} }\n' * 5_000,
    "one word": "a" * _MEGABYTE,
    "one long value": "services: {a: {image: '" + "${A" * (_LONG // 3) + "'}}\n",
    "open braces in .env": "A=" + "${A:-" * (_LONG // 5),
    "open quotes": 'A="\n' * (_LONG // 4),
    "one open quote": "A='" + "a\n" * (_LONG // 2),
    "growing variables": "".join(f"ENV A{n + 1}=$A{n}$A{n}$A{n}\n" for n in range(10_000)),
    "continued for ever": "FROM a\nRUN a \\\n" * 10_000,
    "here-document without end": "FROM a\nRUN <<EOF\n" + "a\n" * 100_000,
    "stages of stages": "FROM a AS a\nFROM a AS a\n" * 5_000,
    "open actions": _HEAD + "{{ .Values.a " * (_LONG // 13),
    "open braces": _HEAD + "{{" * (_LONG // 2),
    "open comments": _HEAD + "{{ .Values.a }}" + "{{/*" * (_LONG // 4),
    "open strings in actions": _HEAD + "{{ .Values.a }}" + '{{ "' * (_LONG // 4),
    "open raw strings in actions": _HEAD + "{{ .Values.a }}" + "{{`" * (_LONG // 3),
    "blocks never closed": _HEAD + "{{ if .Values.a }}" * 9_000,
    "ends of nothing": _HEAD + "{{ .Values.a }}{{ end }}" * 4_500,
    "range in range": _HEAD + "{{ range .Values.a }}{{ range .b }}\n" * 3_000 + "a: {{ .c }}\n",
    "actions on one line": _HEAD + "a: " + "{{ .Values.a }}" * 9_000,
    "an action of a megabyte": _HEAD + "{{ .Values.a" + " | quote" * (_MEGABYTE // 8) + " }}",
    "marks of our own": _HEAD + "a: \ue0009\ue001{{ .Values.a }}\ue00099999999999\ue001\n",
    "not printable": _HEAD + "a: \x07\n",
    "only lines": "---\n" * (_LONG // 4),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_hostile_text_ends_soon(extractor: str, name: str) -> None:
    content = HOSTILE[name].encode()
    with bounded():
        facts = load_service_extractor(extractor).extract(content)
    assert isinstance(facts, ServiceFacts)


@pytest.mark.parametrize("extractor", EXTRACTORS)
@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe\x00",
        b"services:\n  a: {image: '\xff'}\n",
        _HEAD.encode() + b"a: \xc3\x28\n",
        bytes(range(256)) * 4000,
        b"\xef\xbb\xbfservices: {a: {image: x}}\n",
    ],
)
def test_any_bytes_are_read(extractor: str, content: bytes) -> None:
    facts = load_service_extractor(extractor).extract(content)
    last = content.count(b"\n") + content.count(b"\r") + 1
    assert isinstance(facts, ServiceFacts)
    assert all(0 <= each.line <= last for group in astuple(facts) for each in group)


@pytest.mark.parametrize(
    ("extractor", "content", "problem"),
    [
        ("compose", "services:\n\ta: {}\n", ("syntax", 2, True)),
        ("compose", HOSTILE["many services"], ("too-deep", 25001, True)),
        ("compose", _bomb(), ("too-deep", 6, True)),
        ("kubernetes", f"{_HEAD}---\n{_HEAD}a: 'x\n", ("syntax", 9, False)),
        ("kubernetes", _HEAD + "a: {{ .Values.a }}\nb: [\n", ("syntax", 6, True)),
        ("kubernetes", HOSTILE["deep JSON"], ("too-deep", 1, True)),
    ],
)
def test_what_cannot_be_read_is_a_problem(
    extractor: str, content: str, problem: tuple[str, int, bool]
) -> None:
    facts = load_service_extractor(extractor).extract(content.encode())
    assert [(each.code, each.line, each.fatal) for each in facts.problems] == [problem]


def test_one_bad_document_leaves_the_others() -> None:
    pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: %s}\nspec: {containers: [{name: c}]}\n"
    content = f"{pod % 'a'}---\n{_HEAD}b: [\n---\n{pod % 'b'}"
    facts = load_service_extractor("kubernetes").extract(content.encode())
    assert [(each.name, each.line) for each in facts.workloads] == [("a", 3), ("b", 13)]
