"""Blade templates as facts: the PHP in them, and which templates they take in."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from driftscan.extract.php.blade.unfolded import View, unfolded
from driftscan.extract.php.extractor import extract as extract_php
from driftscan.model.fact import FileFacts, ImportContext, ImportFact, Problem

_DYNAMIC = int(ImportContext.DYNAMIC)
# What the attributes of a tag say in PHP (`<x-row :kind="Kind::Late">`) is not read, so nothing is
# known to be unused.
_MAY_BE_USED = ~int(ImportContext.TYPE_ONLY | ImportContext.UNUSED)
_ENDING = ".blade.php"
_COMPUTED = "the name of the template is computed"


def extract(content: bytes, /) -> FileFacts:
    """Facts of one template."""
    template = unfolded(content)
    facts = extract_php(template.php)
    imports = [replace(fact, context=fact.context & _MAY_BE_USED) for fact in facts.imports]
    return replace(
        facts,
        imports=(*imports, *_taken_in(template.views)),
        problems=(*facts.problems, *_computed(template.views)),
    )


def _taken_in(views: Sequence[View]) -> Iterator[ImportFact]:
    """By the path that a name stands for below a folder of templates."""
    for view in views:
        if view.name and "::" not in view.name:  # that of a package, in a place of its own
            path = view.name.removesuffix(_ENDING).replace(".", "/") + _ENDING
            yield ImportFact(path, "", 0, view.line, _DYNAMIC)


def _computed(views: Sequence[View]) -> Iterator[Problem]:
    for view in views:
        if not view.name:
            yield Problem("not-literal", _COMPUTED, view.line)
