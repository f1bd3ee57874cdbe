"""The tree-sitter query over C# files, as data; the names of its captures are told below.

using: a directive with everything in it. space: a namespace, whose name is `namespace`.
declared: a type, whose name is `name`. parameter: a type parameter. base: a type that the one
around it derives from.
value: a name that stands for a value from here on, in the type around it, `of` some type; member:
if it is a field or property.
of: of a value, its type, by a name or not. type: a name that can only be a type; holder: what may
have one in its field `type`; as, is: in `right`. attribute: that of an attribute.
arguments: those of a generic type. access: `A.B` in an expression. call: of a method or function.
maybe: a lone name that is a type or a constant.
method: any that is declared here. extension: one whose first parameter is marked `this`.
"""

_NAME = "[(identifier) (qualified_name) (generic_name) (alias_qualified_name)]"

_SCOPES = """
(using_directive) @using
(namespace_declaration name: (_) @namespace) @space
(file_scoped_namespace_declaration name: (_) @namespace) @space
(class_declaration name: (identifier) @name) @declared
(struct_declaration name: (identifier) @name) @declared
(interface_declaration name: (identifier) @name) @declared
(record_declaration name: (identifier) @name) @declared
(enum_declaration name: (identifier) @name) @declared
(delegate_declaration name: (identifier) @name) @declared
(type_parameter name: (identifier) @parameter)
"""

# Names of values, and of types where only a type may stand.
_VALUES = """
(variable_declaration type: (_) @of (variable_declarator name: (identifier) @value))
(variable_declarator (tuple_pattern name: (identifier) @value))
(property_declaration type: (_) @of name: (identifier) @value @member)
(field_declaration
  (variable_declaration type: (_) @of (variable_declarator name: (identifier) @member)))
(event_declaration type: (_) @of name: (identifier) @value)
(parameter type: (_) @of name: (identifier) @value)
(parameter !type name: (identifier) @value)
(implicit_parameter) @value
(enum_member_declaration name: (identifier) @value)
(foreach_statement left: (identifier) @value)
(foreach_statement left: (tuple_pattern name: (identifier) @value))
(declaration_expression name: (identifier) @value)
(declaration_pattern name: (identifier) @value)
(recursive_pattern name: (identifier) @value)
(var_pattern name: (identifier) @value)
(catch_declaration name: (identifier) @value)
(from_clause name: (identifier) @value)
(let_clause . (identifier) @value)
(join_clause . (identifier) @value)
(join_into_clause (identifier) @value)
"""

# What holds a type in its field `type`, but for what stands before a value's name. Only the
# holders: a pattern for each with what it holds takes a twentieth of a second to be made, and one
# for any node at all would be under way once for each node around the one looked at, so time would
# grow with the depth of the tree.
_HOLDERS = """
array_type bracketed_parameter_list cast_expression catch_declaration
conversion_operator_declaration declaration_expression declaration_pattern default_expression
delegate_declaration foreach_statement from_clause function_pointer_parameter
indexer_declaration join_clause lambda_expression local_function_statement nullable_type
object_creation_expression operator_declaration parameter_list pointer_type
primary_constructor_base_type recursive_pattern ref_type refvalue_expression
scoped_type sizeof_expression tuple_element type_parameter_constraint
type_pattern typeof_expression
""".split()

_TYPES = (
    "".join(f"({holder}) @holder\n" for holder in _HOLDERS)
    + f"""
(variable_declaration type: {_NAME} @type (variable_declarator (tuple_pattern)))
(method_declaration returns: {_NAME} @type)
(function_pointer_type returns: {_NAME} @type)
(base_list {_NAME} @type @base)
(primary_constructor_base_type type: {_NAME} @base)
(type_argument_list) @arguments
(as_expression) @as
(explicit_interface_specifier {_NAME} @type)
(attribute name: {_NAME} @attribute)
"""
)

# Of accesses, calls and arguments only the node: they stand inside each other without end.
_EXPRESSIONS = """
(member_access_expression) @access
(invocation_expression) @call
(constant_pattern (identifier) @maybe)
(invocation_expression
  function: (identifier) @function
  arguments: (argument_list (argument (identifier) @maybe))
  (#eq? @function "nameof"))
(method_declaration name: (identifier) @method)
(method_declaration
  name: (identifier) @extension
  parameters: (parameter_list . (parameter (modifier) @marks))
  (#eq? @marks "this"))
"""

# Of `x is A && b` the grammar takes all behind `is` for the pattern; `A` is its innermost left. A
# query that goes down there itself takes seconds to be made, for every depth is a pattern.
_PATTERNS = """
(is_expression) @is
(constant_pattern (binary_expression) @operators)
"""

EVERYTHING = _SCOPES + _VALUES + _TYPES + _EXPRESSIONS + _PATTERNS
"""All of it, for one pass over the tree."""
