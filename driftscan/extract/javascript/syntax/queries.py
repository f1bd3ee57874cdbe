"""Tree-sitter queries for JavaScript and TypeScript; texts only."""

# Statements that name a module, calls that may load one, and what a module exports.
_COMMON = """
(import_statement) @import
(export_statement source: (string)) @passed_on
(program (export_statement) @export)
(call_expression function: (import) arguments: (arguments) @arguments) @dynamic
(call_expression
  function: (identifier) @callee arguments: (arguments) @arguments
  (#eq? @callee "require")) @required
(call_expression
  function: (member_expression
    object: (identifier) @callee property: (property_identifier) @property)
  arguments: (arguments) @arguments
  (#eq? @callee "require") (#eq? @property "resolve")) @resolved
(new_expression
  constructor: (identifier) @worker
  arguments: (arguments . (new_expression
    constructor: (identifier) @url
    arguments: (arguments . (string) . (member_expression object: (meta_property))) @arguments))
  (#any-of? @worker "Worker" "SharedWorker") (#eq? @url "URL")) @started
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

JAVASCRIPT = _COMMON

# `export import x = require("y")` is none of the grammar's words: it reads an alias and, as a
# statement of its own, the brackets. `declare module "x"` in a module adds to what x exports.
TYPESCRIPT = (
    _COMMON
    + """
((export_statement (import_alias (identifier) (identifier) @callee))
  . (expression_statement (parenthesized_expression . (string) @source .))
  (#eq? @callee "require")) @exported_require
(module name: (string) @augmented)
"""
)

# What stands around a call decides when, and whether, it runs.
SCOPES = """
(function_declaration body: (_) @deferred)
(function_expression body: (_) @deferred)
(generator_function_declaration body: (_) @deferred)
(generator_function body: (_) @deferred)
(arrow_function body: (_) @deferred)
(method_definition body: (_) @deferred)
(try_statement body: (_) @guarded)
(catch_clause body: (_) @guarded)
(finally_clause body: (_) @guarded)
(if_statement consequence: (_) @conditional)
(else_clause (_) @conditional)
(while_statement body: (_) @conditional)
(for_statement body: (_) @conditional)
(for_in_statement body: (_) @conditional)
(switch_case) @conditional
(switch_default) @conditional
(ternary_expression consequence: (_) @conditional)
(ternary_expression alternative: (_) @conditional)
(binary_expression operator: ["&&" "||" "??"] right: (_) @conditional)
"""

COMMENTS = "(comment) @comment"
