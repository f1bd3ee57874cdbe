"""The kind of a project's component, from how it is deployed, what it runs on, who imports it."""

from collections import Counter
from collections.abc import Collection, Sequence

from msgspec import Struct

from driftscan.notation.words import counted
from driftscan.propose.folders import Folders, is_below, statements
from driftscan.propose.projects import OtherCode, Project

# A module that imports one of these answers requests, or runs jobs, by itself.
_SERVERS = frozenset(
    "fastapi flask django starlette aiohttp sanic tornado bottle falcon pyramid litestar quart "
    "uvicorn gunicorn hypercorn waitress grpc connexion robyn blacksheep "
    "express fastify koa hono @hapi/hapi restify @nestjs/core @nestjs/common "
    "github.com/gin-gonic/gin github.com/go-chi/chi/v5 github.com/labstack/echo/v4 "
    "github.com/gofiber/fiber/v2 github.com/gorilla/mux google.golang.org/grpc "
    "org.springframework org.springframework.boot io.quarkus io.micronaut io.ktor io.javalin "
    "axum actix_web rocket warp tonic rails sinatra hanami grape roda puma "
    "Microsoft.AspNetCore Symfony Laravel Illuminate Slim".split()
)
_RUNNERS = frozenset(
    "celery rq dramatiq huey apscheduler arq schedule airflow prefect dagster luigi procrastinate "
    "taskiq".split()
)
_SCREENS = frozenset(
    "react react-dom preact vue svelte solid-js lit @angular/core next nuxt".split()
)
_ENTRIES = frozenset(
    b"main.py __main__.py manage.py wsgi.py asgi.py app.py server.py main.go main.rs Program.cs "
    b"config.ru server.js server.ts".split()
)


class Verdict(Struct, frozen=True):
    """A kind of component and the evidence for it, as part of a line."""

    kind: str
    why: str


def kinds_of_projects(folders: Folders, projects: Sequence[Project]) -> list[Verdict]:
    """The kind of each project."""
    uses = _uses(folders, projects)
    # What is deployed from inside another project may be its tests or an example.
    has_services = any(
        project.deployed and not any(_is_inside(project, other) for other in projects)
        for project in projects
    )
    verdicts = []
    for at, project in enumerate(projects):
        users = sum(1 for _, target in uses if target == at)
        verdicts.append(_verdict(folders, project, users, has_services))
    verdicts = _with_neighbours(projects, verdicts)
    services = {at for at, verdict in enumerate(verdicts) if verdict.kind in ("service", "job")}
    return [
        Verdict("module", f"{verdict.why}; it builds on a service")
        if verdict.kind == "library" and _builds_on(uses, at, services)
        else verdict
        for at, verdict in enumerate(verdicts)
    ]


def _is_inside(project: Project, other: Project) -> bool:
    return project is not other and is_below(project.folder, other.folder)


def _with_neighbours(projects: Sequence[Project], verdicts: list[Verdict]) -> list[Verdict]:
    """What runs jobs in a folder of services is one of them: they are kept in one place."""
    beside = Counter(
        project.folder.rpartition(b"/")[0]
        for project, verdict in zip(projects, verdicts, strict=True)
        if verdict.kind == "service"
    )
    return [
        Verdict("service", f"{verdict.why}, beside services")
        if verdict.kind == "job" and beside[project.folder.rpartition(b"/")[0]] > 1
        else verdict
        for project, verdict in zip(projects, verdicts, strict=True)
    ]


def _uses(folders: Folders, projects: Sequence[Project]) -> Counter[tuple[int, int]]:
    """Import statements between projects; what looks like a test does not count."""
    home = {position: at for at, project in enumerate(projects) for position in project.modules}
    found: Counter[tuple[int, int]] = Counter()
    for dependency in folders.graph.internal:
        source, target = home.get(dependency.source), home.get(dependency.target)
        if source is None or target is None or source == target:
            continue
        if not folders.looks_like_test[dependency.source]:
            found[source, target] += statements(dependency)
    return found


def _builds_on(uses: Counter[tuple[int, int]], at: int, services: Collection[int]) -> bool:
    """Whether a project imports services more often than it is imported: no library does."""
    outward = sum(count for (s, t), count in uses.items() if s == at and t in services)
    inward = sum(count for (_, target), count in uses.items() if target == at)
    return outward > 0 and outward >= inward


def _verdict(folders: Folders, project: Project, users: int, has_services: bool) -> Verdict:
    packages: set[str] = set().union(*(folders.uses.get(p, ()) for p in project.modules))
    servers, runners = sorted(packages & _SERVERS), sorted(packages & _RUNNERS)
    if project.is_several:
        return Verdict("library", f"{len(project.members)} projects in one folder")
    if (screens := sorted(packages & _SCREENS)) and not servers and not users:
        return Verdict("frontend", f"shows pages with {screens[0]}")
    if project.deployed:
        if runners and not servers:
            return Verdict("job", f"deployed by itself, runs on {runners[0]}")
        return Verdict("service", "deployed by itself")
    manifest = "a project of its own" if project.manifest else "its own requirements"
    if users:
        return Verdict("library", f"{manifest}, imported by {counted(users, 'other')}")
    if servers or runners:
        kind = "service" if servers else "job"
        return Verdict(kind, f"{manifest}, runs on {(servers or runners)[0]}")
    if not project.manifest and _has_entry(folders, project):
        return Verdict("service", f"{manifest} and an entry point")
    kind = "library" if project.manifest and not has_services else "module"
    return Verdict(kind, manifest)


def _has_entry(folders: Folders, project: Project) -> bool:
    return any(folders.paths[p].rpartition(b"/")[2] in _ENTRIES for p in project.modules)


def kind_of_other_code(code: OtherCode) -> Verdict:
    """The kind of a folder whose code is not read."""
    size = counted(code.scripts + code.screens, "JavaScript file")
    if code.screens and not code.build:
        return Verdict("frontend", f"package.json, {size}; not read")
    if code.deployed:
        language = "another language" if code.build else "JavaScript"
        return Verdict("service", f"deployed by itself, in {language}; not read")
    return Verdict("library", f"package.json, {size}; not read")
