// Who owns what, and through how many hands it goes. People are counted, not named.

const hasOwners = audit.repositories.some((each) => each.owners.rows.length > 0);

function showOwners() {
  return [
    el("h1", {}, "Owners"),
    el("p", {}, "People are counted over two years, handoffs and rework over one; nobody is named, and none of this says how well anybody works."),
    audit.repositories.filter((each) => each.owners.rows.length).map(ownersOf),
  ];
}

function ownersOf(repository) {
  const { owners } = repository;
  const what = owners.by === "owner" ? "Owner" : "Component";
  return el("section", {},
    severalRepositories && el("h2", {}, repository.name),
    el("p", {}, owners.has_history ? `${counted(owners.files, "file")} of product code, ${owners.people.toLocaleString("en")} people in two years.` : `${counted(owners.files, "file")}; nothing is known of who changed them: ${owners.notes.join(" ")}`),
    listing(`${what}s`, [
      { title: what, value: (each) => each.name || "(nobody)" },
      owners.by === "component" && { title: "Owner", value: (each) => each.owner || "(nobody)" },
      { title: "Files", number: true, value: (each) => each.files },
      ...(owners.has_history ? historyColumns(owners) : []),
    ].filter(Boolean), owners.rows),
    owners.unowned.length > 0 && el("p", {}, `Code without an owner in: ${owners.unowned.join(", ")}`),
    owners.two_answers.length > 0 && [el("h2", {}, "Two answers to who owns it"), el("ul", { class: "plain" }, owners.two_answers.map((each) =>
      el("li", {}, `${each.component}: ${each.declared} in the spec, ${each.others.join(", ")} by CODEOWNERS for ${each.files} of ${counted(each.of, "file")}`)))],
    repository.shared_parts.length > 0 && [el("h2", {}, "Waits for others"), el("ul", { class: "plain" }, repository.shared_parts.map((each) =>
      el("li", {}, `${each.component}: ${each.together} of its ${each.changes} changes also changed code of ${each.waiting.join(", ")}`)))]);
}

function historyColumns(owners) {
  return [
    { title: "Cost", number: true, value: (each) => each.cost, show: (each) => few(each.cost), hint: "changed lines expected in a quarter" },
    { title: "People", number: true, value: (each) => each.people, hint: "who changed any of it in two years" },
    { title: "Fragments", number: true, value: (each) => each.fragments, show: (each) => each.fragments.toFixed(2), hint: "how likely two changes are by two people" },
    { title: "Handoffs", number: true, value: (each) => each.handoffs, hint: "changes in a year by somebody else than the change before" },
    owners.by === "owner" && { title: "Visits", number: true, value: (each) => each.visits, show: (each) => percent(each.visits), hint: "changes by people who mostly change what others own" },
    { title: "One person", number: true, value: (each) => each.one, hint: "files that one person alone changed in two years" },
    { title: "Nobody", number: true, value: (each) => each.nobody, hint: "files that nobody changed in two years" },
  ].filter(Boolean);
}
