"""The listing of a tree in git's database, a revision or the index."""

from msgspec.structs import replace

from driftscan.model.source import Listing
from driftscan.model.spec import SourceSettings
from driftscan.sources.blob_files import BlobFiles
from driftscan.sources.revision_tree import RevisionTree
from driftscan.sources.selection import Selection
from driftscan.sources.shape import listed_again, shape_of, shaped
from driftscan.sources.source import Claims
from driftscan.sources.staged_entries import StagedEntries
from driftscan.sources.tracked import AllTracked
from driftscan.sources.tree_lines import TreeLines
from driftscan.sources.visits import Visits
from driftscan.sources.walk import Walk


def list_tree(
    listed: TreeLines,
    files: BlobFiles,
    settings: SourceSettings,
    claims: Claims,
    staged: StagedEntries | None = None,
    visits: Visits | None = None,
) -> Listing:
    """See Source.list. files: knows what was listed before. staged: of an index, what the lines
    are; some may have no content to read. visits: of the trees that were walked before it."""
    found = listed_again(files.before(claims), listed, settings)
    if found is None or (staged and staged.intended):
        unfit = staged.unfit if staged else {}
        tree = RevisionTree(staged.listed if staged else listed, files.objects, unfit, files.sizes)
        if visits is not None:
            visits.begin(settings, claims)
        walked = Walk(tree, Selection(settings, AllTracked()), claims, before=visits).list()
        shape = None if unfit else shape_of(listed, settings)
        left_out = (*walked.left_out, *tree.impossible)
        found = replace(walked, left_out=left_out, shape=shape)
    measured, too_large = files.measured(found.files)
    if visits is not None:
        visits.measured(measured)
    left_out = tuple(sorted([*found.left_out, *too_large]))
    return shaped(replace(found, files=measured, left_out=left_out))
