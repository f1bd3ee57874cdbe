"""What the image of a workload is built on, which is how a store of one's own making is known."""

from driftscan.model.service_fact import WorkloadFact
from driftscan.services.deployed import Workload
from driftscan.services.facts import folder_of, resolved_folder
from driftscan.services.homes import Home
from driftscan.services.texts import image_name


def base_image(home: Home, workload: Workload) -> str:
    """That of the Dockerfile that a manifest names, else of the first in the home's folder; a
    manifest may say it by an argument of the build. '' if none is known."""
    named = (home.recipes.get(file) for file in map(_dockerfile, workload.facts) if file)
    image = next(filter(None, named), home.image)
    if not image.startswith("$"):
        return image
    name = image.strip("${}")
    given = (each.text for _, fact in workload.facts for each in fact.env if each.name == name)
    return next((found for text in given if (found := image_name(text))), image)


def _dockerfile(pair: tuple[bytes, WorkloadFact]) -> bytes | None:
    path, fact = pair
    if fact.build is None or not fact.dockerfile:
        return None
    base = resolved_folder(folder_of(path), fact.build)
    return None if base is None else resolved_folder(base, fact.dockerfile)
