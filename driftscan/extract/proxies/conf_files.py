"""A .conf file may be anybody's: its directives tell whose."""

import re
from collections.abc import Callable

from driftscan.extract.proxies import apache, caddy, fluentd, haproxy, logstash, nginx
from driftscan.model.service_fact import ServiceFacts

_Reader = Callable[[str], ServiceFacts]

DIALECTS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern, re.MULTILINE), reader)
    for pattern, reader in (
        (r"^[ \t]*(?:\w+[ \t]*\{[ \t]*)?(?:proxy|fastcgi|grpc|uwsgi|scgi)_pass\s", nginx.read),
        (
            r"^[ \t]*(?i:ProxyPass|ProxyPassMatch|BalancerMember|RewriteRule|SetHandler)\s",
            apache.read,
        ),
        (r"^[ \t]*(?:input|output)[ \t\n]*\{", logstash.read),
        (r"^[ \t]*<(?:match|source|store)\b", fluentd.read),
        (r"^(?:backend|listen)[ \t]+\S+", haproxy.read),
        (r"^[^#\n]*\b(?:reverse_proxy|php_fastcgi)\s", caddy.read),
        (r"\b(?:proxy|fastcgi|grpc)_pass\s", nginx.read),
        (r"^[ \t]*upstream[ \t]+[\w.-]+[ \t]*\{", nginx.read),
    )
)
"""The first whose directive occurs; to add a dialect, add a line."""

_LARGEST = 2_000_000


def extract(content: bytes) -> ServiceFacts:
    """Facts of the first dialect that fits; none of a file of something else."""
    if len(content) > _LARGEST:
        return ServiceFacts()
    text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    for pattern, reader in DIALECTS:
        if pattern.search(text):
            return reader(text)
    return ServiceFacts()
