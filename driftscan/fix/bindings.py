"""Whether a module passes a name on just as it imports it."""

import libcst as cst
from libcst.metadata import GlobalScope, ImportAssignment, MetadataWrapper, ScopeProvider


def passes_plainly(content: bytes, name: str) -> bool:
    """Whether a statement that always runs imports the name, and nothing else gives it a value.

    Raises what libcst raises for a file that it cannot parse.
    """
    wrapper = MetadataWrapper(cst.parse_module(content), unsafe_skip_copy=True)
    if not any(_imports(statement, name) for statement in wrapper.module.body):
        return False
    scopes = wrapper.resolve(ScopeProvider).values()
    whole = next(scope for scope in scopes if isinstance(scope, GlobalScope))
    return all(isinstance(assignment, ImportAssignment) for assignment in whole[name])


def _imports(statement: cst.CSTNode, name: str) -> bool:
    if not isinstance(statement, cst.SimpleStatementLine):
        return False
    return any(
        (alias.evaluated_alias or alias.evaluated_name) == name
        for small in statement.body
        if isinstance(small, cst.ImportFrom) and not isinstance(small.names, cst.ImportStar)
        for alias in small.names
    )
