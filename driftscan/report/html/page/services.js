// The services, whom each calls and which data each uses; each arrow with its evidence.

function serviceMap(wanted) {
  const { services } = audit.services;
  const detail = el("section", { class: "detail-of-map", role: "status" }, el("p", { class: "faint" }, "Choose a service or an arrow to see the lines that say so."));
  const boxes = services.map((service, at) => {
    const [column, row] = pictures.services.places[at];
    return { label: service.name || "(no name)", note: service.engine || service.kind, column, row, kind: service.kind, tell: () => serviceTold(service) };
  });
  const marked = serviceOverlay();
  const markOf = (source, target) => marked.get(JSON.stringify([services[source].name, services[target].name]));
  const arrows = pictures.services.edges.map(([source, target, weight, against]) => ({ source, target, weight, against: against === 1,
    ...signOf(markOf(source, target)), tell: () => linkTold(services[source].name, services[target].name) }));
  arrows.push(...absentCalls(services, arrows, marked));
  const { picture, show } = drawing("Services and how they talk", boxes, arrows, detail);
  const at = services.findIndex((service) => service.name === wanted);
  if (at >= 0) show(at);
  return [mapHead("services"), el("p", { class: "faint" }, "Who calls stands above whom it calls; stores and brokers have a thick edge. An arrow in red leads against the order of most, or has ✗: findings speak of it. Dotted: planned, and not there."),
    el("div", { class: "map" }, el("div", { class: "canvas" }, picture), detail), markedList([...marked.values()], (name) => name), edgeTable(), librariesOf(), outsideOf()];
}

/** What is planned between services and not there, as more arrows. */
function absentCalls(services, arrows, marked) {
  const position = new Map(services.map((each, at) => [each.name, at]));
  const drawn = new Set(arrows.map((each) => `${each.source} ${each.target}`));
  return [...marked.values()].filter((each) => each.absent.length && !drawn.has(`${position.get(each.source)} ${position.get(each.target)}`))
    .map((each) => ({ source: position.get(each.source), target: position.get(each.target), weight: 1, against: false, absent: true, label: "planned", tell: () => linkTold(each.source, each.target) }));
}

function waysOf(evidence) {
  return el("ul", { class: "plain" }, evidence.map((each) => el("li", {}, lineOf(each.path, each.line), each.what && ` ${each.what}`)));
}

function serviceTold(service) {
  const calls = audit.services.edges.filter((edge) => edge.source === service.name || edge.target === service.name);
  const line = (edge) => el("li", {}, el("button", { type: "button", class: "quiet", "aria-label": `Lines of ${edge.source} → ${edge.target}`,
    onclick: (event) => event.target.closest(".detail-of-map").replaceChildren(...[linkTold(edge.source, edge.target)].flat(Infinity).filter(Boolean)) }, edge.source === service.name ? `→ ${edge.target}` : `← ${edge.source}`), ` ${edge.kind} ${edge.detail}`, doubt(edge.confidence));
  return [el("h2", {}, service.name),
    el("p", {}, [service.kind, service.engine, service.path !== null && service.path !== "" && `code in ${service.path}`, service.aliases.length > 0 && `also called ${service.aliases.join(", ")}`].filter(Boolean).join("; ")),
    service.unsure.length > 0 && el("p", {}, `Likely, not certain: ${service.unsure.join("; ")}`),
    calls.length > 0 && [el("h3", {}, "Talks with"), el("ul", { class: "plain" }, calls.slice(0, 40).map(line))],
    el("h3", {}, "What shows that it is there"), waysOf(service.evidence.slice(0, 12))];
}

/** What is not certain says so. */
function doubt(confidence) {
  return confidence < 0.75 && el("span", { class: "tag" }, `unsure: ${percent(confidence)}`);
}

function linkTold(source, target) {
  const found = audit.services.edges.filter((edge) => edge.source === source && edge.target === target);
  const store = audit.services.datastores.find((each) => each.name === target);
  const use = store && store.accessed_by.find((each) => each.service === source);
  const marked = serviceOverlay().get(JSON.stringify([source, target]));
  return [el("h2", {}, `${source} → ${target}`),
    marked && marked.differing.length > 0 && [el("h3", {}, "Findings"), findingList(marked.differing)],
    marked && marked.absent.length > 0 && [el("h3", {}, "Planned, and not there"), findingList(marked.absent)],
    found.map((edge) => [el("h3", {}, `${edge.kind} ${edge.detail}`, doubt(edge.confidence)), waysOf(edge.evidence)]),
    use && [el("h3", {}, `data: ${MODES[use.mode]}`, doubt(use.confidence)), waysOf(use.evidence.slice(0, 10)),
      use.objects.map((each) => [el("p", {}, `${each.name}: ${MODES[each.mode]}`), waysOf(each.evidence.slice(0, 5))])]];
}

const MODES = { r: "reads", w: "writes", rw: "may read and write", "": "uses" };

function edgeTable() {
  return listing("Calls and messages",
    [{ title: "From", value: (edge) => edge.source }, { title: "To", value: (edge) => edge.target },
      { title: "Kind", value: (edge) => edge.kind }, { title: "What", value: (edge) => edge.detail },
      { title: "Certain", number: true, value: (edge) => edge.confidence, show: (edge) => percent(edge.confidence) }],
    audit.services.edges, { detail: (edge) => waysOf(edge.evidence), key: (edge) => `${edge.source} to ${edge.target}`, page: 40 });
}

function librariesOf() {
  const { libraries } = audit.services;
  return libraries.length > 0 && listing("Libraries of the system's own",
    [{ title: "Library", value: (each) => each.name }, { title: "Folder", value: (each) => each.path },
      { title: "Used by", value: (each) => each.used_by.join(", ") }],
    libraries, { detail: (each) => waysOf(each.evidence), key: (each) => each.name, page: 20 });
}

function outsideOf() {
  const { outside } = audit.services;
  return outside.length > 0 && listing("Hosts outside of the system",
    [{ title: "Host", value: (each) => each.host }, { title: "Called by", value: (each) => each.callers.join(", ") },
      { title: "Lines", number: true, value: (each) => each.calls }],
    outside, { detail: (each) => waysOf(each.evidence), key: (each) => each.host, page: 20 });
}
