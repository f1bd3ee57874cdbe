"""What a program answers: routes of web frameworks and gRPC servicers."""

import ast
from collections.abc import Iterator

from driftscan.extract.pieces import joined, plain
from driftscan.extract.python.services.clients import STANDARD_INTERFACES
from driftscan.extract.python.services.code import Called, Code
from driftscan.extract.python.services.scopes import Function, Scope
from driftscan.extract.python.services.texts import argument
from driftscan.model.service_fact import Piece, ServedFact, Text

_VERBS = frozenset("get post put patch delete head options websocket".split())
# Objects whose methods decorate a handler: path -> framework.
_APPS = {
    "flask.Flask": "flask",
    "flask.Blueprint": "flask",
    "flask.blueprints.Blueprint": "flask",
    "flask_openapi3.OpenAPI": "flask",
    "quart.Quart": "quart",
    "quart.Blueprint": "quart",
    "fastapi.FastAPI": "fastapi",
    "fastapi.APIRouter": "fastapi",
    "fastapi.routing.APIRouter": "fastapi",
    "starlette.applications.Starlette": "starlette",
    "sanic.Sanic": "sanic",
    "sanic.Blueprint": "sanic",
    "bottle.Bottle": "bottle",
    "bottle": "bottle",
    "aiohttp.web.RouteTableDef": "aiohttp",
    "litestar.Litestar": "litestar",
    "robyn.Robyn": "robyn",
    "falcon.App": "falcon",
}
_DECORATES_ANY = frozenset(("route", "api_route", "add_url_rule", "websocket_route", "view"))
# Methods of an application or router that add a route, the path first, and whose they are.
_FASTAPI_AND_BELOW = frozenset(("fastapi", "starlette"))
_ADDS = {
    "add_url_rule": frozenset(("flask", "quart")),
    "add_api_route": frozenset(("fastapi",)),
    "add_api_websocket_route": frozenset(("fastapi",)),
    "add_websocket_route": _FASTAPI_AND_BELOW,
    "add_route": _FASTAPI_AND_BELOW,
}
_CHALICE = "chalice.Chalice"
_APPS[_CHALICE] = "chalice"
_PATHS = ("path", "rule", "uri")
_PREFIXES = ("url_prefix", "prefix")
# Functions that make one route: path -> framework, positions of path and of the verb (-1: none).
_ROUTES = {
    "aiohttp.web.get": ("aiohttp", 0, "GET"),
    "aiohttp.web.post": ("aiohttp", 0, "POST"),
    "aiohttp.web.put": ("aiohttp", 0, "PUT"),
    "aiohttp.web.patch": ("aiohttp", 0, "PATCH"),
    "aiohttp.web.delete": ("aiohttp", 0, "DELETE"),
    "starlette.routing.Route": ("starlette", 0, ""),
    "starlette.routing.WebSocketRoute": ("starlette", 0, ""),
    "fastapi.routing.APIRoute": ("fastapi", 0, ""),
    "django.urls.path": ("django", 0, ""),
    "django.urls.re_path": ("django", 0, ""),
    "django.conf.urls.url": ("django", 0, ""),
    "tornado.web.url": ("tornado", 0, ""),
    "falcon.App.add_route": ("falcon", 0, ""),
    "falcon.API.add_route": ("falcon", 0, ""),
    "falcon.asgi.App.add_route": ("falcon", 0, ""),
    "flask_restful.Api.add_resource": ("flask", 1, ""),
    "flask_restx.Api.add_resource": ("flask", 1, ""),
}
_TORNADO = frozenset(("tornado.web.Application", "tornado.wsgi.WSGIApplication"))
_ROUTERS = frozenset(
    ("rest_framework.routers.DefaultRouter", "rest_framework.routers.SimpleRouter")
)
_INCLUDES = frozenset(("django.urls.include", "django.conf.urls.include"))
_SERVICER = ("add_", "Servicer_to_server")


def served_of(code: Code) -> Iterator[ServedFact]:
    """Routes and servicers in the order of the text."""
    handlers = set(
        map(id, (each for function, _ in code.functions for each in function.decorator_list))
    )
    for function, scope in code.functions:
        for decorator in function.decorator_list:
            yield from _decorated(code, decorator, scope, function)
    for called in code.calls:
        if id(called.node) not in handlers:
            yield from _called(code, called)


def _decorated(
    code: Code, decorator: ast.expr, scope: Scope, function: Function
) -> Iterator[ServedFact]:
    if not isinstance(decorator, ast.Call) or not isinstance(decorator.func, ast.Attribute):
        return
    name, receiver = decorator.func.attr, decorator.func.value
    framework = _framework(code, receiver, scope)
    if not framework or not (name in _VERBS or name in _DECORATES_ANY):
        return
    path = code.texts.of(argument(decorator, 0, _PATHS), scope)
    if not path and not decorator.args:
        return
    full = _below(_prefix(code, receiver, scope), path)
    is_verb = name in _VERBS and name != "websocket"
    for method in [name.upper()] if is_verb else _methods(code, decorator, scope):
        yield ServedFact("http", decorator.lineno, method, full, framework=framework)


def _framework(code: Code, receiver: ast.expr, scope: Scope) -> str:
    """Of an application object; one that another file made goes by what this file imports."""
    path = code.names.path(receiver, scope)
    if framework := _APPS.get(path):
        return framework
    is_foreign = isinstance(receiver, ast.Name) and path.rpartition(".")[2] in _USUAL_NAMES
    if not is_foreign and path:
        return ""
    is_usual = isinstance(receiver, ast.Name) and receiver.id in _USUAL_NAMES
    if not is_usual:
        return ""
    likely = (each for each in ("fastapi", "flask", "quart", "sanic") if each in code.libraries)
    return next(likely, "")


_USUAL_NAMES = frozenset("app bp router blueprint api application".split())


def _methods(code: Code, call: ast.Call, scope: Scope) -> list[str]:
    """Verbs of `methods=[...]`; any ('') without."""
    given = argument(call, -1, ("methods", "method"))
    if isinstance(given, ast.List | ast.Tuple | ast.Set):
        found = [code.texts.literal(each, scope).upper() for each in given.elts]
        return [each for each in found if each] or [""]
    return [code.texts.literal(given, scope).upper()]


def _prefix(code: Code, receiver: ast.expr | None, scope: Scope) -> Text:
    made = code.names.maker(receiver, scope)
    return code.texts.of(argument(made[0], -1, _PREFIXES), made[1]) if made else ()


def _below(prefix: Text, path: Text) -> Text:
    """A path under a prefix, with one slash between them."""
    if not prefix:
        return path
    last = prefix[-1]
    if last.kind == "text" and last.value.endswith("/") and _starts_with_slash(path):
        prefix = (*prefix[:-1], Piece("text", last.value[:-1]))
    return joined([prefix, path])


def _starts_with_slash(path: Text) -> bool:
    return bool(path) and path[0].kind == "text" and path[0].value.startswith("/")


def _called(code: Code, called: Called) -> Iterator[ServedFact]:
    if route := _ROUTES.get(called.path):
        yield from _route(code, called, route)
    elif called.method in _ADDS and (framework := _adding(code, called)):
        path = _below(_prefix(code, called.receiver, called.scope), code.text(called, 0, *_PATHS))
        for method in _methods(code, called.node, called.scope):
            yield ServedFact("http", called.line, method, path, framework=framework)
    elif called.path in ("aiohttp.web.Application.router.add_route",):
        path = code.text(called, 1, "path")
        yield ServedFact("http", called.line, code.literal(called, 0), path, framework="aiohttp")
    elif called.path.startswith("aiohttp.web.Application.router.add_"):
        verb = called.method.removeprefix("add_").upper()
        if verb.lower() in _VERBS:
            yield ServedFact("http", called.line, verb, code.text(called, 0), framework="aiohttp")
    elif called.path in _TORNADO:
        yield from _handlers(code, called)
    elif called.method == "register" and called.path.rpartition(".")[0] in _ROUTERS:
        path = code.text(called, 0, "prefix")
        yield ServedFact("http", called.line, "", _rooted(path), framework="django")
    else:
        yield from _servicer(called)


def _adding(code: Code, called: Called) -> str:
    """The framework of whatever a route is added to. A field that a base class or another file has
    made goes by the method, where one framework alone calls it so."""
    possible = _ADDS[called.method]
    if called.receiver is None:
        return ""
    framework = _framework(code, called.receiver, called.scope)
    if framework or called.path:
        return framework if framework in possible else ""
    return next(iter(possible & code.libraries), "") if len(possible) == 1 else ""


def _route(code: Code, called: Called, route: tuple[str, int, str]) -> Iterator[ServedFact]:
    framework, place, verb = route
    path = code.text(called, place, "path", "route", "regex")
    if framework == "django":
        handler = argument(called.node, 1, ("view",))
        if (
            isinstance(handler, ast.Call)
            and code.names.path(handler.func, called.scope) in _INCLUDES
        ):
            return
        path = _rooted(path)
    methods = [verb] if verb else _methods(code, called.node, called.scope)
    for method in methods:
        yield ServedFact("http", called.line, method, path, framework=framework)


def _rooted(path: Text) -> Text:
    """Django writes paths without the slash in front, and patterns with `^` and `$`."""
    if path and path[0].kind == "text":
        first = path[0].value.removeprefix("^").removesuffix("$")
        return joined([plain("/" + first.removeprefix("/")), path[1:]])
    return path or plain("/")


def _handlers(code: Code, called: Called) -> Iterator[ServedFact]:
    """`Application([(r"/", MainHandler)])`."""
    handlers = argument(called.node, 0, ("handlers",))
    for each in handlers.elts if isinstance(handlers, ast.List) else ():
        if isinstance(each, ast.Tuple) and each.elts:
            path = code.texts.of(each.elts[0], called.scope)
            yield ServedFact("http", each.lineno, "", path, framework="tornado")


def _servicer(called: Called) -> Iterator[ServedFact]:
    """`add_CartServicer_to_server(servicer, server)`."""
    begin, end = _SERVICER
    if called.method.startswith(begin) and called.method.endswith(end):
        interface = called.method[len(begin) : -len(end)]
        if interface and interface not in STANDARD_INTERFACES:
            yield ServedFact("grpc", called.line, interface=interface, framework="grpc")
