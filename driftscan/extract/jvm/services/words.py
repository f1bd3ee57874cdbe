"""Words without one of which a file says nothing of services, so that it need not be parsed."""

from driftscan.extract.possessive import compiled
from driftscan.extract.syntax.remarks import without_remarks

# Of Ktor what serves and what calls: much else of it only shares channels and texts.
_IMPORTED = rb"""
    org\.springframework\.(?!boot\.test|test|context\.|beans\.|core\.|util\.|validation\.|transaction\.|security\.core)
    |import\s+io\.ktor\.(?:server|client|routing)\b
    |io\.(?:micronaut|quarkus|grpc|vertx|nats|javalin|lettuce|eventuate|dapr|minio|github\.resilience4j)\b
    |(?:javax|jakarta)\.(?:persistence|ws\.rs|jms)\b
    |org\.(?:apache\.(?:http|hc|kafka|pulsar|activemq)|eclipse\.microprofile|redisson|jetbrains\.exposed|mongodb|elasticsearch|opensearch|neo4j|jdbi|eclipse\.paho|asynchttpclient)\b
    |com\.(?:mongodb|rabbitmq|amazonaws|datastax|zaxxer|netflix|google\.cloud)\b
    |software\.amazon\.awssdk|redis\.clients|retrofit2?\b|okhttp3?\b|feign\.|kong\.unirest|java\.net\.(?:URL|http|Http)|java\.sql\b|dev\.morphia
"""
_CALLED = rb"""
    getenv|ImplBase|Grpc\b|RestTemplate|RestClient|WebClient|HttpClient|DriverManager|prepareStatement
    |\bfun\s+main\b|void\s+main\b|Url|URL|http://|https://|bootstrap\.servers|@Value|ConfigProperty
"""
# Names of what may hold an address, as text_words.ADDRESS_WORDS has them, and by which settings are
# asked for: they count where one of the others stands in a comment.
_NAMED = rb"""
    (?i:ur[il]|host|addr|endpoint|dsn|server|broker|topic|queue|exchange|channel|bucket|target|jdbc
    |routing|stream|subject|destination)\w*\s*[=(]|\w:\d\d|(?i:jdbc)|Propert(?:y|ies)\b|getString
"""
_TELLING = compiled(rb"(?x)" + _IMPORTED + rb"|" + _CALLED)
_IN_CODE = compiled(rb"(?x)" + _IMPORTED + rb"|" + _CALLED + rb"|" + _NAMED)


def _holds_long_text(code: bytes) -> bool:
    return b'"""' in code


def may_tell(content: bytes) -> bool:
    """Whether a file may say anything of services."""
    if not _TELLING.search(content):
        return False
    return bool(_IN_CODE.search(without_remarks(content, _holds_long_text)))
