"""The compiler's options that keep imports which are used for types alone."""

# One by one, for who extends a file may say otherwise of one of them.
KEEPING = ("verbatimModuleSyntax", "preserveValueImports", "importsNotUsedAsValues")
