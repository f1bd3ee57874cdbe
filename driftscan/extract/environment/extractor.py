"""Code as the names of environment variables and sections of settings that it reads: a name may be
read where no address is told (`init(os.Getenv("X"))`), or by a library that fills a type of the
program's own."""

import re
from collections.abc import Iterable, Iterator

from driftscan.extract.entity_models import without_model
from driftscan.model.service_fact import MarkFact, ServiceFacts

_NAME = rb"_?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+"
# getenv("X"), os.environ["X"], ENV.fetch('X'), env::var("X"), mustMapEnv(&x, "X"), process.env.X,
# `env:"X,required"`, config("X"), configService.get('X'), viper.GetString("X")
_READ = re.compile(
    rb"(?:env|Env|ENV|[cC]onfig|viper)[^\n\"'`|?]{0,60}[\"'`](" + _NAME + rb")[\"'`,]"
    rb"|\benv\.(" + _NAME + rb")\b"
)
# What each of these has in its line.
_NEAR = (b"env", b"Env", b"ENV", b"onfig", b"viper")
# A channel of gRPC asks nothing before a stub is called, and whoever reads the language tells that:
# in a file with stubs, reading an address proves nothing.
_STUB = re.compile(rb"grpc|\bstub\b", re.IGNORECASE)
# `const { CART_URL, PAY_URL } = process.env`
_TAKEN_APART = re.compile(
    rb"\{([^{}]{1,4000})\}\s*=\s*[\w.|& ()?:]{0,80}\b(?:process\.env|__ENV|__env)\b"
)
# z.object({ CART_URL: z.string() }), cleanEnv(process.env, { CART_URL: str() })
_CHECKED = re.compile(
    rb"^\s*(" + _NAME + rb")\??\s*:\s*(?:z|[jJ]oi|str|url|host|vine|Type)\b", re.MULTILINE
)
_CHECKERS = (b"cleanEnv(", b"createEnv(", b"process.env", b"joi.object", b"Joi.object")
# class Settings(BaseSettings): cart_url: str
_FIELDS = re.compile(
    rb"^class \w+\([\w., ]*BaseSettings\b[^\n]*\n((?:[ \t]+[^\n]*\n|[ \t]*\n)*)", re.MULTILINE
)
_FIELD = re.compile(rb"^(?: {4}|\t)([a-zA-Z]\w*)\s*:", re.MULTILINE)
# services.Configure<CartOptions>, GetOptions<CartOptions>(), IOptions<CartOptions>,
# GetSection("Cart"), GetSection(nameof(CartOptions)), @ConfigurationProperties(prefix = "cart")
_SECTION = re.compile(
    rb"\b\w*Options<\w+>\(\"([\w:.]+)\""
    rb"|(?:Configure|\b\w*Options|Get|Bind)<(\w+(?:Options|Settings|Config|Configuration))>"
    rb"|Get(?:Required)?Section\((?:\"([\w:.]+)\"|nameof\((\w+)\))"
    rb"|ReadFrom\.(Configuration)\("  # Serilog, which has its section under its own name
    rb"|GetConnectionString\((\"[\w:.]+)\""
    rb"|@ConfigurationProperties\((?:\w+\s*=\s*)?\"([\w.-]+)\""
)
# GetSection(name): whoever calls it has the name as a literal, often in the same file.
_ANY_SECTION = re.compile(rb"Get(?:Required)?Section\((?!nameof)[a-z_]\w*\)")
_WORD = re.compile(rb"\"([A-Z]\w{2,60})\"")
# Every letter as its kind: whether any name of such a form is there, is then one word to look for.
_CAPITALS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_BY_KIND = bytes(ord("A") if each in _CAPITALS else each for each in range(256))
_IN_A_NAME = b"A_A"
# Looked for one by one, which is many times quicker than by a pattern.
_WORDS = (b"env", b"Env", b"ENV", b"config", b"Config")
_OF_SECTIONS = (
    *(b"options<", b"Options<", b"Section(", b"ConnectionString(", b"Settings>", b"Configur"),
)
_ASKING = (
    *(b"Options<", b"Section(", b"ConnectionString(", b"ReadFrom.Configuration(", b"Bind<"),
    *(b"Configure<", b"Get<", b"@ConfigurationProperties("),
)
_MOST = 500  # names of one file
_LARGEST = 1 << 20  # as for the readers of each language: more than that is a bundle of many files


def extract(content: bytes) -> ServiceFacts:
    """Each name where it is read first; a nameless one for all of a file with stubs."""
    if len(content) > _LARGEST:
        return ServiceFacts()
    content = without_model(content)
    names = read_names(content)
    if names and _STUB.search(content):
        names = {"": min(names.values())}
    return ServiceFacts(
        marks=(*marked(names).marks, *marked(_sections_read(content), "section").marks)
    )


def read_names(content: bytes) -> dict[str, int]:
    """Names of variables and the line where each is read first."""
    if b"\0" in content:
        return {}
    found = [*_of_types(content)]
    if _IN_A_NAME in content.translate(_BY_KIND) and _has_any(content, _WORDS):
        found += [*_plainly(content), *_of_pages(content)]
    return _lines(content, found)


def marked(names: dict[str, int], kind: str = "reads") -> ServiceFacts:
    """The facts that names and lines make."""
    return ServiceFacts(marks=tuple(MarkFact(kind, name, line) for name, line in names.items()))


def _sections_read(content: bytes) -> dict[str, int]:
    if not _has_any(content, _OF_SECTIONS) or not _has_any(content, _ASKING) or b"\0" in content:
        return {}
    return _lines(content, _sections(content))


def _has_any(content: bytes, words: Iterable[bytes]) -> bool:
    return any(word in content for word in words)


def _lines(content: bytes, found: Iterable[tuple[int, bytes]]) -> dict[str, int]:
    lines: dict[str, int] = {}
    line, at = 1, 0
    for start, name in sorted(found):
        line += content.count(b"\n", at, start)
        at = start
        lines.setdefault(name.decode(), line)
        if len(lines) == _MOST:
            break
    return lines


def _plainly(content: bytes) -> Iterator[tuple[int, bytes]]:
    for begin, end in _lines_near(content):
        for match in _READ.finditer(content, begin, end):
            yield match.start(), match[1] or match[2]


def _lines_near(content: bytes) -> set[tuple[int, int]]:
    """Where the lines begin and end that hold such a word, each once."""
    found = set()
    for word in _NEAR:
        at = content.find(word)
        while at >= 0:
            begin = content.rfind(b"\n", 0, at) + 1
            end = content.find(b"\n", at)
            end = end if end >= 0 else len(content)
            found.add((begin, end))
            at = content.find(word, end)
    return found


def _of_pages(content: bytes) -> Iterator[tuple[int, bytes]]:
    """What scripts take apart, or check all at once."""
    if b"process.env" in content or b"__ENV" in content or b"__env" in content:
        for match in _TAKEN_APART.finditer(content):
            for name in re.findall(_NAME, match[1]):
                yield match.start(), name
    if _has_any(content, _CHECKERS):
        for match in _CHECKED.finditer(content):
            yield match.start(1), match[1]


def _of_types(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Fields that pydantic fills."""
    for match in _FIELDS.finditer(content) if b"BaseSettings" in content else ():
        for field in _FIELD.finditer(match[1]):
            yield match.start(1) + field.start(1), field[1].upper()


def _sections(content: bytes) -> Iterator[tuple[int, bytes]]:
    for match in _SECTION.finditer(content):
        name = next(filter(None, match.groups()))
        name = b"Serilog" if name == b"Configuration" else name
        yield match.start(), name.replace(b'"', b"ConnectionStrings:")
    if _ANY_SECTION.search(content):
        for match in _WORD.finditer(content):
            yield match.start(), match[1]
