"""Go."""

from benchmarks.services.planted.language import Access, Language

_GORM = """package main

import (
\t"os"

\t"gorm.io/driver/@GORM@"
\t"gorm.io/gorm"
)

type @CLASS@ struct {
\tID   uint
\tName string
}

func (@CLASS@) TableName() string { return "@TABLE@" }

func every() ([]@CLASS@, error) {
\tdb, err := gorm.Open(@GORM@.Open(@DSN@), &gorm.Config{})
\tif err != nil {
\t\treturn nil, err
\t}
\tvar found []@CLASS@
\treturn found, db.Find(&found).Error
}
"""
_SHELL = """package main

import (
@IMPORTS@
)

func planted@N@() error {
\t@BODY@
\treturn nil
}
"""

GO = Language(
    name="go",
    extension=".go",
    shell=_SHELL,
    variable="@V@ := @E@",
    format=('fmt.Sprintf("', "%s", '"', ", @V@", ")"),
    env='os.Getenv("@NAME@")',
    default='envOr@N@("@NAME@", "@TEXT@")',
    env_imports='\t"fmt"\n\t"os"',
    constant=(
        "places_@N@",
        'package main\n\nconst planted@N@URL = "@TEXT@"\n',
        "",
        "planted@N@URL",
    ),
    helper="""
func envOr@N@(name, other string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return other
}
""",
    log='log.Printf("@TEXT@")',
    test_path="planted_@N@_test.go",
    http={
        "net/http": ('\t"net/http"', "_, err := http.Get(@URL@)\n_ = err"),
        "net/http request": (
            '\t"net/http"',
            'req, err := http.NewRequest("POST", @URL@, nil)\n_ = err\n'
            "_, err = http.DefaultClient.Do(req)",
        ),
        "resty": (
            '\t"github.com/go-resty/resty/v2"',
            "_, err := resty.New().R().Get(@URL@)\n_ = err",
        ),
    },
    grpc=(
        (
            '\t"context"\n\t"google.golang.org/grpc"\n\tpb "example.com/planted_@N@"',
            "conn, err := grpc.Dial(@ADDRESS@)\n_ = err\n"
            "client := pb.New@INTERFACE@Client(conn)\n"
            "_, err = client.Look(context.Background(), &pb.Asked{})",
        ),
        (
            '\t"google.golang.org/grpc"\n\tpb "example.com/planted_@N@"',
            "srv := grpc.NewServer()\npb.Register@INTERFACE@Server(srv, &answering@N@{})",
        ),
    ),
    grpc_unused=(
        '\t"google.golang.org/grpc"\n\tpb "example.com/planted_@N@"',
        "conn, err := grpc.Dial(@ADDRESS@)\n_ = err\n_ = pb.New@INTERFACE@Client(conn)",
    ),
    publish={
        "rabbitmq": (
            '\tamqp "github.com/streadway/amqp"',
            "conn, err := amqp.Dial(@DSN@)\n_ = err\nch, err := conn.Channel()\n"
            'ch.Publish("", "@TOPIC@", false, false, amqp.Publishing{})',
        ),
    },
    consume={
        "rabbitmq": (
            '\tamqp "github.com/streadway/amqp"',
            "conn, err := amqp.Dial(@DSN@)\n_ = err\nch, err := conn.Channel()\n"
            'ch.Consume("@TOPIC@", "", true, false, false, false, nil)',
        ),
    },
    data={
        "database/sql": Access(
            ("postgresql",),
            "r",
            '\t"database/sql"\n\t_ "github.com/lib/pq"',
            'db, err := sql.Open("postgres", @DSN@)\n_ = err\n'
            'rows, err := db.Query("SELECT id FROM @TABLE@")\n_ = rows',
        ),
        "sqlx": Access(
            ("mysql",),
            "w",
            '\t"github.com/jmoiron/sqlx"\n\t_ "github.com/go-sql-driver/mysql"',
            'db := sqlx.MustConnect("mysql", @GODSN@)\n'
            'db.MustExec("DELETE FROM @TABLE@ WHERE id = ?", 1)',
        ),
        "gorm": Access(("postgresql",), "r", "", "", _GORM.replace("@GORM@", "postgres")),
        "mongo-driver": Access(
            ("mongodb",),
            "r",
            '\t"context"\n\t"go.mongodb.org/mongo-driver/mongo"\n'
            '\t"go.mongodb.org/mongo-driver/mongo/options"',
            "client, err := mongo.Connect(context.TODO(), options.Client().ApplyURI(@DSN@))\n"
            '_ = err\nrows := client.Database("planted").Collection("@TABLE@")\n'
            "rows.FindOne(context.TODO(), nil)",
        ),
        "go-redis": Access(
            ("redis",),
            "r",
            '\t"context"\n\t"github.com/redis/go-redis/v9"',
            "client := redis.NewClient(&redis.Options{Addr: @HOST@})\n"
            'client.Get(context.TODO(), "@TABLE@")',
        ),
    },
)
