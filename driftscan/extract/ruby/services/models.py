"""Tables of Active Record's models, documents of Mongoid, jobs of Sidekiq and Active Job."""

from collections.abc import Iterator

from driftscan.extract.pieces import plain
from driftscan.extract.syntax.outline.plurals import plural, snake
from driftscan.extract.syntax.outline.program import TypeOutline
from driftscan.extract.syntax.outline.survey import Survey
from driftscan.extract.syntax.outline.values import Value, last_part
from driftscan.model.service_fact import AccessFact, CallFact

_MODELS = frozenset(["ApplicationRecord", "ActiveRecord.Base"])
_JOBS = {"ApplicationJob": "active-job", "ActiveJob.Base": "active-job"}
_WORKERS = frozenset(["Sidekiq.Worker", "Sidekiq.Job"])
_SENDS = frozenset(["perform_async", "perform_in", "perform_at", "perform_bulk"])
_LATER = frozenset(["perform_later"])


def models(survey: Survey) -> Iterator[AccessFact]:
    """The table of each model."""
    for type_ in survey.program.types:
        if not any(base in _MODELS for base in type_.bases) or type_.name == "ApplicationRecord":
            continue
        if _is_abstract(survey, type_):
            continue
        name = _given(survey, type_) or plural(snake(type_.name.replace(".", "_")))
        via = f"activerecord {type_.name}"
        yield AccessFact("sql", plain(name), "rw", type_.line, via)


def _is_abstract(survey: Survey, type_: TypeOutline) -> bool:
    return any(
        type_.start <= each.start < type_.end
        for each in survey.places.bindings.get("abstract_class", ())
    )


def _given(survey: Survey, type_: TypeOutline) -> str:
    for binding in survey.places.bindings.get("table_name", ()):
        inside = type_.start <= binding.start < type_.end
        if inside and binding.value is not None and binding.value.kind == "text":
            return binding.value.word
    return ""


def jobs(survey: Survey) -> Iterator[CallFact]:
    """Jobs that are queued, by the name of their class, and the classes that do them."""
    for call in survey.program.calls:
        if call.word in _SENDS and _is_class(call.holder):
            yield _job("publish", call.holder, call.line, "sidekiq")
        elif call.word in _LATER and _is_class(call.holder):
            yield _job("publish", call.holder, call.line, "active-job")
        elif call.word in ("include", "prepend") and call.parts:
            type_ = survey.places.type_around(call.start)
            if call.parts[0].word in _WORKERS and type_ is not None:
                yield CallFact("consume", plain(type_.name), type_.line, "sidekiq")
    for type_ in survey.program.types:
        client = next((_JOBS[base] for base in type_.bases if base in _JOBS), "")
        if client and type_.name != "ApplicationJob":
            yield CallFact("consume", plain(type_.name), type_.line, client)


def _is_class(holder: Value | None) -> bool:
    return holder is not None and holder.kind == "name" and last_part(holder.word)[:1].isupper()


def _job(kind: str, holder: Value | None, line: int, client: str) -> CallFact:
    return CallFact(kind, plain(holder.word if holder else ""), line, client)
