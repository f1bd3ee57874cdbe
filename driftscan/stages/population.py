"""The files of product code at a revision, and how large each of them is."""

from collections.abc import Collection, Mapping, Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from driftscan.extract.generated import is_generated_name
from driftscan.extract.gitattributes.extractor import extract as read_attributes
from driftscan.history.code_files import is_product_code, is_source
from driftscan.history.measure import Measure, measure
from driftscan.history.releases import minified_form
from driftscan.model.source import LeftOut, SourceFile
from driftscan.model.spec import SourceSettings
from driftscan.sources.revision import RevisionSource
from driftscan.stages.code_version import code_version
from driftscan.stages.generated import ATTRIBUTES, AttributesSay, said_of
from driftscan.stages.past import Past
from driftscan.store.facts import FactCache
from driftscan.store.keys import FactKeys

_MAKES_MEASURES = ("history/measure.py", "history/releases.py")
_DECODER = msgspec.msgpack.Decoder(Measure)


class Population(Struct, frozen=True):
    """files: paths relative to the repository's top, sorted; measures: of each.

    unwritten: how many files a program or others wrote, as `.gitattributes`, their names or they
    themselves say, that others released (stages/released.py), or that hold nothing.
    unread: how many are not in the clone.
    folders: of the scanned directory, see Listing. releases: of the files the scripts that call
    themselves a version of something, and have their minified form beside them.
    """

    files: Sequence[bytes]
    measures: Sequence[Measure]
    unwritten: int
    unread: int
    folders: Sequence[bytes] = ()
    releases: Sequence[bytes] = ()

    def without(self, paths: Collection[bytes]) -> "Population":
        """Without some of its files."""
        if not paths:
            return self
        kept = [at for at, path in enumerate(self.files) if path not in paths]
        return replace(
            self,
            files=[self.files[at] for at in kept],
            measures=[self.measures[at] for at in kept],
            releases=[path for path in self.releases if path not in paths],
        )


def population_at(
    past: Past, commit: str, settings: SourceSettings, facts: FactCache, attributes: bool = True
) -> Population:
    """What there was at a commit. SourceError: it cannot be listed. attributes: whether what
    .gitattributes calls generated or vendored is left out."""
    source = RevisionSource(past.repository, past.stand_in, commit, settings)
    listing = source.list(lambda name: is_source(name) or name == ATTRIBUTES)
    inside = past.repository.inside
    prefix = inside + b"/" if inside else b""
    product = [file for file in listing.files if is_product_code(prefix + file.path, inside)]
    marks = [file for file in listing.files if file.path.rpartition(b"/")[2] == ATTRIBUTES]
    wanted = _by_people(product, _said_by(source, marks) if attributes else AttributesSay({}))
    sizes = _measures(source, wanted, facts)
    known = [(prefix + file.path, sizes[file.blob]) for file in wanted if file.blob in sizes]
    there = {prefix + file.path for file in listing.files}
    closed = (prefix + each.path for each in listing.left_out if each.code == "unreadable")
    lost = sum(is_product_code(path, inside) for path in closed)
    people = [(path, size) for path, size in known if size.is_written]
    return Population(
        files=[path for path, _ in people],
        measures=[size for _, size in people],
        unwritten=len(product) - len(wanted) + len(known) - len(people),
        unread=len(wanted) - len(known) + lost,
        folders=listing.folders,
        releases=[p for p, size in people if size.is_release and minified_form(p) in there],
    )


def _said_by(source: RevisionSource, files: Sequence[SourceFile]) -> AttributesSay:
    """What the files named .gitattributes say of paths."""
    texts = [(file, text) for file, text in source.read(files) if isinstance(text, bytes)]
    return said_of(source, {file.path: read_attributes(text).settings for file, text in texts})


def _by_people(files: Sequence[SourceFile], said: AttributesSay) -> list[SourceFile]:
    """Without those that a program or others wrote, as far as that can be told without reading
    them."""
    return [file for file in files if not said.by_others(file.path, is_generated_name(file.path))]


def _measures(
    source: RevisionSource, files: Sequence[SourceFile], facts: FactCache
) -> Mapping[str, Measure]:
    """By blob id; a content is measured once ever."""
    keys = {file.blob: _key(file) for file in files}
    kept = facts.get_many(keys.values())
    sizes = {blob: _DECODER.decode(kept[key]) for blob, key in keys.items() if key in kept}
    fresh: dict[bytes, bytes] = {}
    for file, content in source.read([file for file in files if file.blob not in sizes]):
        if not isinstance(content, LeftOut):
            sizes[file.blob] = measure(content, file.path)
            fresh[keys[file.blob]] = msgspec.msgpack.encode(sizes[file.blob])
    facts.put_many(fresh)
    return sizes


def _key(file: SourceFile) -> bytes:
    """How wide a level of indentation is depends on the ending."""
    ending = file.path[file.path.rfind(b".") + 1 :].decode("utf-8", "replace")
    return FactKeys("measure", f"{code_version(_MAKES_MEASURES)} {ending}").key(file.blob)
