// The system from above: services, and the code from components down to files.

const hasServices = audit.services.services.length > 0;
const hasCode = levels[0].items.length > 0;

function showMap(argument) {
  const [first, ...rest] = argument.split("/");
  if (hasServices && (first === "services" || (!first && hasSeveralServices()) || !hasCode)) return serviceMap(rest.join("/"));
  return codeMap(Number(first) || 0);
}

function hasSeveralServices() {
  return pictures.services.edges.length > 1;
}

function mapHead(which) {
  return [el("h1", {}, "Map"),
    hasServices && hasCode && el("p", { class: "switch" },
      el("a", { href: "#map/services", "aria-current": which === "services" && "true" }, "Services"),
      el("a", { href: "#map/0", "aria-current": which === "code" && "true" }, "Code"))];
}

function codeMap(number) {
  const level = levels[number] || levels[0];
  const detail = el("section", { class: "detail-of-map", role: "status" }, el("p", { class: "faint" }, "Choose a box or an arrow to see what it stands for; Enter or a double click opens a box."));
  const drawn = level.items.map((item, at) => ({ item, at })).filter(({ item }) => item.row >= 0);
  const position = new Map(drawn.map(({ at }, place) => [at, place]));
  const boxes = drawn.map(({ item, at }) => boxOf(level, item, at));
  const marked = overlay(levels.indexOf(level));
  const arrows = level.edges.filter(([source, target]) => position.has(source) && position.has(target))
    .map(([source, target, weight, against]) => ({ source: position.get(source), target: position.get(target), weight, against: against === 1,
      ...signOf(marked.get(`${source} ${target}`)), weak: isTestCode(level.items[source]), tell: () => arrowTold(level, source, target) }));
  arrows.push(...absentArrows(levels.indexOf(level), level, position));
  const { picture } = drawing(`Dependencies in ${level.title}`, boxes, arrows, detail);
  return [mapHead("code"), trail(number), el("p", { class: "faint" }, legendOf(level, drawn.length)),
    el("div", { class: "map" }, el("div", { class: "canvas" }, picture), detail), markedList([...marked.values()], (at) => level.items[at].label), pathFinder(), levelTable(level)];
}

/** How an arrow is drawn that findings speak of. */
function signOf(marked) {
  return marked && marked.differing.length ? { differs: true, label: `✗ ${marked.differing.length}` } : {};
}

/** What tests need says little of how the system is built: their arrows step back. */
function isTestCode(item) {
  return filesIn(item).every((number) => files[number].test);
}

function legendOf(level, drawn) {
  const against = level.edges.filter((edge) => edge[3] === 1).length;
  const rest = level.items.length - drawn;
  return `Who needs others stands above them. ${against ? `${counted(against, "arrow")} (red) against that order: each closes a circle. ` : "No arrow leads against that order. "}${drafted === audit.repositories.length || !audit.findings.length ? "" : "✗: findings speak of it; dotted: planned, and not there. "}${rest > 0 ? `Drawn are the ${drawn} boxes with most dependencies; the table has ${rest} more.` : ""}`;
}

function boxOf(level, item, at) {
  const isFile = item.file >= 0;
  const cost = costOf(filesIn(item));
  const note = isFile ? files[item.file].language : counted(item.size, "file");
  return { label: item.label, note: cost ? `${note}, cost ${few(cost)}` : note, column: item.column, row: item.row, kind: isFile ? "file" : "folder",
    open: () => (location.hash = isFile ? `#file/${item.file}` : `#map/${item.inside}`), tell: () => boxTold(level, item, at) };
}

function boxTold(level, item, at) {
  const isFile = item.file >= 0;
  const outward = level.edges.filter((edge) => edge[0] === at);
  const inward = level.edges.filter((edge) => edge[1] === at);
  const line = (other) => (edge) => el("li", {}, el("button", { type: "button", class: "quiet", "aria-label": `Lines of ${level.items[edge[0]].label} → ${level.items[edge[1]].label}`,
    onclick: (event) => event.target.closest(".detail-of-map").replaceChildren(...[arrowTold(level, edge[0], edge[1])].flat(Infinity).filter(Boolean)) }, level.items[edge[other]].label), ` ${counted(edge[2], "dependency")}`, edge[3] === 1 && el("span", { class: "tag new" }, "against the order"));
  return [el("h2", {}, item.label),
    el("p", {}, isFile ? fileLink(item.file, "Look at this file") : el("a", { href: `#map/${item.inside}` }, `Open (${counted(item.size, "file")})`)),
    hasCosts && el("p", {}, `${few(costOf(filesIn(item)))} changed lines a quarter are expected here.`),
    outward.length > 0 && [el("h3", {}, "Needs"), el("ul", { class: "plain" }, outward.map(line(1)))],
    inward.length > 0 && [el("h3", {}, "Is needed by"), el("ul", { class: "plain" }, inward.map(line(0)))]];
}

/** The dependencies that one arrow stands for, each with its lines. */
function arrowTold(level, source, target) {
  const goals = new Set(filesIn(level.items[target]));
  const found = filesIn(level.items[source]).flatMap((number) => after[number].filter((edge) => goals.has(edge.target)));
  const kinds = [...new Set(found.map((edge) => edge.kind))].join(", ");
  const marked = overlay(levels.indexOf(level)).get(`${source} ${target}`);
  return [el("h2", {}, `${level.items[source].label} → ${level.items[target].label}`),
    el("p", {}, `${counted(found.length, "dependency")} (${kinds})`),
    marked && marked.differing.length > 0 && [el("h3", {}, "Findings"), findingList(marked.differing)],
    marked && marked.absent.length > 0 && [el("h3", {}, "Planned"), findingList(marked.absent)],
    el("ul", { class: "plain" }, found.slice(0, 60).map((edge) => el("li", {}, fileLink(edge.source), " needs ", fileLink(edge.target), " (", linesOf(edge), ")"))),
    found.length > 60 && el("p", { class: "faint" }, `and ${found.length - 60} more, in the JSON`)];
}

/** The levels around this one, to go back to. */
function trail(number) {
  const way = [];
  for (let at = number; at > 0; at = levels[at].parent) way.unshift(at);
  return el("nav", { class: "trail", "aria-label": "Where this is" },
    el("a", { href: "#map/0", "aria-current": number === 0 && "true" }, "All code"),
    way.map((at) => [" / ", el("a", { href: `#map/${at}`, "aria-current": at === number && "true" }, levels[at].title)]));
}

function levelTable(level) {
  const degree = level.items.map(() => ({ out: 0, into: 0 }));
  for (const [source, target, weight] of level.edges) {
    degree[source].out += weight;
    degree[target].into += weight;
  }
  const rows = level.order.map((at) => ({ item: level.items[at], ...degree[at] }));
  return listing(`What is in ${level.title}, in this order`,
    [{ title: "Name", value: (each) => each.item.label, show: ({ item }) => (item.file >= 0 ? fileLink(item.file, item.label) : el("a", { href: `#map/${item.inside}` }, item.label)) },
      { title: "Files", number: true, value: (each) => each.item.size },
      { title: "Needs", number: true, value: (each) => each.out, hint: "dependencies on others here" },
      { title: "Needed", number: true, value: (each) => each.into, hint: "dependencies of others here on it" },
      ...(hasCosts ? [{ title: "Cost", number: true, value: (each) => costOf(filesIn(each.item)), show: (each) => few(costOf(filesIn(each.item))) }] : [])],
    rows, { page: 30 });
}
