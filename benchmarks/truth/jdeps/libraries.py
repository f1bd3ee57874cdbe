"""Libraries that need nothing but the JDK, at pinned commits, out of the mirror."""

from msgspec import Struct


class Library(Struct, frozen=True):
    """sources: folder of the source root inside the repository."""

    repository: str
    commit: str
    sources: str


LIBRARIES = (
    Library("apache/commons-lang", "d15939ef46f0bd4144994df8be95cf5a7f91eb52", "src/main/java"),
    Library("apache/commons-collections", "cf36204c913a268681f9e7786f48383d6a464ed4", "src/main/java"),
    Library("apache/commons-codec", "8dcd16b7d13ef1a78e325d458830ead890fe82ac", "src/main/java"),
    Library("apache/commons-math", "d9fd8324cb346f55d197f90442a6e1eedeff11a0", "src/main/java"),
    Library("square/javapoet", "b9017a9503b76e11b4ad4c1a9f050e2d29112cb0", "src/main/java"),
    Library("remkop/picocli", "a89996315c3fe26b457e89443e3034e3e5967c49", "src/main/java"),
    Library("javaparser/javaparser", "1a6b1b69d0f310e5af14163863c5596b59a103b0", "javaparser-core/src/main/java"),
)
