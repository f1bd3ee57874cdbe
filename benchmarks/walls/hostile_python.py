"""Python files that break parsers, by name; see hostile_files for what must not happen."""

import gzip
import io
import marshal
import random
import zipfile
from collections.abc import Mapping

_IMPORT = b"import os\n"
_MEGA = 1 << 20


def _indented(depth: int, opening: bytes) -> bytes:
    return b"".join(b" " * level + opening for level in range(depth)) + b" " * depth + b"pass\n"


def _nested_f_strings(depth: int) -> bytes:
    return b"x = " + b'f"{' * depth + b"1" + b'}"' * depth + b"\n"


def _zipped() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("__main__.py", b"\0" * (4 * _MEGA))
    return packed.getvalue()


def _with_cookie(codec: str, rest: bytes = b"import os\nx = '\xe9'\n") -> bytes:
    return b"# -*- coding: " + codec.encode() + b" -*-\n" + rest


NESTED = {
    "parens_2000": b"x = " + b"(" * 2000 + b")" * 2000 + b"\n" + _IMPORT,
    "parens_200000": b"x = " + b"(" * 200_000 + b")" * 200_000 + b"\n" + _IMPORT,
    "parens_open_100000": _IMPORT + b"x = " + b"(" * 100_000,
    "parens_closed_100000": _IMPORT + b")" * 100_000,
    "lists_30000": b"x = " + b"[" * 30_000 + b"]" * 30_000 + b"\n" + _IMPORT,
    "dicts_30000": b"x = " + b"{0:" * 30_000 + b"0" + b"}" * 30_000 + b"\n" + _IMPORT,
    "dotted_chain_60000": b"x = a" + b".a" * 60_000 + b"\n" + _IMPORT,
    "import_chain_60000": b"import a" + b".a" * 60_000 + b"\n" + _IMPORT,
    "calls_60000": b"x = a" + b"()" * 60_000 + b"\n" + _IMPORT,
    "subscripts_60000": b"x = a" + b"[0]" * 60_000 + b"\n" + _IMPORT,
    "calls_in_calls_20000": b"x = " + b"f(" * 20_000 + b")" * 20_000 + b"\n" + _IMPORT,
    "unary_100000": b"x = " + b"-" * 100_000 + b"1\n" + _IMPORT,
    "not_50000": b"x = " + b"not " * 50_000 + b"1\n" + _IMPORT,
    "sum_100000": b"x = 1" + b"+1" * 100_000 + b"\n" + _IMPORT,
    "power_50000": b"x = 1" + b"**1" * 50_000 + b"\n" + _IMPORT,
    "strings_100000": b"x = (" + b'"a" ' * 100_000 + b")\n" + _IMPORT,
    "lambdas_20000": b"x = " + b"lambda: " * 20_000 + b"1\n" + _IMPORT,
    "ternaries_20000": b"x = " + b"1 if 1 else " * 20_000 + b"1\n" + _IMPORT,
    "awaits_20000": b"async def f():\n    " + b"await " * 20_000 + b"x\n" + _IMPORT,
    "f_strings_500": _nested_f_strings(500) + _IMPORT,
    "f_string_braces": b'x = f"' + b"{" * 99_999 + b'"\n' + _IMPORT,
    "f_string_formats": b'x = f"' + b"{x:" * 5000 + b"}" * 5000 + b'"\n' + _IMPORT,
    "indentation_6000": _indented(6000, b"if 1:\n"),
    "indentation_2500": _indented(2500, b"if 1:\n"),
    "functions_in_functions_1000": _indented(1000, b"def f():\n"),
    "classes_in_classes_1000": _indented(1000, b"class A:\n"),
    "tries_500": _indented(500, b"try:\n") + b"except: import os\n",
    "elifs_50000": b"if a:\n pass\n" + b"elif a:\n import os\n" * 50_000,
    "decorators_100000": b"@a\n" * 100_000 + b"def f(): import os\n",
    "match_2000": _indented(2000, b"match x:\n"),
    "patterns_20000": b"match x:\n case " + b"[" * 20_000 + b"]" * 20_000 + b": pass\n" + _IMPORT,
}

LONG = {
    "line_10_mb": b"x = '" + b"a" * (10 * _MEGA) + b"'\n" + _IMPORT,
    "comment_10_mb": b"#" + b" x" * (5 * _MEGA) + b"\n" + _IMPORT,
    "name_10_mb": b"a" * (10 * _MEGA) + b" = 1\n" + _IMPORT,
    "line_4_mb": b"x = '" + b"a" * (4 * _MEGA) + b"'\n" + _IMPORT,
    "comment_4_mb": b"#" + b" x" * (2 * _MEGA) + b"\n" + _IMPORT,
    "name_4_mb": b"a" * (4 * _MEGA) + b" = 1\n" + _IMPORT,
    "import_name_1_mb": b"import " + b"a" * _MEGA + b"\n" + _IMPORT,
    "dynamic_name_1_mb": b"import importlib\nimportlib.import_module('" + b"a" * _MEGA + b"')\n",
    "dynamic_sum_20000": b"__import__(" + b"'a' + " * 20_000 + b"'a')\n",
    "semicolons_1_m": b";" * 1_000_000 + b"\n" + _IMPORT,
    "statements_300000": b"x;" * 300_000 + b"import os\n",
    "imports_200000": b"".join(b"import m%d\n" % n for n in range(200_000)),
    "imports_equal_500000": b"import os\n" * 500_000,
    "names_200000": b"from m import (" + b",\n".join(b"n%d" % n for n in range(200_000)) + b")\n",
    "dots_100000": b"from " + b"." * 100_000 + b" import x\n" + _IMPORT,
    "dots_and_spaces": b"from " + b". " * 100_000 + b"x import y\n" + _IMPORT,
    "stars_20000": b"from os import *\n" * 20_000,
    "backslashes_300000": b"import \\\n" + b"\\\n" * 300_000 + b"os\n",
    "newlines_2_mb": b"\n" * (2 * _MEGA) + _IMPORT,
    "integer_1_mb": b"x = " + b"9" * _MEGA + b"\n" + _IMPORT,
    "hexadecimal_1_mb": b"x = 0x" + b"f" * _MEGA + b"\n" + _IMPORT,
    "float_overflow": b"x = 1e" + b"9" * 9999 + b"j\n" + _IMPORT,
    "spaces_before_nothing": b"import " + b" " * _MEGA + b"!\n" + _IMPORT,
    "regex_bomb_text": b"from " + b"a." * 50_000 + b"!import\n" + b"a" * 50_000 + b"!\n" + _IMPORT,
    "regex_bomb_aliases": b"import " + b"a as " * 50_000 + b"\n" + _IMPORT,
    "regex_bomb_commas": b"from a import " + b"," * 200_000 + b"b\n" + _IMPORT,
    "quote_soup": b"'\"" * 300_000 + b"\n" + _IMPORT,
    "triple_quote_soup": b"'''\"\"\"" * 100_000 + b"\n" + _IMPORT,
    "escaped_quote_soup": b"x = '" + b"\\'" * 300_000 + b"\n" + _IMPORT,
    "repeated_4_mb": b"\0" * (4 * _MEGA),
    "noise_1_mb": random.Random(1).randbytes(_MEGA),
    "printable_noise": bytes(random.Random(2).choices(b"()[]{}'\"\\\n .:,;#fimport", k=300_000)),
}

ENCODED = {
    "cookie_latin1": _with_cookie("latin-1"),
    "cookie_cp1252": _with_cookie("cp1252", b"import os\nx = '\x81'\n"),
    "cookie_shift_jis": _with_cookie("shift_jis", b"import os\nx = '\x95\x5c'\nimport sys\n"),
    "cookie_iso2022": _with_cookie("iso2022_jp", b"x = '\x1b$B\"'\x1b(B'\nimport os\n"),
    "cookie_unknown": _with_cookie("no-such-codec"),
    "cookie_utf7": _with_cookie("utf-7", b"+AAo-import os\n"),
    "cookie_utf16": _with_cookie("utf-16"),
    "cookie_rot13": _with_cookie("rot13", b"vzcbeg bf\n"),
    "cookie_base64": _with_cookie("base64", b"aW1wb3J0IG9z\n"),
    "cookie_zlib": _with_cookie("zlib"),
    "cookie_idna": _with_cookie("idna"),
    "cookie_undefined": _with_cookie("undefined"),
    "cookie_unicode_escape": _with_cookie("unicode_escape", b"x = 1\\nimport os\n"),
    "cookie_long": _with_cookie("a" * 100_000),
    "cookie_path": _with_cookie("../../../../etc/passwd"),
    "cookie_nul": b"# coding: utf\0-8\n" + _IMPORT,
    "cookie_in_line_2": b"#!/usr/bin/python\n" + _with_cookie("latin-1"),
    "cookie_in_line_3": b"\n\n" + _with_cookie("latin-1"),
    "cookies_in_conflict": b"# coding: latin-1\n" + _with_cookie("utf-8"),
    "bom_and_cookie": b"\xef\xbb\xbf" + _with_cookie("latin-1"),
    "bom_twice": b"\xef\xbb\xbf" * 2 + _IMPORT,
    "bom_inside": _IMPORT + b"\xef\xbb\xbfimport sys\n",
    "bom_alone": b"\xef\xbb\xbf",
    "utf16_le": b"\xff\xfe" + "import os\n".encode("utf-16-le"),
    "utf16_be_bare": "import os\n".encode("utf-16-be"),
    "utf32": "import os\n".encode("utf-32"),
    "utf8_invalid": _IMPORT + b"x = '\xff\xfe\x80'\nimport sys\n",
    "utf8_overlong": b"import o\xc1\xb3\n" + _IMPORT,
    "utf8_surrogates": b"x = '\xed\xa0\x80'\nimport \xed\xa0\x80\n" + _IMPORT,
    "utf8_cut": _IMPORT + b"# \xf0\x9f",
    "bidi_names": "import o\u202es\nimport \u2066a\u2069\nx\u200f = 1\nimport os\n".encode(),
    "invisible_names": "import o\u200bs\nimport \u2060a\nimport os\n".encode(),
    "compatible_names": "import \uff4f\uff53\nfrom \u210c import \U0001d535\n".encode(),
    "keyword_lookalikes": "\uff49mport os\nimp\u043ert sys\n".encode(),
    "other_line_ends": "import os\u2028import sys\u2029import re\x85import io\n".encode(),
    "nul_first": b"\0" + _IMPORT,
    "nul_after_import": b"import os\0\nimport sys\n",
    "nul_in_string": b"x = '\0'\nimport os\n",
    "control_characters": bytes(range(1, 32)) + b"\nimport os\n\x1a\nimport sys\n",
    "terminal_escapes": b"import os\n\x1b]0;title\x07\x1b[2J\nimport x\x1b[31m\n",
    "cr_alone": b"import os\rimport sys\rx = '''\r'''\rimport re\r",
    "cr_cr_lf": b"import os\r\r\nimport sys\n\rimport re\r\n",
    "form_feeds": b"\x0cimport os\n \x0cimport sys\n\x0b\nimport re\n",
}

BROKEN = {
    "string_open": b"x = 'abc\nimport os\n",
    "triple_string_open": b"import os\nx = '''abc\nimport sys\n",
    "raw_string_open": b"x = r'\\'\nimport os\n",
    "f_string_open": b'x = f"{a\nimport os\n',
    "bracket_open": b"x = (1,\nimport os\n",
    "brackets_crossed": b"x = ([)]\nimport os\n",
    "import_open": b"import os\nfrom os import (path,\n",
    "import_nothing": b"import\nfrom import x\nfrom . import\nfrom os import\nimport os,\n",
    "import_as_nothing": b"import os as\nimport os as 1\nimport os as a.b\n",
    "backslash_at_end": b"import os\\",
    "backslash_then_space": b"import \\ \nos\n",
    "tabs_and_spaces": b"if 1:\n\timport os\n        import sys\n",
    "dedent_to_nowhere": b"if 1:\n        import os\n    import sys\n",
    "indent_unexpected": b"  import os\nimport sys\n",
    "merge_markers": b"<<<<<<< HEAD\nimport os\n=======\nimport sys\n>>>>>>> topic\nimport re\n",
    "python_2": b"import os\nprint 'x'\nexec 'y' in z\nraise E, 'm'\nx = `1` <> 0777\nur'a'\n",
    "python_of_tomorrow": b"lazy import os\nx = t'{y}'\ntype A[B: int = 3] = B\ndef f[*T](): ...\n",
    "empty": b"",
    "newline_only": b"\n",
    "comments_only": b"# import os\n" * 1000,
    "whitespace_only": b" \t \n" * 1000,
    "template": b"{% if a %}\nimport {{ name }}\n{% endif %}\nimport os\n",
    "notebook": b'{"cells": [{"cell_type": "code", "source": ["import os"]}]}\n',
    "html": b"<html><script>import os from 'os'</script></html>\n",
    "executes_itself": b"import os\nos.system('touch @CANARY@')\n",
    "named_escape_unknown": b"x = '\\N{NO SUCH NAME}'\nimport os\n",
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(5000),
    "elf": b"\x7fELF\x02\x01\x01\0" + bytes(range(256)) * 200,
    "gzip": gzip.compress(b"import os\n" * 100_000, mtime=0),
    "zip": _zipped(),
    "bytecode": b"\xa7\r\r\n" + bytes(12) + marshal.dumps(compile("import os", "x", "exec")),
}

PYTHON: Mapping[str, bytes] = {**NESTED, **LONG, **ENCODED, **BROKEN}
