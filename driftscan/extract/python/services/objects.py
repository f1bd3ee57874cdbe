"""Buckets, tables of DynamoDB, indexes and collections that are named in an argument."""

from collections.abc import Iterator

from driftscan.extract.python.services.code import Code
from driftscan.extract.python.services.messaging import aws_service
from driftscan.model.service_fact import AccessFact

# Of boto3: service and method -> engine, position and keyword of the name, mode.
_AWS = {
    ("s3", "put_object"): ("s3", -1, "Bucket", "w"),
    ("s3", "get_object"): ("s3", -1, "Bucket", "r"),
    ("s3", "head_object"): ("s3", -1, "Bucket", "r"),
    ("s3", "delete_object"): ("s3", -1, "Bucket", "w"),
    ("s3", "copy_object"): ("s3", -1, "Bucket", "w"),
    ("s3", "list_objects"): ("s3", -1, "Bucket", "r"),
    ("s3", "list_objects_v2"): ("s3", -1, "Bucket", "r"),
    ("s3", "create_bucket"): ("s3", -1, "Bucket", "define"),
    ("s3", "upload_file"): ("s3", 1, "Bucket", "w"),
    ("s3", "upload_fileobj"): ("s3", 1, "Bucket", "w"),
    ("s3", "download_file"): ("s3", 0, "Bucket", "r"),
    ("s3", "download_fileobj"): ("s3", 0, "Bucket", "r"),
    ("s3", "Bucket"): ("s3", 0, "name", "rw"),
    ("s3", "Object"): ("s3", 0, "bucket_name", "rw"),
    ("dynamodb", "Table"): ("dynamodb", 0, "name", "rw"),
    ("dynamodb", "put_item"): ("dynamodb", -1, "TableName", "w"),
    ("dynamodb", "update_item"): ("dynamodb", -1, "TableName", "w"),
    ("dynamodb", "delete_item"): ("dynamodb", -1, "TableName", "w"),
    ("dynamodb", "get_item"): ("dynamodb", -1, "TableName", "r"),
    ("dynamodb", "query"): ("dynamodb", -1, "TableName", "r"),
    ("dynamodb", "scan"): ("dynamodb", -1, "TableName", "r"),
    ("dynamodb", "create_table"): ("dynamodb", -1, "TableName", "define"),
}
_ELASTIC = {"index": "w", "update": "w", "delete": "w", "search": "r", "get": "r", "count": "r"}
_MINIO = {
    "put_object": "w",
    "fput_object": "w",
    "get_object": "r",
    "fget_object": "r",
    "list_objects": "r",
    "make_bucket": "define",
}
# Others: path of the client, engine, position and keyword of the name, methods with their modes.
_CLIENTS = (
    ("elasticsearch.Elasticsearch", "elasticsearch", -1, "index", _ELASTIC),
    ("elasticsearch.AsyncElasticsearch", "elasticsearch", -1, "index", _ELASTIC),
    ("opensearchpy.OpenSearch", "opensearch", -1, "index", _ELASTIC),
    ("minio.Minio", "s3", 0, "bucket_name", _MINIO),
    ("google.cloud.firestore.Client", "firestore", 0, "collection_path", {"collection": "rw"}),
    (
        "google.cloud.storage.Client",
        "gcs",
        0,
        "bucket_name",
        {"bucket": "rw", "get_bucket": "rw"},
    ),
)
_METHODS = {
    f"{client}.{method}": (engine, place, keyword, mode)
    for client, engine, place, keyword, methods in _CLIENTS
    for method, mode in methods.items()
}


def objects_of(code: Code) -> Iterator[AccessFact]:
    """Accesses in the order of the text."""
    for called in code.calls:
        if called.receiver is None or not called.path:
            continue
        service = aws_service(code, called)
        found = _METHODS.get(called.path) or _AWS.get((service, called.method))
        if found is None:
            continue
        engine, place, keyword, mode = found
        via = "boto3" if service else called.path.partition(".")[0]
        yield AccessFact(engine, code.text(called, place, keyword), mode, called.line, via)
