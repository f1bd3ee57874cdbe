// What findings say of the arrows of the map: places that differ, and planned ones that are not there.

const MARKED = 40; // arrows that are told in words, those with most findings first
const OPEN = ["new", "before", "planned"];
const fileById = new Map(files.filter((file) => file.id).map((file) => [`${file.repository} ${file.id}`, file.number]));

/** The file dependencies that a finding speaks of. */
function pairsOf({ finding, repository }) {
  const steps = finding.chain.length ? finding.chain : [{ to: finding.to, evidence: [finding.where] }];
  return steps.flatMap((step) => {
    const target = fileById.get(`${repository} ${step.to}`);
    return target === undefined ? [] : step.evidence.map((each) => [fileByPath.get(each.path), target]).filter(([source]) => source !== undefined);
  });
}

/** Where two files stand in one picture, each in its own box: [level, source, target]. */
function meeting(source, target) {
  const [one, other] = [wayTo(source), wayTo(target)];
  for (let at = 0; at < Math.min(one.length, other.length); at += 1) {
    if (one[at][1] !== other[at][1]) return [one[at][0], one[at][1], other[at][1]];
  }
  return null;
}

/** By level and arrow: {differing, absent}, each a list of findings. Made when a map is first shown. */
const overlay = (() => {
  let found = null;
  const put = (place, kind, each) => {
    if (!place) return;
    const [level, source, target] = place;
    if (!found.has(level)) found.set(level, new Map());
    const key = `${source} ${target}`;
    const there = found.get(level).get(key) || { source, target, differing: [], absent: [] };
    if (!there[kind].includes(each)) there[kind].push(each);
    found.get(level).set(key, there);
  };
  return (level) => {
    if (!found) {
      found = new Map();
      for (const each of audit.findings.filter(({ finding }) => OPEN.includes(finding.status))) {
        if (each.finding.nature === "absence") put(componentPair(each), "absent", each);
        else for (const [source, target] of pairsOf(each)) put(meeting(source, target), "differing", each);
      }
    }
    return found.get(level) || new Map();
  };
})();

/** Boxes of the outermost picture by component. */
const componentBoxes = new Map(levels[0].items.map((item, at) => {
  const component = audit.components[files[filesIn(item)[0]]?.component];
  return [component ? `${component.repository} ${component.name}` : "", at];
}));

function componentPair({ finding, repository }) {
  const [source, target] = [finding.from_component, finding.to_component].map((name) => componentBoxes.get(`${repository} ${name}`));
  return source === undefined || target === undefined || source === target ? null : [0, source, target];
}

/** By a pair of services {differing, absent}: what findings say of calls and of data. */
const serviceOverlay = (() => {
  const all = audit.services.services;
  const names = new Map([...all.flatMap((each) => each.aliases.map((name) => [name, each.name])), ...all.map((each) => [each.name, each.name])]);
  const named = (text) => text.split(" and ").map((each) => names.get(each) || names.get(each.replace(/^service:/, "").split(/[ /]/)[0])).filter(Boolean);
  let found = null;
  return () => {
    if (found) return found;
    found = new Map();
    for (const each of audit.findings.filter(({ finding }) => OPEN.includes(finding.status) && !finding.kind.includes("import"))) {
      for (const source of named(each.finding.from)) {
        for (const target of named(each.finding.to).filter((name) => name !== source)) {
          const key = JSON.stringify([source, target]);
          if (!found.has(key)) found.set(key, { source, target, differing: [], absent: [] });
          found.get(key)[each.finding.nature === "absence" ? "absent" : "differing"].push(each);
        }
      }
    }
    return found;
  };
})();

/** Findings as a list that leads to each. */
function findingList(found) {
  return el("ul", { class: "plain" }, found.slice(0, 20).map(({ finding }) => el("li", {},
    el("a", { href: `#findings/${finding.id}` }, finding.rule), `: ${finding.message}`)),
    found.length > 20 && el("li", {}, `and ${found.length - 20} more`));
}

/** The arrows of a level that are planned and have no dependency yet, as more arrows to draw. */
function absentArrows(number, level, position) {
  const drawn = new Set(level.edges.map(([source, target]) => `${source} ${target}`));
  return [...overlay(number).values()].filter((each) => each.absent.length && !drawn.has(`${each.source} ${each.target}`) && position.has(each.source) && position.has(each.target))
    .map((each) => ({ source: position.get(each.source), target: position.get(each.target), weight: 1, against: false, absent: true, label: "planned",
      tell: () => [el("h2", {}, `${level.items[each.source].label} → ${level.items[each.target].label}`), el("p", {}, "Planned, and not there:"), findingList(each.absent)] }));
}

/** In words what the picture marks. */
function markedList(all, nameOf) {
  const most = (one, other) => other.differing.length - one.differing.length;
  const [differing, absent] = [all.filter((each) => each.differing.length).sort(most), all.filter((each) => each.absent.length)];
  if (!differing.length && !absent.length) return null;
  const row = (kind) => (each) => el("li", {}, `${nameOf(each.source)} → ${nameOf(each.target)}: `,
    each[kind].slice(0, 6).map(({ finding }, at) => [at > 0 && ", ", el("a", { href: `#findings/${finding.id}` }, finding.rule)]), each[kind].length > 6 && ` and ${each[kind].length - 6} more`);
  return el("details", { open: true }, el("summary", {}, `Where it differs: ${counted(differing.length, "arrow")} with findings, ${absent.length.toLocaleString("en")} planned and not there`),
    differing.length > 0 && el("ul", { class: "plain" }, differing.slice(0, MARKED).map(row("differing")), differing.length > MARKED && el("li", {}, `and ${differing.length - MARKED} more`)),
    absent.length > 0 && [el("p", {}, "Planned, and not there:"), el("ul", { class: "plain" }, absent.slice(0, MARKED).map(row("absent")))]);
}
