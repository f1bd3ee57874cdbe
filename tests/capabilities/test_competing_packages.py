"""Which packages of the catalogue compete: one that another is built on does not."""

import pytest

from driftscan.capabilities.lookup import Lookup
from driftscan.capabilities.sites import beside
from driftscan.model.capability import Catalogue, Solution, Uses, Way
from driftscan.spec.catalogue.load import load_capability


@pytest.mark.parametrize(
    ("capability", "one", "other", "compete"),
    [
        ("ui-components", "tippy.js", "@popperjs/core", False),
        ("ui-components", "react-popper", "@popperjs/core", False),
        ("ui-components", "react-popper", "tippy.js", True),
        ("ui-components", "@floating-ui/react", "@popperjs/core", True),
        ("ui-components", "@angular/cdk", "@ng-bootstrap/ng-bootstrap", False),
        ("ui-components", "@angular/cdk", "@angular/material", False),
        ("ui-components", "@angular/material", "@ng-bootstrap/ng-bootstrap", True),
        ("http-client", "Flurl.Http", "System.Net.Http", True),
        ("http-client", "Refit", "System.Net.Http", False),
    ],
)
def test_competing(capability: str, one: str, other: str, compete: bool) -> None:
    known = load_capability(capability)
    lookup = Lookup(Catalogue((known,)))
    found = {solution.package: solution for solution in known.solutions}
    ways = [_way(found[name]) for name in (one, other)]
    together = Uses((), beside(lookup)).go_together(*ways)
    of_one_purpose = ways[0].purpose == ways[1].purpose and ways[0] != ways[1]
    assert (of_one_purpose and not together) is compete


def _way(solution: Solution) -> Way:
    return Way(solution.capability, solution.purpose, solution.language, solution.family)
