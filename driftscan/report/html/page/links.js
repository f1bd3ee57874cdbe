// Where a line of a file can be seen: on the forge at the audited commit, where that is known.

function repositoryOf(path) {
  return audit.repositories
    .filter((each) => path.startsWith(each.prefix))
    .sort((a, b) => b.prefix.length - a.prefix.length)[0];
}

/** The address of a line, "" where no forge is known. A path that had to be spelled out has none. */
function forgeLink(path, line) {
  const repository = repositoryOf(path);
  if (!repository || !repository.link.startsWith("https://") || path.includes("\\")) return "";
  const inside = path.slice(repository.prefix.length).split("/").map(encodeURIComponent).join("/");
  return repository.link.replace("{path}", () => inside).replace("{line}", () => String(Math.max(line, 1)));
}

/** `path:line`, to be followed where it can be. */
function place(path, line, words) {
  const text = words || (line ? `${path}:${line}` : path);
  const href = forgeLink(path, line);
  if (!href) return el("code", {}, text);
  return el("a", { href, rel: "noopener noreferrer", target: "_blank", class: "code", title: "open at the forge" }, text);
}

/** A file, to be looked at in this report. */
function fileLink(number, words) {
  return el("a", { href: `#file/${number}`, class: "code" }, words || files[number].path);
}

/** A path as a link into this report where it is a file here, with its line at the forge. */
function lineOf(path, line) {
  const number = fileByPath.get(path);
  const shown = number === undefined ? el("code", {}, path) : fileLink(number, path);
  return line ? [shown, ":", place(path, line, String(line))] : [shown];
}

/** The lines that state a dependency. */
function linesOf(edge) {
  const path = files[edge.source].path;
  const shown = edge.lines.map((line, at) => [at ? ", " : "", place(path, line, String(line))]);
  const rest = edge.statements - edge.lines.length;
  return [edge.lines.length === 1 ? "line " : "lines ", shown, rest > 0 ? ` and ${rest} more` : ""];
}
