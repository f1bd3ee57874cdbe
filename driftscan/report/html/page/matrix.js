// Who depends on whom as a matrix: who needs others comes first, so what leads on stands above the
// diagonal, and what stands below it goes against the order and closes a circle.

const WIDEST = 60; // rows of a table; more are a picture

function showMatrix(argument) {
  const [kind, rest] = argument.split("/");
  const number = kind === "files" ? Number(rest) || 0 : Number(kind) || 0;
  const level = levels[number] || levels[0];
  const asFiles = kind === "files";
  return [
    el("h1", {}, "Matrix"),
    el("p", {}, "A row needs what its numbers stand under. Who needs others comes first, so most numbers are above the diagonal; one below it (red) goes against that order and closes a circle."),
    matrixTrail(number, asFiles),
    asFiles || level.items.length > WIDEST ? fileMatrix(number) : tableMatrix(level),
  ];
}

function matrixTrail(number, asFiles) {
  const way = [];
  for (let at = number; at > 0; at = levels[at].parent) way.unshift(at);
  return [
    el("nav", { class: "trail", "aria-label": "Where this is" }, el("a", { href: "#matrix/0", "aria-current": number === 0 && "true" }, "All code"),
      way.map((at) => [" / ", el("a", { href: `#matrix/${at}`, "aria-current": at === number && "true" }, levels[at].title)])),
    el("p", { class: "switch" }, el("a", { href: `#matrix/${number}`, "aria-current": !asFiles && "true" }, "Parts"),
      el("a", { href: `#matrix/files/${number}`, "aria-current": asFiles && "true" }, "Every file"))];
}

function tableMatrix(level) {
  const place = new Map(level.order.map((at, position) => [at, position]));
  const cells = new Map(level.edges.map(([source, target, weight]) => [`${place.get(source)} ${place.get(target)}`, [source, target, weight]]));
  const detail = el("section", { class: "detail-of-map", role: "status" }, el("p", { class: "faint" }, "Choose a number to see the dependencies it stands for."));
  const most = Math.max(...level.edges.map((edge) => edge[2]), 1);
  const cell = (row, column) => {
    if (row === column) return el("td", { class: "diagonal" });
    const found = cells.get(`${row} ${column}`);
    if (!found) return el("td");
    const [source, target, weight] = found;
    const words = `${level.items[source].label} on ${level.items[target].label}: ${counted(weight, "dependency")}`;
    const depth = 1 + Math.min(3, Math.floor((4 * Math.log(weight)) / Math.log(most + 1)));
    return el("td", { class: row > column ? "below" : `above depth${depth}` }, el("button", { type: "button", title: words, "aria-label": words,
      onclick: () => detail.replaceChildren(...arrowTold(level, source, target).flat(Infinity).filter(Boolean)) }, weight));
  };
  const name = (at) => (level.items[at].file >= 0 ? fileLink(level.items[at].file, level.items[at].label) : el("a", { href: `#matrix/${level.items[at].inside}` }, level.items[at].label));
  const rows = level.order.map((at, row) => el("tr", {}, el("th", { scope: "row" }, el("span", { class: "faint" }, `${row + 1} `), name(at)), level.order.map((_, column) => cell(row, column))));
  const head = el("tr", {}, el("td"), level.order.map((at, column) => el("th", { scope: "col", title: level.items[at].label, "aria-label": level.items[at].label }, column + 1)));
  return [el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Matrix" }, el("table", { class: "matrix" }, el("caption", { class: "unseen" }, `Dependencies in ${level.title}`), el("thead", {}, head), el("tbody", {}, rows))), detail];
}

/** All files below a level, in the order of the levels in it. */
function orderedFiles(number) {
  const found = [];
  const pending = [[number, 0]];
  while (pending.length) {
    const [at, from] = pending.pop();
    const level = levels[at];
    for (let position = from; position < level.order.length; position += 1) {
      const item = level.items[level.order[position]];
      if (item.file >= 0) found.push(item.file);
      else {
        pending.push([at, position + 1], [item.inside, 0]);
        break;
      }
    }
  }
  return found;
}

function fileMatrix(number) {
  const order = orderedFiles(number);
  const place = new Map(order.map((file, position) => [file, position]));
  const found = edges.filter((edge) => place.has(edge.source) && place.has(edge.target));
  const size = 900;
  const canvas = el("canvas", { width: size, height: size, class: "dots", tabindex: 0, role: "img", "aria-label": `${counted(order.length, "file")} and ${counted(found.length, "dependency")} between them as a matrix; the map and each file's page list the same` });
  const told = el("p", { class: "code", role: "status" }, "Point at a dot, or move with the arrow keys.");
  const scale = size / Math.max(order.length, 1);
  const draw = () => drawDots(canvas, order, found, place, scale);
  const cursor = { row: 0, column: 0 };
  const tell = () => {
    const [source, target] = [order[cursor.row], order[cursor.column]];
    if (source === undefined || target === undefined) return;
    const edge = dependency(source, target);
    told.replaceChildren(fileLink(source), edge ? " needs " : " does not need ", fileLink(target), ...(edge ? [" (", linesOf(edge), ")"].flat(Infinity) : []));
  };
  const near = nearest(found, place);
  canvas.addEventListener("click", (event) => {
    const box = canvas.getBoundingClientRect();
    const at = (offset, whole) => Math.floor((offset / whole) * order.length);
    Object.assign(cursor, near(at(event.clientY - box.top, box.height), at(event.clientX - box.left, box.width)));
    tell();
  });
  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!step) return;
    event.preventDefault();
    const clamp = (value) => Math.min(Math.max(value, 0), order.length - 1);
    Object.assign(cursor, { row: clamp(cursor.row + step[0]), column: clamp(cursor.column + step[1]) });
    tell();
  });
  draw();
  window.addEventListener("themechange", draw);
  return [el("p", { class: "faint" }, `${counted(order.length, "file")}, ${counted(found.length, "dependency")}; each dot is one, the shades are components. A click takes the nearest dot.`), told, canvas];
}

/** The dot nearest to a place, no farther than what a finger misses; else the place itself. */
function nearest(found, place) {
  return (row, column) => {
    let best = { row, column };
    let least = Math.max(9, place.size / 60) ** 2;
    for (const edge of found) {
      const distance = (place.get(edge.source) - row) ** 2 + (place.get(edge.target) - column) ** 2;
      if (distance < least) {
        least = distance;
        best = { row: place.get(edge.source), column: place.get(edge.target) };
      }
    }
    return best;
  };
}

function drawDots(canvas, order, found, place, scale) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const pen = canvas.getContext("2d");
  pen.fillStyle = colour("--paper");
  pen.fillRect(0, 0, canvas.width, canvas.height);
  let from = 0;
  for (let at = 1; at <= order.length; at += 1) {
    if (at < order.length && files[order[at]].component === files[order[from]].component) continue;
    pen.fillStyle = colour("--raised");
    pen.fillRect(from * scale, from * scale, (at - from) * scale, (at - from) * scale);
    pen.strokeStyle = colour("--line");
    pen.strokeRect(from * scale + 0.5, from * scale + 0.5, (at - from) * scale, (at - from) * scale);
    from = at;
  }
  const dot = Math.max(scale, 1.6);
  const [against, onward] = [colour("--bad"), colour("--accent")];
  for (const edge of found) {
    const [row, column] = [place.get(edge.source), place.get(edge.target)];
    pen.fillStyle = row > column ? against : onward;
    pen.fillRect(column * scale, row * scale, dot, dot);
  }
}
