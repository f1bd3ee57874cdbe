// The same thing twice: functions, ways of doing something, and what is meant by a term.

const repositoriesTwice = audit.repositories.filter((each) => each.twice);
const TWICE = [
  ["functions", "Functions", (twice) => twice.families.length],
  ["capabilities", "Ways of doing something", (twice) => twice.capabilities.length],
  ["definitions", "Definitions", (twice) => twice.terms.length],
].map(([name, title, count]) => ({ name, title, count: repositoriesTwice.reduce((sum, each) => sum + count(each.twice), 0) }));
const hasTwice = TWICE.some((each) => each.count > 0);

function showTwice(argument) {
  const wanted = argument.split("/")[0];
  const part = TWICE.find((each) => each.name === wanted) || TWICE.find((each) => each.count > 0) || TWICE[0];
  const shows = { functions: functionsTwice, capabilities: waysTwice, definitions: termsTwice };
  return [
    el("h1", {}, "Same thing twice"),
    el("p", { class: "switch" }, TWICE.map((each) =>
      el("a", { href: `#twice/${each.name}`, "aria-current": each === part && "true" }, each.title))),
    repositoriesTwice.map((each) => [severalRepositories && el("h2", {}, each.name), shows[part.name](each)])];
}

function functionsTwice({ twice }) {
  const clear = twice.families.filter((each) => each.clear);
  const rest = twice.families.filter((each) => !each.clear);
  return [
    el("p", {}, `Functions of several components that solve the same problem, of ${counted(twice.functions, "function")} compared. Names of locals and literals do not count, what is called does. Where one of three and more differs from others that agree, it comes first: it may be a fault that was mended elsewhere, or one that was brought in here.`),
    twice.by === "tree" && el("p", { class: "faint" }, "No spec names components, so packages or folders stand for them."),
    !twice.families.length && el("p", {}, "No two components have functions so much alike."),
    clear.length > 0 && pages(clear, familyCard, 8),
    rest.length > 0 && [el("h2", {}, "Alike, perhaps by chance"), pages(rest, familyCard, 4)],
    twice.family_count > twice.families.length && el("p", { class: "faint" },
      `${twice.family_count - twice.families.length} more families: `, el("code", {}, "driftscan duplicates --output-format json"))];
}

function familyCard(family) {
  const names = [...new Set(family.members.map((each) => each.name))];
  const title = `${names.slice(0, 2).join(", ")} in ${family.components.map((each) => each || "no component").join(", ")}`;
  return el("article", { class: "card" },
    el("h3", {}, title, family.odd && el("span", { class: "tag new" }, "one differs")),
    el("p", {}, `${counted(family.count, "function")}; all have ${percent(family.shared)} of the smallest; ${counted(family.extra_lines, "line")} would not be there if one served all.`),
    el("ul", { class: "plain" }, family.members.map((member, at) => twinItem(member, family.odd && at === 0)),
      family.count > family.members.length && el("li", {}, `and ${family.count - family.members.length} more`)),
    family.beside.length > 0 && el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": `Side by side: ${title}` }, besideTable(family)));
}

function twinItem(member, isOdd) {
  return el("li", {}, isOdd && el("strong", {}, "the odd one: "), `${member.component || "in no component"}: `,
    lineOf(member.path, member.start), `–${member.end}`, ` ${member.name}`, member.owner && el("span", { class: "faint" }, ` ${member.owner}`));
}
