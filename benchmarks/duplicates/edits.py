"""Edits by which a copy comes to differ from its original, after the taxonomy of Roy and Cordy:
layout and comments (T1), names and literals (T2), statements (T3)."""

import random
import re
from collections.abc import Callable

from tree_sitter import Node

from benchmarks.duplicates.functions import Language, leaves
from driftscan.extract.syntax.grammars import parser

Edit = Callable[[str, Language, random.Random], str]

WORDS = """acct node ledger batch token entry probe shard lease order quota frame route vault delta
cursor scope badge slot relay widget beacon parcel invoice tenant seat""".split()
_COMPOUND = ("if", "for", "while", "switch", "try", "return", "throw", "labeled", "do", "empty")
_INSERTED = {
    "java": ["int {a} = {b}.{c}({n});", "{a}.{b}({c}, {n});", 'log.{a}("{b}");', "{a} += {n};"],
    "go": ["{a} := {b}.{c}({n})", "{a}.{b}({c}, {n})", 'log.{a}("{b}", {n})', "{a} += {n}"],
    "typescript": ["const {a} = {b}.{c}({n});", "{a}.{b}({c});", 'log.{a}("{b}");', "{a} += {n};"],
}


def _replaced(text: str, changes: dict[int, tuple[int, str]]) -> str:
    """Texts at byte offsets, each with its length, replaced."""
    content, parts, last = text.encode(), [], 0
    for at in sorted(changes):
        length, new = changes[at]
        parts += [content[last:at], new.encode()]
        last = at + length
    return b"".join([*parts, content[last:]]).decode()


def respaced(text: str, language: Language, rng: random.Random) -> str:
    """Wider indentation, and empty lines."""
    found = []
    for line in text.splitlines():
        bare = line.lstrip()
        found.append(line[: len(line) - len(bare)] * 2 + bare)
        found += [""] if rng.random() < 0.2 else []
    return "\n".join(found) + "\n"


def commented(text: str, language: Language, rng: random.Random) -> str:
    """Comments above a third of the statements."""
    lines = text.splitlines()
    for at in sorted(_statements(text, language), reverse=True):
        if rng.random() < 0.4:
            lines.insert(at, f"{_indent(lines[at])}// {' '.join(rng.sample(WORDS, 4))}")
    return "\n".join(lines) + "\n"


def wrapped(text: str, language: Language, rng: random.Random) -> str:
    """Line breaks behind commas."""
    changes = {
        leaf.at: (1, ",\n            ")
        for leaf in leaves(text, language)
        if leaf.text == "," and rng.random() < 0.6
    }
    return _replaced(text, changes)


def _names(text: str, language: Language) -> dict[str, list[int]]:
    """Names that are no attributes, with their offsets."""
    found: dict[str, list[int]] = {}
    before = ""
    for leaf in leaves(text, language):
        if leaf.kind in ("identifier", "shorthand_property_identifier") and before != ".":
            found.setdefault(leaf.text, []).append(leaf.at)
        before = leaf.text
    return found


def renamed(text: str, language: Language, rng: random.Random) -> str:
    """Every name another one, the same everywhere."""
    pool = [f"{a}_{b}" for a in WORDS for b in WORDS if a != b]
    rng.shuffle(pool)
    names = _names(text, language)
    new = dict(zip(sorted(names), pool, strict=False))
    return _replaced(
        text, {at: (len(n.encode()), new[n]) for n, places in names.items() for at in places}
    )


def confused(text: str, language: Language, rng: random.Random) -> str:
    """A third of all names, each place by itself."""
    places = [(at, name) for name, found in _names(text, language).items() for at in found]
    picked = rng.sample(places, max(1, len(places) * 3 // 10))
    return _replaced(
        text, {at: (len(n.encode()), "_".join(rng.sample(WORDS, 2))) for at, n in picked}
    )


def relabelled(text: str, language: Language, rng: random.Random) -> str:
    """Other numbers and texts."""
    changes = {}
    for leaf in leaves(text, language):
        if re.fullmatch(r"\d+", leaf.text):
            changes[leaf.at] = (len(leaf.text), str(rng.randint(2, 999)))
        elif leaf.text[:1] == '"' and leaf.text.isprintable() and len(leaf.text) > 1:
            changes[leaf.at] = (len(leaf.text.encode()), f'"{rng.choice(WORDS)}"')
    return _replaced(text, changes)


def widened(text: str, language: Language, rng: random.Random) -> str:
    """Something added to an argument, in every seventh line."""
    tokens = leaves(text, language)
    calls = [
        one.at
        for one, before in zip(tokens[1:], tokens, strict=False)
        if one.text == ")" and "identifier" in before.kind and one.at > text.index("\n")
    ]
    picked = rng.sample(calls, min(len(calls), max(1, text.count("\n") * 15 // 100)))
    return _replaced(text, {at: (0, f" + {rng.choice(WORDS)}") for at in picked})


def narrowed(text: str, language: Language, rng: random.Random) -> str:
    """The last argument gone, in every seventh line."""
    tokens, first = leaves(text, language), text.index("\n")
    calls = [
        (before.at, one.at)
        for one, last, before in zip(tokens[2:], tokens[1:], tokens, strict=False)
        if one.text == ")" and before.text == "," and last.text not in ")]}" and one.at > first
    ]
    picked = rng.sample(calls, min(len(calls), max(1, text.count("\n") * 15 // 100)))
    return _replaced(text, {begin: (end - begin, "") for begin, end in picked})


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _statements(text: str, language: Language) -> list[int]:
    """Lines that are one simple statement each."""
    found, waiting = [], [parser(language.grammar).parse(text.encode()).root_node]
    while waiting:
        node: Node = waiting.pop()
        if _is_simple(node) and node.start_point.row:
            found.append(node.start_point.row)
        waiting += node.named_children
    return sorted(set(found))


def _is_simple(node: Node) -> bool:
    simple = node.type.endswith(("statement", "declaration")) and not node.type.startswith(
        _COMPOUND
    )
    inside = node.parent is not None and node.parent.type.endswith(("block", "statement_list"))
    return simple and inside and node.start_point.row == node.end_point.row


def _fresh(language: Language, rng: random.Random) -> str:
    a, b, c = rng.sample(WORDS, 3)
    return rng.choice(_INSERTED[language.grammar]).format(a=a, b=b, c=c, n=rng.randint(2, 99))


def reworked(share: float, kinds: str = "idr") -> Edit:
    """That share of the statements inserted (i), deleted (d) and replaced (r)."""

    def edit(text: str, language: Language, rng: random.Random) -> str:
        lines, free = text.splitlines(), _statements(text, language)
        wanted = max(1, round(share * len(lines)))
        rng.shuffle(free)
        changes = {at: rng.choice(kinds) for at in free[:wanted]}
        found: list[str] = []
        for at, line in enumerate(lines):
            kind = changes.get(at, "")
            fresh = _indent(line) + _fresh(language, rng)
            found += {"": [line], "i": [fresh, line], "d": [], "r": [fresh]}[kind]
        return "\n".join(found) + "\n"

    return edit


def gapped(text: str, language: Language, rng: random.Random) -> str:
    """A block of new lines in the middle, a third as long as the whole."""
    lines, free = text.splitlines(), _statements(text, language)
    if not free:
        return text
    at = free[len(free) // 2]
    new = [_indent(lines[at]) + _fresh(language, rng) for _ in range(len(lines) * 3 // 10)]
    return "\n".join([*lines[:at], *new, *lines[at:]]) + "\n"


def mixed(share: float) -> Edit:
    """Statements reworked, everything renamed, comments added."""
    rework = reworked(share)

    def edit(text: str, language: Language, rng: random.Random) -> str:
        return commented(renamed(rework(text, language, rng), language, rng), language, rng)

    return edit


EDITS: dict[str, Edit] = {
    "T1 layout": respaced,
    "T1 comments": commented,
    "T1 line breaks": wrapped,
    "T2 renamed": renamed,
    "T2 confused names": confused,
    "T2 literals": relabelled,
    "T3 wider lines": widened,
    "T3 narrower lines": narrowed,
    "T3 lines in": reworked(0.1, "i"),
    "T3 lines out": reworked(0.1, "d"),
    "T3 lines changed": reworked(0.1, "r"),
    "T3 gap": gapped,
    **{f"T3 mix {share}": mixed(share / 100) for share in (10, 20, 30, 40, 50)},
}
