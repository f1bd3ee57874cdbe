// Who reads and writes what: stores, the data sets in them, and those that several code bases use.

const hasData = audit.services.datastores.some((store) => store.accessed_by.length > 0);

function showData(wanted) {
  return [
    el("h1", {}, "Data"),
    el("p", {}, "What the code is seen to do. A data set that is used in ways nobody can read from the code (a query put together at run time, another program) is not in here."),
    sharedTable(),
    audit.services.datastores.filter((store) => store.accessed_by.length).map((store) => storeOf(store, wanted)),
  ];
}

function sharedTable() {
  if (!audit.shared_data.length) return el("p", {}, "No data set is seen to be used by services of several code bases.");
  return listing("Data sets that services of several code bases use",
    [{ title: "Data set", value: (each) => each.name, show: (each) => el("a", { href: `#data/${each.name}` }, each.name) },
      { title: "Store", value: (each) => [each.store, each.database].filter(Boolean).join(" / ") },
      { title: "Written by", value: (each) => each.writers.join(", ") },
      { title: "May be written by", value: (each) => each.mappers.join(", "), hint: "a class is mapped to it; whether anything is written is not seen" },
      { title: "Else used by", value: (each) => each.readers.join(", ") },
      { title: "Code bases", number: true, value: (each) => each.able, hint: "that write it, or may" }],
    audit.shared_data, { page: 30, key: (each) => each.name, detail: (each) => usesOf(each.store, each.name) });
}

/** Every line that uses a data set, by service. */
function usesOf(storeName, name) {
  const store = audit.services.datastores.find((each) => each.name === storeName);
  const found = store ? store.accessed_by.map((use) => [use, use.objects.filter((each) => each.name === name)]) : [];
  return found.filter(([, objects]) => objects.length).map(([use, objects]) =>
    objects.map((each) => [el("p", {}, `${use.service} ${MODES[each.mode]}`, doubt(use.confidence)), waysOf(each.evidence)]));
}

function storeOf(store, wanted) {
  const names = [...new Set(store.accessed_by.flatMap((use) => use.objects.map((each) => each.name)))].sort();
  const holds = names.includes(wanted);
  const part = el("details", { open: holds || names.length <= 40 }, el("summary", {}, `${store.name}${store.engine ? ` (${store.engine})` : ""}: ${counted(names.length, "data set")}, used by ${counted(store.accessed_by.length, "service")}`),
    el("p", {}, store.accessed_by.map((use, at) => [at ? "; " : "", `${use.service} ${MODES[use.mode]}`, doubt(use.confidence)])),
    names.length > 0 && gridOf(store, wanted ? [wanted, ...names].filter((name, at, all) => names.includes(name) && all.indexOf(name) === at) : names));
  return part;
}

function gridOf(store, names) {
  const modeOf = (use, name) => use.objects.filter((each) => each.name === name).map((each) => each.mode || "?").join("");
  const shown = (mode) => (mode === "" ? "" : [mode.includes("r") && "r", mode.includes("w") && "w"].filter(Boolean).join("") || "?");
  return listing(`Data sets in ${store.name}: r reads, w writes, rw may do both (a class is mapped to it, or both are seen), ? uses`,
    [{ title: "Data set", value: (name) => name },
      ...store.accessed_by.map((use) => ({ title: use.service, value: (name) => shown(modeOf(use, name)), show: (name) => cellOf(shown(modeOf(use, name))) }))],
    names, { page: 40, key: (name) => name, detail: (name) => usesOf(store.name, name) });
}

function cellOf(mode) {
  const words = { r: "reads", w: "writes", rw: "may read and write", "?": "uses" };
  return mode && el("span", { class: `mode ${mode.includes("w") ? "writes" : "reads"}`, title: words[mode] }, mode);
}
