"""Which Composer package a class outside the tree is of."""

import re
from collections.abc import Mapping, Sequence

from driftscan.extract.paths import upwards
from driftscan.extract.php.built_in import brought_by
from driftscan.extract.php.projects import Project
from driftscan.extract.references import Outside

# Namespaces whose package has another name, from the composer.json of each. Used only to recognise
# what a manifest already asks for.
_HELD_BY = {
    "carbon": "nesbot/carbon",
    "composer\\autoload": "composer/composer",
    "doctrine\\bundle\\doctrinebundle": "doctrine/doctrine-bundle",
    "doctrine\\bundle\\fixturesbundle": "doctrine/doctrine-fixtures-bundle",
    "doctrine\\bundle\\migrationsbundle": "doctrine/doctrine-migrations-bundle",
    "doctrine\\common\\collections": "doctrine/collections",
    "doctrine\\common\\datafixtures": "doctrine/data-fixtures",
    "doctrine\\persistence": "doctrine/persistence",
    "dotenv": "vlucas/phpdotenv",
    "faker": "fakerphp/faker",
    "guzzlehttp": "guzzlehttp/guzzle",
    "guzzlehttp\\promise": "guzzlehttp/promises",
    "guzzlehttp\\psr7": "guzzlehttp/psr7",
    "illuminate": "laravel/framework",
    "intervention\\image": "intervention/image",
    "laravel\\lumen": "laravel/lumen-framework",
    "mockery": "mockery/mockery",
    "monolog": "monolog/monolog",
    "nette\\utils": "nette/utils",
    "orchestra\\testbench": "orchestra/testbench",
    "phpparser": "nikic/php-parser",
    "phpunit": "phpunit/phpunit",
    "predis": "predis/predis",
    "prophecy": "phpspec/prophecy",
    "psr\\http\\message": "psr/http-message",
    "psr\\simplecache": "psr/simple-cache",
    "ramsey\\uuid": "ramsey/uuid",
    "slim": "slim/slim",
    "twig": "twig/twig",
    "webmozart\\assert": "webmozart/assert",
}
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_GENERIC = frozenset({"component", "bundle", "bridge", "contracts"})


def package_of(name: str, projects: Sequence[Project]) -> Outside:
    """The package of a class, by its full name; projects: those that govern, nearest first."""
    extension, standard = brought_by(name)
    if extension:
        return _extension(extension, standard, projects)
    asked = locked(name, projects) or next(
        filter(None, (_asked(name, each.scopes) for each in projects)), ""
    )
    if asked:
        scope = _scope(asked, projects)
        return Outside(asked, asked if scope else "", scope=scope)
    return Outside(_top(name))


def extension(name: str, projects: Sequence[Project]) -> Outside:
    """An extension of PHP itself, by its name in a composer.json."""
    return _extension(name, True, projects)


def _extension(name: str, standard: bool, projects: Sequence[Project]) -> Outside:
    scope = _scope(name, projects)
    return Outside(name, name if scope else "", standard, scope)


def _scope(package: str, projects: Sequence[Project]) -> str:
    found = [scope for each in projects if (scope := each.scopes.get(package.lower()))]
    return next((s for s in ("runtime", "optional", "dev") if s in found), "")


def locked(name: str, projects: Sequence[Project]) -> str:
    """The locked package with the longest namespace that a name has; '' if none has."""
    for project in projects:
        for above in _beginnings(name.lower()):
            if package := project.spaces.get(above):
                return package
    return ""


def _asked(name: str, scopes: Mapping[str, str]) -> str:
    """The package that a manifest asks for and that is called as the namespace is, or is known to
    hold it: `Symfony\\Component\\HttpKernel\\Kernel` is of symfony/http-kernel."""
    for above in _beginnings(name):
        if (known := _HELD_BY.get(above.lower())) and known in scopes:
            return known
        vendor, *rest = above.split("\\")
        plain = [part for part in rest if part.lower() not in _GENERIC]
        if len(plain) == 1 or not rest:
            last = plain[0] if plain else vendor
            for candidate in (_HUMP.sub("-", last).lower(), last.lower()):
                if f"{vendor.lower()}/{candidate}" in scopes:
                    return f"{vendor.lower()}/{candidate}"
    return ""


def _beginnings(name: str) -> list[str]:
    """A name and all namespaces around it, longest first."""
    path = name.replace("\\", "/")
    return [above.replace("/", "\\") for above in upwards(path) if above]


def _top(name: str) -> str:
    """The first two parts of a namespace; of a class without, what stands before its first _."""
    parts = name.split("\\")
    if len(parts) == 1:
        return name.partition("_")[0] or name
    return "\\".join(parts[: min(2, len(parts) - 1)])
