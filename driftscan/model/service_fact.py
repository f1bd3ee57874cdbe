"""What one file says of services, of how they talk and of the data they use, before any of it is
linked with what other files say.

A text of the code that an address is made of is rarely written in one piece:
`"http://" + os.environ.get("CART_HOST", "cart") + "/items"` becomes

    (Piece('text', 'http://'), Piece('env', 'CART_HOST', (Piece('text', 'cart'),)),
     Piece('text', '/items'))

and it is services/ that follows names, settings and environment variables to what they hold.
"""

from msgspec import Struct

from driftscan.model.fact import Problem


class Piece(Struct, frozen=True, array_like=True, gc=False, order=True):
    """A part of a text that is put together when the program runs.

    kind: 'text' (value is the text), 'env' (value names an environment variable), 'setting' (value
        is the key of a configuration entry, 'catalog.url'), 'name' (value is a variable, constant,
        field or function as written, without blanks and calls' parentheses: 'config.CART_URL';
        'new Cart 0' is the first argument that a Cart is made with, in whichever file that is),
        'configmap' (value is 'name/key'), 'unknown' (computed; value is '', or what a template of
        Helm has there, so that two can be told to be the same: 'include cart.fullname'). Keys of a
        setting that a loop of a template goes over hold `[*]`: 'services[*].name'.
    default: what stands there where nothing gives env or setting a value.
    """

    kind: str
    value: str
    default: tuple["Piece", ...] = ()


Text = tuple[Piece, ...]
"""Pieces in the order of the text; () where nothing is written."""


class ValueFact(Struct, frozen=True, array_like=True, gc=False, order=True):
    """A name is given a text.

    kind: 'code' (a variable, constant, field or parameter's default of a program; name as written),
        'setting' (an entry of a configuration file; name is its key, nested keys joined by dots,
        items of a list as `[0]`: 'spring.cloud.gateway.routes[0].uri'),
        'env' (a line of a .env file, an ENV of a Dockerfile, an assignment in a shell script),
        'configmap' (an entry of a ConfigMap or Secret; scope is the name of that).
    scope: of a setting the profile that it is for, '' for all; of code the type that it belongs to.
    """

    kind: str
    name: str
    text: Text
    line: int
    scope: str = ""


class CallFact(Struct, frozen=True, array_like=True, gc=False, order=True):
    """Code, or a gateway's configuration, makes use of another program. A client that is only made
    and a stub that nobody calls is none.

    kind: 'http', 'grpc', 'publish', 'consume'.
    address: URL, `host[:port]`, or the name of a service; of publish and consume the topic, queue,
        exchange or channel; () where none is written.
    client: the library, framework or program, lower case: 'requests', 'feign', 'resttemplate',
        'nginx', 'kafka', 'rabbitmq', 'redis', 'celery'. Of publish and consume: the kind of broker.
    method: HTTP verb in capitals, '' where it is not known. path: where it is written apart from
        the address. interface: of grpc the name of the service in the .proto, 'CartService'.
    """

    kind: str
    address: Text
    line: int
    client: str = ""
    method: str = ""
    path: Text = ()
    interface: str = ""


class ServedFact(Struct, frozen=True, array_like=True, gc=False, order=True):
    """A program answers.

    kind: 'http', 'grpc'. method: HTTP verb in capitals, '' for any or unknown. path: of http, as
    written, with what stands above it in the same file ('/orders/{id}'). interface: of grpc.
    framework: lower case: 'flask', 'express', 'spring'.
    """

    kind: str
    line: int
    method: str = ""
    path: Text = ()
    interface: str = ""
    framework: str = ""


class StoreFact(Struct, frozen=True, array_like=True, gc=False, order=True):
    """Code opens a data store or a broker.

    engine: 'postgresql', 'mysql', 'mariadb', 'sqlserver', 'oracle', 'sqlite', 'mongodb', 'redis',
        'memcached', 'elasticsearch', 'cassandra', 'dynamodb', 's3', 'kafka', 'rabbitmq', 'nats',
        'sqs', 'neo4j', ...; '' where only the address tells.
    address: URL, DSN, JDBC URL or `host[:port]`; () where it is configured elsewhere.
    database: name of the database or schema, where it is written apart from the address.
    unless: a setting that has the program keep its data in memory where it is true; () if none.
    """

    engine: str
    address: Text
    line: int
    client: str = ""
    database: Text = ()
    unless: Text = ()


class AccessFact(Struct, frozen=True, array_like=True, gc=False, order=True):
    """A data set is used.

    engine: as of StoreFact; 'sql' where any relational one may be meant, '' where it is not known.
    name: table, collection, key or key pattern, bucket path; without quotes, with a schema in front
        where one is written.
    mode: 'r', 'w', 'rw', or 'define' (a migration or DDL creates or changes it).
    via: library or entity type: 'sql', 'sqlalchemy', 'jpa Owner', 'alembic'.
    """

    engine: str
    name: Text
    mode: str
    line: int
    via: str = ""


class MarkFact(Struct, frozen=True, array_like=True, gc=False, order=True):
    """Something else that tells what a program is, by a name that linking knows: 'entry' (main
    function, the application object; value is its form), 'annotation' (value is its name without
    '@'), 'image' (FROM of a Dockerfile's last stage, or of the stage that this one goes on from),
    'build-image' (FROM of its other stages), 'command' (of the last stage), 'port' (EXPOSE; value
    is a number: '8080'), 'copies' (a file or folder that a Dockerfile copies), 'includes' (a
    compose file that a compose file takes in), 'handler' (the function that a serverless manifest
    names: 'src/orders.create'), 'namespace' (of an object of Kubernetes), 'reads' (an environment
    variable that code reads; value is '' for all of a file with stubs, whose calls tell), 'proto'
    (a gRPC service that a .proto defines), 'inherits' (a controller whose routes stand in a type
    that it implements; value is that), 'begins' (a program of one file that is no entry of a
    server: value is what runs it, 'php')."""

    name: str
    value: str
    line: int


class Variable(Struct, frozen=True, array_like=True, gc=False, order=True):
    """An environment variable that a manifest gives a workload."""

    name: str
    text: Text
    line: int


class Need(Struct, frozen=True, array_like=True, gc=False, order=True):
    """Another workload, ConfigMap, Secret or file that a manifest names. how: 'starts-after',
    'starts-after-end' (once that has ended by itself), 'link', 'env-from', 'env-file',
    'extends' (name is 'file:service', file '' for this one),
    'network' (also 'service:name', whose network it shares), 'mount' (a ConfigMap, a Secret, or a
    path relative to the manifest), 'runs' (a folder relative to the manifest, mounted where the
    container works), 'env-setting' (the setting of a Helm chart below which all its
    variables stand).
    'logs-to' (the address, as the host machine sees it, to which compose sends what is printed).
    Of a link with another name for the one that it links: 'other:alias'; so too of 'chart'.
    Of what only puts others together: 'chart' (a Helm chart), 'resource', 'component' and 'patch'
    (paths of a kustomization), 'configmap-lines' and 'configmap-file' (name is 'configmap/path':
    its entries are the lines of a file, or it has the file as an entry).
    Of a catalogue: 'depends-on', 'consumes-api', 'provides-api', 'part-of'."""

    how: str
    name: str
    line: int


class WorkloadFact(Struct, frozen=True, array_like=True, gc=False, order=True):
    """Something that a manifest says is deployed by itself.

    Where a template of Helm puts something into a name, host or label, that stands there as
    `${key}`, `${key:default}` or `#{action}`, which pieces.spring_text() takes apart.

    form: 'compose', 'kubernetes', 'helm', 'procfile', 'serverless', 'backstage', 'aspire', ...
    kind: as the form has it: 'Deployment', 'CronJob', 'service', 'Component website'; '' if plain.
        'container' is a further one of a pod, named 'pod/container'. 'Chart' and 'Kustomization'
        are no workloads: they tell what manifests are put together, the latter with its namePrefix,
        nameSuffix and namespace as labels.
    env: of compose also arguments of the build.
    image: as written, variables as pieces. build: folder that it is built from, relative to the
        manifest's own, '.' for that; '' if the manifest builds it and says neither a folder nor a
        Dockerfile; None if it is not built here. dockerfile: relative to build.
    ports: (outside, inside); outside is 0 where it is not reachable from outside.
    hosts: further names by which others reach it (container_name, hostname, aliases, links).
    labels: what a selector chooses by; of compose: labels. command: entry point and its words.
    profiles: those without which it is not started.
    restart: whether it is started again once it has ended, in the form's own words ('no', 'Never',
        'on-failure:3'); '' if nothing is said. Of Kubernetes: that of a Pod by itself.
    """

    form: str
    name: str
    line: int
    kind: str = ""
    image: Text = ()
    build: str | None = None
    dockerfile: str = ""
    env: tuple[Variable, ...] = ()
    ports: tuple[tuple[int, int], ...] = ()
    hosts: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    needs: tuple[Need, ...] = ()
    command: Text = ()
    profiles: tuple[str, ...] = ()
    restart: str = ""


class HostFact(Struct, frozen=True, array_like=True, gc=False, order=True):
    """A name under which workloads are reached: a Service of Kubernetes.

    selector: labels that the workloads bear. ports: (port, target port; 0 for a named one).
    external: the name outside that it stands for (ExternalName), else ''.
    """

    name: str
    selector: tuple[tuple[str, str], ...]
    ports: tuple[tuple[int, int], ...]
    line: int
    external: str = ""


class ServiceFacts(Struct, frozen=True, array_like=True, gc=False):
    """Everything one extractor found in one file, each kind in the order of the text.

    problems: what could not be read; see model.fact.Problem.
    """

    workloads: tuple[WorkloadFact, ...] = ()
    hosts: tuple[HostFact, ...] = ()
    values: tuple[ValueFact, ...] = ()
    calls: tuple[CallFact, ...] = ()
    served: tuple[ServedFact, ...] = ()
    stores: tuple[StoreFact, ...] = ()
    accesses: tuple[AccessFact, ...] = ()
    marks: tuple[MarkFact, ...] = ()
    problems: tuple[Problem, ...] = ()
