"""Whether a file of JavaScript or TypeScript may say anything of services, asked of its text before
it is parsed.

Words are looked for one by one, which is many times quicker than by a pattern of all of them.
"""

import re
from collections.abc import Iterable

from driftscan.extract.possessive import compiled
from driftscan.extract.syntax.remarks import without_remarks

# Any of these may tell something.
_WORDS = (
    *(b"://", b"process.env", b"import.meta", b"fetch", b"axios", b"request", b"http", b"Http"),
    *(
        b"ajax",
        b"$.get",
        b"redis",
        b"mongo",
        b"Mongo",
        b"sequelize",
        b"typeorm",
        b"prisma",
        b"knex",
    ),
    *(b"drizzle", b"sqlite", b".query(", b"SELECT", b"INSERT", b"kafka", b"amqp", b"nats", b"mqtt"),
    *(b"bull", b"Bull", b"queue", b"Queue", b"aws", b"grpc", b"connect", b"Connect", b"express"),
    *(b"fastify", b"hono", b".listen(", b"proxy", b"url", b"Url", b"URL", b"host", b"Host"),
    *(b"collection(", b"elastic", b"supabase", b"socket.io", b"WebSocket", b"graphql"),
    *(b"@Controller", b"MessagePattern", b"EventPattern", b"@Entity", b"EntitySchema"),
    b"NestFactory",
)
_WHOLE_WORDS = tuple(
    re.compile(pattern)
    for pattern in (
        rb"[Aa]pi\b",
        rb"app(?<=\bapp)\.",
        rb"got(?<=\bgot)\b",
        rb"ky(?<=\bky)\b",
        rb"pg(?<=\bpg)\b",
        rb"sql(?<=\bsql)\b",
    )
)
# These only beside others, in small letters: code has controllers of forms and channels of its own.
_BESIDE = (
    *(b"channel", b"Channel", b"config", b"Config", b"Entity", b"Controller", b"Pattern"),
    *(b"router", b"Router"),
)
_OTHERS = (
    # what values are called that another file wants, see alternatives.tells_address()
    *b"""addr endpoint dsn topic exchange subject bucket stream server broker target basepath
    base_path connectionstring connection_string gateway upstream""".split(),
    # what calls, serves, sends and takes
    *b"client. client! client? rest. instance. bun.serve deno.serve".split(),
    *(b"publish", b"sendtoqueue", b"consume", b"bindqueue", b"update ", b"delete from"),
)
_PORT = re.compile(rb":\d\d")
_GETTING = compiled(rb"(?:channel|conf|settings)\w*+\s*+[!?]?\.\s*+get")
_ROUTES = compiled(
    rb"route(?:r|s|)\w*+\s*+(?:\([^()]*+\)\s*+)?[!?]?\.\s*+"
    rb"(?:get|post|put|delete|patch|head|options|del|opts|all|any|route|use|register|addservice)\b"
)
# `refetch()`, `CurlyBracket`, `queued`, `@IsUrl()`
_UNLIKE = (b"refetch", b"urly", b"ueued", b"bullet", b"IsMongoId", b"IsUrl")
_RELATIVE = compiled(rb"from\s*+(?:'\.[^'\n]*+'|\"\.[^\"\n]*+\")")
_NAMESPACE = compiled(rb"xmlns(?::\w++)?=\"[^\"\n]*+\"")
_REFERENCE = compiled(rb"url\(#[^()\n]*+\)")


def may_tell(content: bytes) -> bool:
    """Whether it speaks of anything that matters."""
    text = _without_asides(content)
    if _holds(text, _WORDS) or any(pattern.search(text) for pattern in _WHOLE_WORDS):
        return True
    if not _holds(text, _BESIDE):
        return False
    small = text.lower()
    return bool(
        _holds(small, _OTHERS)
        or _PORT.search(small)
        or _GETTING.search(small)
        or _ROUTES.search(small)
    )


def _without_asides(content: bytes) -> bytes:
    """Without comments, the paths of the project's own modules, namespaces and parts of pictures,
    and words that only look like others."""
    text = _RELATIVE.sub(b"", without_remarks(content, _holds_long_text))
    if b"xmlns" in text:
        text = _NAMESPACE.sub(b"", text)
    if b"url(#" in text:
        text = _REFERENCE.sub(b"", text)
    for word in _UNLIKE:
        if word in text:
            text = text.replace(word, b" ")
    return text


def _holds_long_text(code: bytes) -> bool:
    return b"`" in code


def _holds(text: bytes, words: Iterable[bytes]) -> bool:
    return any(word in text for word in words)
