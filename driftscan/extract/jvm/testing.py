"""Which source roots hold test code, by the conventions of Maven, Gradle and Kotlin."""

import re

# `src/test/java`, `src/commonTest/kotlin`, `src/testFixtures`, `src/integrationTest`, `src/it`,
# `jvm/test`; a build that is called `acme-test` ships a library.
_SET = re.compile(r"tests?|it|.*[a-z0-9][-_]?(?:Tests?|tests?|IT)|test[A-Z-].*|jmh")
_PLAIN = frozenset(("test", "tests", "javatests"))


def is_test_root(root: str) -> bool:
    """root: relative to the build that it belongs to."""
    parts = [part for part in root.split("/") if part]
    if not _PLAIN.isdisjoint(parts):
        return True
    at = max((at for at, part in enumerate(parts) if part == "src"), default=len(parts))
    return any(_SET.fullmatch(part) for part in parts[at + 1 : at + 2])
