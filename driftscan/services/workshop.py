"""What a compose file starts for those who develop: tests of the code, bundlers that watch it,
servers of its documentation. Their code is that of the service, what it does is not theirs.

The commands are those of the tools' own documentation. To add one: a word in a table, and a row in
tests/services/cases/kinds.yaml.
"""

import re

from driftscan.model.service_fact import WorkloadFact
from driftscan.services.images import repository
from driftscan.services.one_shot import telling_steps
from driftscan.services.texts import image_name, written

# `npm`, `npx` and the like in front are gone by then, see one_shot.py.
_TESTS = re.compile(
    "|".join(
        (
            r"(?:npm |yarn |pnpm |bun )?(?:run )?t(?:est)?(?:[:_-]\S+)?(?: .*)?",
            r"(?:jest|mocha|vitest|ava|karma|cypress|nightwatch|testcafe|wdio|newman|nyc)(?: .*)?",
            r"playwright test\b.*",
            r"(?:py\.?test|unittest|nose2?|tox|nox|behave|robot)(?: .*)?",
            r"(?:coverage run )?(?:-m )?(?:\S*/)?(?:manage\.py test|pytest|unittest)\b.*",
            r"(?:\S*/)?(?:rspec|cucumber|minitest|phpunit|pest|codecept|behat)(?: .*)?",
            r"(?:rails|rake|mix|go|cargo|dotnet|artisan|make|sbt|swift) (?:test|spec)(?: .*)?",
            r"(?:\S*/)?(?:mvnw?|gradlew?) (?:\S+ )*?(?:test|verify|integrationTest)(?: .*)?",
            r"(?:\S*/)?(?:run[-_])?(?:e2e|unit|integration|acceptance)?[-_]?tests?(?:[-_]\w+)?\.sh"
            r"(?: .*)?",
        )
    )
)
_BUNDLES = re.compile(
    "|".join(
        (
            r"webpack(?:-dev-server)?(?: .*)?",
            r"(?:rollup|esbuild|tsc|sass|tailwindcss|postcss|gulp|grunt|chokidar)(?: .*)?",
            r"vite build\b.*",
            r"(?:npm |yarn |pnpm |bun )?(?:run )?watch(?:[:_-]\S+)?(?: .*)?",
            r"(?:\S*/)?webpack-dev-server(?: .*)?",
        )
    )
)
# Of folders and documentation. `serve` alone is a script's name, and may start the program itself.
_SHOWS = re.compile(
    "|".join(
        (
            r"(?:http\.server|SimpleHTTPServer|http-server|live-server)(?: .*)?",
            r"mkdocs serve\b.*",
            r"(?:sphinx-autobuild|storybook|start-storybook)(?: .*)?",
            r"(?:jekyll|hugo|mdbook) serve(?:r)?\b.*",
            r"hugo server\b.*",
            r"(?:docusaurus start|vitepress dev|vuepress dev)\b.*",
            r"(?:npm |yarn |pnpm |bun )?(?:run )?(?:storybook|docs)(?:[:_-]\S+)?(?: .*)?",
        )
    )
)
# Browsers that a test steers, and what steers them.
_IMAGES = re.compile(
    r"cypress/.+|selenium/.+|seleniarm/.+|(?:microsoft/)?playwright(?:/.+)?|postman/newman.*|aerokube/selenoid"
)


def tests(fact: WorkloadFact) -> bool:
    """Whether a container of compose does nothing but test others."""
    if fact.form != "compose":
        return False
    if (image := image_name(fact.image)) and _IMAGES.fullmatch(repository(image)):
        return True
    return _all_are(_TESTS, fact)


def bundles(fact: WorkloadFact) -> bool:
    """Whether it only puts together what another one shows."""
    return fact.form == "compose" and _all_are(_BUNDLES, fact)


def shows_files(fact: WorkloadFact) -> bool:
    """Whether it only shows files, as a server of documentation does."""
    return fact.form == "compose" and _all_are(_SHOWS, fact)


def _all_are(pattern: re.Pattern[str], fact: WorkloadFact) -> bool:
    steps = telling_steps(written(fact.command))
    return bool(steps) and bool(pattern.fullmatch(steps[-1]))
