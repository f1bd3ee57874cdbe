"""What is looked for in the syntax tree of a PHP file; one pass finds all of it."""

# A name in any of the ways it can be written: `Invoice`, `Billing\Invoice`, `namespace\Invoice`.
_NAME = "[(name) (qualified_name) (relative_name)]"

_STRUCTURE = """
(namespace_definition) @namespace
(namespace_use_declaration) @use
"""

_DECLARED = """
(class_declaration name: (name) @declared.class)
(interface_declaration name: (name) @declared.class)
(trait_declaration name: (name) @declared.class)
(enum_declaration name: (name) @declared.class)
(function_definition name: (name) @declared.function)
(program (const_declaration (const_element . (name) @declared.constant)))
(namespace_definition
  body: (compound_statement (const_declaration (const_element . (name) @declared.constant))))
(function_call_expression
  function: [(name) (qualified_name)] @defining
  arguments: (arguments . (argument) . (argument))) @call
"""

# A pattern captures its whole node too (as @_): tree-sitter limits only how many begun matches hold
# a capture, and in a row of 10,000 operators each node begins one that stays open to its end.

# Names that can only be those of classes, interfaces, traits and enumerations. Of what holds one
# beside other things only the node (or the operator): to make a pattern for each with what it
# holds takes as long as reading ten files.
_CLASSES = f"""
(object_creation_expression {_NAME} @class) @_
(scoped_call_expression) @scoped
(scoped_property_access_expression) @scoped
(class_constant_access_expression) @scoped
(named_type {_NAME} @class) @_
(base_clause {_NAME} @class) @_
(class_interface_clause {_NAME} @class) @_
(use_declaration {_NAME} @class) @_
(attribute {_NAME} @class) @_
"instanceof" @instance
"""

_FUNCTIONS = f"(function_call_expression function: {_NAME} @function) @_"

# The grammar has no node for a constant, but it knows where a value may stand: a name there is one.
# It is none in "$a[KEY]", where KEY is a string, and in `f(path: 1)`, where path is a parameter.
_CONSTANTS = f"""
(primary_expression/name) @constant
(primary_expression/qualified_name) @constant
(primary_expression/relative_name) @constant
(subscript_expression . {_NAME} @constant) @_
(member_access_expression object: {_NAME} @constant) @_
(nullsafe_member_access_expression object: {_NAME} @constant) @_
(member_call_expression object: {_NAME} @constant) @_
(nullsafe_member_call_expression object: {_NAME} @constant) @_
"""

_REQUIRES = """
(require_expression) @require
(require_once_expression) @require
(include_expression) @require
(include_once_expression) @require
"""

EVERYTHING = "\n".join([_STRUCTURE, _DECLARED, _CLASSES, _FUNCTIONS, _CONSTANTS, _REQUIRES])
