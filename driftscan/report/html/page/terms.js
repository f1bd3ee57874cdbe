// What components say of one term, as tables with a column for each.

const TERM_KINDS = {
  meaning: "who or what counts", entity: "fields of a class, table or type", enum: "labels of an enumeration",
  constant: "a constant", copy: "one shape under several names",
};
const RELATIONS = { differs: "differs", unsure: "differs, if one thing is meant", projection: "one has a part of the other", same: "the same" };

function termsTwice({ twice }) {
  const apart = twice.terms.filter((term) => term.relation === "differs");
  const unsure = twice.terms.filter((term) => term.relation === "unsure");
  const rest = twice.terms.filter((term) => !apart.includes(term) && !unsure.includes(term));
  return [
    el("p", {}, "Terms that several components define. That they differ can be meant; then the spec may say whose the term is, and under which name others know it."),
    !twice.terms.length && el("p", {}, "No term is seen to be defined by several components."),
    apart.length > 0 && pages(apart, termCard, 10),
    unsure.length > 0 && [el("h2", {}, "Of one name, and perhaps of two things"), pages(unsure, termCard, 6)],
    rest.length > 0 && [el("h2", {}, "Defined more than once, without a difference that is seen"), pages(rest, termCard, 6)],
    twice.term_count > twice.terms.length && el("p", { class: "faint" },
      `${twice.term_count - twice.terms.length} more: `, el("code", {}, "driftscan definitions --output-format json"))];
}

function termCard(term) {
  return el("article", { class: "card" },
    el("h3", {}, term.name, el("span", { class: term.relation === "differs" ? "tag new" : "tag" }, RELATIONS[term.relation]), el("span", { class: "tag" }, TERM_KINDS[term.kind] || term.kind)),
    term.sentences.length > 0 && el("ul", { class: "plain" }, term.sentences.slice(0, 12).map((each) => el("li", {}, each))),
    term.rows.length > 0 && termTable(term),
    el("p", {}, "Where:"),
    el("ul", { class: "plain" }, term.places.slice(0, 12).map((each) => el("li", {}, `${each.component}: `, lineOf(each.path, each.line),
      ` ${each.name}`, el("span", { class: "faint" }, ` ${[each.form, each.says].filter(Boolean).join(": ")}`))),
      term.count > 12 && el("li", {}, `and ${term.count - 12} more`)));
}

function termTable(term) {
  const rows = [...term.rows].sort((a, b) => b.differs - a.differs);
  return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": `What each says of ${term.name}` },
    el("table", { class: "grid" }, el("caption", { class: "unseen" }, `What each component says of ${term.name}`),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Of what"), term.components.map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, rows.slice(0, 40).map((each) => el("tr", { class: each.differs ? "apart" : "" },
        el("th", { scope: "row" }, each.differs && [el("span", { class: "unlike", "aria-hidden": "true" }, "≠ "), el("span", { class: "unseen" }, "differs: ")],
          each.subject, each.aspect !== each.subject && el("span", { class: "faint" }, ` ${each.aspect}`)),
        each.cells.map((cell) => el("td", {}, cell || "–")))))),
    rows.length > 40 && el("p", { class: "faint" }, `and ${rows.length - 40} more rows, in the JSON`));
}
