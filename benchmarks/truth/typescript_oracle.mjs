// Edges between the files of a tree as the TypeScript compiler resolves them.
//
// stdin: {"root": "/abs", "files": ["a/b.ts", ...]}; stdout: {"edges": [[source, specifier, line,
// declared, loaded, for types]], "lost": [[source, specifier, line]]}. declared: the file that the
// compiler reads; loaded: the one that it takes for what runs (its option noDtsResolution, which
// editors use to go to the source of a definition); null where it is none of the files. lost:
// relative names that lead nowhere. bundled: [source, target] of names that the compiler has no rules
// for, since a bundler's query or loader is part of them.
// Nothing of the tree is installed or run: a workspace's links are laid over node_modules in the
// compiler's view of the disk, and each file is resolved with the settings whose own list of files
// has it, going up from its folder and, from each settings file, through its references.
import fs from "node:fs";
import path from "node:path";
import picomatch from "picomatch";
import ts from "typescript";

const { root, files } = JSON.parse(fs.readFileSync(0, "utf8"));
const known = new Set(files);
const folders = new Set([""]);
for (const file of files)
  for (let at = path.dirname(file); at !== "."; at = path.dirname(at)) folders.add(at);

const manifests = [];
const settings = [];
(function walk(folder) {
  for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
    const name = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) {
      if (entry.name !== "node_modules" && entry.name !== ".git") walk(name);
    } else if (entry.name === "package.json") manifests.push(name);
    else if (/^[tj]sconfig\.json$/.test(entry.name)) settings.push(name);
  }
})("");

const read = (name) => fs.readFileSync(path.join(root, name), "utf8");
const json = (name) => ts.parseConfigFileTextToJson(name, read(name)).config ?? {};
const folderOf = (name) => (path.dirname(name) === "." ? "" : path.dirname(name));

// Links: folder whose node_modules holds them -> name -> folder of the tree.
const links = new Map();
const link = (holder, name, target) => {
  if (!links.has(holder)) links.set(holder, new Map());
  if (name && !links.get(holder).has(name)) links.get(holder).set(name, target);
};
function patternsOf(manifest, data) {
  const found = [data.workspaces?.packages ?? data.workspaces ?? []].flat();
  const pnpm = path.join(root, folderOf(manifest), "pnpm-workspace.yaml");
  if (fs.existsSync(pnpm)) {
    const block = /^packages:\s*\n((?:[ \t]*(?:-.*|#.*)?\n)+)/m.exec(fs.readFileSync(pnpm, "utf8") + "\n");
    for (const line of (block?.[1] ?? "").split("\n")) {
      const item = /^\s*-\s*["']?([^"'#]+?)["']?\s*(?:#.*)?$/.exec(line);
      if (item) found.push(item[1]);
    }
  }
  return found;
}
const data = new Map(manifests.map((name) => [name, json(name)]));
for (const [manifest, own] of data) {
  const holder = folderOf(manifest);
  for (const section of ["dependencies", "devDependencies", "peerDependencies"])
    for (const [name, asked] of Object.entries(own[section] ?? {})) {
      const local = /^(?:file:|link:|portal:|workspace:(?=\.))(?!\/)(.*)$/.exec(asked);
      if (local) link(holder, name, path.normalize(path.join(holder, local[1])).replace(/\/$/, ""));
    }
  const patterns = patternsOf(manifest, own);
  const trim = (each) => each.replace(/^\.\//, "").replace(/\/$/, "");
  const wanted = patterns.filter((each) => !each.startsWith("!")).map(trim);
  const unwanted = patterns.filter((each) => each.startsWith("!")).map((each) => trim(each.slice(1)));
  if (!wanted.length) continue;
  const isWanted = picomatch(wanted), isUnwanted = picomatch(unwanted);
  for (const [other, theirs] of data) {
    const inside = path.relative(holder, folderOf(other));
    if (!inside.startsWith("..") && isWanted(inside) && !isUnwanted(inside))
      link(holder, theirs.name, folderOf(other));
  }
}

// A path below node_modules -> the path in the tree that the link leads to; null if there is none.
function real(absolute) {
  let name = path.relative(root, absolute);
  for (let turns = 0; turns < 5; turns++) {
    const at = name.lastIndexOf("node_modules/");
    if (at < 0) return name;
    const holder = name.slice(0, at).replace(/\/$/, "");
    const [first, second, ...rest] = name.slice(at + 13).split("/");
    const scoped = first.startsWith("@");
    const target = links.get(holder)?.get(scoped ? `${first}/${second}` : first);
    if (target === undefined) return null;
    name = path.join(target, ...(scoped ? rest : [second, ...rest].filter((x) => x !== undefined)));
  }
  return null;
}
const isManifest = (name) => /(^|\/)package\.json$/.test(name);
const host = {
  fileExists(absolute) {
    const name = real(absolute);
    return name !== null && (known.has(name) || (isManifest(name) && data.has(name)) ||
      (/[tj]sconfig[^/]*\.json$/.test(name) && fs.existsSync(path.join(root, name))));
  },
  readFile(absolute) {
    const name = real(absolute);
    return name === null ? undefined : fs.readFileSync(path.join(root, name), "utf8");
  },
  directoryExists(absolute) {
    const inside = path.relative(root, absolute);
    if (/(^|\/)node_modules$/.test(inside)) return links.has(folderOf(inside));
    if (/(^|\/)node_modules\/@[^/]+$/.test(inside)) return true;
    const name = real(absolute);
    return name !== null && (name === "" || folders.has(name) || fs.existsSync(path.join(root, name)));
  },
  realpath: (absolute) => path.join(root, real(absolute) ?? path.relative(root, absolute)),
  getCurrentDirectory: () => root,
  useCaseSensitiveFileNames: true,
};

const SETTINGS_HOST = {
  ...host,
  readFile: (absolute) => (real(absolute) !== null && fs.existsSync(path.join(root, real(absolute)))
    ? host.readFile(absolute) : undefined),
  readDirectory: (start, extensions, excludes, includes, depth) =>
    ts.sys.readDirectory(start, extensions, excludes, includes, depth),
};
const parsed = new Map();
function settingsAt(name) {
  if (!parsed.has(name)) {
    if (!fs.existsSync(path.join(root, name))) return null;
    const folder = path.join(root, folderOf(name));
    const told = ts.parseJsonConfigFileContent(json(name), SETTINGS_HOST, folder, {}, path.join(root, name));
    const options = { ...told.options, allowJs: true, resolveJsonModule: true, allowImportingTsExtensions: true };
    options.module ??= ts.ModuleKind.ESNext;  // as settings that are generated mostly say
    const how = options.moduleResolution;
    if (how === undefined || how === ts.ModuleResolutionKind.Classic) {
      const node = [ts.ModuleKind.Node16, ts.ModuleKind.NodeNext].includes(options.module);
      options.moduleResolution = node ? ts.ModuleResolutionKind.NodeNext : ts.ModuleResolutionKind.Bundler;
    }
    parsed.set(name, {
      name,
      options,
      has: new Set(told.fileNames.map((each) => path.relative(root, each))),
      references: (told.projectReferences ?? []).map((each) => path.relative(root, each.path)),
    });
  }
  return parsed.get(name);
}
function* withReferences(name, seen) {
  if (seen.has(name)) return;
  seen.add(name);
  const found = settingsAt(name) ;
  if (!found) return;
  yield found;
  for (const each of found.references)
    yield* withReferences(each.endsWith(".json") ? each : path.join(each, "tsconfig.json"), seen);
}
// What no settings file lists is not compiled but run or bundled as it is: bundlers find more than
// Node.js does, and the nearest settings tell about aliases.
const asBundled = (found) => ({ ...found, name: `${found.name} bundled`, options: { ...found.options,
  module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler } });
const FALLBACK = { name: "", options: { allowJs: true, module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler, resolveJsonModule: true } };
function governing(file) {
  const all = [];
  const seen = new Set();
  for (let at = folderOf(file); ; at = folderOf(at)) {
    for (const kind of ["tsconfig.json", "jsconfig.json"]) {
      const name = at ? `${at}/${kind}` : kind;
      if (fs.existsSync(path.join(root, name))) {
        all.push(...withReferences(name, seen));
        break;
      }
    }
    if (!at) break;
  }
  return all.find((each) => each.has.has(file)) ?? (all[0] ? asBundled(all[0]) : FALLBACK);
}

function specifiersOf(source, isJavaScript) {
  const found = source.referencedFiles.map((each) =>
    [/^\.|^\//.test(each.fileName) ? each.fileName : `./${each.fileName}`, each.pos, undefined, true]);
  for (const each of source.typeReferenceDirectives) found.push([each.fileName, each.pos, undefined, true]);
  const add = (node, forTypes = false) => node && ts.isStringLiteralLike(node) && node.text &&
    found.push([node.text, node.getStart(source), node, forTypes]);
  const all = (elements) => elements?.length > 0 && elements.every((each) => each.isTypeOnly);
  const onlyTypes = (node) => ts.isJSDocImportTag(node) || (ts.isImportDeclaration(node)
    ? !!node.importClause && (node.importClause.isTypeOnly ||
      (!node.importClause.name && all(node.importClause.namedBindings?.elements)))
    : node.isTypeOnly || all(node.exportClause?.elements));
  const isModule = ts.isExternalModule(source);
  (function visit(node) {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isJSDocImportTag?.(node))
      add(node.moduleSpecifier, onlyTypes(node));
    else if (ts.isExternalModuleReference(node)) add(node.expression, node.parent.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isModuleDeclaration(node) && ts.isStringLiteral(node.name) && isModule && !node.name.text.includes("*"))
      add(node.name, true);
    else if (ts.isCallExpression(node) && node.arguments.length) {
      const called = node.expression;
      if (called.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0]);
      else if (ts.isIdentifier(called) && called.text === "require") add(node.arguments[0]);
    }
    if (isJavaScript) for (const doc of node.jsDoc ?? []) visit(doc);
    ts.forEachChild(node, visit);
  })(source);
  return found;
}

// `paths` that name declarations are for the compiler alone.
const withoutTypes = (options) => ({ ...options, noDtsResolution: true, paths: options.paths &&
  Object.fromEntries(Object.entries(options.paths).filter(([, to]) => !to.every((each) => /\.d\.[cm]?ts$/.test(each)))) });
const caches = new Map();
const edges = [], lost = [], bundled = [];
for (const file of files) {
  if (!/\.[cm]?[jt]sx?$/.test(file)) continue;
  const own = governing(file);
  if (!caches.has(own.name)) {
    caches.set(own.name, ts.createModuleResolutionCache(root, (x) => x, own.options));
    caches.set(`${own.name} loaded`,
      ts.createModuleResolutionCache(root, (x) => x, withoutTypes(own.options)));
  }
  const absolute = path.join(root, file);
  const isJavaScript = /\.[cm]?jsx?$/.test(file);
  const kind = isJavaScript ? ts.ScriptKind.JSX : /\.tsx$/.test(file) ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(absolute, read(file), {
    languageVersion: ts.ScriptTarget.Latest,
    impliedNodeFormat: ts.getImpliedNodeFormatForFile(absolute, undefined, host, own.options),
    jsDocParsingMode: ts.JSDocParsingMode.ParseAll,
  }, true, kind);
  for (const [written, position, node, forTypes] of specifiersOf(source, isJavaScript)) {
    // What only a bundler reads is told apart: queries behind a path, loaders before it.
    const name = written.replace(/^.*!/, "").replace(/(?<=^\..*)\?.*$/, "");
    const isRequired = node?.parent && ts.isCallExpression(node.parent) && ts.isIdentifier(node.parent.expression);
    const mode = isRequired ? ts.ModuleKind.CommonJS
      : node?.parent ? ts.getModeForUsageLocation(source, node, own.options) : undefined;
    const line = source.getLineAndCharacterOfPosition(position).line + 1;
    const find = (options, cache) => {
      const answer = ts.resolveModuleName(name, absolute, options, host, cache, undefined, mode);
      return answer.resolvedModule ? path.relative(root, answer.resolvedModule.resolvedFileName) : null;
    };
    const declared = find(own.options, caches.get(own.name));
    const loaded = find(withoutTypes(own.options), caches.get(`${own.name} loaded`));
    const known1 = known.has(declared) ? declared : null, known2 = known.has(loaded) ? loaded : null;
    if (name !== written) bundled.push([file, known2 ?? known1 ?? ""]);
    else if (known1 || known2) edges.push([file, name, line, known1, known2, forTypes]);
    else if (!declared && !loaded && /^\.\.?(\/|$)/.test(name)) lost.push([file, name, line]);
  }
}
process.stdout.write(JSON.stringify({ edges, lost, bundled }));
