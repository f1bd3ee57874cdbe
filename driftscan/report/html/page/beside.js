// Two functions side by side: a row for each line, with a sign where they differ.

const SIGNS = { apart: ["≠", "differs"], other: ["~", "differs, and the others differ here, too"] };

function besideTable(family) {
  const [one, other] = family.members;
  const head = (member, first) => el("th", { scope: "colgroup", colspan: 2 },
    member.component || "in no component", " ", el("span", { class: "faint" }, first && family.odd ? "the odd one" : `${member.name}`));
  return el("table", { class: "beside" },
    el("caption", {}, `${one.name} line by line: ${legendOfSides(family)}`),
    el("colgroup", {}, ["sign", "line", "text", "line", "text"].map((each) => el("col", { class: each }))),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, el("span", { class: "unseen" }, "Differs")), head(one, true), head(other, false))),
    el("tbody", {}, family.beside.map(([mark, here, hereText, there, thereText]) => sideRow(mark, here, hereText, there, thereText))));
}

function legendOfSides(family) {
  const has = (mark) => family.beside.some((each) => each[0] === mark);
  const told = [
    has("apart") && (family.odd ? "≠ differs, and the others agree" : "≠ differs"),
    has("other") && "~ differs, and so do the others",
    has("names") && "grey: the same but for names, layout or comments",
  ].filter(Boolean);
  return told.join("; ") || "nothing differs but names";
}

function sideRow(mark, here, hereText, there, thereText) {
  if (mark === "folded") {
    const most = Math.max(here, there);
    return el("tr", { class: "folded" }, el("td"), el("td", { colspan: 4 }, `${counted(most, "line")} that do not differ`));
  }
  const [sign, words] = SIGNS[mark] || ["", ""];
  const both = here && there && sign;
  const [left, right] = both ? differing(hereText, thereText) : [[hereText], [thereText]];
  return el("tr", { class: mark },
    el("td", { class: "sign" }, sign && [el("span", { "aria-hidden": "true" }, sign), el("span", { class: "unseen" }, words)]),
    el("td", { class: "line" }, here || ""), el("td", { class: "text" }, left),
    el("td", { class: "line" }, there || ""), el("td", { class: "text" }, right));
}

/** Two texts with what differs in their middle marked. */
function differing(one, other) {
  let from = 0;
  while (from < one.length && from < other.length && one[from] === other[from]) from += 1;
  let upto = 0;
  while (upto < Math.min(one.length, other.length) - from && one.at(-1 - upto) === other.at(-1 - upto)) upto += 1;
  const marked = (text) => {
    const middle = text.slice(from, text.length - upto);
    return [text.slice(0, from), middle && el("mark", {}, middle), text.slice(text.length - upto)];
  };
  return [marked(one), marked(other)];
}
