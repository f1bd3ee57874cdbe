"""Every extractor of what files say about services, and which files each one claims.

They are kept apart from registry.py, for they are only asked where services are: a check of imports
does not pay for them. A file may be claimed by both.
"""

import re
from functools import cache, lru_cache
from importlib import import_module
from typing import Protocol, cast

from msgspec import Struct

from driftscan.model.service_fact import ServiceFacts


class ServiceExtractor(Protocol):
    """Reads one kind of file: any module that has this function will do.

    extract() depends on the content alone and never raises for bad input: what cannot be read is
    a Problem.
    """

    def extract(self, content: bytes, /) -> ServiceFacts:
        """Facts and problems of one file."""
        ...


class ServiceEntry(Struct, frozen=True):
    """One extractor. pattern: of the base name, read with re.IGNORECASE. ends: all that may stand
    from the last dot of such a name on, in small letters, '' for a name without one; () for
    anything: the pattern is asked of no other names. grammar: package of the
    parser whose version decides the result too; '' for our own. shares: another folder of extract/
    whose code it uses. imports: the extractor of registry.py that reads the same tree; stated
    where most systems of the language are asked for their imports, too (stages/imports.py): what
    nobody asks for is read in vain."""

    module: str
    pattern: bytes
    ends: tuple[bytes, ...] = ()
    grammar: str = ""
    shares: str = ""
    imports: str = ""


def _ends(words: str) -> tuple[bytes, ...]:
    return tuple(f".{word}".encode() for word in words.split())


_YAML = _ends("yaml yml")
_FILLED_IN = _ends("erb j2 jinja jinja2 tmpl gotmpl tpl template")

SERVICE_EXTRACTORS: dict[str, ServiceEntry] = {
    "csharp-services": ServiceEntry(
        "driftscan.extract.csharp.services.extractor",
        rb".+\.cs",
        ends=_ends("cs"),
        grammar="tree_sitter_c_sharp",
        imports="csharp",
    ),
    "razor-services": ServiceEntry(
        "driftscan.extract.csharp.services.razor",
        rb".+\.razor",
        ends=_ends("razor"),
        grammar="tree_sitter_c_sharp",
    ),
    "php-services": ServiceEntry(
        "driftscan.extract.php.services.extractor",
        rb".+\.(?:php|phtml|inc)",
        ends=_ends("php phtml inc"),
        grammar="tree_sitter_php",
    ),
    "ruby-services": ServiceEntry(
        "driftscan.extract.ruby.services.extractor",
        rb".+\.(?:rb|ru|rake)|Rakefile",
        ends=(*_ends("rb ru rake"), b""),
        grammar="tree_sitter_ruby",
    ),
    "rust-services": ServiceEntry(
        "driftscan.extract.rust.services.extractor",
        rb".+\.rs",
        ends=_ends("rs"),
        grammar="tree_sitter_rust",
    ),
    "compose": ServiceEntry(
        "driftscan.extract.compose.extractor",
        rb"(?:.*compose.*|docker-stack.*)\.ya?ml"
        rb"(?:\.(?:j2|jinja2?|tmpl|gotmpl|tpl|template|erb|mustache))?",
        ends=(*_YAML, *_FILLED_IN, b".mustache"),
    ),
    "compose-like": ServiceEntry(
        "driftscan.extract.compose.unnamed",
        rb"(?!.*(?:compose|docker-stack|values)).*\.ya?ml",
        ends=_YAML,
    ),
    "dotenv": ServiceEntry(
        "driftscan.extract.dotenv.extractor",
        rb"(?!.*\.(?:[cm]?[jt]sx?|py|rb|php|go|json|ya?ml|enc|gpg)$)\.env(?:rc|\..*)?|.*\.env"
        rb"|(?:.*\.)?env[.-](?:example|sample|dist|template)",
    ),
    "environment": ServiceEntry(
        "driftscan.extract.environment.extractor",
        rb"(?!.*(?:_test\.go|\.pb\.go|\.d\.ts|[._-](?:test|spec|min|bundle|stories)\.[jt]sx?)$)"
        rb".*\.(?:pyw?|[cm]?[jt]s|[jt]sx|vue|svelte|java|kts?|go|rb|ru|rake|php|phtml|inc|cs|rs)",
        ends=_ends(
            "py pyw js cjs mjs ts cts mts jsx tsx vue svelte java kt kts go rb ru rake php phtml"
            " inc cs rs"
        ),
    ),
    "topics": ServiceEntry(
        "driftscan.extract.topics.extractor",
        rb"(?!.*(?:_test\.go|\.pb\.go|\.d\.ts|[._-](?:test|spec|min|bundle|stories)\.[jt]sx?)$)"
        rb".*\.(?:py|[cm]?[jt]s|java|kt|go|rb|php|cs|rs)",
        ends=_ends("py js cjs mjs ts cts mts java kt go rb php cs rs"),
    ),
    "environment-unread": ServiceEntry(
        "driftscan.extract.environment.unread",
        rb".*\.(?:c|cc|cpp|cxx|exs?|erl|lua|pl|dart|swift|scala|groovy|clj|fs)",
        ends=_ends("c cc cpp cxx ex exs erl lua pl dart swift scala groovy clj fs"),
    ),
    "dockerfile": ServiceEntry(
        "driftscan.extract.dockerfile.extractor",
        rb"(?:Dockerfile|Containerfile)(?:[._-].*|(?-i:[A-Z0-9][\w-]*))?(?<!\.dockerignore)"
        rb"|.*[._-](?:Dockerfile|Containerfile)",
    ),
    "kubernetes": ServiceEntry(
        "driftscan.extract.kubernetes.extractor",
        rb"(?!package(?:-lock)?\.json|tsconfig).*\.(?:ya?ml|json)"
        rb"(?:\.(?:erb|j2|jinja2?|tmpl|gotmpl|tpl|template))?",
        ends=(*_YAML, b".json", *_FILLED_IN),
    ),
    "helm-chart": ServiceEntry(
        "driftscan.extract.kubernetes.helm.chart", rb"Chart\.ya?ml", ends=_YAML
    ),
    "helm-values": ServiceEntry(
        "driftscan.extract.kubernetes.helm.values",
        rb"(?:.*[-_.])?values(?:[-_.].*)?\.ya?ml",
        ends=_YAML,
    ),
    "kustomize": ServiceEntry(
        "driftscan.extract.kustomize.extractor", rb"kustomization(?:\.ya?ml)?", ends=(*_YAML, b"")
    ),
    "nomad": ServiceEntry(
        "driftscan.extract.nomad.extractor",
        rb"(?!\.).+\.(?:nomad|hcl)(?:\.(?:j2|tpl|tmpl|tftpl|template))?",
        ends=_ends("nomad hcl j2 tpl tmpl tftpl template"),
    ),
    "scripts": ServiceEntry(
        "driftscan.extract.scripts.extractor",
        rb"(?-i:[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*)",
        ends=(b"",),
    ),
    "procfile": ServiceEntry("driftscan.extract.procfile.extractor", rb"Procfile(?:\..*)?"),
    "serverless": ServiceEntry(
        "driftscan.extract.serverless.extractor", rb"serverless(?:[-_.].*)?\.ya?ml", ends=_YAML
    ),
    "backstage": ServiceEntry(
        "driftscan.extract.backstage.extractor", rb".*(?:catalog|backstage).*\.ya?ml", ends=_YAML
    ),
    "render": ServiceEntry("driftscan.extract.render.extractor", rb"render\.ya?ml", ends=_YAML),
    "yaml-settings": ServiceEntry(
        "driftscan.extract.settings.yaml_files",
        # Those that are only ever somebody else's are not even read.
        rb"(?!(?:values|chart|kustomization|(?:docker-)?compose|pnpm-lock|\.gitlab-ci|\.travis"
        rb"|mkdocs|\.pre-commit-config|\.rubocop|codecov|pubspec|dependabot|buf|action"
        rb"|custom-environment-variables)[.-])"
        rb"(?![^/]*[._-]values[._-])(?!\.)[^/]+\.ya?ml(?:\.(?:erb|j2|tmpl|template|dist))?",
        ends=(*_YAML, *_ends("erb j2 tmpl template dist")),
    ),
    "json-settings": ServiceEntry(
        "driftscan.extract.settings.json_files",
        rb"(?:default|local|development|production|staging|docker|config|configuration|settings|env"
        rb"|environment|server|envoy|kong|datasources?)(?:[.-][\w.-]+)?\.json"
        rb"|[\w.-]+[.-](?:config|settings)\.json"
        rb"|[\w.-]*(?:openapi|swagger|api-docs|asyncapi|krakend)[\w.-]*\.json",
        ends=_ends("json"),
    ),
    "consul-files": ServiceEntry(
        "driftscan.extract.settings.consul_files",
        rb"(?!package(?:-lock)?\.|tsconfig).+\.json",
        ends=_ends("json"),
    ),
    "configmap-files": ServiceEntry(
        "driftscan.extract.settings.configmap_files", rb".+\.ya?ml", ends=_YAML, shares="proxies"
    ),
    "dotnet-settings": ServiceEntry(
        "driftscan.extract.settings.dotnet_files",
        rb"appsettings[\w.-]*\.json|[\w.-]*(?:ocelot|yarp|reverseproxy)[\w.-]*\.json"
        rb"|launchsettings\.json|sharedsettings[\w.-]*\.json",
        ends=_ends("json"),
    ),
    "setting-environment": ServiceEntry(
        "driftscan.extract.settings.environment_names",
        rb"custom-environment-variables\.(?:json|ya?ml)",
        ends=(*_YAML, b".json"),
    ),
    "toml-settings": ServiceEntry(
        "driftscan.extract.settings.toml_files",
        rb"(?!(?:pyproject|cargo|clippy|rustfmt|rust-toolchain|poetry|uv|gopkg|book|netlify|pipfile"
        rb"|taplo|deny|ruff|tox|typos|cliff|wrangler|fly|\.)[.-]?)[^/]+\.toml",
        ends=_ends("toml"),
    ),
    "properties": ServiceEntry(
        "driftscan.extract.settings.properties_files",
        rb"(?!(?:gradle|gradle-wrapper|maven-wrapper|messages|validationmessages|log4j2?|logging"
        rb"|local|sonar-project|checkstyle|junit-platform)[._-])"
        rb"(?![^/]*_[a-z]{2}(?:_[a-z]{2})?\.)[^/]+\.properties",
        ends=_ends("properties"),
    ),
    "ini-settings": ServiceEntry(
        "driftscan.extract.settings.ini_files",
        rb"(?!(?:tox|setup|pytest|mypy|php|desktop|\.)[.-]?)[^/]+\.(?:ini|cfg)(?<!haproxy\.cfg)",
        ends=_ends("ini cfg"),
    ),
    "hocon-settings": ServiceEntry(
        "driftscan.extract.settings.hocon_files",
        rb"(?:application|akka|play|production|prod|development|dev|docker|base)(?:[._-][\w.-]+)?\.conf",
        ends=_ends("conf"),
    ),
    "proxies": ServiceEntry(
        "driftscan.extract.proxies.conf_files",
        rb"[^/]+\.(?:conf|config|vhost)(?:[.-](?:template|tmpl|tpl|erb|j2|in|sample|dist|conf))?"
        rb"|[^/]*nginx[^/]*|haproxy[^/]*\.cfg[^/]*|[^/]*caddyfile[^/]*|default\.conf[^/]*|\.htaccess"
        # What nginx includes is often called by what it holds, without a suffix.
        rb"|[\w-]*(?:locations?|upstreams?|vhosts?|proxy|proxies|server_?config|backends?)[\w-]*"
        rb"|sites?-[\w-]+|default",
    ),
    "protobuf": ServiceEntry(
        "driftscan.extract.protobuf.extractor", rb"[^/]+\.proto", ends=_ends("proto")
    ),
    "liquibase": ServiceEntry(
        "driftscan.extract.liquibase.extractor", rb".*\.(?:xml|ya?ml)", ends=(*_YAML, b".xml")
    ),
    "prisma": ServiceEntry(
        "driftscan.extract.prisma.extractor", rb".*\.prisma", ends=_ends("prisma")
    ),
    "python-services": ServiceEntry(
        "driftscan.extract.python.services.extractor", rb".*\.pyw?", ends=_ends("py pyw")
    ),
    "sql": ServiceEntry(
        "driftscan.extract.sql.extractor",
        rb".*\.(?:sql|ddl|psql|pgsql)",
        ends=_ends("sql ddl psql pgsql"),
    ),
    "java": ServiceEntry(
        "driftscan.extract.java.services.extractor",
        rb".*\.java",
        ends=_ends("java"),
        grammar="tree_sitter_java",
        shares="jvm",
        imports="java",
    ),
    "kotlin": ServiceEntry(
        "driftscan.extract.kotlin.services.extractor",
        rb".*\.kts?",
        ends=_ends("kt kts"),
        grammar="tree_sitter_kotlin",
        shares="jvm",
    ),
    "go_services": ServiceEntry(
        "driftscan.extract.go.services.extractor",
        rb"(?!.*(?:_test|\.pb|\.pb\.gw|_mock)\.go$).*\.go",
        ends=_ends("go"),
        grammar="tree_sitter_go",
    ),
    "javascript_services": ServiceEntry(
        "driftscan.extract.javascript.services.ecmascript",
        rb"(?!.*[._-](?:test|spec|stories|min|bundle|mock|e2e)\.).*\.(?:js|mjs|cjs|jsx)",
        ends=_ends("js mjs cjs jsx"),
        grammar="tree_sitter_javascript",
        imports="javascript",
    ),
    "typescript_services": ServiceEntry(
        "driftscan.extract.javascript.services.typescript",
        rb"(?!.*(?:[._-](?:test|spec|stories|mock|e2e)|\.d|\.e2e-spec)\.).*\.(?:ts|mts|cts)",
        ends=_ends("ts mts cts"),
        grammar="tree_sitter_typescript",
        imports="javascript_typescript",
    ),
    "tsx_services": ServiceEntry(
        "driftscan.extract.javascript.services.tsx",
        rb"(?!.*[._-](?:test|spec|stories|mock|e2e)\.).*\.tsx",
        ends=_ends("tsx"),
        grammar="tree_sitter_typescript",
        imports="javascript_tsx",
    ),
    "component_services": ServiceEntry(
        "driftscan.extract.javascript.services.component",
        rb".*\.(?:vue|svelte)",
        ends=_ends("vue svelte"),
        grammar="tree_sitter_typescript",
    ),
}


@lru_cache(maxsize=1 << 16)
def service_extractors_for(name: bytes) -> tuple[str, ...]:
    """Names of the extractors that claim files of this base name, in the order of the registry."""
    _, dot, end = name.rpartition(b".")
    asked = _ending_so((dot + end).lower() if dot else b"")
    return tuple(extractor for extractor in asked if _pattern(extractor).fullmatch(name))


@lru_cache(maxsize=1 << 12)
def _ending_so(end: bytes) -> tuple[str, ...]:
    """The extractors that may claim names with this end."""
    entries = SERVICE_EXTRACTORS.items()
    return tuple(name for name, entry in entries if not entry.ends or end in entry.ends)


@cache
def _pattern(extractor: str) -> re.Pattern[bytes]:
    """Compiled when a name is there that it may match: all of them would take longer than a small
    tree."""
    return re.compile(SERVICE_EXTRACTORS[extractor].pattern, re.IGNORECASE)


def claims_for_services(name: bytes) -> bool:
    """Whether any of these extractors reads files of this base name."""
    return bool(service_extractors_for(name))


@cache
def load_service_extractor(name: str) -> ServiceExtractor:
    """The extractor's module, imported when first needed."""
    return cast(ServiceExtractor, import_module(SERVICE_EXTRACTORS[name].module))
