"""What an arch.yaml demands of dependencies, as rules."""

from collections.abc import Iterable

from driftscan.migrate.areas.drafting import Land, key_of
from driftscan.migrate.areas.overlap import is_file
from driftscan.migrate.builder import Builder, deny
from driftscan.migrate.draft import Arrow, Children, DraftRule, Inside, Value, Words
from driftscan.migrate.lintel.config import ANY_LAYER, Config, LayerRule
from driftscan.notation.node import Node

ENTRY = "entry of "
BAN = "ban "
EXCEPT = "coverage except"


def add(
    build: Builder, node: Node, name: str, *keys: tuple[str, Value], remarks: tuple[str, ...] = ()
) -> None:
    """Add a rule with what the node says of its reason and how much it weighs."""
    weight: tuple[tuple[str, Value], ...] = ()
    if node.get("severity").text == "warn":
        weight = (("severity", "warning"),)
    build.rule(
        DraftRule(
            name=name,
            keys=(*keys, *weight),
            reason=node.get("reason").text,
            origin=f"{build.file.name}:{node.line}",
            remarks=remarks,
        )
    )


def between_layers(build: Builder, config: Config, land: Land) -> None:
    """deny as deny; allow as allow_only where `strict` makes it count."""
    rules = list(config.rules)
    for rule in rules:
        for name in dict.fromkeys((rule.source, rule.target)):
            if name not in (ANY_LAYER, *config.layers):
                kind = "deny" if rule.is_deny else "allow"
                sentence = f"no layer is called '{name}', so no rule was made of it"
                build.no_equal(
                    rule.node.line, f"{kind}: {rule.source} -> {rule.target}: {sentence}"
                )
        if rule.is_deny:
            _denied(build, config, land, rule)
    if config.document.get("strict").value is True:
        for layer in config.layers:
            _strict(build, config, land, layer, rules)
        return
    for rule in rules:
        if not rule.is_deny:
            build.no_equal(
                rule.node.line,
                f"allow: {rule.source} -> {rule.target} forbids nothing without strict: true; "
                "no rule was made of it",
            )


def _denied(build: Builder, config: Config, land: Land, rule: LayerRule) -> None:
    """One deny; for `* -> *` one for each layer, for a layer may always use itself."""
    sources = [each for each in config.layers if rule.source in (ANY_LAYER, each)]
    targets = [each for each in config.layers if rule.target in (ANY_LAYER, each)]
    name = f"deny {rule.source} -> {rule.target}"
    groups = [sources]
    if sources == targets:
        groups = [[each] for each in sources]
    elif rule.source == ANY_LAYER:
        groups = [[each for each in sources if each not in targets]]
    for group in groups:
        left = _cells(land, group)
        right = _cells(land, [each for each in targets if each not in group])
        if left and right:
            add(build, rule.node, name, deny(left, right))


def _strict(
    build: Builder, config: Config, land: Land, layer: str, rules: Iterable[LayerRule]
) -> None:
    """What no rule speaks of is forbidden; what is denied is another rule's matter."""
    named = {
        other
        for rule in rules
        for other in config.layers
        if rule.source in (ANY_LAYER, layer) and rule.target in (ANY_LAYER, other)
    }
    outside = [key_of(cell) for cell in land.cells if not set(cell.areas) & set(config.layers)]
    own = _cells(land, [layer])
    targets = [*own, *_cells(land, sorted(named - {layer})), *outside]
    if own:
        arrow = Arrow(tuple(own), tuple(targets if len(own) > 1 else targets[1:]))
        add(build, config.document.get("strict"), f"strict: {layer}", ("allow_only", arrow))


def banned(build: Builder, config: Config, land: Land) -> None:
    """Imports that some files may not have, as far as they are packages."""
    for number, node in enumerate(config.entries("bans"), 1):
        calls = [each.text for each in node.get("calls").elements()]
        if calls:
            build.no_equal(node.line, f"bans: calls such as {calls[0]} are not looked for")
        words = _packages(build, node, "imports", "bans")
        sources = _cells(land, [f"{BAN}{number}"])
        if words and sources:
            add(build, node, f"bans {number}", deny(sources, words))


def _packages(build: Builder, node: Node, key: str, section: str) -> list[str]:
    """Words for external packages; globs and paths among them are told."""
    words: list[str] = []
    for each in node.get(key).elements():
        name = each.text.removesuffix("/**").removesuffix("/*")
        is_scope = name.startswith("@") and "/" not in name
        if not name or is_scope or name.startswith(".") or set(name) & set("*?[]{} ,;"):
            build.no_equal(
                each.line,
                f"{section}: no word of a spec means {each.text}; name the packages one by one",
            )
        else:
            words.append(f"external:{name}")
    return words


def encapsulated(build: Builder, config: Config, land: Land) -> None:
    """Layers that others may use through their entry files only."""
    for node in config.entries("encapsulation"):
        layer = node.get("layer").text
        if layer not in config.layers:
            sentence = f"no layer is called '{layer}', so no rule was made of it"
            build.no_equal(node.line, f"encapsulation: {sentence}")
        entry = f"{ENTRY}{layer}"
        own = land.within(layer)
        hidden = Words(tuple(key_of(cell) for cell in own if entry not in cell.areas))
        if hidden.words:
            allowed = Words(tuple(map(key_of, own)))
            name = f"encapsulation of {layer}"
            add(build, node, name, ("protect", hidden), ("allow", allowed))


def cycles(build: Builder, config: Config, land: Land) -> None:
    """No file may need itself by way of others; driftscan looks at folders too."""
    node = config.document.get("cycles")
    if node.get("deny").value is not True:
        return
    if len(land.cells) > 1:
        add(build, node, "cycles between components", ("acyclic", "components"))
    for cell in land.cells:
        inside = Inside(key_of(cell))
        if not all(is_file(glob) for glob in cell.globs):
            add(build, node, f"cycles in {cell.globs[0]}", ("acyclic", inside))
    build.no_equal(
        node.line,
        "cycles: lintel looks for them between files, these rules between components and folders "
        "as well, so they may find more; files in no component are not looked at",
    )
    if node.get("except"):
        build.no_equal(node.get("except").line, "cycles: except has no equal; every file counts")


def coverage(build: Builder, config: Config) -> None:
    """Every file in a layer."""
    node = config.document.get("coverage")
    if node.get("require-layer").value is True:
        add(build, node, "require-layer", ("covered", Children((config.directory or ".",))))


def dependencies(build: Builder, config: Config) -> None:
    """The gate for packages: lintel looks at manifests, these rules at imports."""
    node = config.document.get("dependencies")
    denied = _packages(build, node, "deny", "dependencies")
    if denied:
        add(build, node, "dependencies denied", deny(["*"], denied))
    allowed = _packages(build, node, "allow", "dependencies")
    if len(allowed) < sum(1 for _ in node.get("allow").elements()):
        build.no_equal(
            node.get("allow").line,
            "dependencies: a list of what is allowed would forbid what no word means; it was left "
            "out, write `allow_only` once you have named all packages",
        )
    elif node.get("policy").text == "allowlist" and allowed:
        arrow = Arrow(("*",), ("*", *allowed))
        add(build, node, "dependencies allowed", ("allow_only", arrow))
    if node:
        build.no_equal(
            node.line,
            "dependencies: lintel looks at what manifests list, these rules at what is imported",
        )


def _cells(land: Land, areas: Iterable[str]) -> list[str]:
    wanted = set(areas)
    return [key_of(cell) for cell in land.cells if wanted & set(cell.areas)]
