"""What Spring has for calls and routes: settings, Feign, Zuul, its gateway; and nginx."""

from collections.abc import Iterator

from benchmarks.services.planted.kinds.choosing import Choosing
from benchmarks.services.planted.plants import Edge, Plant
from benchmarks.services.planted.systems import Site

_VALUE = """package planted;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestTemplate;

@Component
public class Setting@N@ {{
    @Value("${{planted{n}.url}}")
    private String address;

    private final RestTemplate restTemplate = new RestTemplate();

    public String ask() {{
        return restTemplate.getForObject(address + "/planted/{n}", String.class);
    }}
}}
""".replace("@N@", "{n}")
_FEIGN = """package planted;

import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;

@FeignClient({how})
public interface Client{n} {{
    @GetMapping("/planted/{n}")
    String ask();
}}
"""
_ZUUL = "zuul:\n  routes:\n    planted{n}:\n      path: /planted{n}/**\n      {key}: {value}\n"
_GATEWAY = """spring:
  cloud:
    gateway:
      routes:
        - id: planted{n}
          uri: {uri}
          predicates:
            - Path=/planted/{n}/**
"""
_NGINX = """server {{
    listen 8080;
    location /planted/{n}/ {{
        proxy_pass http://{host}:{port}/;
    }}
}}
"""
_UPSTREAM = """upstream planted{n} {{
    server {host}:{port};
}}

server {{
    listen 8080;
    location /planted/{n}/ {{
        proxy_pass http://planted{n};
    }}
}}
"""


def spring_calls(choosing: Choosing, count: int) -> Iterator[Plant]:
    """@Value with a setting, and Feign by name and by URL."""
    for site in choosing.rounds(choosing.coders(is_spring=True), count):
        number, target = choosing.number(), choosing.other(site)
        setting = f"planted{number}:\n  url: http://{target.host}:{target.port}\n"
        yield Plant(
            "http by @Value and application.yml",
            "java RestTemplate",
            (
                (_java(site, f"Setting{number}"), _VALUE.format(n=number)),
                (_resource(site, number), setting),
            ),
            edges=(Edge(site.host, target.host, "http"),),
        )
    for site in choosing.rounds(choosing.coders(is_spring=True), count):
        number, target = choosing.number(), choosing.other(site)
        how = choosing.random.choice((f'"{target.host}"', _named(number, target)))
        yield Plant(
            "feign",
            "java feign",
            ((_java(site, f"Client{number}"), _FEIGN.format(n=number, how=how)),),
            edges=(Edge(site.host, target.host, "http"),),
        )


def routes(choosing: Choosing, count: int) -> Iterator[Plant]:
    """Routes of whatever gateway the system has."""
    for site in choosing.sites:
        for _ in range(count if site.language in _ROUTES else 0):
            number, target = choosing.number(), choosing.other(site)
            path, text = _ROUTES[site.language](choosing, site, number, target)
            edges = (Edge(site.host, target.host, "http"),)
            yield Plant(f"route of {site.language}", site.language, ((path, text),), edges=edges)


def _named(number: int, target: Site) -> str:
    return f'name = "planted{number}", url = "http://{target.host}:{target.port}"'


def _zuul(choosing: Choosing, site: Site, number: int, target: Site) -> tuple[str, str]:
    key = choosing.random.choice(("serviceId", "url"))
    value = target.host if key == "serviceId" else f"http://{target.host}:{target.port}"
    return _resource(site, number), _ZUUL.format(n=number, key=key, value=value)


def _gateway(choosing: Choosing, site: Site, number: int, target: Site) -> tuple[str, str]:
    url = f"http://{target.host}:{target.port}"
    uri = choosing.random.choice((f"lb://{target.host}", url))
    return _resource(site, number), _GATEWAY.format(n=number, uri=uri)


def _nginx(choosing: Choosing, site: Site, number: int, target: Site) -> tuple[str, str]:
    form = choosing.random.choice((_NGINX, _UPSTREAM))
    text = form.format(n=number, host=target.host, port=target.port)
    return f"{site.folder}/planted_{number}.conf", text


_ROUTES = {"zuul": _zuul, "spring-gateway": _gateway, "nginx": _nginx}


def _java(site: Site, name: str) -> str:
    return f"{site.folder}/src/main/java/planted/{name}.java"


def _resource(site: Site, number: int) -> str:
    return f"{site.folder}/src/main/resources/application-planted{number}.yml"
