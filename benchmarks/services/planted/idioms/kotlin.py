"""Kotlin."""

from benchmarks.services.planted.language import Access, Language

_EXPOSED = """package planted

import org.jetbrains.exposed.sql.Database
import org.jetbrains.exposed.sql.Table
import org.jetbrains.exposed.sql.selectAll
import org.jetbrains.exposed.sql.transactions.transaction

object @CLASS@ : Table("@TABLE@") {
    val id = integer("id")
}

fun every() {
    Database.connect(@JDBC@)
    transaction { @CLASS@.selectAll().toList() }
}
"""

KOTLIN = Language(
    name="kotlin",
    extension=".kt",
    folder="src/main/kotlin/planted",
    stem="Planted@N@",
    shell="package planted\n\n@IMPORTS@\n\nsuspend fun planted@N@(): Any? {\n    @BODY@\n}\n",
    variable="val @V@ = @E@",
    format=('"', "${@V@}", '"', "", ""),
    env='System.getenv("@NAME@")',
    default='(System.getenv("@NAME@") ?: "@TEXT@")',
    constant=(
        "Places@N@",
        'package planted\n\nconst val PLANTED_@N@_URL = "@TEXT@"\n',
        "",
        "PLANTED_@N@_URL",
    ),
    log='println("@TEXT@")\nreturn null',
    test_path="src/test/kotlin/planted/Planted@N@Test.kt",
    http={
        "ktor": (
            "import io.ktor.client.HttpClient\nimport io.ktor.client.request.get",
            "val client = HttpClient()\nreturn client.get(@URL@)",
        ),
        "RestTemplate": (
            "import org.springframework.web.client.RestTemplate",
            "val restTemplate = RestTemplate()\n"
            "return restTemplate.getForObject(@URL@, String::class.java)",
        ),
    },
    data={"exposed": Access(("postgresql", "mysql"), "r", "", "", _EXPOSED)},
)
