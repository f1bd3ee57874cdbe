"""What is looked for in the tree of a Go file; every pattern ends where it begins."""

FILE = """
(import_spec) @import
(call_expression) @call
(composite_literal) @literal
(short_var_declaration) @declared
(var_spec) @declared
(const_spec) @declared
(range_clause) @declared
(assignment_statement) @assigned
(function_declaration) @function
(method_declaration) @function
(func_literal) @function
(block) @scope
(if_statement) @scope
(for_statement) @scope
(expression_case) @scope
(communication_case) @scope
(type_spec) @type
(package_clause) @package
"""
