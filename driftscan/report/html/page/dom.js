// Elements, and the one way in which text of the scanned system gets into the page.

// Characters that turn text around or cannot be seen; the same as in report/escape.py.
const HAZARD =
  /[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}\ud800-\udfff]/gu;
const SVG = "http://www.w3.org/2000/svg";

/** Text with what is invisible in it spelled out. Nothing here is ever read as markup. */
function plain(text) {
  return String(text).replace(HAZARD, (found) => {
    const code = found.codePointAt(0);
    return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}

/** Several lines, each by itself. */
function plainLines(text) {
  return text.split("\n").map(plain).join("\n");
}

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : plain(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : plain(child));
  }
  return element;
}

/** An HTML element: properties are attributes, or listeners where their names begin with "on". */
function el(name, properties, ...children) {
  return fill(document.createElement(name), properties, children);
}

function svg(name, properties, ...children) {
  return fill(document.createElementNS(SVG, name), properties, children);
}

/** A number with no more digits than it can mean. */
function few(number) {
  if (number >= 10) return Math.round(number).toLocaleString("en");
  return number >= 1 ? number.toFixed(1) : String(Number(number.toPrecision(2)));
}

function counted(count, noun) {
  const plural = noun.endsWith("y") && !/[aeou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${count.toLocaleString("en")} ${count === 1 ? noun : plural}`;
}

/** `a -> b` as `a → b`: a line may break inside of the former. */
function arrows(text) {
  return text.replaceAll(" -> ", " → ");
}

function percent(share) {
  return share > 0 && share < 0.005 ? "< 1 %" : `${Math.round(share * 100)} %`;
}

/** Text that is cut in the middle where a picture has no more room for it. */
function shortened(text, most) {
  const shown = plain(text);
  if (shown.length <= most) return shown;
  const half = Math.floor((most - 1) / 2);
  return `${shown.slice(0, half)}…${shown.slice(-half)}`;
}
