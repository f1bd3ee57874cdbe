"""A script whose first line says that PHP runs it; its name does not."""

import re

from driftscan.model.service_fact import MarkFact, ServiceFacts

# `#!/usr/bin/env php`, `#!/usr/bin/php8.3 -q`, `#!/usr/bin/env -S php -d memory_limit=-1`
_RUN_BY = re.compile(
    rb"#![ \t]*(?:\S*/)?(?:env[ \t]+(?:-S[ \t]+)?)?(?:\S*/)?(php)[\d.]*(?=[ \t\r\n]|$)"
)


def extract(content: bytes, /) -> ServiceFacts:
    """A mark `begins` with what runs it."""
    found = _RUN_BY.match(content)
    if found is None:
        return ServiceFacts()
    return ServiceFacts(marks=(MarkFact("begins", found[1].decode("ascii"), 1),))
