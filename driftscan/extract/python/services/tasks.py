"""Background tasks: who runs them, and who asks for them. A task goes by the name that it is given,
else by that of its function, for the module in front of it is not written in the file."""

import ast
from collections.abc import Iterator

from driftscan.extract.pieces import plain
from driftscan.extract.python.services.code import Called, Code
from driftscan.extract.python.services.scopes import Function, Scope
from driftscan.extract.python.services.texts import argument
from driftscan.model.service_fact import CallFact, Text

# Decorators that make a task: path -> library.
_DECORATORS = {
    "celery.Celery.task": "celery",
    "celery.shared_task": "celery",
    "celery.task": "celery",
    "celery.decorators.task": "celery",
    "celery.app.task": "celery",
    "dramatiq.actor": "dramatiq",
    "huey.RedisHuey.task": "huey",
    "huey.Huey.task": "huey",
    "rq.decorators.job": "rq",
    "procrastinate.App.task": "procrastinate",
}
_CELERY_NAMES = frozenset(("celery", "celery_app", "app"))
# Methods of a task that put it into a queue.
_SENDS = {"delay": "celery", "apply_async": "celery", "send_with_options": "dramatiq"}
# Methods that take the task by its name: path's end -> library, position, keywords.
_SENDS_BY_NAME = {
    "send_task": ("celery", 0, ("name",)),
    "signature": ("celery", 0, ("varies",)),
    "enqueue_job": ("arq", 0, ("function",)),
}
_RQ_QUEUE = "rq.Queue.enqueue"


def tasks_of(code: Code) -> Iterator[CallFact]:
    """Tasks that are run here, then those that are asked for."""
    for function, scope in code.functions:
        for decorator in function.decorator_list:
            if library := _library(code, decorator, scope):
                address = _task(code, decorator, scope, function)
                yield CallFact("consume", address, function.lineno, library)
    for called in code.calls:
        yield from _sent(code, called)


def _library(code: Code, decorator: ast.expr, scope: Scope) -> str:
    node = decorator.func if isinstance(decorator, ast.Call) else decorator
    path = code.names.path(node, scope)
    if library := _DECORATORS.get(path):
        return library
    # `from .celery import app`: the application is made elsewhere, but its name tells.
    is_task = isinstance(node, ast.Attribute) and node.attr == "task"
    parts = path.split(".")
    return "celery" if is_task and any(part in _CELERY_NAMES for part in parts[-3:-1]) else ""


def _task(code: Code, decorator: ast.expr, scope: Scope, function: Function) -> Text:
    if isinstance(decorator, ast.Call):
        named = code.texts.of(argument(decorator, -1, ("name", "actor_name")), scope)
        if named:
            return named
    return plain(function.name)


def _sent(code: Code, called: Called) -> Iterator[CallFact]:
    receiver = called.receiver
    if receiver is None:
        return
    if called.path == _RQ_QUEUE:
        yield from _enqueued(code, called)
    elif library := _SENDS.get(called.method):
        if name := _task_name(receiver):
            yield CallFact("publish", plain(name), called.line, library)
    elif by_name := _SENDS_BY_NAME.get(called.method):
        library, place, names = by_name
        task = code.text(called, place, *names)
        is_known = bool(task) and task[0].kind == "text" and called.method == "send_task"
        if task and (is_known or called.path.startswith(("celery.", "arq."))):
            yield CallFact("publish", task, called.line, library)


def _task_name(receiver: ast.expr) -> str:
    """`send_mail`, `tasks.send_mail`, `send_mail.s(1)`, `send_mail.si(1)`."""
    node = receiver
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        node = node.func.value if node.func.attr in ("s", "si", "signature", "subtask") else node
    if isinstance(node, ast.Attribute):
        return "" if node.attr in ("self",) else node.attr
    return node.id if isinstance(node, ast.Name) and node.id not in ("self", "cls") else ""


def _enqueued(code: Code, called: Called) -> Iterator[CallFact]:
    made = code.maker(called)
    queue = code.texts.of(argument(made[0], 0, ("name",)), made[1]) if made else ()
    yield CallFact("publish", queue or plain("default"), called.line, "rq")
