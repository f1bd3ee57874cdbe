"""Files that are known by their blob ids: their sizes and contents, from the object database."""

from collections.abc import Iterable, Iterator, Sequence

from driftscan.model.source import LeftOut, Listing, SourceFile
from driftscan.sources.blob_id import blob_id
from driftscan.sources.objects import MISSING, Objects, UnreadableObject
from driftscan.sources.source import MAX_FILE_BYTES, TOO_LARGE


class BlobFiles:
    """Measures and reads the files of a revision or of the index.

    before: what an earlier run listed. sizes: known ones, by id.
    """

    def __init__(self, objects: Objects, object_format: str) -> None:
        self.objects = objects
        self._object_format = object_format
        self.before = Listing(())
        self.sizes: dict[str, int] = {}

    def recall(self, before: Listing) -> None:
        """See Source.recall. A blob id stands for one content, so its size holds for ever."""
        self.before = before
        self.sizes.update((file.blob, file.size) for file in before.files if file.size >= 0)

    def measured(
        self, files: Sequence[SourceFile]
    ) -> tuple[tuple[SourceFile, ...], tuple[LeftOut, ...]]:
        """The files with their sizes, and those that are missing or too large. A negative size is
        one that is not known yet."""
        unknown = sorted({file.blob for file in files if file.size < 0})
        sizes = dict(zip(unknown, self.objects.measure(unknown), strict=True))
        kept = []
        unfit = []
        for file in files:
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
        contents = self.objects.read([file.blob for file in wanted])
        for file, content in zip(wanted, contents, strict=True):
            if isinstance(content, UnreadableObject):
                yield file, LeftOut(file.path, "unreadable", content.reason)
            elif blob_id(content, self._object_format) != file.blob:
                yield file, LeftOut(file.path, "unreadable", "its content does not fit its blob id")
            else:
                yield file, content
