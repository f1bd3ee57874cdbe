"""Java, with and without Spring."""

from benchmarks.services.planted.language import Access, Language

_SHELL = """package planted;

@IMPORTS@

public class Planted@N@ {

    public Object ask() throws Exception {
        @BODY@
    }
}
"""
_JPA = """package planted;

import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.springframework.data.jpa.repository.JpaRepository;

@Entity
@Table(name = "@TABLE@")
public class @CLASS@ {
    @Id
    private Long id;
    private String name;
}

interface @CLASS@Repository extends JpaRepository<@CLASS@, Long> {
}
"""
_JDBC_TEMPLATE = """package planted;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

@Repository
public class @CLASS@Store {
    private final JdbcTemplate jdbcTemplate;

    public @CLASS@Store(JdbcTemplate jdbcTemplate) {
        this.jdbcTemplate = jdbcTemplate;
    }

    public void add(String name) {
        jdbcTemplate.update("INSERT INTO @TABLE@ (name) VALUES (?)", name);
    }
}
"""

_PLACES = """package planted;

public final class Places@N@ {
    public static final String PLANTED_@N@_URL = "@TEXT@";
}
"""

JAVA = Language(
    name="java",
    extension=".java",
    folder="src/main/java/planted",
    stem="Planted@N@",
    shell=_SHELL,
    variable="String @V@ = @E@;",
    format=('String.format("', "%s", '"', ", @V@", ")"),
    env='System.getenv("@NAME@")',
    default='System.getenv().getOrDefault("@NAME@", "@TEXT@")',
    constant=(
        "Places@N@",
        _PLACES,
        "",
        "Places@N@.PLANTED_@N@_URL",
    ),
    log='LoggerFactory.getLogger("x").info("@TEXT@");\nreturn null;',
    test_path="src/test/java/planted/Planted@N@Test.java",
    http={
        "HttpClient": (
            "import java.net.URI;\nimport java.net.http.HttpClient;\n"
            "import java.net.http.HttpRequest;\nimport java.net.http.HttpResponse;",
            "HttpRequest request = HttpRequest.newBuilder().uri(URI.create(@URL@)).GET().build();\n"
            "return HttpClient.newHttpClient()"
            ".send(request, HttpResponse.BodyHandlers.ofString());",
        ),
        "RestTemplate": (
            "import org.springframework.web.client.RestTemplate;",
            "RestTemplate restTemplate = new RestTemplate();\n"
            "return restTemplate.getForObject(@URL@, String.class);",
        ),
        "WebClient": (
            "import org.springframework.web.reactive.function.client.WebClient;",
            "return WebClient.create().get().uri(@URL@).retrieve().bodyToMono(String.class);",
        ),
        "okhttp": (
            "import okhttp3.OkHttpClient;\nimport okhttp3.Request;",
            "Request request = new Request.Builder().url(@URL@).build();\n"
            "return new OkHttpClient().newCall(request).execute();",
        ),
    },
    grpc=(
        (
            "import io.grpc.ManagedChannel;\nimport io.grpc.ManagedChannelBuilder;\n"
            "import planted.grpc.@INTERFACE@Grpc;\nimport planted.grpc.Asked;",
            "ManagedChannel channel = ManagedChannelBuilder.forTarget(@ADDRESS@).build();\n"
            "@INTERFACE@Grpc.@INTERFACE@BlockingStub stub = "
            "@INTERFACE@Grpc.newBlockingStub(channel);\n"
            "return stub.look(Asked.newBuilder().build());",
        ),
        (
            "import planted.grpc.@INTERFACE@Grpc;\nimport io.grpc.ServerBuilder;",
            "return ServerBuilder.forPort(50051).addService(new Answering()).build().start();\n"
            "    }\n\n"
            "    static class Answering extends @INTERFACE@Grpc.@INTERFACE@ImplBase {\n"
            "    }\n\n"
            "    public void last() {",
        ),
    ),
    grpc_unused=(
        "import io.grpc.ManagedChannel;\nimport io.grpc.ManagedChannelBuilder;\n"
        "import planted.grpc.@INTERFACE@Grpc;",
        "ManagedChannel channel = ManagedChannelBuilder.forTarget(@ADDRESS@).build();\n"
        "@INTERFACE@Grpc.@INTERFACE@BlockingStub stub = @INTERFACE@Grpc.newBlockingStub(channel);\n"
        "return null;",
    ),
    publish={
        "kafka": (
            "import org.springframework.kafka.core.KafkaTemplate;",
            "KafkaTemplate<String, String> kafkaTemplate = new KafkaTemplate<>(null);\n"
            'kafkaTemplate.send("@TOPIC@", "x");\nreturn null;',
        ),
        "rabbitmq": (
            "import org.springframework.amqp.rabbit.core.RabbitTemplate;",
            "RabbitTemplate rabbitTemplate = new RabbitTemplate();\n"
            'rabbitTemplate.convertAndSend("@TOPIC@", "x");\nreturn null;',
        ),
    },
    consume={
        "kafka": (
            "import org.springframework.kafka.annotation.KafkaListener;",
            "return null;\n    }\n\n"
            '    @KafkaListener(topics = "@TOPIC@")\n'
            "    public void hear(String message) {",
        ),
        "rabbitmq": (
            "import org.springframework.amqp.rabbit.annotation.RabbitListener;",
            "return null;\n    }\n\n"
            '    @RabbitListener(queues = "@TOPIC@")\n'
            "    public void hear(String message) {",
        ),
    },
    data={
        "jpa": Access((), "rw", "", "", _JPA),
        "JdbcTemplate": Access((), "w", "", "", _JDBC_TEMPLATE),
        "jdbc": Access(
            ("postgresql", "mysql"),
            "r",
            "import java.sql.Connection;\nimport java.sql.DriverManager;",
            "Connection connection = DriverManager.getConnection(@JDBC@);\n"
            'return connection.createStatement().executeQuery("SELECT name FROM @TABLE@");',
        ),
        "jedis": Access(
            ("redis",),
            "w",
            "import redis.clients.jedis.Jedis;",
            'Jedis jedis = new Jedis(@SERVER@, 6379);\njedis.set("@TABLE@", "x");\nreturn null;',
        ),
    },
)
