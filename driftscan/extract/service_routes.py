"""Routes of gateways and reverse proxies: a path that is served, and who is asked for it."""

from msgspec import Struct

from driftscan.extract.pieces import shell_text
from driftscan.model.service_fact import CallFact, ServedFact, ServiceFacts, Text


class Route(Struct, frozen=True):
    """What a gateway does with some of its requests.

    client: the gateway, lower case. path: as asked for; () where the route serves none of its own
    (a scrape target, an exporter). inner: path behind the address, where it is written apart;
    () means that the outer one tells. methods: () for any.
    """

    client: str
    addresses: tuple[Text, ...]
    line: int
    path: Text = ()
    inner: Text = ()
    methods: tuple[str, ...] = ()
    kind: str = "http"

    def facts(self) -> ServiceFacts:
        """A call per address, a served path per method; a route to nowhere is none."""
        method = self.methods[0] if len(self.methods) == 1 else ""
        calls = tuple(
            CallFact(self.kind, address, self.line, self.client, method, self.inner or self.path)
            for address in self.addresses
            if address
        )
        served = tuple(
            ServedFact("http", self.line, each, self.path, framework=self.client)
            for each in (self.methods or ("",))
            if calls and self.path
        )
        return ServiceFacts(calls=calls, served=served)


def host_text(host: str, port: str, scheme: str = "") -> Text:
    """`scheme://host:port` of what is written apart, which a template's variables may stand in; ()
    without a host."""
    if not host:
        return ()
    return shell_text((f"{scheme}://" if scheme else "") + host + (f":{port}" if port else ""))


def upper_verbs(verbs: object) -> tuple[str, ...]:
    """HTTP verbs of a list or of one text, in capitals."""
    listed = verbs if isinstance(verbs, list) else [verbs]
    named = (str(verb).strip().upper() for verb in listed if isinstance(verb, str))
    return tuple(verb for verb in named if verb.isalpha() and verb != "ANY")
