// What costs most to change: a treemap by expected cost, and the list with its arithmetic.

const TILES = 900; // single files that are drawn; the rest of each component is one tile

function showHotspots() {
  const total = costOf(costly.map((file) => file.number));
  return [
    el("h1", {}, "Hotspots"),
    el("p", {}, `${few(total)} changed lines a quarter are expected in ${counted(costly.length, "file")}: how often each is likely to change, times how many lines each time, learnt from the history alone. `,
      "In four of five cases it was between half and twice as much. ", el("code", {}, "driftscan backtest"), " tells how well this would have foretold the past of this repository."),
    treemap(),
    componentCosts(),
    listing("Files by expected cost",
      [{ title: "File", value: (file) => file.path, show: (file) => fileLink(file.number) },
        { title: "Component", value: (file) => componentName(file.component) },
        { title: "Cost", number: true, value: (file) => file.cost.cost, show: (file) => few(file.cost.cost), hint: "changed lines a quarter" },
        { title: "Changes", number: true, value: (file) => file.cost.changes_per_quarter, show: (file) => few(file.cost.changes_per_quarter), hint: "a quarter" },
        { title: "× lines", number: true, value: (file) => file.cost.lines_per_change, show: (file) => (hasLinesOf(file) ? few(file.cost.lines_per_change) : "?") },
        { title: "Length", number: true, value: (file) => file.cost.loc, show: (file) => file.cost.loc.toLocaleString("en"), hint: "lines that are not blank" },
        { title: "Fixes", number: true, value: (file) => (file.cost.changes ? file.cost.fixes / file.cost.changes : 0), show: (file) => percent(file.cost.changes ? file.cost.fixes / file.cost.changes : 0), hint: "of its changes, by their subjects" },
        { title: "People", number: true, value: (file) => file.cost.owners, hint: "who changed it in two years" }],
      costly, { sort: 2, key: (file) => file.path, detail: (file) => [el("p", {}, arithmetic(file.cost, hasLinesOf(file))), el("p", {}, pastOf(file.cost)), el("p", {}, place(file.path, 1))] }),
  ];
}

function treemap() {
  const groups = new Map();
  costly.forEach((file, rank) => {
    if (file.cost.cost <= 0) return;
    const group = groups.get(file.component) || { component: file.component, size: 0, single: [], rest: [] };
    group.size += file.cost.cost;
    (rank < TILES ? group.single : group.rest).push(file);
    groups.set(file.component, group);
  });
  const box = { x: 0, y: 0, w: 1000, h: 460 };
  const picture = svg("svg", { viewBox: "0 0 1000 460", class: "treemap", role: "img", "aria-label": "Files as rectangles by expected cost, grouped by component; the list below says the same" });
  for (const { thing, x, y, w, h } of squarified([...groups.values()], box)) picture.append(tileGroup(thing, x, y, w, h));
  return el("figure", { tabindex: 0 }, picture, el("figcaption", { class: "faint" }, `The larger, the more changed lines are expected; the darker, the more of its changes were fixes.${costly.length > TILES ? ` Drawn one by one are the ${TILES} costliest; grey is the rest of each component.` : ""}`));
}

function tileGroup(group, x, y, w, h) {
  const named = w > 60 && h > 34;
  const head = named ? 16 : 0;
  const rest = costOf(group.rest.map((file) => file.number));
  const things = group.single.map((file) => ({ file, size: file.cost.cost }));
  if (rest > 0) things.push({ file: null, size: rest });
  const tiles = squarified(things, { x: x + 1, y: y + head, w: Math.max(w - 2, 0), h: Math.max(h - head - 1, 0) });
  return svg("g", {}, named && svg("text", { x: x + 4, y: y + 12, class: "group" }, shortened(componentName(group.component) || "in no component", Math.floor((w - 8) / 7))),
    tiles.map((tile) => tileOf(tile, group)));
}

function tileOf({ thing, x, y, w, h }, group) {
  const { file } = thing;
  const fixes = file && file.cost.changes ? file.cost.fixes / file.cost.changes : 0;
  const title = file ? `${file.path}: ${arithmetic(file.cost, hasLinesOf(file))}` : `${group.rest.length} further files: ${few(thing.size)} lines`;
  const rectangle = svg("rect", { x, y, width: Math.max(w - 1, 0.5), height: Math.max(h - 1, 0.5), class: file ? `tile heat${Math.min(4, Math.floor(fixes * 8))}` : "tile rest" }, svg("title", {}, title));
  if (file) rectangle.addEventListener("click", () => (location.hash = `#file/${file.number}`));
  const name = file ? file.path.split("/").at(-1) : counted(group.rest.length, "further file");
  const label = w > 50 && h > 16 && svg("text", { x: x + 4, y: y + 13, class: "tile-label" }, shortened(name, Math.floor((w - 8) / 6.8)));
  return [rectangle, label];
}

function componentCosts() {
  const rows = audit.components.map((each, number) => ({ ...each, number })).filter((each) => each.cost);
  const table = (caption, name, found) => found.length > 0 && listing(caption,
    [{ title: name, value: (each) => each.title },
      { title: "Files", number: true, value: (each) => each.cost.files },
      { title: "Cost", number: true, value: (each) => each.cost.cost, show: (each) => few(each.cost.cost) },
      { title: "Changes to files", number: true, value: (each) => each.cost.changes_per_quarter, show: (each) => few(each.cost.changes_per_quarter) },
      { title: "Touches others", number: true, value: (each) => each.cost.ripple, show: (each) => each.cost.ripple.toFixed(1), hint: "further components that a commit touches" },
      { title: "People", number: true, value: (each) => each.cost.owners }],
    found, { sort: 2, page: 12 });
  return [table("Components by expected cost", "Component", rows.map((each) => ({ title: componentName(each.number), cost: each.cost }))),
    table("Services by expected cost of their code", "Service", audit.service_costs.map((cost) => ({ title: cost.name, cost })))];
}
