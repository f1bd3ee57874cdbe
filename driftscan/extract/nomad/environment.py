"""What a task of Nomad finds in its environment, and how its texts are put together."""

import re
from collections.abc import Iterator, Mapping, Sequence

from driftscan.extract.nomad.hcl import Block
from driftscan.extract.nomad.tokens import Token
from driftscan.extract.pieces import joined, plain
from driftscan.model.service_fact import Piece, Text, Variable

UNKNOWN: Text = (Piece("unknown", ""),)
_REFERENCE = re.compile(r"\$\{([^{}]*)\}")
# `{{ range service "cart" }}{{ .Address }}:{{ .Port }}{{ end }}`, as consul-template has it.
_SERVICE = re.compile(
    r"\{\{-?\s*(?:range|with)\s+(?:nomadService|service)\s+\"([\w.|-]+)\"[^}]*\}\}(.*?)"
    r"\{\{-?\s*end\s*-?\}\}",
    re.DOTALL,
)
_ITS_ADDRESS = re.compile(r"\{\{-?\s*\.(?:Node)?Address\s*-?\}\}")
_ACTION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_LINE = re.compile(r"\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)")
_UPSTREAMS = ("connect", "sidecar_service", "proxy", "upstreams")


def variables(
    task: Block, services: Sequence[Block], defaults: Mapping[str, Text]
) -> Iterator[Variable]:
    """Of `env`, of templates that are read as such, and those that Nomad itself gives."""
    for block in task.all("env"):
        for name, value in block.attributes.items():
            if text := value_text(value, defaults):
                yield Variable(name, text, value[0].line)
    for template in task.all("template"):
        if template.word("env") == "true":
            yield from _of_template(template)
    for service in services:
        for upstream in service.all(*_UPSTREAMS):
            if name := upstream.word("destination_name"):
                line = upstream.line_of("destination_name")
                bare = re.sub(r"\W", "_", name)
                yield Variable(f"NOMAD_UPSTREAM_ADDR_{bare}", plain(name), line)
                yield Variable(f"NOMAD_UPSTREAM_IP_{bare}", plain(name), line)


def _of_template(template: Block) -> Iterator[Variable]:
    data = template.attributes.get("data", ())
    if not data or data[0].kind != "string":
        return
    whole = _SERVICE.sub(_address, data[0].text)
    for number, line in enumerate(whole.split("\n")):
        if found := _LINE.fullmatch(line):
            text = _with_holes(found[2].strip().strip("\"'"), _ACTION)
            yield Variable(found[1], text, data[0].line + number)


def _address(found: re.Match[str]) -> str:
    """A service's name for its address; lines stay where they are."""
    name = found[1].partition("|")[0].rpartition(".")[2]
    return _ITS_ADDRESS.sub(name, found[2])


def value_text(value: Sequence[Token], defaults: Mapping[str, Text]) -> Text:
    """A string with what it refers to put in; unknown where it is computed."""
    if len(value) != 1 or value[0].kind == "sign":
        return UNKNOWN if value else ()
    token = value[0]
    if token.kind == "word":
        return _referred(token.text, defaults) if "." in token.text else plain(token.text)
    parts: list[Text] = []
    at = 0
    for found in _REFERENCE.finditer(token.text):
        parts += [plain(token.text[at : found.start()]), _referred(found[1].strip(), defaults)]
        at = found.end()
    return joined([*parts, plain(token.text[at:])])


def _referred(name: str, defaults: Mapping[str, Text]) -> Text:
    """`var.image` is what the file gives it by default, `NOMAD_...` a variable of the task."""
    if name.startswith("var."):
        return defaults.get(name.removeprefix("var.")) or UNKNOWN
    bare = name.removeprefix("env.")
    return (Piece("env", bare),) if bare.startswith("NOMAD_UPSTREAM_") else UNKNOWN


def _with_holes(text: str, hole: re.Pattern[str]) -> Text:
    parts: list[Text] = []
    at = 0
    for found in hole.finditer(text):
        parts += [plain(text[at : found.start()]), UNKNOWN]
        at = found.end()
    return joined([*parts, plain(text[at:])])
