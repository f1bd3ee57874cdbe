"""Collections of MongoDB that code reads and writes: `client["shop"].carts.find_one(...)`."""

import ast
from collections.abc import Iterator

from driftscan.extract.pieces import plain
from driftscan.extract.python.services.code import Called, Code
from driftscan.extract.python.services.commands import MONGO, ONLY_MONGO
from driftscan.extract.python.services.scopes import Bound, Scope
from driftscan.extract.python.services.texts import argument
from driftscan.model.service_fact import AccessFact

_CLIENTS = (
    "pymongo.MongoClient",
    "pymongo.mongo_client.MongoClient",
    "pymongo.AsyncMongoClient",
    "motor.motor_asyncio.AsyncIOMotorClient",
    "flask_pymongo.PyMongo",
)
_USUAL_DATABASES = ("db", "database", "mongo_db", "mongodb")
_GETTERS = ("get_collection", "get_database", "get_default_database")
_LONGEST_CHAIN = 12
_DEEPEST = 6


def documents_of(code: Code) -> Iterator[AccessFact]:
    """Accesses in the order of the text."""
    for called in code.calls:
        mode = MONGO.get(called.method, "")
        if mode and called.receiver is not None and (name := _collection(code, called)):
            yield AccessFact("mongodb", plain(name), mode, called.line, "pymongo")


def _collection(code: Code, called: Called) -> str:
    """The collection that a method is called on; '' if it is none."""
    parts, root = _parts(code, called.receiver, called.scope)
    if root.startswith(_CLIENTS):
        return parts[-1] if len(parts) >= (1 if ".get_default_database" in root else 2) else ""
    is_usual = called.method in ONLY_MONGO and len(parts) >= 2 and parts[-2] in _USUAL_DATABASES
    return parts[-1] if is_usual else ""


def _parts(
    code: Code, node: ast.expr | None, scope: Scope, depth: int = 0
) -> tuple[list[str], str]:
    """Names from a client to a collection, and the path of the client."""
    trailing: list[str] = []
    while len(trailing) < _LONGEST_CHAIN:
        step = _step(code, node, scope)
        if step is None:
            break
        name, node = step
        trailing.append(name)
    names = [each for each in reversed(trailing) if each]
    if isinstance(node, ast.Call):
        return names, code.names.path(node, scope)
    bound = _bound(code, node, scope)
    if bound is None or bound.value is None or bound.is_item or depth > _DEEPEST:
        own = getattr(node, "id", getattr(node, "attr", ""))
        return [own, *names], code.names.path(node, scope) if bound is None else ""
    before, root = _parts(code, bound.value, bound.scope, depth + 1)
    return [*before, *names], root


def _bound(code: Code, node: ast.expr | None, scope: Scope) -> Bound | None:
    if isinstance(node, ast.Name):
        return code.names.bound(node.id, scope, node.lineno)
    return code.names.attribute(node.attr) if isinstance(node, ast.Attribute) else None


def _step(code: Code, node: ast.expr | None, scope: Scope) -> tuple[str, ast.expr] | None:
    """A name at the end of an expression, and what stands in front of it."""
    if isinstance(node, ast.Await):
        return "", node.value
    if isinstance(node, ast.Subscript):
        return code.texts.literal(node.slice, scope), node.value
    if isinstance(node, ast.Attribute) and code.names.attribute(node.attr) is None:
        return node.attr, node.value
    func = node.func if isinstance(node, ast.Call) else None
    if isinstance(node, ast.Call) and isinstance(func, ast.Attribute) and func.attr in _GETTERS:
        return code.texts.literal(argument(node, 0, ("name",)), scope) or "db", func.value
    return None
