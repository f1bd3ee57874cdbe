"""What is looked for in the syntax tree of a Go file, as one tree-sitter query.

Captures: @package; @import; @top, a name that the file declares at its top level; @use, a qualified
name whose first part is an identifier. @bound, a local name, holds from the end of @until to the
end of the innermost @scope around that place; @alias from @colon on in each clause of its switch;
@parameter in the @body of its @function, if there is one. No pattern waits for what stands far
behind its first node: each that waits is looked at again at every node between.
"""

FILE = """
(package_clause (package_identifier) @package)
(import_spec) @import

(source_file (function_declaration name: (identifier) @top))
(source_file (type_declaration (type_spec name: (type_identifier) @top)))
(source_file (type_declaration (type_alias name: (type_identifier) @top)))
(source_file (var_declaration (var_spec name: (identifier) @top)))
(source_file (var_declaration (var_spec_list (var_spec name: (identifier) @top))))
(source_file (const_declaration (const_spec (identifier) @top)))

(selector_expression operand: (identifier)) @use
(qualified_type) @use

; Blocks, and the statements and clauses that are blocks of their own in the language's grammar.
(block) @scope
(if_statement) @scope
(for_statement) @scope
(expression_switch_statement) @scope
(type_switch_statement) @scope
(expression_case) @scope
(type_case) @scope
(default_case) @scope
(communication_case) @scope

; A name is not known inside the statement that declares it: `fmt := fmt.Sprint()`.
(short_var_declaration left: (expression_list (identifier) @bound)) @until
(var_spec name: (identifier) @bound) @until
(const_spec (identifier) @bound) @until
(range_clause left: (expression_list (identifier) @bound)) @until
(receive_statement left: (expression_list (identifier) @bound)) @until

; But that of a type is.
(type_spec name: (type_identifier) @bound @until)
(type_alias name: (type_identifier) @bound @until)

; `switch x := v.(type)` declares x anew in each clause, behind its list of types.
(type_switch_statement alias: (expression_list . (identifier) @alias .))
(type_case ":" @colon)
(default_case ":" @colon)

; Parameters are known in the body alone: in `func f(fmt int, s fmt.Stringer)` the second fmt is the
; package. Those of function types and of methods of interfaces have no body.
(function_declaration) @function
(method_declaration) @function
(func_literal) @function
(function_declaration
  type_parameters: (type_parameter_list (_ name: (identifier) @parameter)))
(function_declaration parameters: (parameter_list (_ name: (identifier) @parameter)))
(function_declaration result: (parameter_list (_ name: (identifier) @parameter)))
(method_declaration receiver: (parameter_list (_ name: (identifier) @parameter)))
(method_declaration parameters: (parameter_list (_ name: (identifier) @parameter)))
(method_declaration result: (parameter_list (_ name: (identifier) @parameter)))
(func_literal parameters: (parameter_list (_ name: (identifier) @parameter)))
(func_literal result: (parameter_list (_ name: (identifier) @parameter)))
(function_declaration body: (block) @body)
(method_declaration body: (block) @body)
(func_literal body: (block) @body)
"""

# Names that stand alone, for files with `import . "..."`; @key is what only looks like one. The key
# of a composite literal is the name of a field far more often than a constant.
UNQUALIFIED = """
(identifier) @name
(type_identifier) @name
(keyed_element key: (literal_element (identifier) @key))
(qualified_type name: (type_identifier) @key)
"""
