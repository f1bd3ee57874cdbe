// A table that can be sorted and grows by pages.

const PAGE = 50;

/**
 * columns: {title, value(row) for sorting, show(row) if that is not what is shown, number, hint}.
 * detail(row): what opens below a row, made when it is opened.
 */
function listing(caption, columns, rows, { sort = -1, detail = null, page = PAGE, key = null } = {}) {
  let order = { column: sort, down: true };
  let shown = page;
  const body = el("tbody");
  const more = el("button", { type: "button", onclick: () => { shown += page * 4; draw(); } });
  const heads = columns.map((column, at) =>
    el("th", { scope: "col", class: column.number && "number", title: column.hint },
      el("button", { type: "button", class: "sort", onclick: () => sortBy(at) }, column.title)),
  );
  const table = el("table", {}, el("caption", {}, caption), el("thead", {}, el("tr", {}, detail && el("td"), heads)), body);

  function sortBy(at) {
    order = { column: at, down: order.column === at ? !order.down : Boolean(columns[at].number) };
    draw();
  }

  function ordered() {
    if (order.column < 0) return rows;
    const { value } = columns[order.column];
    const way = order.down ? -1 : 1;
    return [...rows].sort((a, b) => {
      const [one, other] = [value(a), value(b)];
      return way * (typeof one === "number" ? one - other : String(one).localeCompare(String(other)));
    });
  }

  function draw() {
    heads.forEach((head, at) => {
      if (at === order.column) head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    body.replaceChildren(...ordered().slice(0, shown).flatMap((row) => rowOf(row)));
    more.hidden = rows.length <= shown;
    more.textContent = `Show more (${(rows.length - shown).toLocaleString("en")} left)`;
  }

  function rowOf(row) {
    const cells = columns.map((column) =>
      el("td", { class: column.number && "number" }, column.show ? column.show(row) : column.value(row)));
    if (!detail) return [el("tr", {}, cells)];
    const opened = el("tr", { class: "detail", hidden: true }, el("td", { colspan: columns.length + 1 }));
    const name = key ? key(row) : "this row";
    const button = el("button", { type: "button", class: "open", "aria-expanded": "false", "aria-label": `Evidence for ${name}` }, "▸");
    button.addEventListener("click", () => {
      if (!opened.firstChild.hasChildNodes()) opened.firstChild.append(el("div", {}, detail(row)));
      opened.hidden = !opened.hidden;
      button.setAttribute("aria-expanded", String(!opened.hidden));
      button.textContent = opened.hidden ? "▸" : "▾";
    });
    return [el("tr", {}, el("td", {}, button), cells), opened];
  }

  draw();
  return el("div", { class: "listing" }, el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption }, table), more);
}
