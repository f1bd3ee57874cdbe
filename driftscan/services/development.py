"""Servers that bundlers bring for those who develop: what their configuration passes on is only
passed on where a manifest starts one. Elsewhere pages are served by something else."""

import re
from collections import defaultdict
from collections.abc import Sequence

from driftscan.model.service_fact import CallFact, MarkFact
from driftscan.services.drafts import Draft
from driftscan.services.facts import TreeFacts, folder_of
from driftscan.services.texts import written

SURENESS = 0.7
# Files in which they are configured, as their documentation calls them. Next.js is none of them:
# its rewrites hold wherever it runs.
_CONFIGURES = re.compile(
    rb"(?:vite|webpack|rspack|rsbuild|vue|craco|snowpack|wds|farm)(?:[.-][\w-]+)*\.[cm]?[jt]s"
    rb"|setupProxy\.[cm]?[jt]s|proxy(?:\.conf|-conf|\.config)\.[cm]?js(?:on)?"
)
_STARTS = re.compile(
    r"(?:^|[\s/\"'\[,])(?:vite(?! (?:build|preview)\b)|webpack-dev-server|webpack serve"
    r"|react-scripts start|craco start|vue-cli-service serve|ng serve|rsbuild dev|rspack serve"
    r"|(?:npm|yarn|pnpm|bun)(?: run(?:-script)?)? (?:\S+ )??"
    r"(?:start|dev|serve|develop|watch|webpack)(?:[:_-]\w+)*)(?=$|[\s\"'\],;&])"
)


class Development:
    """Which services run such a server."""

    def __init__(self, tree: TreeFacts, drafts: Sequence[Draft]) -> None:
        self._drafts = drafts
        self._built: dict[bytes, list[str]] = defaultdict(list)
        for path, mark in tree.each("marks"):
            if isinstance(mark, MarkFact) and mark.name == "command":
                self._built[folder_of(path)].append(mark.value)

    def leaves_out(self, service: int, path: bytes, call: CallFact) -> bool:
        """Whether a call is one of a server that the service is not seen to run."""
        return is_of_development(path, call) and not self._runs(self._drafts[service])

    def _runs(self, draft: Draft) -> bool:
        facts = draft.workload.facts if draft.workload else ()
        commands = [written(fact.command) for _, fact in facts if fact.command]
        commands += self._built[draft.home.folder] if draft.home and not commands else []
        return any(
            _STARTS.search(command.replace('", "', " ").replace('","', " ")) for command in commands
        )


def is_of_development(path: bytes, call: CallFact) -> bool:
    """Whether a call is a line of such a configuration."""
    return call.client == "proxy" and bool(_CONFIGURES.fullmatch(path.rpartition(b"/")[2]))
