// Boxes and arrows at places that were computed beforehand; the same for services and for code.

const WORDS = 60; // more of them on arrows would hide the picture
const BOX = { w: 150, h: 42, dx: 172, dy: 96 };

/** Where each arrow leaves and enters: side by side along an edge of the box, in the order of where
 * they come from or lead to, so that they cross as little as can be. */
function ports(arrows, at) {
  const sides = new Map();
  const put = (box, below, arrow, end, other) => {
    const key = `${box} ${below}`;
    if (!sides.has(key)) sides.set(key, []);
    sides.get(key).push({ arrow, end, towards: at[other].x });
  };
  const ends = arrows.map(() => ({}));
  arrows.forEach(({ source, target }, arrow) => {
    const down = at[target].y > at[source].y;
    put(source, down, arrow, "from", target);
    put(target, !down, arrow, "to", source);
  });
  for (const [key, row] of sides) {
    const box = at[Number(key.split(" ")[0])];
    row.sort((one, other) => one.towards - other.towards);
    row.forEach(({ arrow, end }, place) => (ends[arrow][end] = box.x + (BOX.w * (place + 1)) / (row.length + 1)));
  }
  return ends;
}

function curve(from, to, { from: x1, to: x2 }) {
  if (from.y === to.y) {
    const side = Math.sign(to.x - from.x) || 1;
    const [a, b] = [from.x + BOX.w / 2 + (side * BOX.w) / 2, to.x + BOX.w / 2 - (side * BOX.w) / 2];
    return `M${a} ${from.y + BOX.h / 2} C${(a + b) / 2} ${from.y - 26} ${(a + b) / 2} ${from.y - 26} ${b} ${to.y + BOX.h / 2}`;
  }
  const down = to.y > from.y;
  const [y1, y2] = [down ? from.y + BOX.h : from.y, down ? to.y : to.y + BOX.h];
  const bend = Math.min(Math.abs(y2 - y1) * 0.5, 90) * (down ? 1 : -1);
  return `M${x1} ${y1} C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`;
}

/**
 * boxes: {label, note, column, row, kind, open()}; arrows: {source, target, weight, against, differs,
 * absent, label, tell()} between positions of boxes. detail: the element that tells of what is chosen.
 */
function drawing(label, boxes, arrows, detail) {
  const at = boxes.map((box) => ({ x: box.column * BOX.dx + 14, y: box.row * BOX.dy + 20 }));
  const width = Math.max(...at.map((each) => each.x), 0) + BOX.w + 14;
  const height = Math.max(...at.map((each) => each.y), 0) + BOX.h + 20;
  const ends = ports(arrows, at);
  const lines = arrows.map((arrow, number) => lineOfArrow(arrow, curve(at[arrow.source], at[arrow.target], ends[number]), boxes, choose));
  const crowded = arrows.filter((arrow) => arrow.label).length > WORDS;
  const words = crowded ? [] : arrows.map((arrow, number) => wordOf(arrow, wordPlace(at[arrow.source], at[arrow.target], ends[number], arrow.absent)));
  const nodes = boxes.map((box, number) => nodeOf(box, at[number], number));
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "graph", role: "group", "aria-label": label }, arrowHeads(), lines, words, nodes);
  picture.style.maxWidth = `${Math.max(width, 520)}px`;

  function nodeOf(box, place, number) {
    const node = svg("g", { class: `node ${box.kind}`, transform: `translate(${place.x} ${place.y})`, tabindex: 0, role: "button" },
      svg("title", {}, `${box.label}: ${box.note}`),
      svg("rect", { width: BOX.w, height: BOX.h, rx: 6 }),
      svg("text", { x: 9, y: 18, "aria-hidden": "true" }, shortened(box.label, 19)),
      svg("text", { x: 9, y: 34, class: "note", "aria-hidden": "true" }, shortened(box.note, 25)));
    const show = () => { light(number); detail.replaceChildren(...[box.tell()].flat(Infinity).filter(Boolean)); };
    node.addEventListener("click", show);
    node.addEventListener("dblclick", () => box.open && box.open());
    node.addEventListener("keydown", (event) => {
      if (event.key === " ") { show(); event.preventDefault(); }
      if (event.key === "Enter") { if (box.open) box.open(); else show(); }
    });
    return node;
  }

  /** Brings out one box with its arrows; the others step back. */
  function light(number) {
    const near = new Set([number]);
    arrows.forEach((arrow, each) => {
      const joined = arrow.source === number || arrow.target === number;
      if (joined) near.add(arrow.source).add(arrow.target);
      lines[each].classList.toggle("dim", !joined);
      lines[each].classList.toggle("lit", joined);
    });
    nodes.forEach((node, each) => {
      node.classList.toggle("dim", !near.has(each));
      node.classList.toggle("chosen", each === number);
    });
  }

  function choose(arrow) {
    lines.forEach((line, each) => line.classList.toggle("lit", arrows[each] === arrow));
    detail.replaceChildren(...[arrow.tell()].flat(Infinity).filter(Boolean));
  }

  return { picture, show: (number) => nodes[number] && nodes[number].dispatchEvent(new Event("click")) };
}

/** Where a word on an arrow stands: near its end, where arrows are apart; of what is planned half way. */
function wordPlace(from, to, { from: x1, to: x2 }, halfWay) {
  if (from.y === to.y) return [(from.x + to.x + BOX.w) / 2, from.y - 14];
  const down = to.y > from.y;
  const [y1, y2] = [down ? from.y + BOX.h : from.y, down ? to.y : to.y + BOX.h];
  const bend = Math.min(Math.abs(y2 - y1) * 0.5, 90) * (down ? 1 : -1);
  const left = halfWay ? 0.5 : Math.min(27 / (3 * Math.abs(bend)), 0.35); // of the curve, so that 27 pixels are left before the box
  const along = (a, b, c, d) => left ** 3 * a + 3 * left ** 2 * (1 - left) * b + 3 * left * (1 - left) ** 2 * c + (1 - left) ** 3 * d;
  return [along(x1, x1, x2, x2), along(y1, y1 + bend, y2 - bend, y2)];
}

/** What is written on an arrow: above all lines, on a ground of its own. */
function wordOf(arrow, [x, y]) {
  if (!arrow.label) return null;
  const width = 14 + arrow.label.length * 7;
  return svg("g", { class: `word${arrow.differs ? " differs" : ""}`, "aria-hidden": "true" },
    svg("rect", { x: (x - width / 2).toFixed(1), y: (y - 9).toFixed(1), width, height: 18, rx: 9 }),
    svg("text", { x: x.toFixed(1), y: (y + 4).toFixed(1), "text-anchor": "middle" }, arrow.label));
}

function lineOfArrow(arrow, path, boxes, choose) {
  const title = `${boxes[arrow.source].label} → ${boxes[arrow.target].label}: ${arrow.absent ? "planned, and not there" : arrow.weight}${arrow.differs ? `, ${arrow.label} findings` : ""}`;
  const kinds = ["against", "weak", "differs", "absent"].filter((kind) => arrow[kind]);
  const head = arrow.against || arrow.differs ? "url(#head-against)" : "url(#head)";
  const group = svg("g", { class: ["arrow", ...kinds].join(" ") }, svg("title", {}, title),
    svg("path", { d: path, class: "reach" }),
    svg("path", { d: path, class: "line", "stroke-width": (1 + Math.log2(1 + arrow.weight) / 2).toFixed(1), "marker-end": head }));
  group.addEventListener("click", () => choose(arrow));
  return group;
}

function arrowHeads() {
  const head = (id) => svg("marker", { id, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto-start-reverse", markerUnits: "userSpaceOnUse" }, svg("path", { d: "M0 0L8 4L0 8z", class: id }));
  return svg("defs", {}, head("head"), head("head-against"));
}
