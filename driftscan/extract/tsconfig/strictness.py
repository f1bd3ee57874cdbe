"""The compiler's options that keep nothing out of types that do not name it."""

# The narrower one counts where both are said.
STRICTNESS = ("strictNullChecks", "strict")
