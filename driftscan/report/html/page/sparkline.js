// A row of numbers as a small line; what it says stands beside it in words.

function sparkline(values, { width = 120, height = 26 } = {}) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const x = (at) => 3 + (values.length < 2 ? 0 : (at * (width - 6)) / (values.length - 1));
  const y = (value) => (most === least ? height / 2 : 3 + ((most - value) * (height - 6)) / (most - least));
  const points = values.map((value, at) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, class: "spark", "aria-hidden": "true" },
    svg("polyline", { points }),
    svg("circle", { cx: x(values.length - 1).toFixed(1), cy: y(values.at(-1)).toFixed(1), r: 2.6 }));
  return picture;
}
