"""The AppHost of Aspire: what it deploys, and what of it needs what."""

from collections.abc import Iterator

from driftscan.extract.pieces import plain
from driftscan.extract.syntax.outline.survey import Survey, short_type
from driftscan.extract.syntax.outline.texts import UNKNOWN
from driftscan.extract.syntax.outline.values import Value
from driftscan.model.service_fact import Need, Text, Variable, WorkloadFact

# What a resource is run from; where a program of one's own is given, its kind says which.
_IMAGES = {
    "AddRedis": "redis",
    "AddValkey": "valkey/valkey",
    "AddGarnet": "garnet",
    "AddPostgres": "postgres",
    "AddAzurePostgresFlexibleServer": "postgres",
    "AddSqlServer": "mcr.microsoft.com/mssql/server",
    "AddAzureSqlServer": "mcr.microsoft.com/mssql/server",
    "AddMySql": "mysql",
    "AddOracle": "oracle/database",
    "AddMongoDB": "mongo",
    "AddRabbitMQ": "rabbitmq",
    "AddKafka": "confluentinc/confluent-local",
    "AddNats": "nats",
    "AddElasticsearch": "elasticsearch",
    "AddQdrant": "qdrant/qdrant",
    "AddMilvus": "milvusdb/milvus",
    "AddKeycloak": "quay.io/keycloak/keycloak",
    "AddSeq": "datalust/seq",
    "AddOllama": "ollama/ollama",
    "AddAzureRedis": "redis",
    "AddAzureCosmosDB": "cosmosdb",
    "AddAzureServiceBus": "servicebus",
    "AddYarp": "mcr.microsoft.com/dotnet/nightly/yarp",
}
_PROGRAMS = {
    "AddProject": "project",
    "AddNpmApp": "npm",
    "AddNodeApp": "node",
    "AddViteApp": "npm",
    "AddJavaScriptApp": "npm",
    "AddPythonApp": "python",
    "AddUvicornApp": "python",
    "AddExecutable": "executable",
    "AddDockerfile": "dockerfile",
}
# Where the folder or project file stands among the arguments of a program; its name is the first.
_PATHS = ("1", "projectPath", "workingDirectory", "appDirectory", "projectDirectory", "contextPath")
_WITH_COMMAND = "AddExecutable"
_PROXY = "AddYarp"
_INSIDE = frozenset(["AddDatabase"])
_HOW = {
    "WithReference": "reference",
    "WaitFor": "starts-after",
    "WaitForCompletion": "starts-after",
}


def workloads(survey: Survey) -> Iterator[WorkloadFact]:
    """Every resource of an AppHost, in the order of the text."""
    adding = [call for call in survey.program.calls if _is_adding(call) and _name(survey, call)]
    uses = _uses(survey)
    for call in sorted(adding, key=lambda each: each.line):
        yield _workload(survey, call, uses.get(call.end, []))


def _is_adding(call: Value) -> bool:
    known = call.word in _IMAGES or call.word in _PROGRAMS or call.word == "AddContainer"
    return call.kind == "call" and call.holder is not None and known


def _name(survey: Survey, call: Value) -> str:
    """As written; a constant of another project is called like what it names as a rule."""
    text = survey.text(call, ("0", "name"))
    if len(text) == 1 and text[0].kind == "text":
        return text[0].value
    is_constant = len(text) == 1 and text[0].kind == "name" and "." in text[0].value
    return text[0].value.rpartition(".")[2] if is_constant else ""


def _uses(survey: Survey) -> dict[int, list[Value]]:
    """By the end of the call that adds a resource: what is then called on it."""
    found: dict[int, list[Value]] = {}
    for call in survey.program.calls:
        adding = _added_by(survey, call.holder)
        if adding is not None and (call.word.startswith(("With", "Wait")) or adding.word == _PROXY):
            found.setdefault(adding.end, []).append(call)
    return found


def _workload(survey: Survey, call: Value, uses: list[Value]) -> WorkloadFact:
    needs = []
    env = []
    image = _image(survey, call)
    for use in sorted(uses, key=lambda each: (each.line, each.end)):
        if use.word in _HOW and (needed := _resource(survey, use.argument(0))):
            needs.append(Need(_HOW[use.word], needed, use.line))
            env += _connection(survey, use, needed)
        elif use.word == "WithEnvironment":
            env += _variable(survey, use)
        elif call.word == _PROXY and not use.word.startswith("Wait"):
            env += _destinations(survey, use)
        elif use.word == "WithImage" and (given := survey.text(use, ("0",))):
            image = given
    return WorkloadFact(
        "aspire",
        _name(survey, call),
        call.line,
        _kind(survey, call),
        image,
        _built_from(survey, call),
        env=tuple(dict.fromkeys(env)),
        hosts=_databases(survey, call),
        needs=tuple(dict.fromkeys(needs)),
    )


def _image(survey: Survey, call: Value) -> Text:
    if call.word == "AddContainer":
        return survey.text(call, ("1", "image"))
    return plain(_IMAGES.get(call.word, ""))


def _kind(survey: Survey, call: Value) -> str:
    if call.word not in _PROGRAMS:
        return ""
    type_ = short_type(call.types[0]) if call.types else _path(survey, call)
    return f"{_PROGRAMS[call.word]} {type_}".strip()


def _path(survey: Survey, call: Value) -> str:
    """Of the folder or project file that a program is started from, '' if none is written."""
    is_command = call.word == _WITH_COMMAND
    text = survey.text(call, ("2", *_PATHS[1:]) if is_command else _PATHS)
    return text[0].value if len(text) == 1 and text[0].kind == "text" else ""


def _built_from(survey: Survey, call: Value) -> str | None:
    """The folder of that, relative to the host's own; None where no path is written."""
    path = _path(survey, call).replace("\\", "/") if call.word in _PROGRAMS else ""
    if path.endswith("proj"):
        path = path.rpartition("/")[0] or "."
    return path or None


def _resource(survey: Survey, value: Value | None) -> str:
    """The resource that is meant; of a database its server, of an endpoint its program."""
    for made in survey.chain(value):
        if _is_adding(made):
            return _name(survey, made)
    return ""


def _databases(survey: Survey, server: Value) -> tuple[str, ...]:
    """Names of the databases of a server: programs reach it by them."""
    found = [
        _name(survey, call)
        for call in survey.program.calls
        if call.word in _INSIDE and _added_by(survey, call.holder) == server
    ]
    return tuple(dict.fromkeys(name for name in found if name))


def _added_by(survey: Survey, value: Value | None) -> Value | None:
    return next((made for made in survey.chain(value) if _is_adding(made)), None)


def _connection(survey: Survey, use: Value, server: str) -> list[Variable]:
    """A reference to a database gives its connection string by the database's name."""
    inside = next((made for made in survey.chain(use.argument(0)) if made.word in _INSIDE), None)
    if inside is None or use.word != "WithReference":
        return []
    name = _name(survey, inside)
    given = plain(f"Host={server};Database={name}")
    return [Variable(f"ConnectionStrings__{name}", given, use.line)] if name else []


def _destinations(survey: Survey, use: Value) -> Iterator[Variable]:
    """Where a proxy leads to: resources that its configuration names, in a lambda or by a method
    of one's own. Aspire hands them over in these variables."""
    inside = survey.lambda_of(use)
    calls = [c for c in survey.program.calls if inside and inside.start <= c.start < inside.end]
    for call in (use, *calls):
        for name in filter(None, (_resource(survey, part) for part in call.parts)):
            variable = f"REVERSEPROXY__CLUSTERS__{name}__DESTINATIONS__{name}__ADDRESS"
            yield Variable(variable, plain(f"http://{name}"), call.line)


def _variable(survey: Survey, use: Value) -> list[Variable]:
    name = survey.text(use, ("0", "name"))
    if len(name) != 1 or name[0].kind != "text":
        return []
    value = use.argument(1)
    needed = _resource(survey, value)
    text = plain(f"http://{needed}") if needed else survey.texts.known(value)
    return [Variable(name[0].value, text or UNKNOWN, use.line)]
