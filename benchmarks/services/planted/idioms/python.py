"""Python."""

from benchmarks.services.planted.language import Access, Language

_SQLALCHEMY = """import os
from sqlalchemy import Column, Integer, String, create_engine
from sqlalchemy.orm import declarative_base, sessionmaker

Base = declarative_base()
engine = create_engine(@DSN@)
Session = sessionmaker(bind=engine)


class @CLASS@(Base):
    __tablename__ = "@TABLE@"
    id = Column(Integer, primary_key=True)
    name = Column(String)


def every():
    with Session() as session:
        return session.query(@CLASS@).all()
"""
_DJANGO = """from django.db import models


class @CLASS@(models.Model):
    name = models.CharField(max_length=40)

    class Meta:
        db_table = "@TABLE@"


def every():
    return list(@CLASS@.objects.filter(name="x"))
"""

PYTHON = Language(
    name="python",
    extension=".py",
    shell="@IMPORTS@\n\n\ndef planted_@N@():\n    @BODY@\n",
    variable="@V@ = @E@",
    format=('f"', "{@V@}", '"', "", ""),
    env='os.environ["@NAME@"]',
    default='os.environ.get("@NAME@", "@TEXT@")',
    env_imports="import os",
    constant=(
        "places_@N@",
        'PLANTED_@N@_URL = "@TEXT@"\n',
        "import places_@N@",
        "places_@N@.PLANTED_@N@_URL",
    ),
    comment="# ",
    log='import logging\nlogging.info("@TEXT@")',
    test_path="tests/test_planted_@N@.py",
    http={
        "requests": ("import requests", "return requests.get(@URL@, timeout=3).json()"),
        "httpx": (
            "import httpx",
            "with httpx.Client() as client:\n    return client.post(@URL@, json={})",
        ),
        "urllib": ("from urllib.request import urlopen", "return urlopen(@URL@).read()"),
    },
    grpc=(
        (
            "import grpc\nimport planted_@N@_pb2\nimport planted_@N@_pb2_grpc",
            "channel = grpc.insecure_channel(@ADDRESS@)\n"
            "stub = planted_@N@_pb2_grpc.@INTERFACE@Stub(channel)\n"
            "return stub.Look(planted_@N@_pb2.Asked())",
        ),
        (
            "import grpc\nimport planted_@N@_pb2_grpc\nfrom concurrent import futures",
            "class Answering(planted_@N@_pb2_grpc.@INTERFACE@Servicer):\n"
            "    def Look(self, request, context):\n        return request\n"
            "server = grpc.server(futures.ThreadPoolExecutor())\n"
            "planted_@N@_pb2_grpc.add_@INTERFACE@Servicer_to_server(Answering(), server)\n"
            "server.start()",
        ),
    ),
    grpc_unused=(
        "import grpc\nimport planted_@N@_pb2_grpc",
        "channel = grpc.insecure_channel(@ADDRESS@)\n"
        "stub = planted_@N@_pb2_grpc.@INTERFACE@Stub(channel)\nreturn None",
    ),
    publish={
        "rabbitmq": (
            "import pika",
            "connection = pika.BlockingConnection(pika.ConnectionParameters(host=@HOST@))\n"
            "channel = connection.channel()\n"
            'channel.basic_publish(exchange="", routing_key="@TOPIC@", body=b"x")',
        ),
        "kafka": (
            "from kafka import KafkaProducer",
            'producer = KafkaProducer(bootstrap_servers=@HOST@)\nproducer.send("@TOPIC@", b"x")',
        ),
    },
    consume={
        "rabbitmq": (
            "import pika",
            "connection = pika.BlockingConnection(pika.ConnectionParameters(host=@HOST@))\n"
            "channel = connection.channel()\n"
            'channel.basic_consume(queue="@TOPIC@", on_message_callback=print)',
        ),
        "kafka": (
            "from kafka import KafkaConsumer",
            'for message in KafkaConsumer("@TOPIC@", bootstrap_servers=@HOST@):\n'
            "    print(message)",
        ),
    },
    data={
        "psycopg2": Access(
            ("postgresql",),
            "r",
            "import psycopg2",
            "connection = psycopg2.connect(@DSN@)\ncursor = connection.cursor()\n"
            'cursor.execute("SELECT id, name FROM @TABLE@ WHERE id = %s", (1,))',
        ),
        "pymysql": Access(
            ("mysql",),
            "w",
            "import pymysql",
            'connection = pymysql.connect(host=@HOST@, user="x", database="planted")\n'
            'connection.cursor().execute("INSERT INTO @TABLE@ (name) VALUES (%s)", ("x",))',
        ),
        "sqlalchemy": Access(("postgresql", "mysql"), "r", "", "", _SQLALCHEMY),
        "django": Access((), "r", "", "", _DJANGO),
        "pymongo": Access(
            ("mongodb",),
            "w",
            "from pymongo import MongoClient",
            'MongoClient(@DSN@)["planted"]["@TABLE@"].insert_one({"name": "x"})',
        ),
        "redis-py": Access(
            ("redis",),
            "w",
            "import redis",
            'redis.Redis(host=@SERVER@, port=6379).set("@TABLE@", "x")',
        ),
    },
)
