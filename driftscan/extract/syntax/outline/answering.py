"""Routes that calls declare, and what tells that a file is a program's entry."""

from collections.abc import Iterator

from driftscan.extract.pieces import joined, plain
from driftscan.extract.syntax.outline.program import Nesting
from driftscan.extract.syntax.outline.survey import Survey
from driftscan.extract.syntax.outline.texts import chosen, is_known
from driftscan.extract.syntax.outline.values import Value
from driftscan.extract.syntax.outline.vocabulary import Signature
from driftscan.model.service_fact import MarkFact, ServedFact, Text


def served(survey: Survey) -> Iterator[ServedFact]:
    """All routes of a file that calls declare."""
    groups = [
        (inside.start, inside.end, _prefix(survey, call, signature))
        for call, signature in survey.signed("group", "within")
        if (inside := survey.lambda_of(call)) is not None
    ]
    nesting = Nesting([(start, end) for start, end, _ in groups])
    for call, signature in survey.signed("serve", "resource"):
        path = survey.text(call, signature.at)
        if not is_known(path):
            continue
        around = [groups[at][2] for at in reversed(nesting.around(call.start))]
        full = under(*around, *_groups(survey, call.holder), path)
        for verb, tail in _verbs(survey, call, signature):
            yield ServedFact(
                "http", call.line, verb, under(full, plain(tail)), framework=signature.client
            )


def _verbs(survey: Survey, call: Value, signature: Signature) -> Iterator[tuple[str, str]]:
    if signature.does == "resource":
        yield from _RESOURCE[signature.detail]
        return
    verb = signature.detail
    if verb.startswith("@"):
        value = chosen(call, verb[1:])
        first = value.parts[0] if value is not None and value.parts else value
        verb = (first.word if first is not None else "").rpartition(".")[2].upper()
    yield verb, ""


_RESOURCE = {
    "": (("GET", ""), ("POST", ""), ("GET", "{id}"), ("PUT", "{id}"), ("DELETE", "{id}")),
    "one": (("GET", ""), ("POST", ""), ("PUT", ""), ("DELETE", "")),
}


def _prefix(survey: Survey, call: Value, signature: Signature) -> Text:
    own = survey.text(call, signature.at) if signature.does == "group" else ()
    return under(*_groups(survey, call.holder), own)


def _groups(survey: Survey, holder: Value | None) -> list[Text]:
    return survey.said_before(holder, "group")[::-1]


def under(*parts: Text) -> Text:
    """Paths one below the other, with one slash between them."""
    found: list[Text] = []
    for part in parts:
        text = part
        if text and text[0].kind == "text":
            text = (*plain("/" + text[0].value.lstrip("/")), *text[1:])
            if found and text == plain("/"):
                continue
        elif text:
            text = (*plain("/"), *text)
        if text:
            found.append(text)
    whole = joined(found)
    if len(whole) == 1 and whole[0].kind == "text":
        return plain("/" + "/".join(part for part in whole[0].value.split("/") if part))
    return whole or plain("/")


def marks(survey: Survey) -> Iterator[MarkFact]:
    """All entries of a file that calls tell."""
    for call, signature in survey.signed("entry"):
        yield MarkFact("entry", signature.detail, call.line)
