"""Whether a C# file may say anything of services, asked of its text before it is parsed."""

import re

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
_ROUTES = re.compile(rb"[\[,]\s*(?:[\w.]+\.)?(?:" + _VERBS + rb")(?:Attribute)?\s*[(\],]")
# What a name may hold that tells an address to another file: a setting, a variable of the
# environment, an address, or any text if the name itself is one of an address.
_VALUES = compiled(
    rb"GetEnvironmentVariable|GetConnectionString|://"
    rb"|(?:onfig|onfiguration|cfg|ettings|ection)[?!\s]*+\[|\.(?:Current)?Value[?!\s]*+\.\s*+\w"
    rb"|[\w.}\"-]:\d{2,5}[/\"{]|\":\"|(?i:data source)"
)
_NAMED = compiled(
    rb"(?i:url|uri|host|hostname|addr|address|endpoint|dsn|topic|queue|exchange|base_?path|server)"
    rb"s?+\s*+(?:\{[^{}]*+\}\s*+)?=(?!=)"
)
_SETTING = re.compile(rb"\bGet(?:Required)?(?:Value|Section)\b")
# Files without one of these have never been asked for values alone.
_WITH_VALUES = compiled(
    rb"://|HttpClient|Flurl|RestClient|RestService|GetEnvironmentVariable|Grpc|\.\w+Client\b"
    rb"|[eE]vent_?[bB]us|Publish|EventService|ServiceBus|Controller|CreateBuilder|HostBuilder"
    rb"|DbContext|Use(?:Npgsql|SqlServer|MySql|Sqlite)|Connection\(|ConnectionMultiplexer|IDatabase"
    rb"|GetCollection|MongoClient|CosmosClient|CreateTable|[Cc]onfiguration\b|Connection[sS]tring"
    rb"|const string \w*(?i:ur[il]|host|addr|address|endpoint|topic|queue|exchange)s?\b"
    rb"|\.\s*(?:Query|Execute)\w*\s*[(<]|SqlQuery|QueryHelpers|IConsumer|IProducer|IDistributedCache"
    rb"|DaprClient|HttpClientRequestAdapter|DestinationConfig|MapForwarder|UsingRabbitMq|Map(?:Get|Post|Put|Delete|Group|Patch|Hub)\(|IHandleMessages|AddRedis"
)


_LONG_TEXTS = (b'"""', b'@"', b'@$"')


def may_tell(content: bytes) -> bool:
    """Whether it is worth parsing."""
    code = without_remarks(content, _holds_long_text)
    words = words_of(code)
    if not _TELLING.isdisjoint(words) or _GATE.opens_for(words, code):
        return True
    if not _STATED.isdisjoint(words) and may_hold_sql(code):
        return True
    return names_stubs(words) or bool(_ROUTES.search(code)) or _may_hold_value(words, code)


def names_stubs(words: Words) -> bool:
    """Whether there may be a `Greeter.GreeterClient` or `Greeter.GreeterBase`, as gRPC has them."""
    return any(
        (word.endswith(b"Client") and word[:-6] in words)
        or (word.endswith(b"Base") and word[:-4] in words)
        for word in words
    )


def _may_hold_value(words: Words, code: bytes) -> bool:
    if not _WITH_VALUES.search(code):
        return False
    is_set = _GATE.is_given("IConfiguration", words) and _SETTING.search(code)
    return bool(is_set or _VALUES.search(code) or _NAMED.search(code))


def _holds_long_text(code: bytes) -> bool:
    return any(mark in code for mark in _LONG_TEXTS)
