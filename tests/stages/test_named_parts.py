"""What code is called after, where no spec names it."""

import pytest

from driftscan.stages.named_parts import named_by_services


@pytest.mark.parametrize(
    ("services", "named"),
    [
        ([(b"shop", "cart")], {b"shop": "cart"}),
        # A site and its worker, built from one folder.
        ([(b"src/shop", "site"), (b"src/shop", "worker")], {b"src/shop": "shop"}),
        ([(b"shop", "shop"), (b"shop", "worker")], {b"shop": "shop"}),
        # The folder's name is another one's, or another folder's.
        (
            [(b"shop", "site"), (b"shop", "worker"), (b"till", "shop")],
            {b"shop": "site", b"till": "shop"},
        ),
        (
            [(b"a/api", "cart"), (b"a/api", "jobs"), (b"b/api", "pay"), (b"b/api", "mail")],
            {b"a/api": "cart", b"b/api": "pay"},
        ),
    ],
)
def test_code_that_several_run_is_called_like_its_folder(
    services: list[tuple[bytes, str]], named: dict[bytes, str]
) -> None:
    assert named_by_services(services) == named
