"""A Go file to what it says of services."""

import re

from driftscan.extract.generated import is_generated
from driftscan.extract.go.newer import parse_go
from driftscan.extract.go.services.clients import client_calls
from driftscan.extract.go.services.data import accesses
from driftscan.extract.go.services.messaging import messages
from driftscan.extract.go.services.program import Program
from driftscan.extract.go.services.serving import entries_of, served
from driftscan.extract.go.services.stores import stores
from driftscan.extract.go.services.texts import Texts
from driftscan.extract.go.services.values import values
from driftscan.extract.go.services.wrappers import passed_on, sites_of
from driftscan.extract.possessive import compiled
from driftscan.extract.syntax.alternatives import leading_names
from driftscan.extract.syntax.parameters import through_calls
from driftscan.extract.syntax.parsed import Parsed
from driftscan.extract.syntax.remarks import without_remarks
from driftscan.model.fact import Problem
from driftscan.model.service_fact import ServiceFacts

_WORDS = compiled(
    rb"func main\(|://|[Ee]nv|net/http|resty|heimdall|grpc|New\w+Client|Register\w+Server|connect"
    rb"|gorilla|chi\b|gin\b|echo\b|fiber|httprouter|sarama|kafka|amqp|nats|mqtt|redis|watermill"
    rb"|aws-sdk|pubsub|memcache|database/sql|sqlx|pgx|gorm|mongo|mgo|SELECT|INSERT|select |elastic"
    rb"|\w\.[A-Z]\w*Client[\n),]"
    rb"|gocql|neo4j|minio|viper|\bflag\b|[Hh]ost|URL|[Aa]ddr|[Ee]ndpoint|[Tt]opic|[Qq]ueue|DSN"
)
# Names and texts by which values are told, see tells_address(), and calls of which only the name
# tells: these count where one of the others stands in a comment.
_NAMES = compiled(
    rb"(?i:ur[il]|host|addr|address|endpoint|dsn|topic|queue|exchange|subject|bucket|stream|server"
    rb"|broker|target|base_?path|connection_?string|api|gateway|upstream)s?\b"
    rb"|\w:\d\d|HandleFunc|Handle\(|(?i:select|insert|update|delete|create)\s"
)
_LONG_TEXT = compiled(rb"^[^`\n]*+(?:`[^`\n]*+`[^`\n]*+)*+`[^`\n]*+$", re.MULTILINE)
_MAIN = compiled(rb"^func main\(", re.MULTILINE)
_LARGEST = 1 << 20


def extract(content: bytes) -> ServiceFacts:
    """Calls, routes, stores, data sets and values of a file that a person wrote; of one that a
    program wrote (go-swagger writes `main.go` of a server), only that a program begins there."""
    if len(content) > _LARGEST or not _may_tell(content):
        return ServiceFacts()
    written = is_generated(content, "go")
    if written and not _MAIN.search(content):
        return ServiceFacts()
    source = parse_go(content)
    if isinstance(source, Problem):
        return ServiceFacts(problems=(source,))
    if written:
        return ServiceFacts(marks=tuple(entries_of(Program(source.readable))))
    return _facts_of(source.readable)


def _may_tell(content: bytes) -> bool:
    if not _WORDS.search(content):
        return False
    code = without_remarks(content, _LONG_TEXT.search)
    return bool(_WORDS.search(code) or _NAMES.search(code))


def _facts_of(parsed: Parsed) -> ServiceFacts:
    program = Program(parsed)
    texts = Texts(program)
    sites = sites_of(program, texts)
    said = [*client_calls(program, texts), *messages(program, texts)]
    calls = [call for call in through_calls(said, sites) if call.address or call.kind != "http"]
    opened = sorted(through_calls(stores(program, texts), sites), key=lambda fact: fact.line)
    used = through_calls(accesses(program, texts), sites)
    return ServiceFacts(
        values=(*values(program, texts, leading_names(calls, opened)), *passed_on(program, texts)),
        calls=tuple(sorted(calls, key=lambda fact: fact.line)),
        served=tuple(sorted(served(program, texts), key=lambda fact: fact.line)),
        stores=tuple(opened),
        accesses=tuple(sorted(used, key=lambda fact: fact.line)),
        marks=tuple(entries_of(program)),
        problems=parsed.problems,
    )
