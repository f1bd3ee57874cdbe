"""What is looked for in the tree of a JavaScript or TypeScript file; every pattern ends where it
begins, so none of them waits."""

_FILE = """
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

# What each grammar has a kind of node of its own for.
_PROPERTIES = {
    "javascript": "(field_definition) @field (decorator) @decorator",
    "typescript": """
(public_field_definition) @field
(decorator) @decorator
(required_parameter) @typed
(optional_parameter) @typed
""",
}
_PROPERTIES["tsx"] = _PROPERTIES["typescript"]

# By grammar; one query, for each goes over the whole tree.
FILES = {grammar: _FILE + properties for grammar, properties in _PROPERTIES.items()}

# Settings of development servers: `proxy: {'/api': 'http://...'}`, `destination: 'http://...'`.
PROXIES = """
((pair key: (property_identifier) @key value: (object) @proxies)
  (#any-of? @key "proxy" "proxyTable"))
((pair key: (property_identifier) @key value: (array) @list) (#eq? @key "proxy"))
((object (pair key: (property_identifier) @key value: (_) @destination)) @rewrite
  (#eq? @key "destination"))
"""

# One of these has to be in the text for that.
OF_PROXIES = (b"proxy", b"destination")
