"""What is asked of the tree of a Kotlin file, all in one pass."""

FACTS = """
(package_header (qualified_identifier) @package)
(import) @import
(file_annotation (constructor_invocation (user_type) @annotation
  (value_arguments (value_argument (string_literal) @argument))))

; Where names hold.
[(class_declaration) (object_declaration)] @type_scope
(companion_object) @companion
[(class_body) (enum_class_body)] @body
[(class_body) (enum_class_body) (function_declaration) (secondary_constructor) (getter) (setter)
 (anonymous_function) (lambda_literal) (block) (for_statement) (catch_block) (when_expression)
 (type_alias)] @scope
(property_declaration (type_parameters)) @scope

; Names that are declared.
(class_declaration name: (identifier) @declared)
(object_declaration name: (identifier) @declared)
(class_declaration (modifiers (visibility_modifier "private")) name: (identifier) @private)
(object_declaration (modifiers (visibility_modifier "private")) name: (identifier) @private)
(type_alias type: (identifier) @alias)
(type_parameter (identifier) @parameter)
(variable_declaration . (identifier) @variable)
(class_parameter (identifier) @variable)
(parameter . (identifier) @variable)
(setter . (identifier) @variable)
(catch_block . (identifier) @variable)
(enum_entry (identifier) @variable)
(function_declaration name: (identifier) @function)

; What stands at the top of the file, and so has the package's name in front.
(source_file (function_declaration) @top_function)
(source_file (property_declaration) @top_property)

; Names that are used. `chain` is the first part of a type, `member` what stands behind a dot.
(user_type . (identifier) @chain)
(user_type (identifier) (identifier) @part)
(navigation_expression (_) (identifier) @member)
(infix_expression (_) . (identifier) @member . (_))
(value_argument . (identifier) @label . "=")
[(label) (qualified_identifier)] @skipped
(import (identifier) @part)
(this_expression (identifier) @part)
(companion_object (identifier) @part)
(identifier) @name

(delegation_specifier (user_type) @super)
(delegation_specifier (constructor_invocation . (user_type) @super))
(explicit_delegation . (user_type) @super)
"""
