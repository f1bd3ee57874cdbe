"""Parameters in the texts of a deptrac.yaml."""

import re
from collections.abc import Mapping

HOME = "\ue030"  # the directory of the project, as an absolute path would begin
_PARAMETER = re.compile(r"%([\w.]*)%")
_HOMES = ("projectDirectory", "currentWorkingDirectory", "depfileDirectory")


def filled(text: str, parameters: Mapping[str, str]) -> str:
    """A text with its parameters; the directory of the project becomes HOME."""

    def home(match: re.Match[str]) -> str:
        return "%" if not match[1] else HOME if match[1] in _HOMES else match[0]

    named = _PARAMETER.sub(lambda match: parameters.get(match[1], match[0]), text)
    return _PARAMETER.sub(home, named)
