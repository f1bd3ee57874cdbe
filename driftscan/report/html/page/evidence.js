// One file: what it costs, what it needs, who needs it, and what is said of it.

/** `≈ 9 changes a quarter × 22 lines = 200 lines (÷2…×2)`. */
function arithmetic(cost, hasLines = true) {
  const changes = `≈ ${few(cost.changes_per_quarter)} changes a quarter`;
  if (!hasLines) return `${changes}; lines are not known`;
  return `${changes} × ${few(cost.lines_per_change)} lines = ${few(cost.cost)} lines (÷2…×2)`;
}

function pastOf(cost) {
  const share = cost.changes ? cost.fixes / cost.changes : 0;
  const reworked = cost.rework === null ? "" : ` and at most ${counted(cost.rework, "line")} reworked`;
  return [
    `${counted(cost.changes, "change")} counted so far, ${percent(share)} of them fixes by their subjects; `,
    `${counted(cost.owners, "person").replace("persons", "people")} in two years; touches ${cost.ripple.toFixed(1)} other components each time; `,
    `${counted(cost.handoffs, "handoff")}${reworked} in a year; last changed ${counted(cost.quiet_days, "day")} before this commit; `,
    `${cost.loc.toLocaleString("en")} lines that are not blank.`,
  ];
}

function hasLinesOf(file) {
  const { history } = audit.repositories[file.repository];
  return Boolean(history && history.has_lines);
}

function edgeRows(found, other, title) {
  if (!found.length) return [el("h3", {}, title), el("p", { class: "faint" }, "none")];
  const row = (edge) => el("li", {}, fileLink(edge[other]), ` (${edge.kind}, `, linesOf(edge), ")");
  const first = found.slice(0, 40);
  return [el("h3", {}, `${title} (${found.length.toLocaleString("en")})`), el("ul", { class: "plain" }, first.map(row)),
    found.length > first.length && el("p", { class: "faint" }, `and ${found.length - first.length} more, in the JSON`)];
}

function showFile(argument) {
  const file = files[Number(argument)];
  if (!file) return el("p", {}, "This report has no such file.");
  const knots = audit.cycles.filter((knot) => knot.files.includes(file.number));
  const told = audit.findings.filter(({ finding }) =>
    [finding.where, ...finding.evidence].some((each) => each.path === file.path));
  const together = audit.together_files.filter((pair) => pair.source === file.path || pair.target === file.path);
  return [
    el("h1", { class: "code" }, file.path),
    el("p", {},
      [file.language, file.id !== file.path && file.id, file.test && "test code", file.generated && "written by a program"].filter(Boolean).join(" · "),
      file.component >= 0 ? ` · component ${componentName(file.component)}` : " · in no component", " · ",
      forgeLink(file.path, 1) ? place(file.path, 1, "open at the forge") : "no forge is known"),
    wayTo(file.number).length > 0 && el("p", {}, el("a", { href: `#map/${wayTo(file.number).at(-1)[0]}` }, "Show where it is on the map")),
    file.cost && [el("h2", {}, "Expected cost"), el("p", {}, arithmetic(file.cost, hasLinesOf(file))), el("p", {}, pastOf(file.cost))],
    knots.length > 0 && [el("h2", {}, "Circles it is in"), knots.map(knotCard)],
    told.length > 0 && [el("h2", {}, "Findings"), told.map(findingCard)],
    together.length > 0 && [el("h2", {}, "Changes together with"), el("ul", { class: "plain" }, together.map(pairRow))],
    el("h2", {}, "Dependencies"),
    edgeRows(after[file.number], "target", "Needs"),
    edgeRows(before[file.number], "source", "Is needed by"),
  ];
}

function pairRow(pair) {
  const [one, other] = [fileByPath.get(pair.source), fileByPath.get(pair.target)];
  return el("li", {},
    one === undefined ? pair.source : fileLink(one), " and ", other === undefined ? pair.target : fileLink(other),
    `: ${pair.together} commits changed both (${pair.changes[0]} and ${pair.changes[1]} changes of each), chance would give ${pair.by_chance.toFixed(1)}; `,
    `newest: ${pair.commits.map((id) => id.slice(0, 8)).join(", ")}`);
}
