"""Words without one of which a file says nothing of services, so that it need not be parsed.

They are looked for one by one, and patterns by what they begin with: one pattern of all of them
takes ten times as long.
"""

from collections.abc import Iterable

from driftscan.extract.jvm.services.marks import TELLING
from driftscan.extract.possessive import compiled
from driftscan.extract.syntax.remarks import without_remarks

_LIBRARIES = (
    *(b"software.amazon.awssdk", b"redis.clients", b"feign.", b"kong.unirest", b"dev.morphia"),
    *(b"java.net.URL", b"java.net.http", b"java.net.Http", b"getenv", b"ImplBase", b"RestTemplate"),
    *(b"RestClient", b"WebClient", b"HttpClient", b"DriverManager", b"prepareStatement"),
    *(b"http://", b"https://", b"bootstrap.servers", b"@Value", b"ConfigProperty"),
)
# Of Ktor what serves and what calls: much else of it only shares channels and texts.
_PATTERNS = tuple(
    compiled(pattern)
    for pattern in (
        rb"org\.springframework\.(?!boot\.test|test|context\.|beans\.|core\.|util\.|validation\."
        rb"|transaction\.|security\.core)",
        rb"import\s+io\.ktor\.(?:server|client|routing)\b",
        rb"io\.(?:micronaut|quarkus|grpc|vertx|nats|javalin|lettuce|eventuate|dapr|minio"
        rb"|github\.resilience4j)\b",
        rb"javax\.(?:persistence|ws\.rs|jms)\b",
        rb"jakarta\.(?:persistence|ws\.rs|jms)\b",
        rb"org\.(?:apache\.(?:http|hc|kafka|pulsar|activemq)|eclipse\.microprofile|redisson"
        rb"|jetbrains\.exposed|mongodb|elasticsearch|opensearch|neo4j|jdbi|eclipse\.paho"
        rb"|asynchttpclient)\b",
        rb"com\.(?:mongodb|rabbitmq|amazonaws|datastax|zaxxer|netflix|google\.cloud|baomidou\.mybatisplus)\b",
        rb"retrofit2?\b",
        rb"okhttp3?\b",
        rb"java\.sql\b",
        rb"Grpc\b",
        rb"fun(?<=\bfun)\s+main\b",
        rb"void\s+main\b",
    )
)
_URLS = (b"Url", b"URL")
# Parts of names of what may hold an address, as text_words.ADDRESS_WORDS has them.
_PARTS = tuple(
    b"url uri host addr endpoint dsn server broker topic queue exchange channel bucket target jdbc"
    b" routing stream subject destination".split()
)
# What is given a value, and what is declared, made or called.
_NAMED = compiled(rb"(\w++)\s*+(=(?!=)|\()")
_TAKEN = compiled(rb"=\s*+(\w++)\s*+\.")  # of an address, for something that is made later
_EXTENSION = compiled(rb"fun\s++(?:<[^>]*+>\s*+)?(?:[\w<>?]++\.)++(\w++)\s*+\(")
_PORT = compiled(rb":(?<=\w:)\d\d")
_PROPERTY = compiled(rb"Propert(?:y|ies)\b")
# Otherwise it has to be what an object is made with, what asks for a setting, or what is marked.
_MADE = compiled(
    rb"(?:\bnew\s|\b[A-Z]\w*+(?:<[^<>]*+>)?\()[^;]*?(?i:ur[il]|host|addr|endpoint|dsn|topic|queue)"
)
_ASKING = (
    *(b"getValue", b"getOptionalValue", b"getConfigValue", b"resolvePlaceholders"),
    *(b"tryGetString", b"property(", b"propertyOrNull("),
)
_MARKED = compiled(rb"@(?:\w++\.)*+(?:" + "|".join(sorted(TELLING)).encode() + rb")\b")


def may_tell(content: bytes) -> bool:
    """Whether a file may say anything of services."""
    if not (_holds(content, _LIBRARIES) or _holds(content, _URLS) or _matches(content)):
        return False
    code = without_remarks(content, _holds_long_text)
    return _holds(code, _LIBRARIES) or _matches(code) or _may_name(code)


def _may_name(code: bytes) -> bool:
    """Whether code without libraries may name an address for other files. Names count where a word
    of the others stands in a comment."""
    if b"getString" in code or _PROPERTY.search(code) or _PORT.search(code):
        return True
    if b"jdbc" in code.lower():
        return True
    named = set(_NAMED.findall(code))
    if _names((name for name, mark in named if mark == b"="), _PARTS):
        return True
    called = [name for name, mark in named if mark == b"("]
    if not (_names(called, _PARTS) or _holds(code, _URLS)):
        return False
    return bool(
        any(_is_declared(name, code) for name in called if _names([name], _PARTS))
        or _names(called, (b"env",))
        or _names(_EXTENSION.findall(code), _PARTS)
        or _holds(code, _ASKING)
        or _MADE.search(code)
        or _names(_TAKEN.findall(code), _PARTS)
        or _MARKED.search(code)
    )


def _is_declared(name: bytes, code: bytes) -> bool:
    """Whether a type or `new` may stand before it; not looked for where blanks follow it."""
    call = name + b"("
    at = code.find(call)
    if at < 0:
        return True
    while at >= 0:
        if code[max(0, at - 1) : at].isspace():
            return True
        at = code.find(call, at + 1)
    return False


def _names(names: Iterable[bytes], parts: tuple[bytes, ...]) -> bool:
    """Whether any of these names has one of these parts."""
    return _holds(b" ".join(names).lower(), parts)


def _holds(code: bytes, words: Iterable[bytes]) -> bool:
    return any(word in code for word in words)


def _matches(code: bytes) -> bool:
    return any(pattern.search(code) for pattern in _PATTERNS)


def _holds_long_text(code: bytes) -> bool:
    return b'"""' in code
