"""Tree-sitter queries for JavaScript and TypeScript; texts only."""

import re
from collections.abc import Iterator

# Statements that name a module or tell what one exports, and calls of `import`.
_MODULES = """
(import_statement) @import
(export_statement source: (string)) @passed_on
(program (export_statement) @export)
(call_expression function: (import) arguments: (arguments) @arguments) @dynamic
"""

# `declare module "x"` in a module adds to what x exports.
_DECLARED = "(module name: (string) @augmented)\n"

_REQUIRED = """
(call_expression
  function: (identifier) @callee arguments: (arguments) @arguments
  (#eq? @callee "require")) @required
(call_expression
  function: (member_expression
    object: (identifier) @callee property: (property_identifier) @property)
  arguments: (arguments) @arguments
  (#eq? @callee "require") (#eq? @property "resolve")) @resolved
"""

# `export import x = require("y")` is none of the grammar's words: it reads an alias and, as a
# statement of its own, the brackets.
_REQUIRED_AND_PASSED_ON = """
((export_statement (import_alias (identifier) (identifier) @callee))
  . (expression_statement (parenthesized_expression . (string) @source .))
  (#eq? @callee "require")) @exported_require
"""

_STARTED = """
(new_expression
  constructor: (identifier) @worker
  arguments: (arguments . (new_expression
    constructor: (identifier) @url
    arguments: (arguments . (string) . (member_expression object: (meta_property))) @arguments))
  (#any-of? @worker "Worker" "SharedWorker") (#eq? @url "URL")) @started
"""

_ASSIGNED = """
(assignment_expression
  left: (member_expression
    object: (identifier) @object property: (property_identifier) @name)
  right: (_) @value
  (#any-of? @object "exports" "module"))
(assignment_expression
  left: (member_expression
    object: (member_expression
      object: (identifier) @object property: (property_identifier) @exports)
    property: (property_identifier) @name)
  right: (_) @value
  (#eq? @object "module") (#eq? @exports "exports"))
"""


def wanted(content: bytes, is_javascript: bool) -> Iterator[str]:
    """The queries over a text. One that needs a word which is not there is left out: to make it
    ready takes each process as long as reading ten files, and most code needs none of them."""
    yield _MODULES if is_javascript else _MODULES + _DECLARED
    if b"require" in content and _REQUIRE.search(content):
        yield _REQUIRED if is_javascript else _REQUIRED + _REQUIRED_AND_PASSED_ON
    if b"Worker" in content and _WORKER.search(content):
        yield _STARTED
    if b"exports" in content and _EXPORTS.search(content):
        yield _ASSIGNED


# The word and what may follow it, which may be a comment.
_REQUIRE = re.compile(rb"\brequire\s*[(.?/]")
_WORKER = re.compile(rb"\b(?:Shared)?Worker\s*[(</]")
_EXPORTS = re.compile(rb"\bexports\s*[.=/]")

# What stands around a call decides when, and whether, it runs. Only the nodes: see `wanted`.
SCOPES = """
[
  (function_declaration) (function_expression) (generator_function_declaration)
  (generator_function) (arrow_function) (method_definition)
  (try_statement) (catch_clause) (finally_clause)
  (if_statement) (else_clause) (while_statement) (for_statement) (for_in_statement)
  (switch_case) (switch_default) (ternary_expression) (binary_expression)
] @around
"""

COMMENTS = "(comment) @comment"
