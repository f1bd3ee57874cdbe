"""appsettings.json of .NET and what is read together with it: keys joined as .NET writes them."""

from driftscan.extract.settings.json_files import facts
from driftscan.model.service_fact import ServiceFacts


def extract(content: bytes) -> ServiceFacts:
    """'ConnectionStrings:Default'; routes of Ocelot and YARP."""
    return facts(content, ":")
