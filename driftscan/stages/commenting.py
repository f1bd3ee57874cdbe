"""A scan told to a merge request: the comment, and the status beside its commit."""

from msgspec import Struct

from driftscan.forge.ci import Setting
from driftscan.forge.client import Client
from driftscan.forge.conversation import REFUSED, Ending, Words, beside_commit, one_comment
from driftscan.forge.dialect import BROKEN, FAILED, PASSED, Status
from driftscan.forge.mark import Mark
from driftscan.model.scan import Scan
from driftscan.report.comment import Remarks, remarks
from driftscan.report.outcome import CLEAN, DRIFT, outcome
from driftscan.report.repository import project

NAME = "driftscan"


class Told(Struct, frozen=True, kw_only=True):
    """What came of it. lacks: why nothing could be sent, in words. status: None if none was asked
    for."""

    said: Remarks
    lacks: tuple[str, ...] = ()
    comment: Ending | None = None
    status: Ending | None = None

    @property
    def is_commented(self) -> bool:
        """Whether the forge has what is to be said; a status is of less weight."""
        return self.comment is not None and self.comment.how != REFUSED


def tell(
    scan: Scan, setting: Setting, with_status: bool, report: str, client: Client | None = None
) -> Told:
    """Write or mend the one comment. report: address of the whole report, '' for none."""
    said = remarks(scan, setting.link, report)
    if lacks := setting.lacks():
        return Told(said=said, lacks=tuple(lacks))
    client = client or Client(setting.api.rstrip("/"), setting.headers())
    words = Words(full=said.full, short=said.short, is_news=said.is_news)
    mark = Mark(project=project(scan) or ".", commit=setting.commit, run=setting.run)
    forge = setting.dialect()
    comment = client.hold(one_comment(forge, words, mark))
    status = (
        client.hold(beside_commit(forge, _status(scan, setting, said, report)))
        if with_status and comment.how != REFUSED
        else None
    )
    return Told(said=said, comment=comment, status=status)


def _status(scan: Scan, setting: Setting, said: Remarks, report: str) -> Status:
    result = {CLEAN: PASSED, DRIFT: FAILED}.get(outcome(scan).verdict, BROKEN)
    name = f"{NAME} {project(scan)}".strip()
    return Status(commit=setting.commit, result=result, name=name, text=said.verdict, url=report)
