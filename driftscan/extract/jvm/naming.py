"""Names of modules: the package and the file's stem."""

from collections import Counter
from collections.abc import Sequence

from driftscan.extract.jvm.layout import SourceFile
from driftscan.extract.paths import text_of
from driftscan.model.graph import Module

LANGUAGE = "jvm"


def name_modules(files: Sequence[SourceFile]) -> list[Module]:
    """One module per file, sorted by key; its path where a name or key is not the only one."""
    names = Counter(file.name for file in files)
    keys = Counter((file.root, file.name) for file in files)
    modules = []
    for file in files:
        path = text_of(file.path)
        alone = keys[file.root, file.name] == 1
        modules.append(
            Module(
                id=file.name if names[file.name] == 1 else path,
                key=f"{LANGUAGE}:{file.root}:{file.name}" if alone else f"{LANGUAGE}:{path}",
                path=file.path,
                language=LANGUAGE,
                name=file.name,
                root=file.root,
                is_test=file.is_test,
            )
        )
    return sorted(modules, key=lambda module: module.key)
