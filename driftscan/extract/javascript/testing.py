"""Which files are test code: the names that Jest, Vitest, Mocha, Playwright and Cypress go by."""

import re

from driftscan.extract.javascript.layout import ScriptFile

_FOLDERS = frozenset("test tests __test__ __tests__ __mocks__ e2e cypress".split())
_STEM = re.compile(r"(?:.*[._-])?(?:test|tests|spec|specs|cy|e2e|test-d)", re.DOTALL)


def is_test_code(file: ScriptFile) -> bool:
    """Whether a file stands in a folder of tests, or its name ends as those of tests do:
    `a.test.ts`, `a.spec.tsx`, `a-test.js`, `a_spec.js`, `test.js`."""
    return bool(_STEM.fullmatch(file.stem)) or not _FOLDERS.isdisjoint(file.folder.split("/"))
