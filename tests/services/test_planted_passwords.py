"""A password that stands anywhere in a system is in nothing that is shown of it."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from driftscan.journeys.services import map_services
from driftscan.model.location import Location
from driftscan.report import service_json
from driftscan.report.terminal import data, service_edge, services
from driftscan.report.view import View
from driftscan.stages.source_lines import source_lines
from tests.services.tiny_tree import request_for, write_tree

# What URLs of drivers take, with the slashes and at signs that should have been escaped.
_SIGNS = "QWXZqwxz0123456789/@!*+~^-"
_PASSWORDS = st.text(_SIGNS, min_size=5, max_size=12).filter(
    # `http://host:80/...@` is a port and a path, `http://host:/` an empty port: nobody can tell.
    lambda word: word[0] in "QWXZqwxz" and word[-1] not in "/@"
)


def _system(password: str) -> dict[str, str]:
    """Passwords in addresses of code, manifests, settings, and of hosts outside."""
    return {
        "compose.yml": f"""\
services:
  cart:
    build: cart
    environment:
      CATALOGUE_URL: "http://shop:{password}@catalogue:8080"
      DATABASE_URL: "postgres://shop:{password}@db/shop"
      BROKER_URL: "amqp://shop:{password}@rabbit:5672"
  catalogue: {{build: catalogue}}
  config: {{build: config}}
  db: {{image: "postgres:16", environment: {{POSTGRES_PASSWORD: "{password}"}}}}
  rabbit: {{image: rabbitmq}}
  kafka: {{image: confluentinc/cp-kafka}}
""",
        "cart/Dockerfile": "FROM python:3.12\n",
        "cart/app.py": f"""\
import os
import psycopg2
import redis
import requests
from kafka import KafkaProducer

requests.get(os.environ["CATALOGUE_URL"] + "/products")
requests.get("http://shop:{password}@catalogue:8080/products")
requests.get("http://shop:{password}@nobody/products")
requests.get("https://shop:{password}@api.example.com/v1")
requests.get(f"http://shop:{password}@{{host}}/v1")
requests.get("http://catalogue:8080/products?token={password}")
psycopg2.connect(os.environ["DATABASE_URL"]).cursor().execute("SELECT * FROM orders")
psycopg2.connect("postgres://shop:{password}@other/shop").cursor()
psycopg2.connect("host=third password={password} dbname=shop").cursor()
redis.from_url("redis://:{password}@cache:6379/0").get("a")
KafkaProducer(bootstrap_servers="kafka:9092", sasl_plain_password="{password}").send("orders", 1)
""",
        "catalogue/Dockerfile": "FROM python:3.12\n",
        "config/pom.xml": "<project/>",
        "config/Dockerfile": "FROM eclipse-temurin:21\n",
        "config/src/main/java/App.java": "@EnableConfigServer @SpringBootApplication class App {}",
        "config/src/main/resources/application.yml": f"""\
spring:
  cloud:
    config:
      server:
        git:
          uri: "https://shop:{password}@git.example.com/x"
  datasource:
    url: "jdbc:postgresql://db/shop?user=u&password={password}"
""",
    }


def _shown(root: Path) -> Iterator[str]:
    found = map_services(request_for(root), None, [])
    graph, view = found.graph, View(verbose=True)
    yield service_json.render(graph, found.coverage, found.root, found.revision)
    yield services.render(graph, found.coverage, view)
    yield data.render(graph, found.coverage, view)
    names = {service.name for service in graph.services}
    assert {"cart", "catalogue", "db", "kafka", "database-cart"} <= names
    places = [Location(each.path, each.line) for edge in graph.edges for each in edge.evidence]
    lines = source_lines(found.parts[0].system.source, places)
    yield service_edge.render(graph, graph.edges, lines, view)
    yield service_json.render_edges(graph, graph.edges)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(_PASSWORDS)
@example("Qwz/12@34x")
def test_no_planted_password_is_shown(password: str) -> None:
    with TemporaryDirectory() as folder:
        shown = "\n".join(_shown(write_tree(Path(folder), _system(password))))
    parts = {password, *password.replace("@", "/").split("/")}
    assert "api.example.com" in shown
    assert "***@catalogue:8080" in shown
    assert [part for part in parts if len(part) > 4 and part in shown] == []
