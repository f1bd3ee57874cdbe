// The first page: what to look at first, what stands out, what there is, and how much was looked at.

function showSummary() {
  return [
    el("h1", {}, audit.headline),
    el("h2", {}, audit.first.length ? "Look at first" : "Nothing to look at first"),
    el("ol", { class: "cards" }, audit.first.map(firstThing)),
    sentences("What stands out", audit.verdict),
    sentences("What is here, as far as it was seen", audit.inventory),
    el("h2", {}, "What was looked at"),
    audit.repositories.map(coverageOf),
    servicesRead(),
    audit.repositories.map(draftOf),
    el("p", { class: "faint" }, `Made by driftscan ${audit.driftscan}. The report shows what is there and what differs, with the lines that say so; it does not say what is right.`),
  ];
}

function sentences(title, said) {
  if (!said.length) return null;
  return [el("h2", {}, title),
    el("ul", { class: "verdict" }, said.map((each) => el("li", {}, each.text, " ", each.view === "trend" && trendLine(each.text), " ", shownIn(each.view))))];
}

/** The findings over the years that a sentence speaks of, as a line. */
function trendLine(text) {
  const told = trends.find((each) => !severalRepositories || text.startsWith(`${each.name}: `));
  return told && sparkline(told.trend.points.map((point) => point.findings.length), { width: 130 });
}

/** A link to the view that shows why, unless that one has nothing to show. */
function shownIn(name) {
  const known = VIEWS.find((each) => each.name === name);
  return known && el("a", { href: `#${name}`, class: "more" }, known.title);
}

function firstThing(thing) {
  const hash = thing.finding ? `findings/${thing.finding}` : thing.view;
  return el("li", { class: "card" },
    el("h3", {}, arrows(thing.title)),
    el("p", {}, arrows(thing.reason)),
    thing.cost !== null && thing.kind !== "cost" && el("p", {}, `${few(thing.cost)} changed lines a quarter are expected in the files that it ties together.`),
    thing.owner && el("p", {}, `Decides: ${thing.owner}`),
    thing.files.length > 0 && el("ul", { class: "plain" }, thing.files.slice(0, 3).map((number) =>
      el("li", {}, fileLink(number), files[number].cost ? ` (${few(files[number].cost.cost)} lines a quarter)` : ""))),
    VIEWS.some((each) => each.name === thing.view) && el("p", {}, el("a", { href: `#${hash}` }, "See the evidence")));
}

function coverageOf(each) {
  const read = each.coverage;
  const left = [...read.skipped.map((file) => [file, "not read"]), ...read.problems.map((file) => [file, "read in part"])];
  return el("section", {},
    severalRepositories && el("h3", {}, each.name),
    el("p", {}, `Checked ${read.checked.toLocaleString("en")} of ${counted(read.files, "file")}; `,
      `${read.unresolved.toLocaleString("en")} of ${counted(read.references, "reference")} into the code unresolved; `,
      `${read.ignored.toLocaleString("en")} ignored, ${read.left_out.length.toLocaleString("en")} left out.`),
    each.history ? el("p", {}, historyOf(each.history)) : el("p", {}, `No costs: ${each.without_history || "no history was read"}`),
    [...each.notes, ...(each.history ? each.history.notes : [])].map((note) => el("p", { class: "faint" }, `Note: ${note}`)),
    left.length > 0 && opened(`${counted(left.length, "file")} not read in full`, () => el("ul", { class: "plain" },
      left.slice(0, 200).map(([file, how]) => el("li", {}, lineOf(each.prefix + file.path, file.line), `: ${how}, ${file.message}`)))),
    each.unresolved.length > 0 && opened(`${counted(each.unresolved.length, "reference")} whose target is not known`, () => listing(
      "References without a known target",
      [{ title: "Where", value: (row) => row.path, show: (row) => lineOf(each.prefix + row.path, row.line) },
        { title: "Written", value: (row) => row.written },
        { title: "Why", value: (row) => row.cause }], each.unresolved)),
    read.left_out.length > 0 && opened(`${counted(read.left_out.length, "path")} left out`, () => el("ul", { class: "plain" },
      read.left_out.slice(0, 200).map((path) => el("li", {}, el("code", {}, path.path), `: ${path.reason}`)))));
}

const OMITTED = {
  bots: "by bots", bulk: "too large to say anything of single files", reformatting: "that only reformat",
  copies: "that stand twice, since a branch was merged beside its rebased copy",
  "ignore-revs": "that .git-blame-ignore-revs names", boundary: "where the clone was cut off",
};

function historyOf(history) {
  const omitted = Object.entries(history.left_out).map(([reason, each]) =>
    `${counted(each.commits, "commit")} ${OMITTED[reason] || reason} (${percent(each.share)} of the lines)`);
  return `Costs were learnt from ${counted(history.commits, "commit")} from ${history.since} to ${history.date}. Left out: ${
    [...omitted, `${counted(history.merges, "merge")} (what they bring is in their parents)`, "tests, documentation, examples, generated and vendored files"].join("; ")}.`;
}

function servicesRead() {
  const read = audit.services.coverage;
  if (!read.files) return null;
  const lost = audit.services.unresolved;
  return el("section", {},
    el("p", {}, `Asked ${counted(read.files, "file")} about services, ${read.checked.toLocaleString("en")} of them could be read; `,
      `${counted(lost.length, "call")} lead to a target that is not known.`),
    lost.length > 0 && opened(`${counted(lost.length, "call")} without a known target`, () => listing("Calls without a known target",
      [{ title: "Where", value: (row) => row.path, show: (row) => lineOf(row.path, row.line) },
        { title: "Written", value: (row) => row.written }, { title: "Why", value: (row) => row.cause }], lost)));
}

function draftOf(each) {
  if (!each.draft) return null;
  const text = el("pre", { tabindex: 0, "aria-label": "Drafted driftscan.yaml" });
  text.textContent = plainLines(each.draft);
  return el("section", {},
    el("h2", {}, severalRepositories ? `A first target state for ${each.name}` : "A first target state"),
    el("p", {}, "Nobody has declared one. This draft describes the code as it mostly is; ", el("code", {}, "driftscan init"), " writes it. Change what should be otherwise."),
    opened("driftscan.yaml", () => [text, copyDraft(each.draft)]));
}

function copyDraft(draft) {
  const button = copyButton(() => draft, "the draft");
  button.textContent = "Copy";
  return button;
}

/** A part that is made when it is opened. */
function opened(title, make) {
  const inside = el("div");
  const details = el("details", {}, el("summary", {}, title), inside);
  details.addEventListener("toggle", () => {
    if (details.open && !inside.hasChildNodes()) inside.append(...[make()].flat(Infinity).filter(Boolean));
  });
  return details;
}
