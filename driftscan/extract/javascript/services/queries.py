"""What is looked for in the tree of a JavaScript or TypeScript file; every pattern ends where it
begins, so none of them waits."""

FILE = """
(call_expression) @call
(new_expression) @call
(variable_declarator) @declared
(assignment_expression) @assigned
(import_statement) @import
(class_body) @scope
(statement_block) @scope
(function_declaration) @function
(function_expression) @function
(generator_function_declaration) @function
(arrow_function) @function
(method_definition) @function
(export_statement) @export
(return_statement) @return
(class_declaration name: (_) @class)
"""

# Names that each grammar has a kind of node of its own for.
PROPERTIES = {
    "javascript": "(field_definition) @field (decorator) @decorator",
    "typescript": """
(public_field_definition) @field
(decorator) @decorator
(required_parameter) @typed
(optional_parameter) @typed
""",
}
PROPERTIES["tsx"] = PROPERTIES["typescript"]

# Settings of development servers: `proxy: {'/api': 'http://...'}`, `destination: 'http://...'`.
PROXIES = """
((pair key: (property_identifier) @key value: (object) @proxies)
  (#any-of? @key "proxy" "proxyTable"))
((pair key: (property_identifier) @key value: (array) @list) (#eq? @key "proxy"))
((object (pair key: (property_identifier) @key value: (_) @destination)) @rewrite
  (#eq? @key "destination"))
"""
