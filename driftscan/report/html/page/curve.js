// Findings over time as a line, with its numbers in the table below.

const CURVE = { w: 900, h: 220, left: 44, right: 20, top: 16, bottom: 28 };

function findingCurve(points) {
  const counts = points.map((point) => point.findings.length);
  const days = points.map((point) => Date.parse(point.day));
  const most = roundUp(Math.max(...counts, 1));
  const width = CURVE.w - CURVE.left - CURVE.right;
  const height = CURVE.h - CURVE.top - CURVE.bottom;
  const x = (day) => CURVE.left + (days.at(-1) === days[0] ? width : ((day - days[0]) / (days.at(-1) - days[0])) * width);
  const y = (count) => CURVE.top + height - (count / most) * height;
  const places = points.map((point, at) => [x(days[at]), y(counts[at])].map((each) => each.toFixed(1)));
  const words = `Findings at ${counted(points.length, "point")}: ${counts[0]} on ${points[0].day}, ${counts.at(-1)} on ${points.at(-1).day}; the table below has all`;
  return el("figure", { class: "curve", tabindex: 0 },
    svg("svg", { viewBox: `0 0 ${CURVE.w} ${CURVE.h}`, role: "img", "aria-label": words },
      [0, most / 2, most].map((count) => [
        svg("line", { x1: CURVE.left, x2: CURVE.w - CURVE.right, y1: y(count), y2: y(count), class: "rule" }),
        svg("text", { x: CURVE.left - 8, y: y(count) + 4, "text-anchor": "end" }, Number.isInteger(count) ? count.toLocaleString("en") : "")]),
      svg("polygon", { class: "under", points: `${places[0][0]},${y(0)} ${places.map((each) => each.join(",")).join(" ")} ${places.at(-1)[0]},${y(0)}` }),
      svg("polyline", { points: places.map((each) => each.join(",")).join(" ") }),
      places.map(([cx, cy], at) => svg("circle", { cx, cy, r: 4 }, svg("title", {}, `${points[at].day}: ${counted(counts[at], "finding")}`))),
      yearsOf(points, days, x)),
    el("figcaption", { class: "faint" }, "Findings that no exception covers, those of a baseline included."));
}

/** Days at both ends, and where there is room between them. */
function yearsOf(points, days, x) {
  let free = CURVE.left;
  return points.map((point, at) => {
    const isLast = at === points.length - 1;
    const middle = x(days[at]);
    if (!isLast && (middle < free || middle > CURVE.w - 150)) return null;
    free = middle + 130;
    const anchor = at === 0 ? "start" : isLast ? "end" : "middle";
    return svg("text", { x: middle, y: CURVE.h - 8, "text-anchor": anchor }, point.day);
  });
}

function roundUp(count) {
  const step = 10 ** Math.max(Math.floor(Math.log10(count)) - 1, 0) * 2;
  return Math.ceil(count / step) * step;
}
