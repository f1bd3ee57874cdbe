"""Kubernetes, Helm, Dockerfiles, SQL, settings."""

from pathlib import Path

_CONFIGMAP = (
    "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c{n}\ndata:\n  K{n}: http://s{n}\n"
)
_DEPLOYMENT = """apiVersion: apps/v1
kind: Deployment
metadata: {{name: d{n}, labels: {{app: d{n}}}}}
spec:
  template:
    metadata: {{labels: {{app: d{n}}}}}
    spec:
      containers:
      - name: d{n}
        image: acme/d{n}
        envFrom: [{{configMapRef: {{name: c{n}}}}}]
---
apiVersion: v1
kind: Service
metadata: {{name: d{n}}}
spec: {{selector: {{app: d{n}}}, ports: [{{port: 80}}]}}
"""


def many_configmaps(tree: Path) -> None:
    """20,000 in one file, and a workload that takes variables of all of them."""
    _write(tree / "maps.yaml", "---\n".join(_CONFIGMAP.format(n=n) for n in range(20_000)))
    refs = "".join(f"        - configMapRef: {{name: c{n}}}\n" for n in range(20_000))
    head = _DEPLOYMENT.format(n=0).partition("        envFrom")[0]
    _write(tree / "all.yaml", head + "        envFrom:\n" + refs)


def many_deployments(tree: Path) -> None:
    """3,000 Deployments, each with a Service and a ConfigMap, a file each."""
    for n in range(3000):
        text = _DEPLOYMENT.format(n=n) + "---\n" + _CONFIGMAP.format(n=n)
        _write(tree / f"k{n % 50}" / f"d{n}.yaml", text)


def helm_actions(tree: Path) -> None:
    """A template with 100,000 actions and one that never ends."""
    _write(tree / "chart" / "Chart.yaml", "apiVersion: v2\nname: chart\nversion: 1.0.0\n")
    _write(tree / "chart" / "values.yaml", "".join(f"v{n}: http://s{n}\n" for n in range(20_000)))
    rows = [
        f"        - name: V{n}\n          value: {{{{ .Values.v{n} | quote }}}}\n"
        for n in range(100_000)
    ]
    head = _DEPLOYMENT.format(n=0).partition("        envFrom")[0]
    _write(tree / "chart" / "templates" / "a.yaml", head + "        env:\n" + "".join(rows))
    open_ones = "{{ if .Values.a }}\n{{ range .b }}\n" * 20_000
    _write(tree / "chart" / "templates" / "b.yaml", open_ones + head + "{{ " * 50_000)
    _write(tree / "chart" / "templates" / "_helpers.tpl", '{{ include "a" . }}' * 50_000)


def many_dockerfiles(tree: Path) -> None:
    """3,000 folders with a Dockerfile and a program, no manifest; one of 50,000 stages."""
    for n in range(3000):
        folder = tree / f"g{n % 30}" / f"app{n}"
        _write(folder / "Dockerfile", f"FROM python:3.12\nCOPY . /app\nEXPOSE {n + 1}\n")
        _write(folder / "requirements.txt", "requests\n")
        call = f'import requests\nrequests.get("http://app{n + 1}:8080/x")\n'
        _write(folder / "app.py", call)
    stages = "".join(f"FROM s{n} AS s{n + 1}\nARG A{n}=${{A{n + 1}}}\n" for n in range(50_000))
    _write(tree / "stages" / "Dockerfile", stages)


def sql_dumps(tree: Path) -> None:
    """A dump of 10 MB, one line of 10 MB, and 100,000 tables."""
    row = "INSERT INTO orders VALUES (1,'a''b','c\\'d',NULL);\n"
    _write(tree / "db" / "dump.sql", row * (10_000_000 // len(row)))
    values = ",".join(["(1,'x')"] * 1_200_000)
    _write(tree / "db" / "line.sql", f"INSERT INTO lines VALUES {values};")
    tables = "".join(f"CREATE TABLE t{n} (id INT);\n" for n in range(100_000))
    _write(tree / "db" / "tables.sql", tables)
    _write(tree / "db" / "open.sql", "SELECT '" + "(" * 1_000_000)
    _write(tree / "db" / "joins.sql", "SELECT * FROM a " + "JOIN b ON (SELECT 1 FROM c " * 50_000)


def many_settings(tree: Path) -> None:
    """Settings that refer to each other, routes by the thousand, lines without end."""
    folder = tree / "app" / "src" / "main" / "resources"
    rows = [f"p{n}.url=http://${{p{n + 1}.url:${{p{n + 2}.url}}}}\n" for n in range(50_000)]
    _write(folder / "application.properties", "spring.application.name=app\n" + "".join(rows))
    routes = "".join(f"    r{n}: {{path: /r{n}/**, url: http://s{n}}}\n" for n in range(20_000))
    _write(folder / "application-routes.yml", "zuul:\n  routes:\n" + routes)
    _write(folder / "application-long.properties", "a.url=" + "${" * 500_000)
    _write(tree / "app" / "pom.xml", "<project><artifactId>app</artifactId></project>")
    places = "".join(f"location /r{n} {{ proxy_pass http://s{n}; }}\n" for n in range(30_000))
    _write(tree / "web" / "nginx.conf", "http { server {\n" + places + "}}\n" + "{" * 100_000)


def many_accesses(tree: Path) -> None:
    """One service with 50,000 tables and 20,000 calls in 200 files."""
    for at in range(200):
        lines = ["import psycopg2, requests", 'c = psycopg2.connect("postgres://db/x").cursor()']
        lines += [f'c.execute("SELECT a FROM t{at}_{n}")' for n in range(250)]
        lines += [f'requests.get("http://s{at}/{n}")' for n in range(100)]
        _write(tree / "app" / f"m{at}.py", "\n".join(lines))
    _write(tree / "app" / "Dockerfile", "FROM python:3.12\n")
    services = "".join(f"  s{n}:\n    image: acme/s{n}\n" for n in range(200))
    text = "services:\n  app:\n    build: ./app\n  db:\n    image: postgres\n"
    _write(tree / "docker-compose.yml", text + services)


def remote_references(tree: Path) -> None:
    """Everything that could be fetched: nothing of it may be."""
    address = "http://127.0.0.1:9/hostile"
    _write(tree / "docker-compose.yml", f"include: ['{address}.yml', 'oci://example.com/x']\n")
    _write(tree / "Dockerfile", f"# syntax={address}\nFROM {address}\nADD {address} /x\n")
    _write(
        tree / "kustomization.yaml", f"resources: ['{address}', 'https://github.com/a/b?ref=c']\n"
    )
    text = f"apiVersion: v2\nname: x\ndependencies: [{{name: y, repository: '{address}'}}]\n"
    _write(tree / "chart" / "Chart.yaml", text)
    _write(tree / "openapi.json", f'{{"openapi": "3.0.0", "paths": {{"$ref": "{address}"}}}}')
    _write(tree / "a.xml", f'<!DOCTYPE a [<!ENTITY % x SYSTEM "{address}"> %x;]><a/>')
    text = (
        f"spring.cloud.config.server.git.uri={address}\nspring.config.import=configserver:{address}"
    )
    _write(tree / "application.properties", text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
