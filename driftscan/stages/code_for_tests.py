"""Which files of a system are there for tests alone."""

from collections.abc import Callable

from driftscan.history.code_files import is_product_code
from driftscan.services.facts import is_test_code
from driftscan.stages.map import Map


def tests_of(system: Map) -> Callable[[bytes], bool]:
    """Which files are test code: by their paths, and by what is known of modules."""
    modules = system.survey.modules
    tests = frozenset(module.path for module in modules if module.is_test)
    return lambda path: path in tests or is_test_code(path)


def unlike_tests(system: Map, inside: bytes) -> frozenset[bytes]:
    """The modules that their language or the spec calls tests, and git's log does not know for such
    by their paths. inside: the scanned directory in its repository, of which the paths are."""
    prefix = inside + b"/" if inside else b""
    modules = system.graph.modules
    product = {module.path for module in modules if not module.is_test}
    tests = {module.path for module in modules if module.is_test} - product
    return frozenset(prefix + p for p in tests if is_product_code(prefix + p, inside))
