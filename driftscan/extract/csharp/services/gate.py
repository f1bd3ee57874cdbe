"""Whether a C# file may say anything of services, asked of its text before it is parsed."""

import re
from collections.abc import Iterator

from driftscan.extract.csharp.services.serving import INVOKING
from driftscan.extract.csharp.services.words import WORDS
from driftscan.extract.possessive import compiled
from driftscan.extract.syntax.outline.gate import Gate
from driftscan.extract.syntax.remarks import without_remarks
from driftscan.extract.syntax.words import Words, may_hold_sql, words_of

_GATE = Gate(WORDS)
# What the readers of this folder look for besides what the tables say.
_TELLING = frozenset(
    b"DistributedApplication AddProject ToTable ToCollection ToContainer Table TableAttribute"
    b" Main DbSet IDbSet".split()
) | {name.encode() for name in INVOKING}
_STATED = frozenset([b"CommandText", b"commandText"])
_VERBS = rb"(?:Http)?(?:Get|Post|Put|Delete|Patch|Head)|Route|AcceptVerbs"
# The words that such a route may be.
_OF_ROUTES = frozenset(
    (name + ending).encode()
    for verb in ("Get", "Post", "Put", "Delete", "Patch", "Head")
    for name in (verb, f"Http{verb}", "Route", "AcceptVerbs")
    for ending in ("", "Attribute")
)
_ROUTES = re.compile(rb"[\[,]\s*(?:[\w.]+\.)?(?:" + _VERBS + rb")(?:Attribute)?\s*[(\],]")
# What a name may hold that tells an address to another file: a setting, a variable of the
# environment, an address, or any text if the name itself is one of an address. Words are looked for
# one by one, and patterns only where a word of theirs is there: that is many times quicker.
_SAYING = (b"GetEnvironmentVariable", b"GetConnectionString")
_SHOWING = (b"://", b'":"')
_HOLDING = (b"onfig", b"onfiguration", b"cfg", b"ettings", b"ection")
_LOOKED_UP = compiled(rb"[?!\s]*+\[")
# `options.Value.Url`, but no method of a value.
_OPTION = compiled(rb"\.(?:Current)?Value[?!\s]*+\.\s*+\w++(?!\s*+[(<])")
_PORT = re.compile(rb":(?<=[\w.}\"-]:)\d{2,5}[/\"{]")
# No time of day.
_HOST = compiled(rb"(?:[}\"]|(?<![\w.:-])[\w.-]++):\d{2,5}[/\"{]")
_ADDRESSES = tuple(
    b"url uri host hostname addr address endpoint dsn topic queue exchange basepath base_path"
    b" server".split()
)
_NAMING = (*_ADDRESSES, *(name + b"s" for name in _ADDRESSES))
_IS_GIVEN = rb"\s*+(?:\{[^{}]*+\}\s*+)?=(?!=)"
_GIVEN = compiled(_IS_GIVEN + rb"(?:\s*+(\w++)\s*+;)?")
# `var baseUrl =`, `source.BaseUrl =`: local, or of another object.
_OF_OTHERS = compiled(rb"(?:\bvar\s++|(?<!\bthis)(?<!\bbase)(?<=\w)\.)\w*+\Z")
_LONGEST = 80  # of a name, with what stands before it
_SETTING = frozenset(b"GetValue GetSection GetRequiredValue GetRequiredSection".split())
# Files without one of these have never been asked for values alone.
_WITH_VALUES = (
    *b"""HttpClient Flurl RestClient RestService GetEnvironmentVariable Grpc Publish EventService
    ServiceBus Controller CreateBuilder HostBuilder DbContext UseNpgsql UseSqlServer UseMySql
    UseSqlite ConnectionMultiplexer IDatabase GetCollection MongoClient CosmosClient
    CreateTable ConnectionString Connectionstring SqlQuery
    QueryHelpers IConsumer IProducer IDistributedCache DaprClient DestinationConfig MapForwarder
    UsingRabbitMq IHandleMessages
    AddRedis eventbus eventBus event_bus event_Bus Eventbus EventBus Event_bus Event_Bus
    """.split(),
)
_WITH_CALLS = tuple(
    b"Connection( MapGet( MapPost( MapPut( MapDelete( MapGroup( MapPatch( MapHub( ://".split()
)
_CLIENT = re.compile(rb"\.\w+Client\b")
_CONSTANT = re.compile(
    rb"const string \w*(?i:ur[il]|host|addr|address|endpoint|topic|queue|exchange)s?\b"
)
_QUERY = re.compile(rb"\.\s*(?:Query|Execute)\w*\s*[(<]")


_LONG_TEXTS = (b'"""', b'@"', b'@$"')


def may_tell(content: bytes) -> bool:
    """Whether it is worth parsing."""
    code = without_remarks(content, _holds_long_text)
    words = words_of(code)
    if not _TELLING.isdisjoint(words) or _GATE.opens_for(words, code):
        return True
    if not _STATED.isdisjoint(words) and may_hold_sql(code):
        return True
    return names_stubs(words) or _may_serve(words, code) or _may_hold_value(words, code)


def names_stubs(words: Words) -> bool:
    """Whether there may be a `Greeter.GreeterClient` or `Greeter.GreeterBase`, as gRPC has them."""
    stubs = [word for word in words if word.endswith((b"Client", b"Base"))]
    return any(word[: -6 if word.endswith(b"Client") else -4] in words for word in stubs)


def _may_serve(words: Words, code: bytes) -> bool:
    return not _OF_ROUTES.isdisjoint(words) and bool(_ROUTES.search(code))


def _may_hold_value(words: Words, code: bytes) -> bool:
    # What is a part of a word only is looked for in these, for they are a fifth of the text.
    ends = b"\n".join(words) + b"\n"
    if not _is_with_values(ends, code):
        return False
    return bool(
        _holds(ends, _SAYING)
        or _holds(code, _SHOWING)
        or _looks_up(code)
        or (b"Value" in code and _OPTION.search(code))
        or (_PORT.search(code) and _HOST.search(code))
        or (not _SETTING.isdisjoint(words) and _GATE.is_given("IConfiguration", words))
        or b"data source" in code.lower()
        or (_ends_so(ends.lower(), _NAMING) and _names_address(words, code))
    )


def _looks_up(code: bytes) -> bool:
    """Whether something is taken out of what may hold settings: `config["Url"]`."""
    return any(_LOOKED_UP.match(code, end) for word in _HOLDING for end in _ends_of(word, code))


def _ends_of(word: bytes, code: bytes) -> Iterator[int]:
    """Where a word ends, wherever it stands."""
    at = code.find(word)
    while at >= 0:
        end = at + len(word)
        yield end
        at = code.find(word, end)


def _names_address(words: Words, code: bytes) -> bool:
    """Whether a field or property of an address is given what may be a text: `_host = host;` gives
    it a parameter, unless `host` is given something itself."""
    given = {
        found[1] for name in words if name.lower().endswith(_NAMING) for found in _given(name, code)
    }
    return any(
        not name or re.search(rb"(?<!\w)" + re.escape(name) + _IS_GIVEN, code) for name in given
    )


def _given(name: bytes, code: bytes) -> Iterator[re.Match[bytes]]:
    """What this name is given wherever it is a file's own."""
    for end in _ends_of(name, code):
        at = end - len(name)
        found = _GIVEN.match(code, end)
        if found and not _OF_OTHERS.search(code, max(0, at - _LONGEST), at):
            yield found


def _is_with_values(ends: bytes, code: bytes) -> bool:
    return bool(
        _holds(ends, _WITH_VALUES)
        or _holds(code, _WITH_CALLS)
        or _ends_so(ends, (b"Configuration", b"configuration"))
        or (_ends_so(ends, (b"Client",)) and _CLIENT.search(code))
        or (b"const string " in code and _CONSTANT.search(code))
        or ((b"Query" in code or b"Execute" in code) and _QUERY.search(code))
    )


def _holds(text: bytes, words: tuple[bytes, ...]) -> bool:
    return any(word in text for word in words)


def _ends_so(ends: bytes, endings: tuple[bytes, ...]) -> bool:
    """Whether a pattern that ends a word with one of these can be found at all. ends: all words,
    each on a line."""
    return any(ending + b"\n" in ends for ending in endings)


def _holds_long_text(code: bytes) -> bool:
    return any(mark in code for mark in _LONG_TEXTS)
