"""What ends by itself: commands and images that prepare something, and then are done.

The commands are those that the tools' own documentation gives for migrations and seeds. To add one:
a line in a table, and a row in tests/services/cases/kinds.yaml.
"""

import re

from driftscan.model.service_fact import WorkloadFact
from driftscan.services.images import known_image, repository
from driftscan.services.texts import image_name, written

# In front of a command it says who starts it, not what it does.
_STARTERS = re.compile(
    r"(?:(?:exec|npx|bunx|env|tini|dumb-init|--|bundle exec|(?:poetry|uv|pipenv|pnpm|yarn|npm|bun)"
    r"(?: run(?:-script)?| exec)?|python[\d.]*(?: -m)?|php|node|ruby|(?:\w+=\S*)) )*"
)
# Waits, or tells what it does, before the next command or after it.
_BESIDE = re.compile(
    r"(?:sleep|echo|cd|set|export|true|exit|mkdir|chmod|wait-for\S*|\S*/wait-for\S*|dockerize|until|do|done)"
    r"\b.*"
)
_ONCE = re.compile(
    "|".join(
        (
            r"(?:\S*/)?manage\.py (?:migrate|loaddata|collectstatic|createsuperuser|flush)\b.*",
            r"django-admin (?:migrate|loaddata|collectstatic)\b.*",
            r"alembic (?:\S+ )*?(?:upgrade|downgrade|stamp)\b.*",
            r"(?:flask|aerich|superset|airflow) (?:db )?(?:upgrade|migrate|init)\b.*",
            r"(?:\S*/)?(?:rails|rake) (?:\S+ )*?db:[\w:]+.*",
            r"(?:\S*/)?artisan (?:migrate|db:seed)\b.*",
            r"(?:\S*/)?console doctrine:migrations:migrate\b.*",
            r"prisma (?:migrate (?:deploy|reset|dev)|db (?:push|seed))\b.*",
            r"(?:knex|sequelize|sequelize-cli|typeorm|drizzle-kit|mikro-orm|ts-node \S*typeorm)"
            r" (?:\S+ )*?(?:db:)?(?:migrate|migration|migrations|seed|push|schema)(?::\w+)*\b.*",
            r"(?:\w+:)*(?:migrate|migrations?|seed)(?::\w+)*(?: -.*)?",
            r"dotnet[ -]ef database update\b.*",
            r"mix (?:ecto\.\w+|run priv/repo/seeds\.exs)\b.*",
            r"(?:\S*/)?(?:flyway|liquibase|dbmate|goose|migrate|atlas|sqlx|diesel|tern|sql-migrate)"
            r" (?:\S+ )*?(?:migrate|migration|migrations|up|update|upgrade|apply|run|repair)\b.*",
            r"(?:\S*/)?(?:run[-_])?(?:db[-_])?(?:migrate|migrations?|seed|seeder|seeds)"
            r"(?:[-_](?:db|database|data))?(?:\.(?:sh|py|js|ts|rb|php))?(?: -.*)?",
            r"(?:\S*/)?(?:run[-_])?(?:init|initiali[sz]e|upgrade|update|create|setup|prepare|bootstrap)"
            r"[-_]?(?:db|database|schemas?|tables)(?:\.(?:sh|py|js|ts|rb|php))?(?: -.*)?",
            r"(?:\S*/)?(?:run[-_])?(?:db|database|schema|tables)[-_]"
            r"(?:init|initiali[sz]e|upgrade|update|create|setup|bootstrap)"
            r"(?:\.(?:sh|py|js|ts|rb|php))?(?: -.*)?",
        )
    )
)
# Their images hold nothing but such a tool.
_IMAGES = frozenset(
    (
        *("flyway/flyway", "boxfuse/flyway", "redgate/flyway", "liquibase/liquibase"),
        *("migrate/migrate", "amacneil/dbmate", "arigaio/atlas", "minio/mc", "gomicro/goose"),
    )
)
# They end once somebody else answers: `acme/wait-for-deps`, `k8s-wait-for`.
_WAITING = re.compile(r"(?:.*[-_])?wait[-_]?for(?:[-_].*)?")
# Names of what prepares something. By itself that is a guess: `setup` may be a page that is served.
_INITIALISERS = re.compile(
    r"(?:.*[-_./])?(?:init|initiali[sz]er|migrat(?:e|ion|ions|or)|seed(?:er|s)?|set-?up|bootstrap(?:per)?|prebuil[dt]"
    r"|provision(?:er)?|create-?buckets?)(?:[-_](?:db|database|data|schema|job|\d+))?"
    r"|(?:\w+)?(?:Setup|Init|Initiali[sz]er|Migrator|Migrations?|Seeder|Prebuild|Bootstrapper)"
)
_ENDS = re.compile(r"no|none|never|on-?failure(?::\d+)?", re.IGNORECASE)
_LONGEST = 1_000  # characters of one step; what follows are only its arguments
_SHELL = re.compile(r"(?<![^\s\"'])(?:[^\s\"']*/)?(?:ba|da|a|z)?sh -(?:\w*c|\w+ -c) ")
_NEXT = re.compile(r"&&|\|\||;|\n")


def prepares(fact: WorkloadFact) -> bool:
    """Whether a workload does nothing but prepare what others use, or wait for it: a migration, a
    seed. A command that goes on to start a server does not end."""
    image = repository(image_name(fact.image))
    if image in _IMAGES or _WAITING.fullmatch(image.rpartition("/")[2]):
        return True
    telling = telling_steps(written(fact.command))
    return bool(telling) and all(_ONCE.fullmatch(step) for step in telling)


def ends(fact: WorkloadFact) -> bool:
    """Whether a manifest means that a workload ends: it is not started again. A Pod by itself says
    so for nothing else; in compose that is the default, so that its name has to say it too. There
    a database's image with a command of its own is a client of another one, so that its name will
    do. What has ports waits for somebody."""
    if fact.ports:
        return False
    is_named = not fact.kind and bool(_INITIALISERS.fullmatch(fact.name))
    if _ENDS.fullmatch(fact.restart):
        return fact.kind == "Pod" or is_named
    return is_named and fact.form == "compose" and not fact.restart and _is_client(fact)


def _is_client(fact: WorkloadFact) -> bool:
    known = known_image(image_name(fact.image))
    return known is not None and known.kind == "datastore" and bool(written(fact.command))


def telling_steps(command: str) -> list[str]:
    """What a command does, one after the other, without what only starts or waits."""
    steps = [_step(part) for part in _NEXT.split(_SHELL.sub("", command, count=1))]
    return [step for step in steps if step and not _BESIDE.fullmatch(step)]


def _step(part: str) -> str:
    bare = " ".join(part.replace('"', " ").replace("'", " ").split())[:_LONGEST]
    return bare[_end_of_starters(bare) :]


def _end_of_starters(words: str) -> int:
    found = _STARTERS.match(words)
    return found.end() if found else 0
