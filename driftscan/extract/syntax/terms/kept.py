"""How classes of Java and Kotlin say that they are what a database keeps."""

import re

# `@Entity`, Micronaut's `@MappedEntity`, `@Table`, MyBatis-Plus's `@TableName`, the documents and
# nodes of Spring Data.
KEPT = re.compile(
    r"@(?:\w+\.)*(?:\w*Entity|Table(?:Name)?|Document|Node|RedisHash|MappedSuperclass)\b"
)
