// In how many ways each thing is done: a table capability by component, and the ways that compete.

function waysTwice({ twice }) {
  const byCapability = grouped(twice.capabilities, (way) => way.capability);
  const contested = new Set(twice.contested);
  const order = [...byCapability.keys()].sort((a, b) => contested.has(b) - contested.has(a) || a.localeCompare(b));
  return [
    el("p", {}, "What is done with which packages, by component. Ways compete if one could do what the other does, in the same language; the one that is used most is what the others are held against. That several are there is no fault in itself."),
    !order.length && el("p", {}, "No package is used that the catalogue knows."),
    order.length > 0 && wayTable(order, byCapability, contested),
    contested.size > 0 && pages(order.filter((name) => contested.has(name)).map((name) => byCapability.get(name)), wayCard, 5),
  ];
}

function grouped(things, keyOf) {
  const found = new Map();
  for (const thing of things) {
    if (!found.has(keyOf(thing))) found.set(keyOf(thing), []);
    found.get(keyOf(thing)).push(thing);
  }
  return found;
}

function wayTable(order, byCapability, contested) {
  const uses = grouped([...byCapability.values()].flat().flatMap((way) => way.users), (user) => user.component);
  const components = [...uses.keys()].sort((a, b) => uses.get(b).length - uses.get(a).length || a.localeCompare(b));
  const cell = (ways, component) => {
    const here = ways.filter((way) => way.users.some((user) => user.component === component));
    return el("td", {}, here.map((way, at) => [at > 0 && ", ", way.standing === "other" && el("span", { class: "unlike" }, "≠\u00a0"), breakable(way.way), way.home_made && " (own)"]));
  };
  const row = (name) => el("tr", {},
    el("th", { scope: "row" }, byCapability.get(name)[0].title, contested.has(name) && el("span", { class: "tag new" }, "ways compete")),
    components.map((component) => cell(byCapability.get(name), component)));
  return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Ways by component" },
    el("table", { class: "grid" }, el("caption", {}, "What each component does with what; ≠ another way than most take"),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "What for"), components.map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, order.map(row))));
}

/** A name of a package, which may go on in the next line after a sign. */
function breakable(name) {
  return name.split(/(?<=[/:.])/).flatMap((part) => [part, el("wbr")]);
}

/** The ways that compete, those of one purpose and language together. */
function wayCard(ways) {
  const rivals = [...grouped(ways, (way) => JSON.stringify([way.purpose, way.language])).values()].filter((group) => group.some((way) => way.standing === "other"));
  return el("article", { class: "card" },
    el("h3", {}, ways[0].title, " ", el("span", { class: "faint" }, [...new Set(rivals.flat().map((way) => [way.purpose, way.language].filter(Boolean).join(", ")))].join("; "))),
    el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": `Who does it how: ${ways[0].title}` },
      el("table", {}, el("caption", { class: "unseen" }, `Who does it how: ${ways[0].title}`),
        el("thead", {}, el("tr", {}, ["Way", "Component", "Files", "Expected cost of them", "Where"].map((title) => el("th", { scope: "col" }, title)))),
        el("tbody", {}, rivals.flat().flatMap((way) => way.users.map((user, at) => userRow(way, user, at)))))));
}

function userRow(way, user, at) {
  const rest = user.count - user.sites.length;
  return el("tr", {},
    el("td", {}, at === 0 && [way.standing === "other" && el("span", { class: "unlike" }, "≠ "), el("strong", {}, way.way), way.standing === "usual" && el("span", { class: "tag" }, "most"), way.confidence < 1 && " (known by its shape)"]),
    el("td", {}, user.component, user.owner && el("span", { class: "faint" }, ` ${user.owner}`)),
    el("td", { class: "number" }, user.files), el("td", { class: "number" }, user.cost === null ? "?" : few(user.cost)),
    el("td", {}, user.why && `${user.why}: `, user.sites.slice(0, 3).map((site, number) => [number > 0 && ", ", lineOf(site.path, site.line)]), rest + Math.max(user.sites.length - 3, 0) > 0 && ` and ${rest + Math.max(user.sites.length - 3, 0)} more`));
}
