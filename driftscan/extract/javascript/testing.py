"""Which files are test code: the names that Jest, Vitest, Mocha, Playwright and Cypress go by."""

import re

from driftscan.extract.javascript.layout import ScriptFile

_FOLDERS = frozenset("test tests _test_ _tests_ __test__ __tests__ __mocks__ e2e cypress".split())
_WORDS = frozenset("lang languages locale locales i18n translations".split())
# Their settings, as their manuals name them: `jest.config.ts`, `playwright.e2e.config.js`.
_SETTINGS = re.compile(
    r"(?:jest|vitest|playwright|cypress|karma|wdio|protractor|nightwatch)(?:[._-][\w-]+)*"
    r"[._-](?:config|conf|setup|preset)",
)
_STEM = re.compile(r"(?:.*[._-])?(?:test|tests|spec|specs|cy|e2e|test-d)", re.DOTALL)


def is_test_code(file: ScriptFile) -> bool:
    """Whether a file stands in a folder of tests, or its name ends as those of tests do:
    `a.test.ts`, `a.spec.tsx`, `a-test.js`, `a_spec.js`, `test.js`. `locale/cy.js` is Welsh. So are
    settings of what runs tests."""
    folders = file.folder.split("/")
    if not _FOLDERS.isdisjoint(folders) or _SETTINGS.fullmatch(file.stem):
        return True
    is_welsh = file.stem == "cy" and not _WORDS.isdisjoint(folders)
    return bool(_STEM.fullmatch(file.stem)) and not is_welsh
