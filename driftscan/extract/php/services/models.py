"""Tables of Eloquent's models and Doctrine's entities."""

import re
from collections.abc import Iterator

from driftscan.extract.pieces import plain
from driftscan.extract.syntax.outline.plurals import plural, snake
from driftscan.extract.syntax.outline.program import TypeOutline
from driftscan.extract.syntax.outline.survey import Survey
from driftscan.model.service_fact import AccessFact

_MODELS = frozenset(
    "Model Authenticatable Pivot Illuminate.Database.Eloquent.Model BaseModel User.Authenticatable"
    " Illuminate.Foundation.Auth.User Illuminate.Database.Eloquent.Relations.Pivot".split()
)
_ANNOTATED = re.compile(
    rb"@(?:ORM\\)?(?P<kind>Entity|Table)\b(?:\s*\((?P<inside>[^)]{0,400})\))?(?P<rest>(?:(?!\bclass\s)."
    rb"){0,3000})\bclass\s+(?P<name>\w+)",
    re.DOTALL,
)
_NAME = re.compile(rb"(?<!\w)name\s*=\s*[\"']([\w.`]+)[\"']")


def models(survey: Survey, content: bytes) -> Iterator[AccessFact]:
    """All tables that a file's classes are mapped to."""
    for type_ in survey.program.types:
        if any(_is_model(survey, base) for base in type_.bases):
            is_pivot = any(base.endswith("Pivot") for base in type_.bases)
            own = snake(type_.name)
            name = _given(survey, type_) or (own if is_pivot else plural(own))
            yield AccessFact("sql", plain(name), "rw", type_.line, f"eloquent {type_.name}")
        yield from _by_attributes(type_)
    yield from _by_annotations(content)


def _is_model(survey: Survey, base: str) -> bool:
    return base in _MODELS or survey.program.imports.get(base, "") in _MODELS


def _given(survey: Survey, type_: TypeOutline) -> str:
    for binding in survey.places.bindings.get("table", ()):
        if binding.is_member and type_.start <= binding.start < type_.end:
            return binding.value.word if binding.value and binding.value.kind == "text" else ""
    return ""


def _by_attributes(type_: TypeOutline) -> Iterator[AccessFact]:
    words = {each.word: each for each in type_.attributes}
    table, entity = words.get("Table"), words.get("Entity")
    if entity is None:
        return
    given = table and (table.named("name") or table.argument(0))
    name = given.word if given else snake(type_.name)
    yield AccessFact("sql", plain(name), "rw", type_.line, f"doctrine {type_.name}")


def _by_annotations(content: bytes) -> Iterator[AccessFact]:
    if b"@ORM\\" not in content and b"@Entity" not in content:
        return
    for found in _ANNOTATED.finditer(content):
        class_ = found["name"].decode("utf-8", "replace")
        given = _NAME.search((found["inside"] or b"") if found["kind"] == b"Table" else b"")
        given = given or _NAME.search(_table_part(found["rest"]))
        name = given[1].decode().strip("`") if given else snake(class_)
        line = content.count(b"\n", 0, found.start("name")) + 1
        yield AccessFact("sql", plain(name), "rw", line, f"doctrine {class_}")


def _table_part(rest: bytes) -> bytes:
    at = rest.find(b"Table")
    return rest[at : at + 400] if at >= 0 else b""
