"""go.work as facts: the folders whose modules are worked on together, and replacements."""

from driftscan.extract.go_mod.directives import read_directives
from driftscan.extract.go_mod.extractor import replacements
from driftscan.model.fact import FileFacts, Problem, SettingFact


def extract(content: bytes) -> FileFacts:
    """Facts of a go.work file. settings: `use` (folder, relative to this file), and `replace` as
    in go.mod."""
    said = read_directives(content)
    if any(problem.fatal for problem in said.problems):
        return FileFacts(problems=said.problems)
    troubles = [*said.problems]
    used = []
    for each in said.of("use"):
        if len(each.words) == 1:
            used.append(SettingFact("use", each.words, each.line))
        else:
            troubles.append(Problem("unexpected-value", "uses no folder", each.line))
    return FileFacts(
        settings=(*used, *replacements(said.of("replace"), troubles)),
        problems=tuple(sorted(troubles, key=lambda problem: problem.line)),
    )
