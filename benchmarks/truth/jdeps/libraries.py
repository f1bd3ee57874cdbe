"""Libraries that need nothing but the JDK, at pinned commits, out of the mirror."""

from msgspec import Struct


class Library(Struct, frozen=True):
    """sources: folder of the source root inside the repository."""

    repository: str
    commit: str
    sources: str


LIBRARIES = (
    Library("apache/commons-lang", "d15939ef46f0bd4144994df8be95cf5a7f91eb52", "src/main/java"),
    Library(
        "apache/commons-collections", "cf36204c913a268681f9e7786f48383d6a464ed4", "src/main/java"
    ),
    Library("apache/commons-codec", "8dcd16b7d13ef1a78e325d458830ead890fe82ac", "src/main/java"),
    Library("square/javapoet", "b9017a9503b76e11b4ad4c1a9f050e2d29112cb0", "src/main/java"),
    Library("apache/commons-io", "d83aeb6f4774aee75d857b29fb6cd89132c9a91b", "src/main/java"),
    Library("zxing/zxing", "7f129804e396958ae762da288da5df330d142da0", "core/src/main/java"),
)
