"""JavaScript for Node."""

from benchmarks.services.planted.language import Access, Language

_SEQUELIZE = """const { Sequelize, DataTypes } = require('sequelize');

const sequelize = new Sequelize(@DSN@);

const @CLASS@ = sequelize.define('@CLASS@', { name: DataTypes.STRING }, { tableName: '@TABLE@' });

async function every() {
  return @CLASS@.findAll();
}

module.exports = { every };
"""

_SHELL = """@IMPORTS@

async function planted@N@() {
  @BODY@
}

module.exports = planted@N@;
"""

JAVASCRIPT = Language(
    name="javascript",
    extension=".js",
    shell=_SHELL,
    variable="const @V@ = @E@;",
    format=("`", "${@V@}", "`", "", ""),
    env="process.env.@NAME@",
    default='(process.env.@NAME@ || "@TEXT@")',
    constant=(
        "places_@N@",
        "module.exports.PLANTED_@N@_URL = '@TEXT@';\n",
        "const places@N@ = require('./places_@N@');",
        "places@N@.PLANTED_@N@_URL",
    ),
    log='console.log("@TEXT@");',
    test_path="test/planted_@N@.test.js",
    http={
        "fetch": ("", "return fetch(@URL@);"),
        "axios": ("const axios = require('axios');", "return axios.get(@URL@);"),
        "got": ("const got = require('got');", "return got(@URL@).json();"),
        "request": ("const request = require('request');", "request(@URL@, (err, res) => {});"),
    },
    grpc=(
        (
            "const grpc = require('@grpc/grpc-js');\n"
            "const protoLoader = require('@grpc/proto-loader');\n"
            "const loaded = protoLoader.loadSync('planted_@N@.proto');\n"
            "const planted = grpc.loadPackageDefinition(loaded).planted;",
            "const credentials = grpc.credentials.createInsecure();\n"
            "const client = new planted.@INTERFACE@(@ADDRESS@, credentials);\n"
            "client.Look({}, (err, answer) => {});",
        ),
        (
            "const grpc = require('@grpc/grpc-js');\n"
            "const protoLoader = require('@grpc/proto-loader');\n"
            "const loaded = protoLoader.loadSync('planted_@N@.proto');\n"
            "const planted = grpc.loadPackageDefinition(loaded).planted;",
            "const server = new grpc.Server();\n"
            "server.addService(planted.@INTERFACE@.service, { Look: () => {} });",
        ),
    ),
    grpc_unused=(
        "const grpc = require('@grpc/grpc-js');\n"
        "const protoLoader = require('@grpc/proto-loader');\n"
        "const loaded = protoLoader.loadSync('planted_@N@.proto');\n"
        "const planted = grpc.loadPackageDefinition(loaded).planted;",
        "const credentials = grpc.credentials.createInsecure();\n"
        "const client = new planted.@INTERFACE@(@ADDRESS@, credentials);",
    ),
    publish={
        "rabbitmq": (
            "const amqp = require('amqplib');",
            "const connection = await amqp.connect(@DSN@);\n"
            "const channel = await connection.createChannel();\n"
            "channel.sendToQueue('@TOPIC@', Buffer.from('x'));",
        ),
        "kafka": (
            "const { Kafka } = require('kafkajs');",
            "const producer = new Kafka({ brokers: [@HOST@] }).producer();\n"
            "await producer.send({ topic: '@TOPIC@', messages: [] });",
        ),
    },
    consume={
        "rabbitmq": (
            "const amqp = require('amqplib');",
            "const connection = await amqp.connect(@DSN@);\n"
            "const channel = await connection.createChannel();\n"
            "channel.consume('@TOPIC@', (message) => {});",
        ),
        "kafka": (
            "const { Kafka } = require('kafkajs');",
            "const consumer = new Kafka({ brokers: [@HOST@] }).consumer({ groupId: 'x' });\n"
            "await consumer.subscribe({ topic: '@TOPIC@' });",
        ),
    },
    data={
        "pg": Access(
            ("postgresql",),
            "w",
            "const { Pool } = require('pg');",
            "const pool = new Pool({ connectionString: @DSN@ });\n"
            "await pool.query('UPDATE @TABLE@ SET name = $1', ['x']);",
        ),
        "mysql2": Access(
            ("mysql",),
            "r",
            "const mysql = require('mysql2/promise');",
            "const options = { host: @HOST@, database: 'planted' };\n"
            "const connection = await mysql.createConnection(options);\n"
            "return connection.query('SELECT name FROM @TABLE@');",
        ),
        "sequelize": Access(("postgresql", "mysql"), "r", "", "", _SEQUELIZE),
        "mongodb": Access(
            ("mongodb",),
            "r",
            "const { MongoClient } = require('mongodb');",
            "const client = await MongoClient.connect(@DSN@);\n"
            "return client.db('planted').collection('@TABLE@').find({}).toArray();",
        ),
        "node-redis": Access(
            ("redis",),
            "r",
            "const redis = require('redis');",
            "const client = redis.createClient({ url: @DSN@ });\nreturn client.get('@TABLE@');",
        ),
    },
)
