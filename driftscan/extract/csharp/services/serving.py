"""Routes that attributes declare, gRPC services by their base class, clients of Refit and Dapr,
`Main`."""

import re
from collections.abc import Iterator

from driftscan.extract.pieces import plain
from driftscan.extract.syntax.outline.answering import under
from driftscan.extract.syntax.outline.program import Function, TypeOutline
from driftscan.extract.syntax.outline.survey import Survey
from driftscan.extract.syntax.outline.values import Value
from driftscan.model.service_fact import CallFact, MarkFact, ServedFact

_VERBS = {
    **{f"Http{verb.title()}": verb for verb in ("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD")},
    "Route": "",
    "AcceptVerbs": "",
}
_REFIT = {verb.title(): verb for verb in ("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD")}
_GRPC_BASE = re.compile(r"(?:[\w.:]+[.:])?(\w+)\.\1Base")
_CONTROLLER = re.compile(r"(?:.*\.)?(?:Controller|ControllerBase|ODataController|\w*Controller\w*)")
INVOKING = frozenset(
    "InvokeMethodAsync InvokeMethodWithResponseAsync CreateInvokeMethodRequest "
    "CreateInvokeHttpClient InvokeMethodGrpcAsync CreateInvocationInvoker".split()
)
_TOKEN = re.compile(r"\[(controller|action)\]")


def served(survey: Survey) -> Iterator[ServedFact]:
    """gRPC services and the actions of controllers."""
    for type_ in survey.program.types:
        for base in type_.bases:
            if found := _GRPC_BASE.fullmatch(base):
                yield ServedFact("grpc", type_.line, interface=found[1], framework="grpc-dotnet")
    for function in survey.program.functions:
        owner = survey.places.type_around(function.start)
        if owner is not None and _is_controller(owner):
            yield from _actions(owner, function)


def _is_controller(type_: TypeOutline) -> bool:
    marked = any(each.word in ("ApiController", "Controller") for each in type_.attributes)
    return marked or any(_CONTROLLER.fullmatch(base.partition("<")[0]) for base in type_.bases)


def _actions(type_: TypeOutline, function: Function) -> Iterator[ServedFact]:
    prefix = next((_template(each) for each in type_.attributes if each.word == "Route"), "")
    verbs = [each for each in function.attributes if each.word in _VERBS]
    routes = [_template(each) for each in verbs if each.word == "Route"]
    methods = [each for each in verbs if each.word != "Route"] or verbs[:1]
    for each in methods:
        own = _template(each) or next(iter(routes), "")
        parts = [own] if own.startswith(("/", "~/")) else [prefix, own]
        path = "/".join(part.strip("~/") for part in parts if part)
        filled = _TOKEN.sub(lambda found: _named(found[1], type_, function), path)
        if own or prefix:
            yield ServedFact(
                "http", function.line, _VERBS[each.word], under(plain(filled)), framework="aspnet"
            )


def _template(attribute: Value) -> str:
    first = attribute.argument(0)
    return first.word if first is not None and first.kind == "text" else ""


def _named(token: str, type_: TypeOutline, function: Function) -> str:
    if token == "action":
        return function.name
    return type_.name.removesuffix("Controller")


def declared_clients(survey: Survey) -> Iterator[CallFact]:
    """Methods of Refit's interfaces; their address is given where the client is registered."""
    for function in survey.program.functions:
        for each in function.attributes:
            path = _template(each)
            if each.word in _REFIT and path.startswith("/"):
                yield CallFact("http", (), function.line, "refit", _REFIT[each.word], plain(path))


def invocations(survey: Survey) -> Iterator[CallFact]:
    """Dapr's: `InvokeMethodAsync<Cart>(HttpMethod.Get, "cart", "x")`, with a verb or without."""
    for call in survey.program.calls:
        if call.word not in INVOKING or survey.origins.of(call.holder) != "DaprClient":
            continue
        first = call.argument(0)
        verb = first.word.partition("HttpMethod.")[2].upper() if first is not None else ""
        app = survey.text(call, ("1" if verb else "0", "appId"))
        path = survey.text(call, ("2" if verb else "1", "methodName"))
        if app:
            yield CallFact("http", app, call.line, "dapr", verb, path)


def mains(survey: Survey) -> Iterator[MarkFact]:
    """`static void Main`."""
    for function in survey.program.functions:
        if function.name == "Main" and function.type in ("void", "int", "Task", "Task<int>"):
            yield MarkFact("entry", "main", function.line)
