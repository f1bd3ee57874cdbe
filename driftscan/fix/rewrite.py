"""Moves names of `from` imports to other modules; not a byte changes outside the statements."""

from collections.abc import Sequence

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from driftscan.fix.move import Move, new_module
from driftscan.fix.parts import part_of, with_module

_Changed = cst.CSTNode | cst.RemovalSentinel | cst.FlattenSentinel[cst.CSTNode]
_Line = cst.SimpleStatementLine | cst.SimpleStatementSuite


def rewrite(content: bytes, moves: Sequence[Move], package: str = "") -> bytes:
    """The content with these names imported from where they have moved.

    package: dotted name of the package that the file is in, for relative imports. A statement of
    which only some names move is split. Encoding and line ends stay as they are.
    Raises ValueError where libcst would not give the file back as it was, and what libcst raises
    for a file that it cannot parse.
    """
    wrapper = MetadataWrapper(cst.parse_module(content), unsafe_skip_copy=True)
    if wrapper.module.bytes != content:
        raise ValueError("libcst does not give this file back byte for byte")
    return wrapper.visit(_Rewriter(moves, tuple(filter(None, package.split("."))))).bytes


class _Rewriter(cst.CSTTransformer):
    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, moves: Sequence[Move], package: Sequence[str]) -> None:
        super().__init__()
        self._moves = {(move.line, move.name): move for move in moves}
        self._package = package

    def on_leave(self, original_node: cst.CSTNode, updated_node: cst.CSTNode) -> _Changed:  # type: ignore[override]
        """Replace the statements of one line."""
        if not isinstance(original_node, _Line):
            return updated_node
        parts = [self._parts(statement) for statement in original_node.body]
        if [each for part in parts for each in part] == list(original_node.body):
            return updated_node
        if isinstance(original_node, cst.SimpleStatementLine) and len(parts) == 1:
            return cst.FlattenSentinel(_as_lines(original_node, parts[0]))
        return updated_node.with_changes(body=[each for part in parts for each in _joined(part)])

    def _parts(self, statement: cst.BaseSmallStatement) -> list[cst.BaseSmallStatement]:
        if not isinstance(statement, cst.ImportFrom) or isinstance(statement.names, cst.ImportStar):
            return [statement]
        groups = self._groups(statement, statement.names)
        if list(groups) == [""]:
            return [statement]
        several = len(groups) > 1
        return [
            _changed(statement, written, chosen if several else (), index == 0)
            for index, (written, chosen) in enumerate(groups.items())
        ]

    def _groups(
        self, statement: cst.ImportFrom, names: Sequence[cst.ImportAlias]
    ) -> dict[str, list[int]]:
        """Positions of names by the module they move to; '' comes first, for those that stay."""
        line = self.get_metadata(PositionProvider, statement).start.line
        written = "." * len(statement.relative) + _dotted(statement.module)
        groups: dict[str, list[int]] = {"": []}
        for index, name in enumerate(names):
            move = self._moves.get((line, name.evaluated_name))
            target = new_module(written, self._package, move) if move else None
            groups.setdefault(target or "", []).append(index)
        return {target: chosen for target, chosen in groups.items() if chosen}


def _changed(
    statement: cst.ImportFrom, written: str, chosen: Sequence[int], first: bool
) -> cst.ImportFrom:
    assert not isinstance(statement.names, cst.ImportStar)
    moved = with_module(statement, written) if written else statement
    return part_of(moved, statement.names, chosen, first) if chosen else moved


def _as_lines(
    line: cst.SimpleStatementLine, parts: Sequence[cst.BaseSmallStatement]
) -> list[cst.SimpleStatementLine]:
    """One line for each part; what is above and beside the first line stays there."""
    end = cst.TrailingWhitespace(newline=line.trailing_whitespace.newline)
    lone = cst.MaybeSentinel.DEFAULT
    return [
        line.with_changes(body=[parts[0]]),
        *(
            cst.SimpleStatementLine([part.with_changes(semicolon=lone)], trailing_whitespace=end)
            for part in parts[1:]
        ),
    ]


def _joined(parts: Sequence[cst.BaseSmallStatement]) -> list[cst.BaseSmallStatement]:
    """Several statements where one was among others on its line."""
    between = cst.Semicolon(whitespace_after=cst.SimpleWhitespace(" "))
    return [*(part.with_changes(semicolon=between) for part in parts[:-1]), parts[-1]]


def _dotted(node: cst.BaseExpression | None) -> str:
    if isinstance(node, cst.Attribute):
        return f"{_dotted(node.value)}.{node.attr.value}"
    return node.value if isinstance(node, cst.Name) else ""
