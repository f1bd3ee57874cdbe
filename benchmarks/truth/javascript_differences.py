"""Why we and another tool differ over an edge between JavaScript files, each read in the source."""

_BOTH_THERE = (
    "syntax-error.js and syntax-error.ts are both there; in JavaScript, which is run as it is, "
    "the name means the file that has it"
)
_REQUIRED = (
    "the file is in a package of CommonJS, so by the rules of Node.js that the nearest settings "
    "ask for the import becomes a require(); the compiler was asked as a bundler, for no settings "
    "list the file. Vite runs this one, so the compiler is right"
)
_ERRORS = "vite/src/node/ssr/__tests__/fixtures/errors"
_VUE_PROXY = "packages-private/sfc-playground/src/vue-server-renderer-dev-proxy.ts"
_PATHS = "test/cli/__fixtures__/typescriptconfig/cli-config-with-path-and-extensions/src"

# (repository, source, target): why.
EXPLAINED: dict[tuple[str, str, str], str] = {
    (
        "vitejs/vite",
        f"packages/{_ERRORS}/syntax-error-dep.js",
        f"packages/{_ERRORS}/syntax-error.js",
    ): _BOTH_THERE,
    (
        "vitejs/vite",
        f"packages/{_ERRORS}/syntax-error-dep.js",
        f"packages/{_ERRORS}/syntax-error.ts",
    ): _BOTH_THERE,
    (
        "vitejs/vite",
        "playground/optimize-deps/dep-cjs-with-external-deps/index.js",
        "playground/optimize-deps/dep-esm-dummy-node-builtin/index.js",
    ): "`stream` is Node.js's own before any package of that name; a bundler may see it otherwise",
    (
        "vitejs/vite",
        "playground/nested-deps/test-package-c/side.js",
        "playground/nested-deps/test-package-c/index.js",
    ): "a package that names itself without `exports`: only a link of the workspace makes it work",
    (
        "sverweij/dependency-cruiser",
        f"{_PATHS}/index.ts",
        f"{_PATHS}/something/else.ts",
    ): "`import else from`: a word that can't be a name; our grammar reads on, the compiler not",
    ("vuejs/core", _VUE_PROXY, "packages/vue/server-renderer/index.js"): _REQUIRED,
    ("vuejs/core", _VUE_PROXY, "packages/vue/server-renderer/index.mjs"): _REQUIRED,
    (
        "excalidraw/excalidraw",
        "examples/with-nextjs/src/excalidrawWrapper.tsx",
        "packages/excalidraw/index.tsx",
    ): "moduleResolution node knows no `exports`, whose target is not built here; we reach the "
    "same file as the source of that target",
}


def explained(repository: str, source: str, target: str) -> str:
    """The reason for a difference, '' if none is known."""
    return EXPLAINED.get((repository, source, target), "")
