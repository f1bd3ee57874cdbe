"""An audit: one repository, or several as one system, looked at in every way that needs no spec."""

import datetime
import os
from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from driftscan.errors import HistoryError, NothingMatchedError, SourceError
from driftscan.forge.web import web_template
from driftscan.graph.components import Territory
from driftscan.graph.without_tests import is_inside
from driftscan.history.code_files import is_code_beside_words
from driftscan.model.ranking import GUESSED
from driftscan.model.scan import Scan
from driftscan.model.service_graph import ServiceGraph
from driftscan.model.teamwork import Owners
from driftscan.report.audit.audited import Audit, Repository
from driftscan.sources.addresses import address_of, without_secrets
from driftscan.sources.remote import origin_of
from driftscan.stages.copies import copies_in
from driftscan.stages.deployed_code import Deployed, deployed_by
from driftscan.stages.first_things import first_things
from driftscan.stages.judgement import judge_system
from driftscan.stages.known_commits import Advance
from driftscan.stages.map import Map
from driftscan.stages.passed_on import graph_behind_names
from driftscan.stages.past import Past, open_past
from driftscan.stages.proposal import UnfitProposalError, first_spec_of
from driftscan.stages.request import Request
from driftscan.stages.services import Part, Services
from driftscan.stages.stand_ins import stand_ins_of
from driftscan.stages.teamwork import owners_with_history, owners_without_history
from driftscan.stages.terms import Terms
from driftscan.stages.unread_code import unread_code
from driftscan.stages.vendored import vendored_in
from driftscan.stages.worked import worked_of

SPEC_FILE = "driftscan.yaml"


class Looked(Struct, frozen=True):
    """What is looked at: the request, with the commit that it means. past: None for files that have
    none; why then says it. remote: the address that the user named, '' for the one git knows."""

    request: Request
    past: Past | None
    why: str = ""
    remote: str = ""


class Drafted(Struct, frozen=True):
    """A system with a spec: its own, or one that was drafted. draft: the text of that.

    without_draft: why there is none, where one was tried."""

    system: Map
    draft: str
    without_draft: str = ""


def look(request: Request, remote: str = "") -> Looked:
    """The newest commit, for code and history to speak of the same; without git, files as they are.

    SourceError: a revision was asked for that is not there.
    """
    try:
        past = open_past(request.path, request.revision)
    except (HistoryError, SourceError) as missing:
        if request.revision or not os.path.isdir(request.path):
            raise
        return Looked(request, None, str(missing), remote)
    return Looked(replace(request, revision=past.tip), past, "", remote)


def looked_at(
    request: Request, remote: str, map_it: Callable[[Request], Map]
) -> tuple[Looked, Map]:
    """The newest commit and its map; of what was never committed, a map of the files."""
    looked = look(request, remote)
    try:
        system = map_it(looked.request)
    except SourceError:
        if request.revision or looked.past is None:
            raise
        system = None
    if system and (request.revision or not looked.past or system.survey.snapshot.records):
        return looked, system
    why = f"no commit holds code of {request.path}: the files are looked at as they are"
    return Looked(request, None, why, remote), map_it(request)


def with_draft(system: Map, today: datetime.date) -> Drafted:
    """The system as its spec has it; without one, as `driftscan init` would describe it."""
    if system.spec.file or not system.graph.modules:
        return Drafted(system, "")
    try:
        first = first_spec_of(system, SPEC_FILE, today)
    except UnfitProposalError as unfit:  # all else that an audit says stands without it
        why = f"no first spec could be drafted, a fault of driftscan's: {unfit}"
        return Drafted(system, "", why)
    territory = Territory(first.spec.components, system.graph.modules)
    own = replace(system, spec=first.spec, territory=territory, coverage=first.coverage)
    return Drafted(own, first.text)


def drafts_of(looked: Sequence[Looked], services: Services) -> tuple[Drafted, ...]:
    """Each repository with its own spec, or a drafted one."""
    both = zip(looked, services.parts, strict=True)
    return tuple(with_draft(part.system, each.request.today) for each, part in both)


def audit_of(
    looked: Sequence[Looked], services: Services, drafts: Sequence[Drafted], advance: Advance
) -> Audit:
    """What is found out first. NothingMatchedError: there is nothing that could be looked at."""
    found = tuple(
        _repository(each, part, drafted, services.graph, advance, alone=len(looked) == 1)
        for each, part, drafted in zip(looked, services.parts, drafts, strict=True)
    )
    if not services.graph.services and not any(each.graph.modules or each.costs for each in found):
        raise NothingMatchedError(
            f"{services.root} holds no code, no manifest and no history that driftscan reads"
        )
    name = found[0].name if len(found) == 1 else " + ".join(each.name for each in found)
    return Audit(
        name=name,
        repositories=found,
        services=services.graph,
        service_coverage=services.coverage,
    )


def _repository(
    looked: Looked,
    part: Part,
    drafted: Drafted,
    graph: ServiceGraph,
    advance: Advance,
    *,
    alone: bool,
) -> Repository:
    system = drafted.system
    scan = judged(drafted, looked.request.today)
    known = Repository(
        name=_name(looked) if alone else part.prefix.decode("utf-8", "replace").rstrip("/"),
        prefix=part.prefix,
        root=_root(looked, system),
        revision=system.source.revision,
        web=_web(looked),
        draft=drafted.draft,
        without_draft=drafted.without_draft,
        graph=system.graph,
        needs=graph_behind_names(system),
        vendored=vendored_in(system),
        copies=copies_in(system),
        beside_words=frozenset(
            at
            for at, module in enumerate(system.graph.modules)
            if is_code_beside_words(module.path)
        ),
        stand_ins=stand_ins_of(system.graph),
        unread=unread_code(system),
        homes=[system.territory.home_name(at) for at in range(len(system.graph.modules))],
        components=system.spec.components,
        coverage=system.coverage,
        scan=scan,
        costs=None,
        things=None,
        owners=_named(owners_without_history(system, looked.why, ""), looked),
        without_history=looked.why,
    )
    if looked.past is None:
        return known
    deployed = _deployed(deployed_by(graph), part.prefix)
    return _with_history(known, system, looked, deployed, advance)


def judged(drafted: Drafted, today: datetime.date) -> Scan | None:
    """Against its spec; None without one. What a file holds for tests alone goes against no draft:
    that speaks of the product."""
    system = drafted.system
    if not system.spec.file:
        return None
    scan = judge_system(system, Terms(today=today))
    inside = system.graph.tests_inside if drafted.draft else {}
    spans = {system.graph.modules[at].path: each for at, each in inside.items()}
    own = [f for f in scan.findings if not is_inside(f.where.line, spans.get(f.where.path, ()))]
    return replace(scan, findings=tuple(own))


def _with_history(
    known: Repository, system: Map, looked: Looked, deployed: Deployed, advance: Advance
) -> Repository:
    """The same with what its past says; with the reason, where that is too short to say much."""
    assert looked.past
    spec = system.spec if known.draft else None
    try:
        worked, table = worked_of(system, looked.past, advance, deployed, spec)
    except (HistoryError, NothingMatchedError) as missing:
        why = str(missing).replace(system.place.root, known.root)
        owners = _named(owners_without_history(system, why, ""), looked)
        return replace(known, without_history=why, owners=owners)
    passed_over = GUESSED if known.draft else ()
    things = first_things(system, known.scan, worked, passed_over)
    owners = _named(owners_with_history(system, worked, table, "", names=False), looked)
    return replace(known, costs=table, things=things, owners=owners)


def _root(looked: Looked, system: Map) -> str:
    """As the user named it: of a clone its address, for where it lay is gone."""
    return without_secrets(looked.remote) if looked.remote else system.place.root


def _named(owners: Owners, looked: Looked) -> Owners:
    return replace(owners, root=without_secrets(looked.remote)) if looked.remote else owners


def _deployed(deployed: Deployed, prefix: bytes) -> Deployed:
    """By paths of one repository, where services were found in several."""
    return lambda paths: deployed([prefix + path for path in paths])


def _name(looked: Looked) -> str:
    if address := address_of(looked.remote) if looked.remote else None:
        return address.name
    path = os.path.abspath(looked.request.path).rstrip("/")
    last = os.path.basename(path).removesuffix(".git")
    return last or "system"


def _web(looked: Looked) -> str:
    if looked.past is None:
        return ""
    remote = looked.remote or origin_of(looked.past.repository)
    inside = looked.past.repository.inside.decode("utf-8", "surrogateescape")
    return web_template(remote, looked.past.tip, inside)
