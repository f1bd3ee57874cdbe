"""Tiny trees and where their imports lead; read by test_resolution.py.

Each case: what it shows, the tree, and for each file of interest its references:
`-> id` an edge, `-> id (type-only)`, `~> id` one less sure, `ext name [distribution]` a package
outside, `std name`, `? written (cause)` unresolved.
"""

from typing import NamedTuple


class Case(NamedTuple):
    name: str
    tree: dict[str, str]
    expected: dict[str, list[str]]
    roots: tuple[str, ...] = ()


PYPROJECT = '[project]\nname = "{0}"\ndependencies = [{1}]\n'

CASES = [
    Case(
        "a submodule is preferred to the package that is named before it",
        {
            "shop/__init__.py": "",
            "shop/cart.py": "",
            "shop/pay/__init__.py": "",
            "shop/main.py": "from shop import cart, pay, nothing\nimport shop.cart\n",
        },
        {"shop/main.py": ["-> shop", "-> shop.cart", "-> shop.pay"]},
    ),
    Case(
        "relative imports go by folders",
        {
            "shop/__init__.py": "",
            "shop/a/__init__.py": "from . import x\nfrom .x import name\nfrom .. import b\n",
            "shop/a/x.py": "from ..b import y\nfrom .nope import z\nfrom .... import far\n",
            "shop/b/__init__.py": "",
            "shop/b/y.py": "",
        },
        {
            "shop/a/__init__.py": ["-> shop.a.x", "-> shop.b"],
            "shop/a/x.py": ["-> shop.b.y", "? .nope (missing)", "? ....far (beyond-root)"],
        },
    ),
    Case(
        "`import a.b.c` reaches a.b even where c is not to be found",
        {
            "shop/__init__.py": "",
            "shop/ext/__init__.py": "",
            "shop/main.py": "import shop.ext.speedups\nfrom shop.gone import x\n",
        },
        {
            "shop/main.py": [
                "-> shop.ext",
                "? shop.ext.speedups (missing)",
                "? shop.gone (missing)",
            ]
        },
    ),
    Case(
        "two services that call their package app each get their own",
        {
            "services/billing/app/__init__.py": "",
            "services/billing/app/main.py": "from app.domain import usage\n",
            "services/billing/app/domain.py": "",
            "services/analytics/app/__init__.py": "",
            "services/analytics/app/main.py": "from app.domain import usage\nimport app.reports\n",
            "services/analytics/app/domain.py": "",
        },
        {
            "services/billing/app/main.py": ["-> services/billing:app.domain"],
            "services/analytics/app/main.py": [
                "-> services/analytics:app",
                "-> services/analytics:app.domain",
                "? app.reports (missing)",
            ],
        },
    ),
    Case(
        "the same without any __init__.py, each service a project",
        {
            "services/billing/requirements.txt": "flask\n",
            "services/billing/app/main.py": "from app.domain import usage\nimport flask\n",
            "services/billing/app/domain.py": "",
            "services/analytics/requirements.txt": "",
            "services/analytics/app/main.py": "from app.domain import usage\n",
            "services/analytics/app/domain.py": "",
        },
        {
            "services/billing/app/main.py": ["-> services/billing:app.domain", "ext flask [flask]"],
            "services/analytics/app/main.py": ["-> services/analytics:app.domain"],
        },
    ),
    Case(
        "src layout, told by nothing but the folder",
        {
            "pyproject.toml": PYPROJECT.format("shop", '"PyYAML"'),
            "src/shop/__init__.py": "",
            "src/shop/main.py": "import shop.util\nimport yaml\nimport requests\nimport os.path\n",
            "src/shop/util.py": "",
            "tests/test_main.py": "from shop.main import run\n",
        },
        {
            "src/shop/main.py": ["-> shop.util", "ext requests", "ext yaml [PyYAML]", "std os"],
            "tests/test_main.py": ["-> shop.main"],
        },
    ),
    Case(
        "a namespace package spread over two projects",
        {
            "packages/a/pyproject.toml": PYPROJECT.format("acme-a", '"acme-b"'),
            "packages/a/src/acme/a/__init__.py": "from acme.b import thing\nimport acme\n",
            "packages/b/pyproject.toml": PYPROJECT.format("acme-b", ""),
            "packages/b/src/acme/b/__init__.py": "",
            "packages/b/src/acme/b/thing.py": "",
        },
        {"packages/a/src/acme/a/__init__.py": ["-> acme.b.thing"]},
    ),
    Case(
        "a namespace package whose projects ask for one another by its beginning",
        {
            "mail/pyproject.toml": PYPROJECT.format("acme-mail", ""),
            "mail/src/acme/mail/message.py": "",
            "smtp/pyproject.toml": PYPROJECT.format("acme-mail-smtp", '"acme-mail"'),
            "smtp/src/acme/mail/smtp/__init__.py": (
                "from acme.mail.smtp import client\nfrom acme.mail.message import Message\n"
                "from acme.mail.imap import inbox\n"
            ),
            "smtp/src/acme/mail/smtp/client.py": "",
            "imap/pyproject.toml": PYPROJECT.format("acme-mail-imap", ""),
            "imap/src/acme/mail/imap/inbox.py": "",
        },
        {
            "smtp/src/acme/mail/smtp/__init__.py": [
                "-> acme.mail.imap.inbox",
                "-> acme.mail.message",
                "-> acme.mail.smtp.client",
            ]
        },
    ),
    Case(
        "a bare folder and a requirement that is known to share its name",
        {
            "pyproject.toml": PYPROJECT.format("tracing", '"opentelemetry-api"'),
            "src/opentelemetry/tracing/__init__.py": (
                "from opentelemetry.tracing.spans import start\nfrom opentelemetry import trace\n"
            ),
            "src/opentelemetry/tracing/spans.py": "",
        },
        {
            "src/opentelemetry/tracing/__init__.py": [
                "-> opentelemetry.tracing.spans",
                "ext opentelemetry [opentelemetry-api]",
            ]
        },
    ),
    Case(
        "a project in tests that another asks for is a library; one in fixtures never is",
        {
            "pyproject.toml": PYPROJECT.format("all", '"shop-testing", "requests"'),
            "shop/pyproject.toml": PYPROJECT.format("shop", ""),
            "shop/tests/test_shop.py": "from shop_testing import base\nimport requests\n",
            "tests/support/pyproject.toml": PYPROJECT.format("shop-testing", ""),
            "tests/support/src/shop_testing/__init__.py": "",
            "tests/support/src/shop_testing/base.py": "",
            "tests/fixtures/pyproject.toml": PYPROJECT.format("requests", ""),
            "tests/fixtures/src/requests/__init__.py": "",
        },
        {"shop/tests/test_shop.py": ["-> shop_testing.base", "ext requests"]},
    ),
    Case(
        "a library beside the services is found by its only provider",
        {
            "libs/common/common/__init__.py": "",
            "libs/common/common/api.py": "",
            "services/billing/app/__init__.py": "",
            "services/billing/app/main.py": "from common.api import x\n",
        },
        {"services/billing/app/main.py": ["-> common.api"]},
    ),
    Case(
        "two equally near providers are ambiguous, not guessed",
        {
            "a/util/__init__.py": "",
            "b/util/__init__.py": "",
            "c/main/__init__.py": "import util\n",
        },
        {"c/main/__init__.py": ["? util (ambiguous)"]},
    ),
    Case(
        "the nearer of several providers, with less confidence",
        {
            "x/a/pyproject.toml": PYPROJECT.format("a", ""),
            "x/a/util/__init__.py": "",
            "y/b/pyproject.toml": PYPROJECT.format("b", ""),
            "y/b/util/__init__.py": "",
            "x/c/pyproject.toml": PYPROJECT.format("c", ""),
            "x/c/main/__init__.py": "import util\n",
        },
        {"x/c/main/__init__.py": ["~> x/a:util"]},
    ),
    Case(
        "packages in tests and examples serve only files beside them",
        {
            "shop/__init__.py": "import requests\n",
            "tests/fixtures/requests/__init__.py": "",
            "tests/fixtures/use.py": "import requests\n",
        },
        {
            "shop/__init__.py": ["ext requests"],
            "tests/fixtures/use.py": ["-> requests"],
        },
    ),
    Case(
        "the standard library wins over other roots, not over the own one",
        {
            "tool/types.py": "",
            "tool/run.py": "import types\nimport json\n",
            "shop/__init__.py": "",
            "shop/main.py": "import types\n",
        },
        {"tool/run.py": ["-> tool.types", "std json"], "shop/main.py": ["std types"]},
    ),
    Case(
        "a bare folder yields to an installed package of its name",
        {
            "requirements.txt": "alembic==1.13\n",
            "alembic/env.py": "from alembic import context\nimport alembic.op\n",
            "alembic/versions/one.py": "from alembic import op\n",
        },
        {
            "alembic/env.py": ["ext alembic [alembic]"],
            "alembic/versions/one.py": ["ext alembic [alembic]"],
        },
    ),
    Case(
        "a stub beside its source is type-only; one on its own is a module inside a loaded package",
        {
            "shop/__init__.py": "",
            "shop/a.py": "",
            "shop/a.pyi": "from shop.b import B\n",
            "shop/b.py": "import shop.a\nfrom shop import fast\n",
            "shop/fast.pyi": "",
        },
        {
            "shop/a.pyi": ["-> shop.b (type-only)"],
            "shop/b.py": ["-> shop", "-> shop.a", "-> shop.fast"],
        },
    ),
    Case(
        "under TYPE_CHECKING is type-only; both kinds are kept apart",
        {
            "shop/__init__.py": "",
            "shop/a.py": (
                "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from shop.b import B\n"
                "def f():\n    from shop.b import g\n    import shop.c\n"
            ),
            "shop/b.py": "",
            "shop/c.py": "",
        },
        {"shop/a.py": ["-> shop.b", "-> shop.b (type-only)", "-> shop.c", "std typing"]},
    ),
    Case(
        "a literal import_module is an edge, but less sure; a computed one is counted",
        {
            "shop/__init__.py": "",
            "shop/a.py": (
                "import importlib\nimportlib.import_module('shop.b')\n"
                "importlib.import_module(name)\n"
            ),
            "shop/b.py": "",
        },
        {"shop/a.py": ["~> shop.b", "std importlib", "? <computed> (not-literal)"]},
    ),
    Case(
        "so with import_string of Django, which takes a name of a module",
        {
            "shop/__init__.py": "",
            "shop/a.py": (
                "from django.utils.module_loading import import_string\n"
                "import_string('shop.b.Client')\nimport_string(name)\n"
            ),
            "shop/b.py": "class Client: ...\n",
        },
        {"shop/a.py": ["~> shop.b", "ext django", "? <computed> (not-literal)"]},
    ),
    Case(
        "scripts find what stands beside them, and folders above",
        {
            "backend/main.py": "from routers import users\n",
            "backend/routers/users.py": "from database import session\n",
            "backend/database.py": "",
        },
        {
            "backend/main.py": ["-> backend.routers.users"],
            "backend/routers/users.py": ["-> backend.database"],
        },
    ),
    Case(
        "manage.py of Django is run from its folder, package or not",
        {
            "apps/__init__.py": "",
            "apps/manage.py": "",
            "apps/shop/__init__.py": "",
            "apps/shop/settings.py": "",
            "apps/assets/__init__.py": "",
            "apps/assets/models.py": "from orgs import Org\nimport signals\nimport django\n",
            "apps/orgs/__init__.py": "from assets.models import Node\n",
            "apps/signals.py": "",
            "tools/sync.py": "from assets.models import Node\n",
        },
        {
            "apps/assets/models.py": ["-> apps.orgs", "-> apps.signals", "ext django"],
            "apps/orgs/__init__.py": ["-> apps.assets.models"],
            "tools/sync.py": ["-> apps.assets.models"],
        },
    ),
    Case(
        "a module called manage.py says nothing of where a program is run",
        {
            "store/__init__.py": "",
            "store/database/__init__.py": "",
            "store/database/manage.py": "",
            "store/database/revisions/__init__.py": "",
            "store/api.py": "import revisions\n",
        },
        {"store/api.py": ["ext revisions"]},
    ),
    Case(
        "two parts of a name that stand in one folder around a file: it is run from there",
        {
            "app/__init__.py": "",
            "app/main.py": "from routers.users import router\nimport fastapi\n",
            "app/routers/__init__.py": "",
            "app/routers/users.py": "from core import db\nfrom core.gone import x\n",
            "app/core/__init__.py": "",
            "app/core/db.py": "",
            "other/use.py": "from core import db\n",
        },
        {
            "app/main.py": ["~> app.routers.users", "ext fastapi"],
            "app/routers/users.py": ["~> app.core.db", "ext core"],
            "other/use.py": ["ext core"],
        },
    ),
    Case(
        "one part is enough where the manifest tells what is asked for, and nothing sounds like it",
        {
            "pyproject.toml": PYPROJECT.format("shop", '"fastapi", "pykafka"'),
            "app/__init__.py": "",
            "app/main.py": "from models import User\nfrom kafka import Client\n",
            "app/models.py": "",
            "app/kafka.py": "",
        },
        {"app/main.py": ["~> app.models", "ext kafka"]},
    ),
    Case(
        "without a manifest a file of a package's name may wrap that package",
        {
            "app/__init__.py": "",
            "app/main.py": "from redis import Redis\n",
            "app/redis.py": "from redis import Redis\n",
            "app/numpy/__init__.py": "",
            "app/numpy/check.py": "import numpy\n",
        },
        {
            "app/main.py": ["ext redis"],
            "app/redis.py": ["ext redis"],
            "app/numpy/check.py": ["ext numpy"],
        },
    ),
    Case(
        "a requirement that has the name as a word may be meant: neither is told",
        {
            "pyproject.toml": PYPROJECT.format("shop", '"django-auditlog"'),
            "dojo/__init__.py": "",
            "dojo/admin.py": "from auditlog.models import Entry\n",
            "dojo/auditlog/__init__.py": "",
            "dojo/auditlog/models.py": "",
            "dojo/auditlog/views.py": "from auditlog.models import Entry\n",
        },
        {
            "dojo/admin.py": ["? auditlog.models (outside-path)"],
            "dojo/auditlog/views.py": ["ext auditlog"],
        },
    ),
    Case(
        "a folder around a file is nearer than another program's root",
        {
            "one/pyproject.toml": PYPROJECT.format("one", ""),
            "one/common/__init__.py": "",
            "one/common/db.py": "",
            "two/pyproject.toml": PYPROJECT.format("two", ""),
            "two/app/__init__.py": "",
            "two/app/main.py": "from common import db\n",
            "two/app/common/__init__.py": "",
            "two/app/common/db.py": "",
        },
        {"two/app/main.py": ["~> app.common.db"]},
    ),
    Case(
        "two folders around a file that fit are one too many",
        {
            "app/__init__.py": "",
            "app/core/__init__.py": "",
            "app/core/db.py": "",
            "app/shop/__init__.py": "",
            "app/shop/cart.py": "from core import db\n",
            "app/shop/core/__init__.py": "",
            "app/shop/core/db.py": "",
        },
        {"app/shop/cart.py": ["? core (ambiguous)"]},
    ),
    Case(
        "a stray file of that name is pointed out instead of guessed",
        {"bin/run.py": "import helpers\n", "lib/helpers.py": ""},
        {"bin/run.py": ["? helpers (outside-path)"]},
    ),
    Case(
        "a root that the spec declares",
        {"bin/run.py": "import helpers\n", "lib/helpers.py": ""},
        {"bin/run.py": ["-> helpers"]},
        roots=("lib",),
    ),
    Case(
        "package_dir with a prefix",
        {
            "setup.py": (
                "from setuptools import setup\n"
                "setup(name='x', package_dir={'acme.web': 'web'}, packages=['acme.web'])\n"
            ),
            "web/__init__.py": "from acme.web import views\n",
            "web/views.py": "",
        },
        {"web/__init__.py": ["-> acme.web.views"]},
    ),
    Case(
        "the longest requirement that fits names the package outside",
        {
            "pyproject.toml": PYPROJECT.format("shop", '"google-cloud-storage", "Pillow"'),
            "shop/__init__.py": "from google.cloud import storage\nfrom PIL import Image\n",
        },
        {
            "shop/__init__.py": [
                "ext PIL [Pillow]",
                "ext google.cloud.storage [google-cloud-storage]",
            ]
        },
    ),
    Case(
        "an index file that imports from its own package passes names on",
        {
            "shop/__init__.py": (
                "from shop.api import order\nfrom .cart import Cart\nimport shop.db\n"
            ),
            "shop/api.py": "from shop.cart import Cart\n",
            "shop/cart.py": "",
            "shop/db.py": "",
        },
        {
            "shop/__init__.py": [
                "-> shop.api (passed on)",
                "-> shop.cart (passed on)",
                "-> shop.db",
            ],
            "shop/api.py": ["-> shop.cart"],
        },
    ),
    Case(
        "a namespace package that nothing declares is told by how its files spell imports",
        {
            "poetry/core/__init__.py": "",
            "poetry/core/a.py": "from poetry.core.b import x\n",
            "poetry/core/b.py": "",
            "backend/app/__init__.py": "",
            "backend/app/a.py": "from app.b import x\n",
            "backend/app/b.py": "",
        },
        {"poetry/core/a.py": ["-> poetry.core.b"], "backend/app/a.py": ["-> app.b"]},
    ),
    Case(
        "a service run from a folder that is a package as well",
        {
            "src/contacts/__init__.py": "",
            "src/contacts/requirements.txt": "",
            "src/contacts/main.py": "from db import Contacts\nimport io\n",
            "src/contacts/io.py": "",
            "src/contacts/contacts.py": "",
            "src/contacts/tests/__init__.py": "",
            "src/contacts/tests/test_main.py": "from contacts.contacts import run\n",
            "src/contacts/db.py": "",
            "src/users/__init__.py": "",
            "src/users/requirements.txt": "",
            "src/users/main.py": "from db import Users\nfrom users.db import Users\n",
            "src/users/db.py": "",
        },
        {
            "src/contacts/main.py": ["-> contacts.db", "std io"],
            "src/contacts/tests/test_main.py": ["-> contacts.contacts"],
            "src/users/main.py": ["-> users.db"],
        },
    ),
    Case(
        "a module that happens to be called setup.py makes no project",
        {
            "shop/__init__.py": "",
            "shop/mods/__init__.py": "",
            "shop/mods/setup.py": "import apt\n",
            "shop/mods/apt.py": "import apt\n",
        },
        {"shop/mods/apt.py": ["ext apt"]},
    ),
    Case(
        "a folder of scripts that has the name of what is imported: either could be meant",
        {
            "docker/build.py": "",
            "shop/__init__.py": "",
            "shop/main.py": "import docker\nfrom docker import client\nimport docker.build\n",
        },
        {"shop/main.py": ["-> docker.build", "? docker (ambiguous)", "? docker (ambiguous)"]},
    ),
    Case(
        "a folder of requirement files speaks for the project around it",
        {
            "requirements/base.txt": "PyYAML==6\n",
            "shop/__init__.py": "import yaml\n",
            "shop/notes/base.txt": "not a requirement at all\n",
        },
        {"shop/__init__.py": ["ext yaml [PyYAML]"]},
    ),
]
