"""What users of other tools asked for about public and private parts, and what a check says."""

import pytest

from tests.complaints.complaint import System

IN_FEATURES = """\
driftscan: 1
components:
  "features/*": {path: "app/features/*", public: [public]}
  pages: {path: app/pages}
"""
FEATURES = {
    "driftscan.yaml": IN_FEATURES,
    "app/__init__.py": "",
    "app/features/__init__.py": "",
    "app/features/cart/__init__.py": "",
    "app/features/cart/public.py": "from app.features.cart.store import add\n",
    "app/features/cart/store.py": "add = None\n",
    "app/features/search/__init__.py": "",
    "app/features/search/public.py": "import app.features.cart.public\n",
    "app/features/search/index.py": "import app.features.cart.store\n",
    "app/pages/__init__.py": "",
    "app/pages/home.py": "from app.features.search import index, public\n",
}


def test_import_linter_379_all_features_are_entered_by_their_public_module(system: System) -> None:
    """One pattern holds every folder of features, also one that somebody adds tomorrow."""
    system.write(FEATURES)
    cart = (
        "app.features.search.index",
        "app.features.cart.store",
        "app/features/search/index.py",
        1,
    )
    home = ("app.pages.home", "app.features.search.index", "app/pages/home.py", 1)
    assert system.found() == [cart, home]
    system.write(
        {
            "app/features/gift/__init__.py": "",
            "app/features/gift/public.py": "",
            "app/features/gift/wrap.py": "",
            "app/pages/gifts.py": (
                "import app.features.gift.public\nimport app.features.gift.wrap\n"
            ),
        }
    )
    gifts = ("app.pages.gifts", "app.features.gift.wrap", "app/pages/gifts.py", 2)
    assert system.found() == sorted([cart, home, gifts])


INTERFACE = {
    "bar/__init__.py": "",
    "bar/models.py": "class Bar: ...\n",
    "bar/interface.py": (
        "from bar.models import Bar\n\n"
        "__all__ = ('update_bar',)\n\n\n"
        "def update_bar(bar_id): return Bar\n"
    ),
    "foo/__init__.py": "",
    "foo/views.py": "from bar.interface import update_bar\nfrom bar.interface import Bar\n",
}
LEAK = [("foo.views", "bar.interface.Bar", "foo/views.py", 2)]


@pytest.mark.parametrize(
    "components",
    [
        pytest.param(
            "  bar: {path: bar, public: [bar.interface]}\n"
            "  interface: {path: bar/interface.py, public: exports}\n",
            id="what the module's __all__ lists",
        ),
        pytest.param(
            "  bar: {path: bar, public: [bar.interface.update_bar]}\n",
            id="what the spec lists",
        ),
    ],
)
def test_import_linter_240_only_names_in_all(system: System, components: str) -> None:
    """An interface module may import what it needs; that does not make it public."""
    spec = f"driftscan: 1\ncomponents:\n{components}  foo: {{path: foo}}\n"
    system.write({"driftscan.yaml": spec, **INTERFACE})
    assert system.found() == LEAK


def test_import_linter_240_only_names_in_all_of_a_package(system: System) -> None:
    system.write(
        {
            "driftscan.yaml": (
                "driftscan: 1\ncomponents: {bar: {path: bar, public: exports}, foo: {path: foo}}\n"
            ),
            "bar/__init__.py": "from bar._impl import Client, Pool\n__all__ = ['Client']\n",
            "bar/_impl.py": "class Client: ...\nclass Pool: ...\n",
            "foo/views.py": "from bar import Client\nfrom bar import Pool\nimport bar._impl\n",
        }
    )
    assert system.found() == [
        ("foo.views", "bar.Pool", "foo/views.py", 2),
        ("foo.views", "bar._impl", "foo/views.py", 3),
    ]


@pytest.mark.parametrize(
    "passed_on",
    ["from billing.models import Invoice", "from billing.models import *"],
)
def test_import_linter_240_a_name_that_a_third_module_passes_on(
    system: System, passed_on: str
) -> None:
    """A forbidden name is found behind a re-export; what `shared` uses itself is no finding."""
    system.write(
        {
            "driftscan.yaml": (
                "driftscan: 1\n"
                "components: {billing: {path: billing}, web: {path: web}}\n"
                "rules: [{deny: web -> billing, through_others: reexports}]\n"
            ),
            "billing/__init__.py": "",
            "billing/models.py": "class Invoice: ...\n",
            "shared.py": f"{passed_on}\n\n\ndef total(): return Invoice\n",
            "web/page.py": "from shared import Invoice\n",
            "web/sum.py": "from shared import total\n",
        }
    )
    assert system.found() == [("web.page", "billing", "web/page.py", 1)]


def test_import_linter_159_private_by_underscore(system: System) -> None:
    """`_foo.py` is for the package that holds it: no list of private modules to keep."""
    system.write(
        {
            "driftscan.yaml": (
                "driftscan: 1\ncomponents: {shop: {path: shop}}\nrules: [{private: components}]\n"
            ),
            "shop/__init__.py": "",
            "shop/cart/__init__.py": "from shop.cart import _store\n",
            "shop/cart/_store.py": "",
            "shop/cart/__main__.py": "import shop.cart._store\n",
            "shop/page.py": "from shop.cart import _store\nimport shop.cart.__main__\n",
        }
    )
    assert system.found() == [("shop.page", "shop.cart._store", "shop/page.py", 1)]
