"""Who is asked what a name says: by how it ends first, which must leave out nobody."""

import re
from itertools import product

import pytest

from driftscan.extract.service_registry import SERVICE_EXTRACTORS, service_extractors_for

_ENDS = sorted({end.decode() for entry in SERVICE_EXTRACTORS.values() for end in entry.ends})
_STEMS = """Shop compose docker-compose docker-stack values prod-values Chart kustomization
serverless catalog-info render appsettings ocelot launchSettings settings.prod Procfile Dockerfile
Rakefile custom-environment-variables application haproxy nginx default upstreams .env env.sample
shop.env openapi envoy.config main.nomad cart_test cart.test cart.spec index.d shop.pb tsconfig
package configuration database.dev""".split()
_MORE = ["", ".", ".Dockerfile", ".conf", ".config", ".in", ".sample", ".exe", ".dist", ".local"]


@pytest.mark.parametrize("end", [*_ENDS, *_MORE])
def test_names_are_claimed_by_all_whose_pattern_they_match(end: str) -> None:
    behind = ["", *_ENDS]
    for stem, last in product(_STEMS, behind):
        for name in (f"{stem}{end}{last}".encode(), f"{stem}{end}{last}".upper().encode()):
            wanted = tuple(
                extractor
                for extractor, entry in SERVICE_EXTRACTORS.items()
                if re.fullmatch(entry.pattern, name, re.IGNORECASE)
            )
            assert service_extractors_for(name) == wanted, name


def test_every_extractor_claims_one_of_these_names() -> None:
    """Else nothing would have been tried of it."""
    names = [f"{stem}{end}".encode() for stem in _STEMS for end in [*_ENDS, *_MORE]]
    claimed = {extractor for name in names for extractor in service_extractors_for(name)}
    assert claimed == SERVICE_EXTRACTORS.keys()


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        (b"Dockerfile", True),
        (b"dockerfile", True),
        (b"Dockerfile.prod", True),
        (b"DockerfileGPU", True),
        (b"Dockerfile2", True),
        (b"ContainerfileDev", True),
        (b"api.Dockerfile", True),
        (b"openshift_Dockerfile", True),
        (b"dev-dockerfile", True),
        (b"Dockerfile.dockerignore", False),
        (b"Dockerfiles", False),
        (b"DockerfileReader.java", False),
    ],
)
def test_names_of_dockerfiles(name: bytes, is_one: bool) -> None:
    assert ("dockerfile" in service_extractors_for(name)) is is_one
