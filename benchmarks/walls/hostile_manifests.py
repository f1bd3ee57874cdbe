"""Manifests that break parsers: (file name, content) by name; see hostile_files."""

from collections.abc import Mapping

_PROJECT = b'[project]\nname = "x"\n'
_FIND = b"[tool.setuptools.packages.find]\n"


def _interpolation_bomb() -> bytes:
    """Each value holds the one before ten times: 10**12 characters when filled in."""
    lines = ["[options]", "a0 = " + "x" * 10]
    lines += [f"a{n} = " + f"%(a{n - 1})s" * 10 for n in range(1, 12)]
    return "\n".join([*lines, "install_requires = %(a11)s", ""]).encode()


PYPROJECT = {
    "arrays_50000": b"a = " + b"[" * 50_000 + b"]" * 50_000,
    "arrays_open": _PROJECT + b"dependencies = " + b"[" * 50_000,
    "inline_tables_20000": b"a = " + b"{b = " * 20_000 + b"1" + b"}" * 20_000,
    "dotted_key_20000": b"a" + b".a" * 20_000 + b" = 1\n",
    "dotted_key_100000": b"a" + b".a" * 100_000 + b" = 1\n",  # quadratic: minutes
    "dotted_header_20000": b"[a" + b".a" * 20_000 + b"]\n",
    "tables_100000": b"".join(b"[t%d]\nx = 1\n" % n for n in range(100_000)),
    "array_tables_100000": b"[[t]]\n" * 100_000,
    "keys_quadratic": b"".join(b"a.b%d.c = 1\n" % n for n in range(50_000)),
    "integer_1_mb": b"a = " + b"9" * (1 << 20) + b"\n",
    "string_8_mb": b'a = "' + b"\\u0041" * (1 << 20) + b'"\n',
    "string_3_mb": b'a = "' + b"\\u0041" * (1 << 19) + b'"\n',
    "string_open": _PROJECT + b'description = """\n' + b'"" ' * 300_000,
    "dates_wrong": b"a = 2026-13-99\nb = 9999-99-99T99:99:99Z\n",
    "duplicate_keys": _PROJECT + b'name = "y"\n[project]\n',
    "bytes_invalid": _PROJECT + b'authors = ["\xff\xfe"]\n',
    "nuls": _PROJECT + b"\0" * 1000,
    "bom": b"\xef\xbb\xbf" + _PROJECT,
    "utf16": "[project]\nname = 'x'\n".encode("utf-16"),
    "cr_alone": b'[project]\rname = "x"\r',
    "json": b'{"project": {"name": "x"}}',
    "types_wrong": b'project = 3\nbuild-system = []\ntool = "x"\n',
    "types_wrong_deep": b"[project]\nname = []\ndependencies = {a = 1}\n"
    b'optional-dependencies = "x"\n'
    b'[tool.setuptools]\npackages = 7\npackage-dir = ["src"]\n[tool.poetry]\npackages = {a = 1}\n'
    b"[tool.hatch]\nbuild = 1\n[tool.pdm]\nbuild = [1]\n[tool.flit]\nmodule = false\n",
    "items_wrong": _PROJECT
    + b'dependencies = [1, [], {}, "", "=="]\n'
    + _FIND
    + b"where = [7, {}]\n",
    "roots_outside": _PROJECT + _FIND + b'where = ["..", "../..", "/", "/etc", "src/../../.."]\n',
    "roots_odd": _PROJECT + _FIND + b'where = ["", ".", "\\u0000", "~", "$HOME", "C:\\\\"]\n',
    "root_1_mb": _PROJECT + _FIND + b'where = ["' + b"../a/" * 200_000 + b'"]\n',
    "roots_100000": _PROJECT + _FIND + b"where = [" + b'"src",' * 100_000 + b"]\n",
    "glob_bomb": _PROJECT + _FIND + b'include = ["' + b"*a" * 5000 + b'"]\nexclude = ["*"]\n',
    "glob_classes": _PROJECT + _FIND + b'include = ["' + b"[!" * 5000 + b'", "{a,b}", "**/**"]\n',
    "package_dir_loop": _PROJECT
    + b'[tool.setuptools.package-dir]\n"" = ""\na = "a"\n"a.b" = ".."\n',
    "requirement_1_mb": _PROJECT + b'dependencies = ["' + b"a[" * 500_000 + b'"]\n',
    "marker_bomb": _PROJECT + b'dependencies = ["a; ' + b"(" * 50_000 + b'"]\n',
    "names_odd": b'[project]\nname = "\\u202e\\u001b[31m@everyone"\n'
    b'dependencies = ["\\u0000", "a\\nb"]\n',
    "merge_markers": b'<<<<<<< HEAD\n[project]\n=======\nname = "x"\n>>>>>>> topic\n',
    "empty": b"",
}

SETUP_CFG = {
    "interpolation_bomb": _interpolation_bomb(),
    "interpolation_of_itself": b"[metadata]\nname = %(name)s\n[options]\npackages = %(packages)s\n",
    "interpolation_broken": b"[metadata]\nname = %(\nversion = 100%\nx = %(nothing)s %z\n",
    "no_section": b"name = x\n",
    "sections_twice": b"[metadata]\nname = a\n[metadata]\nname = b\nname = c\n",
    "sections_100000": b"".join(b"[s%d]\n" % n for n in range(100_000)),
    "lines_500000": b"[options]\ninstall_requires =\n" + b"    requests\n" * 500_000,
    "lines_300000": b"[options]\ninstall_requires =\n" + b"    requests\n" * 300_000,
    "line_5_mb": b"[options]\npackages = " + b"a " * 2_500_000 + b"\n",
    "section_open": b"[options\npackages = find:\n",
    "continuation_first": b"    x\n[metadata]\nname = a\n",
    "roots_outside": b"[options]\npackage_dir =\n    = ../../..\n    a = /etc\n    b\n"
    b"[options.packages.find]\nwhere = ../..\n",
    "bytes_invalid": b"[metadata]\nname = \xff\xfe\n[options]\npackages = find:\n",
    "nuls": b"[metadata]\nname = a\0b\n" + b"\0" * 1000,
    "cr_alone": b"[metadata]\rname = a\r",
    "utf16": "[metadata]\nname = a\n".encode("utf-16"),
    "empty_keys": b"[metadata]\n= x\n: y\n[]\n",
}

SETUP_PY = {
    "runs_commands": b"import os\nos.system('touch @CANARY@')\nfrom setuptools import setup\n"
    b"open('@CANARY@', 'w')\n"
    b"setup(name='x', packages=[__import__('os').system('touch @CANARY@')])\n",
    "runs_at_import": b"exec(\"open('@CANARY@', 'w')\")\n",
    "nested_20000": b"from setuptools import setup\nsetup(packages=" + b"[" * 20_000 + b"])\n",
    "calls_20000": b"setup(packages=" + b"list(" * 20_000 + b")" * 20_000 + b")\n",
    "sum_50000": b"setup(packages=" + b"['a'] + " * 50_000 + b"[])\n",
    "literal_1_m": b"setup(packages=[" + b"'a'," * 1_000_000 + b"])\n",
    "string_8_mb": b"setup(name='" + b"a" * (8 << 20) + b"')\n",
    "string_4_mb": b"setup(name='" + b"a" * (4 << 20) + b"')\n",
    "multiplied": b"setup(packages=['a'] * 10**10, name='a' * 9**9**9)\n",
    "setups_100000": b"setup(name='x')\n" * 100_000,
    "keywords_twice": b"setup(name='a', name='b', **c, **{'name': 'd'})\n",
    "roots_outside": b"setup(package_dir={'': '../../..', 'a': '/etc', 3: None},\n"
    b"      packages=find_packages('..'))\n",
    "variables_loop": b"a = b\nb = a\nsetup(name=a, packages=b, package_dir=a)\n",
    "not_python": b"<?xml version='1.0'?><setup/>\n",
    "bytes_invalid": b"setup(name='\xff\xfe')\n",
    "nuls": b"from setuptools import setup\0\nsetup(name='x')\n",
    "empty": b"",
}

REQUIREMENTS = {
    "lines_1_m": b"".join(b"p%d==1.0\n" % n for n in range(1_000_000)),
    "equal_lines_1_m": b"requests\n" * 1_000_000,
    "lines_300000": b"".join(b"p%d==1.0\n" % n for n in range(300_000)),
    "equal_lines_500000": b"requests\n" * 500_000,
    "continued_300000": b"requests \\\n" * 300_000,
    "line_4_mb": b"a" * (4 << 20) + b"\n",
    "includes_itself": b"-r requirements.txt\n-c requirements.txt\n",
    "includes_outside": b"-r ../../../../../etc/passwd\n-r /dev/zero\n--requirement=/etc/shadow\n",
    "includes_addresses": b"-r http://127.0.0.1:9/x\n-i http://user:secret@127.0.0.1:9/\n-e git+file:///\n",
    "continued_500000": b"requests \\\n" * 500_000,
    "line_5_mb": b"a" * (5 << 20) + b"\n",
    "marker_bomb": b"a; " + b"(" * 200_000 + b"\n",
    "extras_bomb": b"a[" + b"b," * 500_000 + b"\n",
    "versions_bomb": b"a" + b">=1," * 500_000 + b"\n",
    "names_odd": "a\u202eb\n@everyone\n\x1b[31mred\n-\n[]\n==1\n#\n\\\n".encode(),
    "utf16": "requests\n".encode("utf-16"),
    "bytes_invalid": b"requests\xff\n\xfe\n",
    "nuls": b"requests\0\n" + b"\0" * 100_000,
    "cr_alone": b"requests\rflask\r",
    "empty": b"",
}

PIPFILE = {
    "arrays_50000": b"[packages]\na = " + b"[" * 50_000 + b"]" * 50_000,
    "types_wrong": b"packages = 1\ndev-packages = []\n[[source]]\n",
    "bytes_invalid": b"[packages]\n\xff = '*'\n",
}

MANIFESTS: Mapping[str, Mapping[str, bytes]] = {
    "pyproject.toml": PYPROJECT,
    "setup.cfg": SETUP_CFG,
    "setup.py": SETUP_PY,
    "requirements.txt": REQUIREMENTS,
    "Pipfile": PIPFILE,
}
