"""Annotations that say by which verb and path a method is asked, on servers and on declared
clients alike."""

from msgspec import Struct

from driftscan.extract.jvm.services.scope import annotation, argument
from driftscan.extract.jvm.services.texts import Texts
from driftscan.extract.jvm.services.written import Annotation, MethodWritten
from driftscan.extract.pieces import joined, plain
from driftscan.model.service_fact import Text

_VERBS = ("Get", "Post", "Put", "Patch", "Delete", "Head", "Options")
WITH_PATH = {
    **{f"{verb}Mapping": verb.upper() for verb in _VERBS},
    **{f"{verb}Exchange": verb.upper() for verb in _VERBS},
    **{verb: verb.upper() for verb in _VERBS},
    **{verb.upper(): verb.upper() for verb in _VERBS},
    "RequestMapping": "",
    "HttpExchange": "",
    "RequestLine": "",
}
"""Of Spring, its HTTP interfaces, Micronaut, JAX-RS, Retrofit and Feign."""
PREFIXES = ("RequestMapping", "Path", "HttpExchange", "Controller")
_PATHS = ("value", "path", "uri", "url")


class Mapping(Struct, frozen=True):
    """How a method is asked."""

    verb: str
    path: Text
    line: int


def mappings_of(texts: Texts, method: MethodWritten) -> list[Mapping]:
    """All of a method's; one that has no path of its own has an empty one."""
    found = annotation(method.annotations, *WITH_PATH)
    if found is None:
        return []
    if found.name == "RequestLine":
        return _of_request_line(texts, found)
    verb = WITH_PATH[found.name] or _verb_of(texts, found)
    paths = paths_of(texts, found) or paths_of(texts, annotation(method.annotations, "Path"))
    return [Mapping(verb, path, found.line) for path in paths or [()]]


def paths_of(texts: Texts, found: Annotation | None) -> list[Text]:
    """The paths that an annotation names."""
    if found is None:
        return []
    return texts.all_in_annotation(argument(found, *_PATHS, place=0))


def prefix_of(texts: Texts, annotations: tuple[Annotation, ...]) -> Text:
    """What stands before the paths of all methods of a type."""
    for name in PREFIXES:
        if paths := paths_of(texts, annotation(annotations, name)):
            return paths[0]
    return ()


def under(prefix: Text, path: Text) -> Text:
    """A path below another one, with one slash between them."""
    if not path or not prefix:
        return prefix or path
    ends = prefix[-1].kind == "text" and prefix[-1].value.endswith("/")
    begins = path[0].kind == "text" and path[0].value.startswith("/")
    if ends and begins:
        first = plain(path[0].value[1:])
        return joined((prefix, first, path[1:]))
    return joined((prefix, () if ends or begins else plain("/"), path))


def _verb_of(texts: Texts, found: Annotation) -> str:
    """`method = RequestMethod.GET`; several are no verb."""
    named = argument(found, "method")
    if named is not None and named.kind == "items":
        named = named.parts[0] if len(named.parts) == 1 else None
    if named is None:
        return ""
    verb = named.value.rpartition(".")[2]
    return verb if verb.isupper() else ""


def _of_request_line(texts: Texts, found: Annotation) -> list[Mapping]:
    line = texts.in_annotation(argument(found, "value", place=0))
    if not line or line[0].kind != "text":
        return []
    verb, _, path = line[0].value.partition(" ")
    return [Mapping(verb, joined((plain(path), line[1:])), found.line)]
