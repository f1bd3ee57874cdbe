"""What an action of a Helm template puts in, as far as it can be told without running it."""

import re

from driftscan.extract.kubernetes.helm.names import Names
from driftscan.extract.pieces import joined, plain
from driftscan.model.service_fact import Piece, Text

# Parts of a pipeline: a reference, a quoted literal, a number, a word, a bracket.
_TERM = re.compile(
    r"""(?P<path>\$?[\w]*(?:\.[\w-]+)+|\$\w*|\.)|"(?P<text>(?:[^"\\]|\\.)*)"|`(?P<raw>[^`]*)`"""
    r"""|(?P<number>-?[0-9][\w.]*)|(?P<word>\w+)|(?P<sign>[()|])"""
)
# A named template that is given all there is: the same name makes the same text.
_NAMED = re.compile(r'(?:include|template) "([^"{}]+)" [.$](?:$| [|)])')
# An image put together by a library of charts: Bitnami's `common.images.image` and its copies.
_IMAGE = re.compile(r'(?:include|template) "[\w.-]*images?[\w.-]*" .*?"imageRoot" (\.[\w.-]+)')
_LONGEST = 2_000
# Functions whose result is text that no setting alone decides.
_COMPUTING = frozenset(
    """
    include template tpl ternary lookup sha256sum b64enc toJson fromYaml randAlphaNum add sub
    mul div join len list dict merge get regexReplaceAll now if
    """.split()
)


def put_in(action: str, names: Names) -> Text:
    """The text that an action makes."""
    action = " ".join(action.split())
    unknown = (Piece("unknown", action.replace("{", "").replace("}", "")[:100]),)
    if len(action) > _LONGEST:
        return unknown
    if named := _NAMED.match(action):
        return (Piece("unknown", f"include {named[1]}"),)
    if (image := _IMAGE.match(action)) and (key := names.key(image[1])):
        return (Piece("setting", f"{key}.repository"),)
    if action.split(" ")[0].startswith("$") and (made := names.text(action.split(" ")[0])):
        return made
    terms = list(_TERM.finditer(action))
    words = {term["word"] for term in terms if term["word"]}
    if "printf" in words:
        return _formatted(terms, names) or unknown
    if words & _COMPUTING:
        return unknown
    if "index" in words:
        return _indexed(terms, names) or unknown
    return _defaulted(terms, words, names) or unknown


def _defaulted(terms: list[re.Match[str]], words: set[str], names: Names) -> Text:
    """The one setting of a pipeline with its default; or the literal that is all there is.

    `.Values.a | default "x"` and `default "x" .Values.a` mean the same: what follows `default` is
    taken where there is nothing else.
    """
    given = [text for term in terms if (text := _value(term, names))]
    settings = [text for text in given if text[0].kind == "setting"]
    if not settings:
        return given[0] if len(given) == 1 and given[0][0].kind == "text" else ()
    if "coalesce" in words and len(settings) > 1:
        return (Piece("setting", settings[0][0].value, settings[1]),)
    at = next((n for n, term in enumerate(terms) if term["word"] == "default"), None)
    default = _value(terms[at + 1], names) if at is not None and at + 1 < len(terms) else ()
    values = [text for text in settings if text != default]
    return (Piece("setting", values[0][0].value, default),) if len(values) == 1 else ()


def _value(term: re.Match[str], names: Names) -> Text:
    if term["path"]:
        key = names.key(term["path"])
        return (Piece("setting", key) if key else Piece("unknown", term["path"]),)
    literal = term["text"] if term["text"] is not None else term["raw"]
    return plain(literal if literal is not None else term["number"] or "")


def _formatted(terms: list[re.Match[str]], names: Names) -> Text:
    """`printf "%s-%s" .Release.Name .Values.name`, without brackets in it."""
    at = next(n for n, term in enumerate(terms) if term["word"] == "printf")
    end = next((n for n, term in enumerate(terms) if n > at and term["sign"]), len(terms))
    form, values = terms[at + 1 : at + 2], terms[at + 2 : end]
    if not form or form[0]["text"] is None or any(term["sign"] == "(" for term in terms[at:]):
        return ()
    parts = re.split(r"%[-+ 0-9.]*[sdvq]", form[0]["text"])
    if len(parts) != len(values) + 1:
        return ()
    texts = [plain(parts[0])]
    for value, part in zip(values, parts[1:], strict=True):
        texts += [_value(value, names) or (Piece("unknown", ""),), plain(part)]
    return joined(texts)


def _indexed(terms: list[re.Match[str]], names: Names) -> Text:
    """`index .Values "a-b" "c"`."""
    given = [term for term in terms if not term["word"]]
    key = names.key(given[0]["path"]) if given and given[0]["path"] else None
    steps = [term["text"] for term in given[1:] if term["text"]]
    if key is None or not steps:
        return ()
    return (Piece("setting", ".".join([key, *steps] if key else steps)),)
