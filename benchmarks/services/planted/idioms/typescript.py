"""TypeScript for Node."""

from benchmarks.services.planted.language import Access, Language

_TYPEORM = """import { Column, DataSource, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('@TABLE@')
export class @CLASS@ {
  @PrimaryGeneratedColumn()
  id: number;

  @Column()
  name: string;
}

export const source = new DataSource({ type: '@ENGINE@', url: @DSN@, entities: [@CLASS@] });

export async function every(): Promise<@CLASS@[]> {
  return source.getRepository(@CLASS@).find();
}
"""

TYPESCRIPT = Language(
    name="typescript",
    extension=".ts",
    folder="src",
    shell="@IMPORTS@\n\nexport async function planted@N@(): Promise<unknown> {\n  @BODY@\n}\n",
    variable="const @V@ = @E@;",
    format=("`", "${@V@}", "`", "", ""),
    env="process.env.@NAME@!",
    default='(process.env.@NAME@ ?? "@TEXT@")',
    constant=(
        "places_@N@",
        "export const PLANTED_@N@_URL = '@TEXT@';\n",
        "import { PLANTED_@N@_URL } from './places_@N@';",
        "PLANTED_@N@_URL",
    ),
    log='console.log("@TEXT@");',
    test_path="src/planted_@N@.spec.ts",
    http={
        "fetch": ("", "return fetch(@URL@, { method: 'POST' });"),
        "axios": ("import axios from 'axios';", "return axios.put(@URL@, {});"),
    },
    publish={
        "rabbitmq": (
            "import * as amqp from 'amqplib';",
            "const connection = await amqp.connect(@DSN@);\n"
            "const channel = await connection.createChannel();\n"
            "channel.publish('@TOPIC@', '', Buffer.from('x'));\nreturn null;",
        ),
    },
    data={
        "typeorm": Access(("postgresql", "mysql"), "r", "", "", _TYPEORM),
        "ioredis": Access(
            ("redis",),
            "w",
            "import Redis from 'ioredis';",
            "const client = new Redis(@DSN@);\nreturn client.set('@TABLE@', 'x');",
        ),
    },
)
