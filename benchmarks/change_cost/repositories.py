"""The repositories on which the formula was tuned, and where their mirrors are."""

from pathlib import Path

MIRRORS = Path("/work/.mirror")
REFERENCE = Path("/work/shared/change_cost/reference_backtest.py")
TUNED = {
    "ArchUnit": "TNG/ArchUnit",
    "deptrac": "deptrac/deptrac",
    "dependency-cruiser": "sverweij/dependency-cruiser",
    "datasette": "simonw/datasette",
    "tach": "gauge-sh/tach",
    "rust-analyzer": "rust-lang/rust-analyzer",
    "netbox": "netbox-community/netbox",
    "mealie": "mealie-recipes/mealie",
    "opentelemetry-demo": "open-telemetry/opentelemetry-demo",
    "redash": "getredash/redash",
    "warehouse": "pypi/warehouse",
    "aiohttp": "aio-libs/aiohttp",
    "flask": "pallets/flask",
    "paperless-ngx": "paperless-ngx/paperless-ngx",
    "scrapy": "scrapy/scrapy",
}
# Looked at when the formula was checked, never when it was tuned.
UNTUNED = {
    "saleor": "saleor/saleor",
    "terraform": "hashicorp/terraform",
    "prometheus": "prometheus/prometheus",
    "vite": "vitejs/vite",
    "jellyfin": "jellyfin/jellyfin",
    "codecharta": "MaibornWolff/codecharta",
    "eShop": "dotnet/eShop",
    "spring-boot": "spring-projects/spring-boot",
    "healthchecks": "healthchecks/healthchecks",
    "bookwyrm": "bookwyrm-social/bookwyrm",
    "okhttp": "square/okhttp",
    "hugo": "gohugoio/hugo",
    "postal": "postalserver/postal",
    "koel": "koel/koel",
    "karakeep": "karakeep-app/karakeep",
}


def mirror_of(repository: str) -> Path | None:
    """Its git directory, None if nobody has fetched it."""
    place = MIRRORS / repository.replace("/", "+") / "repo"
    for directory in (place / ".git", place):
        if (directory / "HEAD").exists():
            return directory
    return None
