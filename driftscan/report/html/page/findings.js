// Where the code differs from its spec or draft; circles; contracts without another side.

const drafted = audit.repositories.filter((each) => each.draft).length;

function showFindings(argument) {
  const chosen = { rule: "", component: "", owner: "", status: "", words: "" };
  const list = el("div");
  const count = el("p", { role: "status" });
  const draw = () => {
    const found = audit.findings.filter((each) => fits(each, chosen));
    count.textContent = `${counted(found.length, "finding")} of ${audit.findings.length.toLocaleString("en")}`;
    list.replaceChildren(...pages(found, findingCard));
  };
  draw();
  const wanted = audit.findings.find((each) => each.finding.id === argument);
  return [
    el("h1", {}, "Findings"),
    audit.findings.length > 0 && [
      el("p", {}, drafted === audit.repositories.length
        ? `Nobody has declared a target state. These are places where the code goes against what it mostly does itself, which is what the drafted spec says.${untoldText()}`
        : "Places where the code differs from its spec, those first that bind the code most expensive to change."),
      wanted && el("section", { "aria-label": "The finding asked for" }, findingCard(wanted)),
      filters(chosen, draw), count, list],
    audit.cycles.length > 0 && [
      el("h2", { id: "circles" }, "Circles of files"),
      el("p", {}, "None of these files can be understood, tested or moved without the others. Test code takes no part."),
      pages(audit.cycles, knotCard)],
    audit.together_files.length > 0 && [
      el("h2", {}, "Change together"),
      el("p", {}, "Files of different components that change in the same commits more often than chance explains, though no import says why."),
      el("ul", { class: "plain" }, audit.together_files.slice(0, 50).map(pairRow))],
    audit.unmet.length > 0 && [el("h2", {}, "Without another side"), unmetList()],
  ];
}

/** How the list differs from what the summary counts as places against the draft. */
function untoldText() {
  const count = (why) => audit.findings.filter((each) => each.untold === why).length;
  const guessed = count("guess");
  const elsewhere = count("elsewhere");
  if (!guessed && !elsewhere) return "";
  const apart = [
    guessed > 0 && `${guessed.toLocaleString("en")} past interfaces that the draft takes from imports and exports`,
    elsewhere > 0 && `${elsewhere.toLocaleString("en")} outside of product code`].filter(Boolean).join(" and ");
  const told = audit.findings.length - guessed - elsewhere;
  return ` The summary counts ${told ? told.toLocaleString("en") : "none"} of them; apart are ${apart}.`;
}

function fits({ finding }, chosen) {
  const words = `${finding.message} ${finding.from} ${finding.to} ${finding.rule}`.toLowerCase();
  return (!chosen.rule || finding.rule === chosen.rule) &&
    (!chosen.component || [finding.from_component, finding.to_component].includes(chosen.component)) &&
    (!chosen.owner || [finding.owner, finding.from_owner, finding.to_owner].includes(chosen.owner)) &&
    (!chosen.status || finding.status === chosen.status) && words.includes(chosen.words);
}

function filters(chosen, draw) {
  const all = (pick) => [...new Set(audit.findings.flatMap((each) => pick(each.finding)).filter(Boolean))].sort();
  const choice = (title, name, values) => values.length > 1 && el("label", {}, title, " ",
    el("select", { onchange: (event) => { chosen[name] = event.target.value; draw(); } },
      el("option", { value: "" }, "all"), values.map((value) => option(value))));
  return el("form", { class: "filters", onsubmit: (event) => event.preventDefault() },
    choice("Rule", "rule", all((each) => each.rule)),
    choice("Component", "component", all((each) => [each.from_component, each.to_component])),
    choice("Owner", "owner", all((each) => [each.owner, each.from_owner, each.to_owner])),
    choice("Status", "status", all((each) => each.status)),
    el("label", {}, "Words ", el("input", { type: "search", oninput: (event) => { chosen.words = event.target.value.toLowerCase(); draw(); } })));
}

/** An entry of a list to choose from: its value is the text as it is, what is shown is plain. */
function option(value) {
  const entry = el("option", {}, value);
  entry.value = value;
  return entry;
}

/** A list that grows: the first of many things, and a button for more. */
function pages(things, show, size = 25) {
  const box = el("div");
  let shown = 0;
  const more = el("button", { type: "button", onclick: () => grow() });
  function grow() {
    box.append(...things.slice(shown, shown + size).map(show));
    shown = Math.min(shown + size, things.length);
    more.hidden = shown >= things.length;
    more.textContent = `Show more (${(things.length - shown).toLocaleString("en")} left)`;
  }
  grow();
  return [box, more];
}

function findingCard({ finding, cost, fix, repository }) {
  const title = finding.to ? `${finding.from} → ${finding.to}` : finding.from;
  return el("article", { class: "card" },
    el("h3", {}, title, statusTag(finding, repository), finding.severity === "warning" && el("span", { class: "tag" }, "warning")),
    el("p", {}, finding.message),
    el("dl", {},
      row("Rule", finding.rule), finding.reason && row("Reason", finding.reason), finding.note && row("Note", finding.note),
      row("Where", finding.nature === "absence" ? el("code", {}, `${finding.where.path}:${finding.where.line}`) : lineOf(finding.where.path, finding.where.line)),
      finding.owner && row("Decides", finding.owner),
      (finding.from_owner || finding.to_owner) && row("Code of", [finding.from_owner || "nobody", finding.to_owner && finding.to_owner !== finding.from_owner ? ` → ${finding.to_owner}` : ""]),
      cost !== null && row("Binds", `code in which ${few(cost)} changed lines a quarter are expected`),
      finding.adr && row("Decided in", el("code", {}, finding.adr))),
    finding.chain.length > 1 && [el("p", {}, "The way:"), el("ol", { class: "plain" }, finding.chain.map((step) =>
      el("li", {}, `${step.from} → ${step.to} `, evidenceOf(step.evidence), step.evidence.length > 0 && quoteOf(step.evidence[0].path, step.evidence[0].line))))],
    finding.chain.length <= 1 && [quoteOf(finding.where.path, finding.where.line), othersOf(finding)],
    finding.cut.length > 0 && [el("p", {}, "What would end it: without"), el("ul", { class: "plain" }, finding.cut.map((cut) =>
      el("li", {}, `${cut.from} → ${cut.to} (${counted(cut.statements, "statement")})`)))],
    el("p", { class: "fix" }, el("strong", {}, "To end it: "), withCode(fix), orElse(finding).map(withCode)),
    copyButton(() => findingMarkdown(finding, cost, fix), title));
}

/** Further places of a finding, the first of them with their lines. */
function othersOf(finding) {
  const others = finding.evidence.filter((each) => each.path !== finding.where.path || each.line !== finding.where.line);
  return others.length > 0 && [el("p", {}, "Also: ", evidenceOf(others)), others.slice(0, 2).map((each) => quoteOf(each.path, each.line))];
}

/** What else there is to do about it, which is a decision. */
function orElse({ id, status }) {
  return status === "new" ? [` If it is meant to be: say so in the spec, or accept it with a reason: \`driftscan baseline --accept ${id} --reason "..."\``] : [];
}

/** A sentence of driftscan's own, what stands between backticks as code. */
function withCode(text) {
  return text.split("`").map((part, at) => (at % 2 ? el("code", {}, part) : part));
}

/** What differs from a draft is not new: nobody had said anything before. */
function statusTag(finding, repository) {
  return !audit.repositories[repository].draft && el("span", { class: `tag ${finding.status}` }, finding.status);
}

function row(term, value) {
  return [el("dt", {}, term), el("dd", {}, value)];
}

function evidenceOf(places) {
  return places.slice(0, 10).map((each, at) => [at ? ", " : "", lineOf(each.path, each.line)]);
}

function findingMarkdown(finding, cost, fix) {
  const places = [finding.where, ...finding.chain.flatMap((step) => step.evidence), ...finding.evidence];
  const unique = [...new Map(places.map((each) => [`${each.path}:${each.line}`, each])).values()];
  const cuts = finding.cut.map((cut) => `- ${markdownCode(`${cut.from} -> ${cut.to}`)} (${counted(cut.statements, "statement")})`);
  return [
    `${markdownCode(finding.rule)}: ${markdownCode(finding.message)}`, "",
    ...(finding.reason ? [`Reason: ${markdownCode(finding.reason)}`, ""] : []),
    ...unique.slice(0, 10).map((each) => `- ${markdownPlace(each.path, each.line)}${lineAt(each.path, each.line) ? `: ${markdownCode(lineAt(each.path, each.line))}` : ""}`), "",
    ...(cuts.length ? ["What would end it: without", "", ...cuts, ""] : []),
    `To end it: ${fix}`, "",
    ...(cost === null ? [] : [`It binds code in which ${few(cost)} changed lines a quarter are expected.`, ""]),
    `_driftscan ${finding.id}_`, "",
  ].join("\n");
}

const UNMET = {
  http: "asks for what it is not seen to serve", grpc: "asks for what it is not seen to serve",
  publish: "sends what nobody is seen to take", consume: "takes what nobody is seen to send", unused: "offers what nobody is seen to ask for",
};

function unmetList() {
  return listing("Requests, messages and interfaces of which one side alone is seen",
    [{ title: "Service", value: (each) => each.service },
      { title: "What", value: (each) => `${UNMET[each.kind] || each.kind}${each.kind === "unused" ? "" : `: ${each.other}`}` },
      { title: "Which", value: (each) => each.what },
      { title: "Where", value: (each) => each.where.path, show: (each) => lineOf(each.where.path, each.where.line) },
      { title: "Nearest there is", value: (each) => each.known.slice(0, 2).join(", ") }],
    [...audit.unmet].sort((a, b) => (a.kind === "unused") - (b.kind === "unused")));
}
