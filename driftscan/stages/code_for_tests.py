"""Which files of a system are there for tests alone."""

from collections.abc import Callable

from driftscan.services.facts import is_test_code
from driftscan.stages.map import Map


def tests_of(system: Map) -> Callable[[bytes], bool]:
    """Which files are test code: by their paths, and by what is known of modules."""
    modules = system.survey.modules
    tests = frozenset(module.path for module in modules if module.is_test)
    return lambda path: path in tests or is_test_code(path)
