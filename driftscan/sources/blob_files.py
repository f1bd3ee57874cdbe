"""Files that are known by their blob ids: their sizes and contents, from the object database."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from driftscan.model.source import LeftOut, Listing, SourceFile
from driftscan.sources.blob_id import blob_id
from driftscan.sources.objects import MISSING, Objects, UnreadableObject
from driftscan.sources.source import MAX_FILE_BYTES, TOO_LARGE, Claims

# Files that are looked for beside the database; git takes as long to start as these to read.
_FEW = 64

_Reader = Callable[[Iterable[SourceFile]], Iterator[tuple[SourceFile, bytes | LeftOut]]]


class BlobFiles:
    """Measures and reads the files of a revision or of the index."""

    def __init__(
        self,
        objects: Objects,
        object_format: str,
        beside: _Reader | None = None,
        sizes: Mapping[str, int] | None = None,
    ) -> None:
        """beside: gives files that are likely to have the contents, each in its turn. sizes: known
        ones, by id."""
        self.objects = objects
        self._object_format = object_format
        self._beside = beside
        self._contents: dict[str, bytes] = {}
        self._before = Listing(())
        self._claims: Claims | None = None
        self._known = sizes or {}
        self._found: dict[str, int] = {}  # sizes, by id

    def recall(self, before: Listing, claims: Claims) -> None:
        """See Source.recall. A blob id stands for one content, so its size holds for ever."""
        self._before, self._claims = before, claims
        self.__dict__.pop("_remembered", None)

    @property
    def sizes(self) -> dict[str, int]:
        """Known ones, by id."""
        return {**self._known, **self._remembered, **self._found}

    @cached_property
    def _remembered(self) -> dict[str, int]:
        """Most runs ask for none."""
        return {file.blob: file.size for file in self._before.files if file.size >= 0}

    def before(self, claims: Claims) -> Listing:
        """What an earlier run listed by the very same claims; an empty listing if none did."""
        return self._before if claims is self._claims else Listing(())

    def measured(
        self, files: Sequence[SourceFile]
    ) -> tuple[tuple[SourceFile, ...], tuple[LeftOut, ...]]:
        """The files with their sizes, and those that are missing or too large. A negative size is
        one that is not known yet."""
        new = [file for file in files if file.size < 0]
        if not new and max([file.size for file in files], default=0) <= MAX_FILE_BYTES:
            return tuple(files), ()
        self._look_beside(new)
        measured = {file.path: self._sized(file) for file in new}
        unknown = sorted({file.blob for file in measured.values() if file.size < 0})
        sizes = dict(zip(unknown, self.objects.measure(unknown), strict=True))
        kept = []
        unfit = []
        for file in files:
            if file.size < 0:
                file = measured[file.path]
            size = sizes[file.blob] if file.size < 0 else file.size
            if size is None:
                unfit.append(LeftOut(file.path, "unreadable", MISSING))
            elif size > MAX_FILE_BYTES:
                unfit.append(LeftOut(file.path, "too-large", TOO_LARGE))
            else:
                kept.append(file if file.size >= 0 else SourceFile(file.path, size, file.blob))
        return tuple(kept), tuple(unfit)

    def read(self, files: Iterable[SourceFile]) -> Iterator[tuple[SourceFile, bytes | LeftOut]]:
        """See Source.read. Content that does not fit its id is damaged, and is not handed out:
        facts are kept by id, and another repository may ask for the same one."""
        wanted = tuple(files)
        contents = self.objects.read([f.blob for f in wanted if f.blob not in self._contents])
        for file in wanted:
            known = self._contents.get(file.blob)
            yield file, known if known is not None else self._checked(file, next(contents))

    def _checked(self, file: SourceFile, content: bytes | UnreadableObject) -> bytes | LeftOut:
        if isinstance(content, UnreadableObject):
            return LeftOut(file.path, "unreadable", content.reason)
        if self._id(content) != file.blob:
            return LeftOut(file.path, "unreadable", "its content does not fit its blob id")
        return content

    def _look_beside(self, files: Sequence[SourceFile]) -> None:
        if self._beside is None or len(files) > _FEW:
            return
        try:
            found = [content for _, content in self._beside(files)]
        except OSError:
            return
        for file, content in zip(files, found, strict=True):
            if isinstance(content, bytes) and self._id(content) == file.blob:
                self._contents[file.blob] = content
                self._found[file.blob] = len(content)

    def _sized(self, file: SourceFile) -> SourceFile:
        size = self._found.get(file.blob)
        size = self._known.get(file.blob) if size is None else size
        size = self._remembered.get(file.blob) if size is None else size
        return file if size is None else SourceFile(file.path, size, file.blob)

    def _id(self, content: bytes) -> str:
        return blob_id(content, self._object_format)
