// The shortest way from one part of the system to another, with the lines that make it.

/** Files from one of the starts to one of the goals, or null. */
function wayBetween(starts, goals) {
  const wanted = new Set(goals);
  const from = new Map(starts.map((number) => [number, -1]));
  let frontier = [...starts];
  let goal = starts.find((number) => wanted.has(number));
  while (frontier.length && goal === undefined) {
    const next = [];
    for (const number of frontier) {
      for (const edge of after[number]) {
        if (from.has(edge.target)) continue;
        from.set(edge.target, number);
        if (wanted.has(edge.target)) { goal = edge.target; next.length = 0; break; }
        next.push(edge.target);
      }
      if (goal !== undefined) break;
    }
    frontier = next;
  }
  if (goal === undefined) return null;
  const way = [];
  for (let number = goal; number !== -1; number = from.get(number)) way.unshift(number);
  return way;
}

function pathFinder() {
  const chosen = { from: null, to: null };
  const result = el("div", { role: "status" });
  const hasCode = (hit) => Boolean(hit.item);
  const find = () => {
    if (!chosen.from || !chosen.to) return;
    result.replaceChildren(...foundWays(chosen.from, chosen.to));
  };
  return opened("Is there a way from one part of the code to another?", () => [
    el("div", { class: "filters" },
      searchBox("From: file or component", (hit) => { chosen.from = hit; find(); }, hasCode),
      searchBox("To: file or component", (hit) => { chosen.to = hit; find(); }, hasCode)),
    result]);
}

function foundWays(from, to) {
  const [starts, goals] = [filesIn(from.item), filesIn(to.item)];
  const told = (one, other, way) => {
    if (!way) return el("p", {}, `No way leads from ${one.label} to ${other.label}.`);
    if (way.length === 1) return el("p", {}, `${files[way[0]].path} is part of both.`);
    const steps = way.slice(1).map((number, at) => stepOf(way[at], number));
    return [el("p", {}, `${one.label} reaches ${other.label} in ${counted(steps.length, "step")}:`), el("ol", { class: "plain" }, steps)];
  };
  return [told(from, to, wayBetween(starts, goals)), told(to, from, wayBetween(goals, starts))].flat();
}
