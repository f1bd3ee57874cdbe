// The frame of the page: which view is shown, the way to others, light and dark, search.

const VIEWS = [];
const live = el("p", { class: "unseen", role: "status" });

/** A view of the report. has: whether there is anything in it; one without is left out. */
function view(name, title, show, has = true) {
  if (has) VIEWS.push({ name, title, show });
}

/** Tells somebody who listens what has happened. */
function announce(text) {
  live.textContent = plain(text);
}

function shownView() {
  const [name, ...rest] = decodeURIComponent(location.hash.slice(1)).split("/");
  return { name: name || "summary", argument: rest.join("/") };
}

function route() {
  const { name, argument } = shownView();
  const known = VIEWS.find((each) => each.name === name);
  const content = name === "file" ? showFile(argument) : (known || VIEWS[0]).show(argument);
  const title = known ? known.title : name === "file" ? "File" : "Summary";
  document.getElementById("main").replaceChildren(...[content].flat(Infinity).filter(Boolean));
  for (const link of document.querySelectorAll("header nav a")) {
    if (link.hash === `#${known ? name : "summary"}` && name !== "file") {
      link.setAttribute("aria-current", "page");
      link.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else link.removeAttribute("aria-current");
  }
  document.title = plain(`${title}: ${audit.name}`);
  return title;
}

function header() {
  const revisions = audit.repositories.map((each) => {
    const what = each.revision ? `commit ${each.revision.slice(0, 12)}` : "the files as they are";
    return `${severalRepositories ? `${each.name} at ` : ""}${what}${each.history ? ` of ${each.history.date}` : ""}`;
  });
  return [
    el("div", { class: "title" }, el("strong", {}, audit.name), el("span", { class: "faint" }, revisions.join("; ")), themeButton()),
    el("div", { class: "bar" },
      el("nav", { "aria-label": "Views" }, VIEWS.map((each) => el("a", { href: `#${each.name}` }, each.title))),
      searchBox("Find a file, service, table", (hit) => (location.hash = hit.hash))),
    live,
  ];
}

function themeButton() {
  const button = el("button", { type: "button", class: "quiet" }, "Light or dark");
  button.addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    window.dispatchEvent(new Event("themechange"));
  });
  return button;
}

/** All that can be searched for: {label, kind, hash, numbers}. */
const targets = (() => {
  let found = null;
  return () => {
    found = found || [
      ...levels[0].items.map((item) => ({ label: item.label, kind: "component", hash: `#map/${item.inside}`, item })),
      ...audit.services.services.map((each) => ({ label: each.name, kind: each.kind, hash: `#map/services/${each.name}` })),
      ...audit.services.datastores.flatMap((store) =>
        [...new Set(store.accessed_by.flatMap((use) => use.objects.map((each) => each.name)))].map((name) => (
          { label: name, kind: `in ${store.name}`, hash: `#data/${name}` }))),
      ...files.map((file) => ({ label: file.path, kind: "file", hash: `#file/${file.number}`, item: { file: file.number } })),
    ].map((each) => ({ ...each, low: each.label.toLowerCase() }));
    return found;
  };
})();

function hitsFor(words, wanted) {
  const low = words.toLowerCase();
  const rank = (each) => (each.low === low ? 0 : each.low.startsWith(low) ? 1 : each.low.split("/").at(-1).startsWith(low) ? 2 : 3);
  return targets().filter((each) => each.low.includes(low) && wanted(each))
    .map((each) => [rank(each), each.label.length, each])
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, 12).map((row) => row[2]);
}

let boxes = 0;

/** A field that offers what fits what is typed. choose: told of the one that is taken. */
function searchBox(label, choose, wanted = () => true) {
  const id = `found-${(boxes += 1)}`;
  const list = el("ul", { role: "listbox", id, "aria-label": "Found", hidden: true });
  const field = el("input", { type: "text", role: "combobox", "aria-label": label, placeholder: label, autocomplete: "off",
    "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list" });
  let hits = [];
  let at = -1;

  function open(found) {
    hits = found;
    at = found.length ? 0 : -1;
    list.replaceChildren(...found.map((hit, number) =>
      el("li", { role: "option", id: `${id}-${number}`, onmousedown: (event) => { event.preventDefault(); take(number); } },
        hit.label, " ", el("span", { class: "faint" }, hit.kind))));
    list.hidden = !found.length;
    field.setAttribute("aria-expanded", String(found.length > 0));
    mark();
  }

  function mark() {
    [...list.children].forEach((each, number) => each.setAttribute("aria-selected", String(number === at)));
    if (at >= 0) field.setAttribute("aria-activedescendant", `${id}-${at}`);
    else field.removeAttribute("aria-activedescendant");
  }

  function take(number) {
    const hit = hits[number];
    if (!hit) return;
    field.value = plain(hit.label);
    open([]);
    choose(hit);
  }

  field.addEventListener("input", () => open(field.value.trim() ? hitsFor(field.value.trim(), wanted) : []));
  field.addEventListener("blur", () => open([]));
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      at = (at + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % Math.max(hits.length, 1);
      mark();
      event.preventDefault();
    } else if (event.key === "Enter") take(at);
    else if (event.key === "Escape") open([]);
  });
  return el("div", { class: "search" }, field, list);
}
