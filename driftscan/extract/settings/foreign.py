"""Documents that are no settings of a program: somebody else reads them, or nobody needs to.

A form is told by keys at the top of the document. To leave out another, add a line.
"""

import re

from driftscan.notation.node import Node

FOREIGN_FORMS: tuple[frozenset[str], ...] = tuple(
    frozenset(keys.split())
    for keys in (
        "apiVersion kind",  # Kubernetes, Skaffold, Backstage
        "apiVersion name version",  # Chart.yaml
        "on jobs",  # GitHub
        "jobs version",  # CircleCI
        "workflows",
        "stages",  # GitLab, Azure
        "steps",  # Cloud Build, Azure
        "trigger pool",
        "pipelines",  # Bitbucket
        "language script",  # Travis
        "updates version",  # dependabot
        "runs inputs",  # an action of GitHub
        "runs name",
        "contact_links",  # templates of issues on GitHub
        "spec",  # a patch of Kustomize
        "tests rule_files",  # of Prometheus' rules
        "repos",  # pre-commit
        "site_name",  # MkDocs
        "lockfileVersion",
        "environment dependencies",  # pubspec.yaml
        "channels dependencies",  # conda
        "provider functions",  # Serverless
        "AWSTemplateFormatVersion",
        "Resources",
        "applications",  # Cloud Foundry
        "http_interactions",  # VCR
        "linters",
        "AllCops",
        "tasks version",
        "groups",  # rules of Prometheus
        "builds",
        "patches",  # Kustomize
        "resources",
        "configMapGenerator",
        "dashboards",
        "providers apiVersion",  # dashboards of Grafana
        "compilerOptions",
        "devDependencies",
    )
)
_LOCALE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")
_OF_CONTAINERS = ("image", "build", "extends", "container_name", "depends_on")


def is_foreign(document: Node) -> bool:
    """Whether a document is none of settings."""
    if not isinstance(document.value, dict) or not document.value:
        return True
    keys = document.value.keys()
    return (
        any(form <= keys for form in FOREIGN_FORMS)
        or any(_is_pipeline_job(each) for _, each in document.entries())
        or any(_is_container(each) for _, each in document.get("services").entries())
        or all(_is_container(each) for _, each in document.entries())
        or (len(keys) == 1 and _LOCALE.fullmatch(next(iter(keys))) is not None)
    )


def _is_pipeline_job(node: Node) -> bool:
    """Of GitLab."""
    return isinstance(node.get("script").value, list)


def _is_container(node: Node) -> bool:
    """Of compose; its first version had no `services:` above."""
    named = [node.get(key) for key in _OF_CONTAINERS]
    return bool(named[0].text or named[1] or named[2]) and not node.get("url")
