"""What the kinds of terms are called in a report."""

NOUNS = {
    "meaning": "who or what counts",
    "entity": "entity",
    "enum": "enumeration",
    "constant": "constant",
    "copy": "one shape, several names",
}
