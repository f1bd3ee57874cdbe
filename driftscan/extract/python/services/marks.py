"""What tells that a file is where a program begins."""

import ast
from collections.abc import Iterator

from driftscan.extract.python.services.code import Code
from driftscan.model.service_fact import MarkFact

MAIN = "__main__"
_APPLICATIONS = {
    "flask.Flask": "flask",
    "quart.Quart": "quart",
    "fastapi.FastAPI": "fastapi",
    "starlette.applications.Starlette": "starlette",
    "sanic.Sanic": "sanic",
    "bottle.Bottle": "bottle",
    "aiohttp.web.Application": "aiohttp",
    "tornado.web.Application": "tornado",
    "falcon.App": "falcon",
    "falcon.asgi.App": "falcon",
    "litestar.Litestar": "litestar",
    "celery.Celery": "celery",
    "faust.App": "faust",
    "grpc.server": "grpc",
    "grpc.aio.server": "grpc",
    "django.core.wsgi.get_wsgi_application": "django",
    "django.core.asgi.get_asgi_application": "django",
    "streamlit.set_page_config": "streamlit",
    "chalice.Chalice": "chalice",
}


def marks_of(code: Code) -> Iterator[MarkFact]:
    """The main block and application objects."""
    for visit in code.visits:
        if isinstance(visit.node, ast.If) and _is_main(visit.node.test):
            yield MarkFact("entry", "main", visit.node.lineno)
    for called in code.calls:
        if form := _APPLICATIONS.get(called.path):
            yield MarkFact("entry", form, called.line)


def _is_main(test: ast.expr) -> bool:
    if not isinstance(test, ast.Compare) or len(test.comparators) != 1:
        return False
    sides = (test.left, test.comparators[0])
    names = {each.id for each in sides if isinstance(each, ast.Name)}
    texts = {each.value for each in sides if isinstance(each, ast.Constant)}
    return names == {"__name__"} and texts == {MAIN}
