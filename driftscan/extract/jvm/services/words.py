"""Words without one of which a file says nothing of services, so that it need not be parsed."""

from driftscan.extract.possessive import compiled

_IMPORTED = rb"""
    org\.springframework\.(?!boot\.test|test|context\.|beans\.|core\.|util\.|validation\.|transaction\.|security\.core)
    |io\.(?:micronaut|quarkus|ktor|grpc|vertx|nats|javalin|lettuce|eventuate|dapr|minio|github\.resilience4j)\b
    |(?:javax|jakarta)\.(?:persistence|ws\.rs|jms)\b
    |org\.(?:apache\.(?:http|hc|kafka|pulsar|activemq)|eclipse\.microprofile|redisson|jetbrains\.exposed|mongodb|elasticsearch|opensearch|neo4j|jdbi|eclipse\.paho|asynchttpclient)\b
    |com\.(?:mongodb|rabbitmq|amazonaws|datastax|zaxxer|netflix|google\.cloud)\b
    |software\.amazon\.awssdk|redis\.clients|retrofit2?\b|okhttp3?\b|feign\.|kong\.unirest|java\.net\.(?:URL|http|Http)|java\.sql\b|dev\.morphia
"""
_CALLED = rb"""
    getenv|ImplBase|Grpc\b|RestTemplate|RestClient|WebClient|HttpClient|DriverManager|prepareStatement
    |\bfun\s+main\b|void\s+main\b|Url|URL|http://|https://|bootstrap\.servers|@Value|ConfigProperty
"""
TELLING = compiled(rb"(?x)" + _IMPORTED + rb"|" + _CALLED)
"""Finds the first of them."""
