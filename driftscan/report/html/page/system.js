// The document of the audit, with what the views look up in it.

const audit = JSON.parse(document.getElementById("audit").textContent);
const pictures = JSON.parse(document.getElementById("pictures").textContent);
const levels = pictures.levels.map((level) => ({
  ...level,
  items: level.items.map(([label, inside, file, size, column, row]) => ({ label, inside, file, size, column, row })),
}));

const files = audit.files.map((file, number) => ({
  id: "", language: "", component: -1, repository: 0, test: false, generated: false, cost: null, ...file, number,
}));
const fileByPath = new Map(files.map((file) => [file.path, file.number]));
const edges = audit.edges.map(([source, target, kind, statements, lines]) => ({ source, target, kind, statements, lines }));

const after = files.map(() => []);
const before = files.map(() => []);
for (const edge of edges) {
  after[edge.source].push(edge);
  before[edge.target].push(edge);
}

const severalRepositories = audit.repositories.length > 1;
const hasCosts = audit.repositories.some((each) => each.history);
const costly = files.filter((file) => file.cost).sort((a, b) => b.cost.cost - a.cost.cost);

/** The box that a file stands in at each level, from the outermost inwards: [level, item]. */
const wayTo = (() => {
  const parents = new Map();
  const own = new Map();
  levels.forEach((level, at) =>
    level.items.forEach((item, position) => {
      if (item.file >= 0) own.set(item.file, [at, position]);
      else parents.set(item.inside, [at, position]);
    }),
  );
  return (number) => {
    const way = own.has(number) ? [own.get(number)] : [];
    while (way.length && parents.has(way[0][0])) way.unshift(parents.get(way[0][0]));
    return way;
  };
})();

/** All files inside of a box; looked up once, for a picture asks often. */
function filesIn(item) {
  if (item.file >= 0) return [item.file];
  if (item.all) return item.all;
  const found = [];
  const pending = [item.inside];
  while (pending.length) {
    for (const each of levels[pending.pop()].items) {
      if (each.file >= 0) found.push(each.file);
      else pending.push(each.inside);
    }
  }
  item.all = found;
  return found;
}

function componentName(number) {
  const component = audit.components[number];
  if (!component) return "";
  return severalRepositories ? `${audit.repositories[component.repository].name}: ${component.name}` : component.name;
}

function costOf(numbers) {
  let sum = 0;
  for (const number of numbers) sum += files[number].cost ? files[number].cost.cost : 0;
  return sum;
}
