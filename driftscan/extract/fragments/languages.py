"""Every language whose functions are found, as data: what is quiet in it, its words, its heads."""

import re

from driftscan.extract.fragments.braced import braced_spans
from driftscan.extract.fragments.indented import python_spans, ruby_spans
from driftscan.extract.fragments.keywords import KEYWORDS
from driftscan.extract.fragments.lexicon import ARROWED, TAGGED, Lexicon
from driftscan.extract.fragments.sections import scripts, without_unit_tests
from driftscan.extract.possessive import compiled

_LINE = rb"//[^\n]*+"
_BLOCK = rb"/\*(?:[^*]|\*(?!/))*+\*/"
_DOUBLE = rb'"(?:\\.|[^"\\\n])*+"'
_SINGLE = rb"'(?:\\.|[^'\\\n])*+'"
_CHARACTER = rb"'(?:\\[^'\n]*+|[^'\\\n])'"
_RAW = rb"`[^`]*+`"
_TRIPLE = rb'"""(?:\\.|[^"\\]|"(?!""))*+"""'
_TRIPLE_SINGLE = rb"'''(?:\\.|[^'\\]|'(?!''))*+'''"

# Brackets in brackets in brackets, balanced.
_DEEPEST = rb"\([^()]*+\)"
_DEEPER = rb"\((?:[^()]++|" + _DEEPEST + rb")*+\)"
_DEEP = rb"\((?:[^()]++|" + _DEEPER + rb")*+\)"
PARAMETERS = rb"\((?:[^()]++|" + _DEEP + rb")*+\)"


def _quiet(*parts: bytes) -> re.Pattern[bytes]:
    return compiled(b"|".join(parts), re.DOTALL)


def _head(*parts: bytes) -> re.Pattern[bytes]:
    return compiled(b"".join(parts) + rb"\s*\Z", re.VERBOSE)


_TEMPLATE = rb"`(?:\\.|\$\{(?:[^{}`]|\{[^{}`]*+\}|`[^`]*+`)*+\}|[^`\\])*+`"
# A slash begins a pattern where a value may begin.
_PATTERN = (
    rb"/(?:(?<=[(,=:\[!&|?{};\n]/)|(?<=[(,=:\[!&|?{};]\s/)|(?<=return\s/))(?![*/])"
    rb"(?P<text>(?:\\.|\[(?:\\.|[^\]\\\n])*+\]|[^/\\\n\[])++/)"
)
_SCRIPT = _quiet(_LINE, _BLOCK, _PATTERN, _DOUBLE, _SINGLE, _TEMPLATE)
_C_LIKE = _quiet(_LINE, _BLOCK, _DOUBLE, _CHARACTER)


def _named(*words: bytes) -> bytes:
    """A name before parameters that is none of a language's words before brackets."""
    return rb"(?<![\w$.@])(?!(?:" + b"|".join(words) + rb")\b)(?P<name>[A-Za-z_$\#][\w$]*)"


_EVERYWHERE = (rb"if", rb"for", rb"while", rb"switch", rb"try", rb"return")
_ASKED = (rb"record", rb"sizeof", rb"typeof", rb"await", rb"async")
_CATCH = rb"catch(?!\s*\([^()]*,)"  # with several parameters it is a method of that name

_INNERMOST = rb"<(?:[^<>(){};=]++|=>?|" + _DEEPER + rb")*+>"
_INNER = rb"<(?:[^<>(){};=]++|=>?|" + _DEEPER + rb"|" + _INNERMOST + rb")*+>"
_TYPES = rb"(?:\s*<(?:[^<>(){};=]++|=>?|" + _DEEPER + rb"|" + _INNER + rb")*+>)?\s*"

_SCRIPT_HEADS = (
    _head(
        _named(*_EVERYWHERE, _CATCH, rb"with", rb"function", rb"typeof", rb"await", rb"async"),
        _TYPES,
        PARAMETERS,
        rb"(?:\s*:[^;()]*+(?:\([^()]*+\)[^;()]*+)*+)?",
    ),
    _head(
        rb"(?:\b(?:const|let|var)\s+)?(?<![\w$.])(?P<name>[A-Za-z_$][\w$]*)"
        rb"\s*(?::[^=;\"\n]*(?:=>[^=;\"\n]*)?)?[=:]\s*(?:[\w$.]+(?:<[^(){};]*>)?\(\s*)*"
        rb"(?:async\s*)?(?:function\s*\*?\s*[\w$]*)?" + _TYPES + rb"(?:" + PARAMETERS + rb"|[\w$]+)"
        rb"(?:\s*:[^;=]*)?\s*(?:=>)?"
    ),
    _head(rb"(?P<name>)(?:async\s*)?(?:\bfunction\b\s*\*?\s*)", PARAMETERS),
    _head(rb"(?P<name>)(?:async\s*)?(?:", PARAMETERS, rb"(?:\s*:[^;=]*)?|(?<![\w$.])[\w$]+)\s*=>"),
)
_SCRIPT_SPANS = braced_spans(*_SCRIPT_HEADS)
_JAVA_HEAD = _head(
    rb"(?<!\bnew\ )(?<!\brecord\ )",
    _named(*_EVERYWHERE, rb"catch", rb"synchronized"),
    rb"\s*",
    PARAMETERS,
    rb"(?:\s*throws[\w\s.,<>@]+)?",
)
_CSHARP_HEAD = _head(
    rb"(?<!\bnew\ )(?<!\brecord\ )(?<!\bclass\ )(?<!\bstruct\ )",
    _named(*_EVERYWHERE, rb"catch", rb"foreach", rb"using", rb"lock", rb"fixed", rb"when", *_ASKED),
    _TYPES,
    PARAMETERS,
    rb"(?:\s*:\s*(?:base|this)\s*" + PARAMETERS + rb")?(?:\s*where\b[^;{}]*)?",
)
# Types that are written with braces and may be the result; and type parameters of type parameters.
_GO_RESULT = rb"(?:[^{};]++|(?<=struct)\{\s*+\}|(?<=interface)\{\s*+\})*+"
_GO_TYPES = rb"\[(?:[^\[\]]++|\[(?:[^\[\]]++|\[[^\[\]]*+\])*+\])*+\]"
_GO_HEAD = _head(
    rb"\bfunc\b\s*(?:", PARAMETERS, rb"\s*)?(?P<name>\w+)(?:", _GO_TYPES, rb")?\s*",
    PARAMETERS, _GO_RESULT,
)  # fmt: skip
_KOTLIN_HEAD = _head(
    rb"\bfun\b\s*(?:<[^>]*>\s*)?(?:[\w<>?,.\s*]*\.)?(?P<name>\w+)\s*",
    PARAMETERS,
    rb"(?:\s*:[^{}=;]*)?(?:\s*=\s*[\w.]+\s*(?:" + PARAMETERS + rb")?)?",
)
_RUST_HEAD = _head(rb"\bfn\s+(?P<name>\w+)\s*(?:<[^{};()]*>)?\s*", PARAMETERS, rb"[^{};]*")
_PHP_HEAD = _head(
    rb"\bfunction\b\s*&?\s*(?P<name>\w*)\s*", PARAMETERS,
    rb"(?:\s*use\s*" + PARAMETERS + rb")?(?:\s*:[\s?\\|\w]+)?",
)  # fmt: skip

LEXICONS: dict[str, Lexicon] = {
    "csharp": Lexicon(
        _quiet(_LINE, _BLOCK, rb"@\$?" + rb'"(?:[^"]|"")*+"', _TRIPLE, _DOUBLE, _CHARACTER),
        KEYWORDS["csharp"],
        braced_spans(_CSHARP_HEAD),
        ARROWED,
    ),
    "component": Lexicon(_SCRIPT, KEYWORDS["javascript"], _SCRIPT_SPANS, TAGGED, scripts),
    "go": Lexicon(
        _quiet(_LINE, _BLOCK, _DOUBLE, _CHARACTER, _RAW), KEYWORDS["go"], braced_spans(_GO_HEAD)
    ),
    "java": Lexicon(
        _quiet(_LINE, _BLOCK, _TRIPLE, _DOUBLE, _CHARACTER),
        KEYWORDS["java"],
        braced_spans(_JAVA_HEAD),
    ),
    "javascript": Lexicon(_SCRIPT, KEYWORDS["javascript"], _SCRIPT_SPANS, TAGGED),
    "kotlin": Lexicon(
        _quiet(_LINE, _BLOCK, _TRIPLE, _DOUBLE, _CHARACTER),
        KEYWORDS["kotlin"],
        braced_spans(_KOTLIN_HEAD, goes_on=b"(,[:=&|<"),  # `?` ends a type
        ARROWED,
    ),
    "php": Lexicon(
        _quiet(
            _LINE,
            rb"\#(?!\[)[^\n]*+",
            _BLOCK,
            rb"<<<[ \t]*+['\"]?(\w++)['\"]?\n.*?\n[ \t]*+\1\b",
            rb'"(?:\\.|[^"\\])*+"',
            rb"'(?:\\.|[^'\\])*+'",
        ),
        KEYWORDS["php"],
        braced_spans(_PHP_HEAD),
        ARROWED,
    ),
    "python": Lexicon(
        _quiet(rb"\#[^\n]*+", _TRIPLE, _TRIPLE_SINGLE, _DOUBLE, _SINGLE),
        KEYWORDS["python"],
        python_spans,
    ),
    "ruby": Lexicon(_quiet(rb"\#[^\n]*+", _DOUBLE, _SINGLE), KEYWORDS["ruby"], ruby_spans, ARROWED),
    "rust": Lexicon(
        _quiet(_LINE, _BLOCK, _DOUBLE.replace(rb"\n", b""), _CHARACTER),
        KEYWORDS["rust"],
        braced_spans(_RUST_HEAD),
        ARROWED,
        without_unit_tests,
    ),
    "typescript": Lexicon(_SCRIPT, KEYWORDS["javascript"], _SCRIPT_SPANS, TAGGED),
}
