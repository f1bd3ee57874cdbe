"""Where the facts of a file stand."""

from driftscan.model.fact import FileFacts


def lines_of(facts: FileFacts) -> list[int]:
    """The lines of imports, of uses and of problems; 0 is a problem of the whole file."""
    lines = [fact.line for fact in facts.imports]
    lines += [line for use in facts.uses for line in use.lines]
    return lines + [problem.line for problem in facts.problems]


def stands_in(content: bytes, facts: FileFacts) -> bool:
    """Whether every fact stands on a line that the file has."""
    last = content.count(b"\n") + content.count(b"\r") + 1
    return all(0 <= line <= last for line in lines_of(facts))
