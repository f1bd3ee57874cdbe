"""The cases that stand beside each extractor of deployment manifests.

A file of cases is called as its extractor, with more after a dot: `kubernetes.routes.yaml`.
"""

from collections.abc import Iterator

import pytest

from driftscan.extract.service_registry import (
    SERVICE_EXTRACTORS,
    load_service_extractor,
    service_extractors_for,
)
from tests.extract_services.case_rows import Row, named_rows, shown

FOLDERS = (
    "backstage compose dockerfile dotenv environment kubernetes kustomize nomad procfile render "
    "scripts serverless topics"
).split()


def cases() -> Iterator[object]:
    for folder in FOLDERS:
        for stem, row in named_rows(folder):
            extractor = stem.split(".")[0]
            yield pytest.param(extractor, row, id=f"{stem}: {row.name}")


@pytest.mark.parametrize(("extractor", "row"), list(cases()))
def test_case(extractor: str, row: Row) -> None:
    facts = load_service_extractor(extractor).extract(row.content.encode())
    assert shown(facts) == sorted(row.facts)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_format_has_cases(folder: str) -> None:
    assert list(named_rows(folder))


@pytest.mark.parametrize(
    ("name", "extractors"),
    [
        ("docker-compose.yml", "compose kubernetes"),
        ("compose.dev.yaml", "compose kubernetes"),
        ("docker-stack.yml", "compose kubernetes"),
        ("services.yml", "compose-like kubernetes"),
        (".env", "dotenv"),
        (".env.production", "dotenv"),
        ("mysql.env", "dotenv"),
        (".env.d.ts", ""),
        ("Dockerfile", "dockerfile"),
        ("Dockerfile.dev", "dockerfile"),
        ("web.Dockerfile", "dockerfile"),
        ("Dockerfile.dockerignore", ""),
        ("Containerfile", "dockerfile"),
        ("deployment.json", "kubernetes"),
        ("package.json", ""),
        ("jobs.yaml.erb", "kubernetes"),
        ("Chart.yaml", "compose-like kubernetes helm-chart"),
        ("values-prod.yaml", "kubernetes helm-values"),
        ("prod.values.yaml", "kubernetes helm-values"),
        ("kustomization.yaml", "compose-like kubernetes kustomize"),
        ("Procfile.dev", "procfile"),
        ("serverless.yml", "compose-like kubernetes serverless"),
        ("catalog-info.yaml", "compose-like kubernetes backstage"),
        ("render.yaml", "compose-like kubernetes render"),
        ("web.nomad", "nomad"),
        ("web.nomad.hcl", "nomad"),
        (".terraform.lock.hcl", ""),
        ("main.py", "environment topics"),
        ("cart_test.go", ""),
        ("main.cpp", "environment-unread"),
        ("quote.exs", "environment-unread"),
    ],
)
def test_who_reads_a_file(name: str, extractors: str) -> None:
    """Of the extractors of manifests; those of settings and of SQL may read it, too."""
    found = service_extractors_for(name.encode())
    own = [each for each in found if SERVICE_EXTRACTORS[each].module.split(".")[2] in FOLDERS]
    assert " ".join(own) == extractors
