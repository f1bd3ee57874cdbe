"""Patterns for what Gradle's files say, in Groovy and Kotlin alike; no build file is run.

Comments and strings are matched first, so nothing in them is taken for a statement.
"""

from driftscan.extract.possessive import compiled

COMMENT = r"//[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/"
STRING = r'"(?:[^"\\\n]|\\.)*+"|' + r"'(?:[^'\\\n]|\\.)*+'"
_LONG = r'"""(?:[^"]|"(?!""))*+"""' + r"|'''(?:[^']|'(?!''))*+'''"
_PROJECT = rf"project\s*+\(?\s*+(?:path\s*+[:=]\s*+)?(?P<project>{STRING})"
_PARTS = rf"group\s*+[:=]\s*+(?P<group>{STRING})\s*+,\s*+name\s*+[:=]\s*+(?P<name>{STRING})"
_ACCESSOR = r"(?P<accessor>(?:libs|projects)(?:\.[A-Za-z_]\w*+)++)"
_WRAPPED = r"(?:(?:platform|enforcedPlatform|testFixtures|npm)\s*+\(\s*+)?"

DEPENDENCY = compiled(
    rf"{COMMENT}|{_LONG}"
    rf"|(?<![\w.$])[\"']?(?P<configuration>[A-Za-z]\w*+)[\"']?(?:[ \t]*+\(\s*+|[ \t]++){_WRAPPED}"
    rf"(?:{_PROJECT}|{_PARTS}|{_ACCESSOR}|kotlin\s*+\(\s*+(?P<kotlin>{STRING})"
    rf"|(?P<coordinates>{STRING}))"
    rf"|{STRING}"
)

SETTING = compiled(
    rf"{COMMENT}|{_LONG}"
    rf"|(?<![\w.$])include\b[ \t]*+\(?\s*+(?P<included>(?:{STRING})(?:\s*+,\s*+(?:{STRING}))*+)"
    rf"|(?<![\w.$])project\s*+\(\s*+(?P<moved>{STRING})\s*+\)\s*+\.\s*+projectDir\s*+=[^\n\"']*+"
    rf"(?P<folder>{STRING})"
    rf"|rootProject\s*+\.\s*+name\s*+=\s*+(?P<root>{STRING})"
    rf"|{STRING}"
)

STRINGS = compiled(STRING)
