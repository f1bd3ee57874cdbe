"""How classes of Java and Kotlin say that they are what a database keeps."""

import re

# `@Entity`, Micronaut's `@MappedEntity`, `@Table`, the documents and nodes of Spring Data.
KEPT = re.compile(
    r"@(?:\w+\.)*(?:\w*Entity|Table|TableName|Document|Node|RedisHash|MappedSuperclass|PersistenceCapable)\b"
)
