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

# Names that can only be those of classes, interfaces, traits and enumerations.
_CLASSES = f"""
(object_creation_expression {_NAME} @class) @_
(scoped_call_expression scope: {_NAME} @class) @_
(scoped_property_access_expression scope: {_NAME} @class) @_
(class_constant_access_expression . {_NAME} @class) @_
(named_type {_NAME} @class) @_
(base_clause {_NAME} @class) @_
(class_interface_clause {_NAME} @class) @_
(use_declaration {_NAME} @class) @_
(attribute {_NAME} @class) @_
(binary_expression operator: "instanceof" right: {_NAME} @class) @_
"""

_FUNCTIONS = f"(function_call_expression function: {_NAME} @function) @_"

# The grammar has no node for a constant: it is a name that stands where a value may stand.
_CONSTANTS = "\n".join(
    f"({parent} {_NAME} @constant) @_"
    for parent in (
        "array_element_initializer",
        "binary_expression",
        "unary_op_expression",
        "return_statement",
        "echo_statement",
        "sequence_expression",
        "parenthesized_expression",
        "conditional_expression",
        "match_condition_list",
        "throw_expression",
        "yield_expression",
        "print_intrinsic",
        "exit_statement",
        "subscript_expression .",
        "subscript_expression (_) .",
        "const_element (name) .",
        "assignment_expression right:",
        "augmented_assignment_expression right:",
        "case_statement value:",
        "arrow_function body:",
        "match_conditional_expression return_expression:",
        "match_default_expression return_expression:",
        "property_element default_value:",
        "simple_parameter default_value:",
        "property_promotion_parameter default_value:",
        "enum_case value:",
        "cast_expression value:",
        "static_variable_declaration value:",
        "error_suppression_expression",
        "foreach_statement",
        "for_statement",
        "variadic_unpacking",
        "clone_expression",
        "member_access_expression object:",
        "nullsafe_member_access_expression object:",
        "member_call_expression object:",
        "nullsafe_member_call_expression object:",
    )
)

# `<?= NAME ?>` between HTML.
_SHOWN = f"([(php_tag) (text_interpolation)] . (expression_statement {_NAME} @constant))"

_REQUIRES = """
(require_expression) @require
(require_once_expression) @require
(include_expression) @require
(include_once_expression) @require
"""

# In `f(path: X)` the first name is that of a parameter.
_ARGUMENTS = f"(argument {_NAME} @constant .) @_"

# In "$a[KEY]" the key is a string; in "{$a[KEY]}" it is a constant.
_KEYS = """
(encapsed_string (subscript_expression (name) @key) @interpolated)
(heredoc_body (subscript_expression (name) @key) @interpolated)
(shell_command_expression (subscript_expression (name) @key) @interpolated)
(dynamic_variable_name (subscript_expression . (name) @variable))
"""

EVERYTHING = "\n".join(
    [_STRUCTURE, _DECLARED, _CLASSES, _FUNCTIONS, _CONSTANTS, _ARGUMENTS, _SHOWN, _KEYS, _REQUIRES]
)
