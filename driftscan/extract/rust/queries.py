"""The query for everything in a Rust file that may lead to another one; data only."""

# Nested paths are found with the path around them and dropped by place (structure.py).
EVERYTHING = """
(use_declaration) @use
(extern_crate_declaration) @extern
(mod_item) @mod
(attribute_item) @attribute
(inner_attribute_item) @inner
(scoped_identifier) @path
(scoped_type_identifier) @path
(visibility_modifier) @visibility

; A macro that stands where items do may define anything.
(source_file (macro_invocation) @defining)
(source_file (expression_statement (macro_invocation) @defining))
(declaration_list (macro_invocation) @defining)

(macro_invocation) @call
(macro_definition name: (identifier) @macro) @rules

; One inside a function is for that function alone.
(source_file (macro_definition name: (identifier) @shared))
(declaration_list (macro_definition name: (identifier) @shared))

; A block is a scope of its own where it imports.
(block (use_declaration)) @block

(struct_item name: (type_identifier) @item)
(enum_item name: (type_identifier) @item)
(union_item name: (type_identifier) @item)
(trait_item name: (type_identifier) @item)
(type_item name: (type_identifier) @item)
"""
