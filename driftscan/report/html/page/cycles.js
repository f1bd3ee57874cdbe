// Files that depend on each other in a circle, and what would open it.

function dependency(source, target) {
  return after[source].find((edge) => edge.target === target);
}

function stepOf(source, target) {
  const edge = dependency(source, target);
  return el("li", {}, fileLink(source), " needs ", fileLink(target), edge ? [" (", linesOf(edge), ")"] : "");
}

function knotCard(knot) {
  const way = knot.example.map((number, at) => [number, knot.example[(at + 1) % knot.example.length]]);
  const title = `${counted(knot.files.length, "file")} in a circle`;
  return el("article", { class: "card" },
    el("h3", {}, title, knot.types_only && el("span", { class: "tag" }, "types only: nothing of it happens at run time")),
    el("p", {}, `${counted(knot.dependencies, "dependency")} between them`,
      knot.cost === null ? "." : `; ${few(knot.cost)} changed lines a quarter are expected in them.`),
    el("p", {}, `For example${way.length < knot.files.length ? ", the shortest way round" : ""}:`),
    el("ol", { class: "plain" }, way.map(([source, target]) => stepOf(source, target))),
    el("p", {}, `Without ${knot.cuts.length === 1 ? "this one" : `these ${knot.cuts.length}`} there would be no circle:`),
    el("ul", { class: "plain" }, knot.cuts.slice(0, 12).map(([source, target]) => stepOf(source, target)),
      knot.cuts.length > 12 && el("li", {}, `and ${knot.cuts.length - 12} more`)),
    opened(`All ${knot.files.length} files`, () => el("ul", { class: "plain" }, knot.files.map((number) => el("li", {}, fileLink(number))))),
    copyButton(() => knotMarkdown(knot, way), title));
}

function knotMarkdown(knot, way) {
  const step = ([source, target]) => {
    const edge = dependency(source, target);
    return `- ${markdownPlace(files[source].path, edge ? edge.lines[0] : 0)} needs ${markdownCode(files[target].path)}`;
  };
  return [
    `**${counted(knot.files.length, "file")} depend on each other in a circle**`, "",
    "For example:", "", ...way.map(step), "",
    "Without these dependencies there would be none:", "", ...knot.cuts.map(step), "",
    `_driftscan audit of ${markdownCode(audit.name)}_`, "",
  ].join("\n");
}
