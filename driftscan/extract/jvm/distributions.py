"""Well-known libraries whose packages do not begin with the group they are published under.

Each line: a package and all below it, and the group or `group:artifact` that ships it.
"""

_SHIPPED_BY = {
    "com.fasterxml.jackson": "com.fasterxml.jackson.core",
    "com.google.common": "com.google.guava:guava",
    "com.google.common.truth": "com.google.truth:truth",
    "com.google.gson": "com.google.code.gson:gson",
    "com.google.protobuf": "com.google.protobuf",
    "com.mysql": "com.mysql",
    "io.reactivex": "io.reactivex.rxjava2",
    "javax.annotation": "com.google.code.findbugs:jsr305",
    "javax.inject": "javax.inject",
    "junit.framework": "junit:junit",
    "kotlin.test": "org.jetbrains.kotlin:kotlin-test",
    "kotlinx": "org.jetbrains.kotlinx",
    "lombok": "org.projectlombok:lombok",
    "okhttp3": "com.squareup.okhttp3:okhttp",
    "okio": "com.squareup.okio:okio",
    "org.apache.commons.codec": "commons-codec:commons-codec",
    "org.apache.commons.io": "commons-io:commons-io",
    "org.apache.commons.lang": "commons-lang:commons-lang",
    "org.apache.commons.logging": "commons-logging:commons-logging",
    "org.apache.log4j": "log4j:log4j",
    "org.hamcrest": "org.hamcrest",
    "org.joda.time": "joda-time:joda-time",
    "org.junit": "junit:junit",
    "org.junit.jupiter": "org.junit.jupiter",
    "reactor.core": "io.projectreactor:reactor-core",
    "reactor.test": "io.projectreactor:reactor-test",
    "retrofit2": "com.squareup.retrofit2:retrofit",
    "scala": "org.scala-lang",
}


def well_known(package: str) -> list[str]:
    """Groups or artifacts that may ship a package, the most specific one first."""
    parts = package.split(".")
    prefixes = (".".join(parts[:count]) for count in range(len(parts), 0, -1))
    return [_SHIPPED_BY[prefix] for prefix in prefixes if prefix in _SHIPPED_BY]
