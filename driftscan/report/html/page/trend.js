// Where the system came from: measures and findings at points of the past, by the rules of today.

const trends = audit.repositories.filter((each) => each.trend);
const withoutTrend = audit.repositories.filter((each) => !each.trend && each.without_trend);
const MEASURES = {
  findings: "findings", cross_component_dependencies: "dependencies between modules of different components",
  component_dependencies: "pairs of components, one needing the other", cyclic_components: "components in circles",
  cyclic_modules: "modules in circles", modules: "modules", external_packages: "packages from outside",
  job_runners: "packages that run jobs", assigned: "share of modules in a component", unresolved: "share of references without target",
  unread_files: "files that could not be read", services: "services", service_calls: "pairs of services, one calling the other",
  shared_data_sets: "data sets that services of several code bases use", changes: "commits in the 90 days before", cross_component_changes: "share of commits that touch several components",
};

function showTrend() {
  return [
    el("h1", {}, "Trend"),
    trends.map(trendOf),
    withoutTrend.map((each) => [severalRepositories && el("h2", {}, each.name), noTrend(each)])];
}

function noTrend(each) {
  return [el("p", {}, "No points of the past are known here."), el("p", {}, `How to get them: ${each.without_trend}.`),
    el("p", { class: "faint" }, "Points that are kept in .driftscan/history.sqlite are shown by the next audit.")];
}

function trendOf(repository) {
  const { points, goals, decisions, notes, rules } = repository.trend;
  return el("section", {},
    severalRepositories && el("h2", {}, repository.name),
    el("p", {}, `${counted(points.length, "point")} from ${points[0].day} to ${points.at(-1).day}. At each the code as it was committed then is held against ${repository.draft ? "the draft that describes the code of today" : "the spec of today"}, so a curve falls because the code changed, not because the rules did.`),
    findingCurve(points),
    measureTable(points, goals),
    Object.keys(rules).length > 0 && ruleTable(points, rules),
    pointTable(repository),
    decisions.length > 0 && decisionList(decisions),
    notes.map((note) => el("p", { class: "faint" }, `Note: ${note}`)));
}

function reading(value, whole) {
  return whole === null ? value.toLocaleString("en") : percent(value);
}

function measureTable(points, goals) {
  const goal = new Map(goals.map((each) => [each.measure, each]));
  const names = [...new Set([...goal.keys(), ...points.flatMap((point) => Object.keys(point.measures))])];
  const rows = names.map((name) => ({ name, found: points.map((point) => point.measures[name]).filter(Boolean) })).filter((each) => each.found.length > 0);
  const text = (one) => reading(one.value, one.whole);
  return listing("Measures", [
    { title: "Measure", value: (each) => each.name, show: (each) => [el("span", {}, MEASURES[each.name] || each.name)] },
    { title: "First", number: true, value: (each) => each.found[0].value, show: (each) => text(each.found[0]) },
    { title: "Now", number: true, value: (each) => each.found.at(-1).value, show: (each) => el("strong", {}, text(each.found.at(-1))) },
    { title: "Change", number: true, value: (each) => each.found.at(-1).value - each.found[0].value, show: (each) => changeOf(each.found) },
    { title: "Course", value: () => 0, show: (each) => sparkline(each.found.map((one) => one.value)) },
    ...(goals.length ? [{ title: "Goal", value: (each) => (goal.get(each.name) || { goal: "" }).goal, show: (each) => goalOf(goal.get(each.name)) }] : []),
  ], rows);
}

function changeOf(found) {
  const change = found.at(-1).value - found[0].value;
  if (Math.abs(change) < 1e-9) return "0";
  const sign = change > 0 ? "+" : "−";
  return found[0].whole === null ? `${sign}${Math.abs(change).toLocaleString("en")}` : `${sign}${Math.abs(change * 100).toFixed(1)} points`;
}

function goalOf(goal) {
  if (!goal) return "";
  return [goal.goal, " ", goal.met === null ? "" : el("span", { class: goal.met ? "tag" : "tag new" }, goal.met ? "met" : "not met")];
}

function ruleTable(points, rules) {
  const rows = Object.entries(rules).map(([name, counts]) => ({ name, counts }));
  return listing("Findings by rule", [
    { title: "Rule", value: (each) => each.name },
    { title: "First", number: true, value: (each) => each.counts[0] },
    { title: "Now", number: true, value: (each) => each.counts.at(-1) },
    { title: "Course", value: () => 0, show: (each) => sparkline(each.counts) },
  ], rows, { sort: 2, page: 20 });
}

/** What came and went between a point and the one before it. */
function pointTable(repository) {
  const { points, findings } = repository.trend;
  const named = new Map(findings.map((each) => [each.id, each]));
  const rows = points.map((point, at) => {
    const before = new Set(at ? points[at - 1].findings : point.findings);
    const here = new Set(point.findings);
    return { point, came: point.findings.filter((id) => !before.has(id)), went: at ? points[at - 1].findings.filter((id) => !here.has(id)) : [] };
  }).reverse();
  const list = (title, ids) => ids.length > 0 && [el("p", {}, title), el("ul", { class: "plain" }, ids.slice(0, 30).map((id) => el("li", {}, passing(id, named.get(id)))), ids.length > 30 && el("li", {}, `and ${ids.length - 30} more`))];
  return listing("Points, the newest first", [
    { title: "Day", value: (each) => each.point.day },
    { title: "Commit", value: (each) => each.point.commit, show: (each) => [el("code", {}, each.point.commit.slice(0, 10)), " ", shortened(each.point.subject, 60)] },
    { title: "Findings", number: true, value: (each) => each.point.findings.length },
    { title: "Came", number: true, value: (each) => each.came.length },
    { title: "Went", number: true, value: (each) => each.went.length },
  ], rows, { page: 12, key: (each) => each.point.day, detail: (each) => [list("Came since the point before:", each.came), list("Went since the point before:", each.went), !each.came.length && !each.went.length && el("p", {}, "The same findings as at the point before.")] });
}

function passing(id, known) {
  if (!known) return id;
  const text = known.to ? `${known.rule}: ${known.from} → ${known.to}` : `${known.rule}: ${known.from}`;
  return audit.findings.some((each) => each.finding.id === id) ? el("a", { href: `#findings/${id}` }, text) : text;
}

function decisionList(decisions) {
  return [el("h2", {}, "Decisions"), el("ul", { class: "plain" }, decisions.map((each) => el("li", {},
    el("strong", {}, each.title), each.date ? ` (${each.date})` : "", each.why ? `: ${each.why}` : "",
    each.effects.length > 0 && el("ul", { class: "plain" }, each.effects.map((effect) => el("li", {},
      `${MEASURES[effect.measure] || effect.measure}: ${reading(effect.at.value, effect.at.whole)} then, ${reading(effect.now.value, effect.now.whole)} now; ${effect.verdict}`))))))];
}
