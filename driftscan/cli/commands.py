"""The command group: which commands there are, each imported only when it is used."""

from importlib import import_module

import click

from driftscan import __version__

COMMANDS = {
    "check": "driftscan.cli.check:check",
    "hook": "driftscan.cli.hook:hook",
    "init": "driftscan.cli.init:init",
    "audit": "driftscan.cli.audit:audit",
    "explain": "driftscan.cli.explain:explain",
    "fix": "driftscan.cli.fix:fix",
    "baseline": "driftscan.cli.baseline:baseline",
    "graph": "driftscan.cli.graph:graph",
    "comment": "driftscan.cli.comment:comment",
    "diff": "driftscan.cli.diff:diff",
    "trend": "driftscan.cli.trend:trend",
    "services": "driftscan.cli.services:services",
    "data": "driftscan.cli.data:data",
    "capabilities": "driftscan.cli.capabilities:capabilities",
    "definitions": "driftscan.cli.definitions:definitions",
    "duplicates": "driftscan.cli.duplicates:duplicates",
    "owners": "driftscan.cli.owners:owners",
    "hotspots": "driftscan.cli.hotspots:hotspots",
    "backtest": "driftscan.cli.backtest:backtest",
    "brief": "driftscan.cli.brief:brief",
    "review": "driftscan.cli.review:review",
    "packs": "driftscan.cli.packs:packs",
    "schema": "driftscan.cli.schema:schema",
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and loads them one at a time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None if there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, with a suggestion for a misspelt name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            close = get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean '{close[0]}'?" if close else ""
            ctx.fail(f"No such command '{args[0]}'.{hint}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog="""\b
Examples:
  driftscan check               this repository against its driftscan.yaml
  driftscan check --rev main    a revision of it, straight from git
  driftscan graph --level component --output-format mermaid
""",
)
@click.version_option(__version__, prog_name="driftscan", message="%(prog)s %(version)s")
def driftscan() -> None:
    """Find where a system departs from its declared target state.

    Exit codes: 0 clean, 1 findings that count, 2 driftscan could not do its job.
    """
