"""What is asked of the tree of a Java file, all in one pass."""

FACTS = """
(package_declaration [(identifier) (scoped_identifier)] @package)
(import_declaration) @import

; Where names hold. A declaration of a type holds its type parameters, its body its members.
[(class_declaration) (interface_declaration) (enum_declaration) (record_declaration)
 (annotation_type_declaration)] @type_scope
[(class_body) (interface_body) (enum_body) (annotation_type_body)
 (method_declaration) (constructor_declaration) (compact_constructor_declaration)
 (constructor_body) (block) (lambda_expression) (for_statement) (enhanced_for_statement)
 (catch_clause) (try_with_resources_statement) (switch_block_statement_group)
 (switch_rule)] @scope

; Names that are declared.
(class_declaration name: (identifier) @declared)
(interface_declaration name: (identifier) @declared)
(enum_declaration name: (identifier) @declared)
(record_declaration name: (identifier) @declared)
(annotation_type_declaration name: (identifier) @declared)
(class_declaration (modifiers "private") name: (identifier) @private)
(interface_declaration (modifiers "private") name: (identifier) @private)
(enum_declaration (modifiers "private") name: (identifier) @private)
(record_declaration (modifiers "private") name: (identifier) @private)
(annotation_type_declaration (modifiers "private") name: (identifier) @private)
(type_parameter (type_identifier) @parameter)
(variable_declarator name: (identifier) @variable)
(formal_parameter name: (identifier) @variable)
(catch_formal_parameter name: (identifier) @variable)
(resource name: (identifier) @variable)
(enhanced_for_statement name: (identifier) @variable)
(lambda_expression parameters: (identifier) @variable)
(inferred_parameters (identifier) @variable)
(instanceof_expression name: (identifier) @variable)
(type_pattern (identifier) @variable)
(record_pattern_component (identifier) @variable)
(enum_constant name: (identifier) @variable)

; Names of types. `chain` is the first of several, `part` another one of them.
(type_identifier) @type
(scoped_type_identifier . (type_identifier) @chain)
(scoped_type_identifier (_) . (type_identifier) @part)
(object_creation_expression . (_) "new" type: (type_identifier) @part)
(annotation name: (_) @named)
(marker_annotation name: (_) @named)
(record_pattern . [(identifier) (scoped_identifier)] @named)
(uses_module_directive type: (_) @named)
(provides_module_directive (_) @named)

; What a type extends or implements, whose member types are known by their simple names.
(superclass (_) @super)
(super_interfaces (type_list (_) @super))
(extends_interfaces (type_list (_) @super))
(object_creation_expression type: (_) @super (class_body))

; What stands before a dot or `::` is a variable, a type or a package.
(field_access object: (identifier) @head)
(method_invocation object: (identifier) @head)
(method_reference . (identifier) @head)
"""
