"""HTTP calls whose address comes by each of the ways that systems have for that."""

from collections.abc import Iterator

from benchmarks.services.planted.kinds.choosing import Choosing, language_of
from benchmarks.services.planted.language import Language, file_of, filled, path_of, text_of
from benchmarks.services.planted.plants import Edge, Plant, Variable
from benchmarks.services.planted.systems import Site

WAYS = ("literal", "default", "constant", "compose", "dotenv", "configmap", "configmap-all")
_OF_COMPOSE = ("compose", "dotenv")
_SHAPES = ("url", "base", "host")
_HOW = {"compose": "plain"}


def http_calls(choosing: Choosing, count: int) -> Iterator[Plant]:
    """Some of each way that the system's manifests allow."""
    for way in WAYS:
        if way in _OF_COMPOSE and not choosing.system.compose:
            continue
        if way.startswith("configmap") and not choosing.system.kubernetes:
            continue
        for site in choosing.rounds(choosing.coders(), count):
            yield _call(choosing, way, site)


def _call(choosing: Choosing, way: str, site: Site) -> Plant:
    language, target = language_of(site), choosing.other(site)
    number = choosing.number()
    client = choosing.random.choice(sorted(language.http))
    shape = choosing.random.choice(_SHAPES)
    value, parts = _parts(language, way, shape, target, number)
    style = choosing.random.choice(("plus", "format") if language.plus else ("format",))
    lines, url = text_of(language, parts, style)
    if choosing.random.random() < 0.5:
        lines += filled(language.variable, v="target", e=url) + "\n"
        url = filled(language.reference, v="target")
    imports, body = language.http[client]
    text = lines + filled(body, url=_borrowed(language, url))
    added = [imports, language.env_imports if _reads_env(language, lines + url) else ""]
    files = []
    if way == "constant":
        stem, constant, import_line, _ = language.constant
        folder = "/".join(part for part in (site.folder, language.folder) if part)
        name = filled(stem, n=str(number)) + language.extension
        files.append((f"{folder}/{name}", filled(constant, text=value, n=str(number))))
        added.append(filled(import_line, n=str(number)))
    whole = file_of(language, number, "\n".join(filter(None, added)), text)
    if way == "default":
        whole += filled(language.helper, n=str(number))
    variables = (
        (Variable(site.host, _name(number, shape), value, _HOW.get(way, way)),)
        if way not in ("literal", "default", "constant")
        else ()
    )
    return Plant(
        f"http by {way}",
        f"{language.name} {client} ({shape}, {style})",
        (*files, (path_of(language, site.folder, number), whole)),
        variables,
        (Edge(site.host, target.host, "http"),),
    )


def _borrowed(language: Language, url: str) -> str:
    """Rust's format! makes a String, which clients take by reference."""
    return "&" + url if language.name == "rust" and url.startswith("format!") else url


def _reads_env(language: Language, text: str) -> bool:
    if language.name == "go":
        return "os." in text or "fmt." in text or "envOr" in text
    return "environ" in text


def _parts(
    language: Language, way: str, shape: str, target: Site, number: int
) -> tuple[str, list[tuple[str, str]]]:
    """(what the source of the address holds, parts of the URL)."""
    path = f"/planted/{number}"
    value = {
        "url": f"http://{target.host}:{target.port}{path}",
        "base": f"http://{target.host}:{target.port}",
        "host": target.host,
    }[shape]
    code = ("code", _expression(language, way, value, _name(number, shape), number))
    if way == "literal":
        return "", [("text", f"http://{target.host}:{target.port}{path}")]
    if shape == "url":
        return value, [code]
    if shape == "base":
        return value, [code, ("text", path)]
    return value, [("text", "http://"), code, ("text", f":{target.port}{path}")]


def _name(number: int, shape: str) -> str:
    return f"PLANTED_{number}_{'HOST' if shape == 'host' else 'URL'}"


def _expression(language: Language, way: str, value: str, name: str, number: int) -> str:
    if way == "constant":
        return filled(language.constant[3], n=str(number))
    template = language.default if way == "default" else language.env
    return filled(template, name=name, text=value, n=str(number))
