// Lines of source that the report carries: those round the evidence of findings.

const quotes = new Map();
for (const quote of audit.quotes) {
  if (!quotes.has(quote.path)) quotes.set(quote.path, []);
  quotes.get(quote.path).push(quote);
}

/** The lines round one, or null: [number, text]. */
function linesRound(path, line, around = 2) {
  const quote = (quotes.get(path) || []).find((each) => each.first <= line && line < each.first + each.lines.length);
  if (!quote) return null;
  const from = Math.max(line - around, quote.first);
  return quote.lines.slice(from - quote.first, line + around + 1 - quote.first).map((text, at) => [from + at, text]);
}

function lineAt(path, line) {
  const found = linesRound(path, line, 0);
  return found ? found[0][1].trim() : "";
}

/** A place with its lines; the one that is meant has a mark in front. */
function quoteOf(path, line) {
  const found = linesRound(path, line);
  if (!found) return null;
  const widest = String(found.at(-1)[0]).length;
  return el("pre", { class: "source", "aria-label": `Source: ${path}, line ${line}` }, found.map(([number, text]) =>
    el("span", { class: number === line ? "meant" : "" }, `${number === line ? "▸" : " "} ${String(number).padStart(widest)}  ${text}`)));
}
