"""How documents are told apart: a table of the keys at their top and of who reads them."""

from collections.abc import Callable

from msgspec import Struct

from driftscan.extract.settings.documents import (
    apisix,
    asyncapi,
    collector,
    envoy,
    grafana,
    kong,
    krakend,
    launch,
    ocelot,
    openapi,
    prometheus,
    traefik,
    yarp,
)
from driftscan.model.service_fact import ServiceFacts
from driftscan.notation.node import Node


class Form(Struct, frozen=True):
    """keys: of which one must stand at the top, if any is named. is_form: what else must hold.
    has_settings: other entries of such a document are settings as any others, but for those below
    its keys and below these sections."""

    keys: tuple[str, ...]
    read: Callable[[Node], ServiceFacts]
    is_form: Callable[[Node], bool] = lambda _: True
    has_settings: bool = False
    sections: Callable[[Node], tuple[str, ...]] = lambda _: ()


def _has_pipelines(document: Node) -> bool:
    return document.get("service", "pipelines").is_table


def _has_servers(document: Node) -> bool:
    parts = (document.get("http", "services"), document.get("tcp", "services"))
    return any(part.is_table for part in (*parts, document.get("backends")))


FORMS: tuple[Form, ...] = (
    Form(("openapi", "swagger"), openapi.read, lambda document: document.get("paths").is_table),
    Form(("asyncapi",), asyncapi.read),
    Form(("static_resources", "resources"), envoy.read),
    Form(("http", "tcp", "backends"), traefik.read, _has_servers),
    Form(("_format_version",), kong.read),
    Form(("routes", "stream_routes"), apisix.read, apisix.is_form),
    Form(("endpoints",), krakend.read, krakend.is_form),
    Form(("Routes", "ReRoutes", "DynamicRoutes"), ocelot.read, ocelot.is_form, has_settings=True),
    Form(("scrape_configs",), prometheus.read),
    Form(("datasources",), grafana.read, grafana.is_form),
    Form(("exporters",), collector.read, _has_pipelines),
    Form(("profiles",), launch.read, launch.is_form),
    Form((), yarp.read, yarp.is_form, has_settings=True, sections=yarp.sections),
)


def form_of(document: Node) -> Form | None:
    """The first that fits."""
    if not isinstance(document.value, dict):
        return None
    keys = document.value.keys()
    named = (form for form in FORMS if not form.keys or not keys.isdisjoint(form.keys))
    return next((form for form in named if form.is_form(document)), None)
