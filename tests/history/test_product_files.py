"""Modules in, files of the product out."""

import pytest

from driftscan.history.code_files import is_code_beside_words, is_code_in_mocks
from driftscan.history.product_files import product_roots
from driftscan.model.graph import Module


def module(path: bytes, *, is_test: bool = False, is_generated: bool = False) -> Module:
    """A module of a web application."""
    return Module(
        id=path.decode(),
        key=path.decode(),
        path=path,
        language="javascript",
        name=path.decode(),
        root="web",
        is_test=is_test,
        is_generated=is_generated,
    )


@pytest.mark.parametrize(
    ("path", "is_product"),
    [
        (b"web/src/orders.ts", True),
        (b"web/src/descriptions/text.ts", True),
        (b"web/src/config.ts", True),
        (b"web/src/testUtils.tsx", False),
        (b"web/scripts/release.ts", False),
        (b"web/vite.config.ts", False),
        (b"web/.yarn/plugins/x.cjs", False),
        (b"web/e2e-tests/orders.ts", False),
        (b"web/webpack.common.js", False),
        (b"crate/build.rs", False),
        (b"dev/generate.py", False),
        (b"web/examples/orders.ts", False),
        (b"internal/testfixture/bus.go", False),
        (b"web/locales/install.ts", False),
        (b"lang/de/settings.php", False),
        (b"web/_tests_/fixtures.js", False),
        (b"modules/like/messages/nb-NO/base.php", False),
        (b"messages/Inbox.php", True),
        (b"resources/lang/pt_BR/admin/orders.php", False),
        (b"src/lang/zh-CN.ts", False),
        (b"src/lang/go/parse.ts", True),
        (b"src/lang/index.ts", True),
        (b"src/lang/de/Parser.java", True),
        (b"sdk/client.backup.py", False),
        (b"src/backup.py", True),
        (b"src/ab-test.ts", True),
        (b"src/orders.test.ts", False),
        (b"app/orders_test.go", False),
        (b"app/orders_spec.rb", False),
        (b"src/notification_string.ts", True),
        (b"app/kind_string.go", False),
        (b"app/revisions/versions/2021-11-18_ce5c4ac967d8.py", False),
        (b"app/revisions/versions/ce5c4ac967d8_add_role.py", False),
        (b"app/versions/orders.py", True),
        (b"db/migrate/20240101_add_role.rb", False),
    ],
)
def test_product(path: bytes, is_product: bool) -> None:
    assert product_roots([module(path)]) == ({path: "javascript:web"} if is_product else {})


def test_tests_what_a_program_wrote_and_what_nobody_works_on_are_none() -> None:
    assert product_roots([module(b"a.ts", is_test=True), module(b"b.ts", is_generated=True)]) == {}
    assert product_roots([module(b"a.ts"), module(b"b.ts")], {b"b.ts"}) == {
        b"b.ts": "javascript:web"
    }


@pytest.mark.parametrize(
    ("path", "is_beside"),
    [
        (b"web/locales/install.ts", True),
        (b"web/src/i18n/plural.ts", True),
        (b"locales/tests/install.ts", False),
        (b"web/setup.ts", False),
        (b"web/locales/de.json", False),
    ],
)
def test_code_beside_translations(path: bytes, is_beside: bool) -> None:
    assert is_code_beside_words(path) is is_beside


@pytest.mark.parametrize(
    ("path", "is_in_mocks"),
    [
        (b"sdk/litellm/mocks/__init__.py", True),
        (b"mock/data/orders.ts", True),
        (b"src/__mocks__/orders.ts", False),
        (b"tests/mocks/orders.ts", False),
        (b"src/mocks.ts", False),
    ],
)
def test_code_in_mocks(path: bytes, is_in_mocks: bool) -> None:
    assert is_code_in_mocks(path) is is_in_mocks
