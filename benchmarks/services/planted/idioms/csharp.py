"""C#."""

from benchmarks.services.planted.language import Access, Language

_EF = """using Microsoft.EntityFrameworkCore;
using System.ComponentModel.DataAnnotations.Schema;
using System.Linq;

namespace Planted
{
    [Table("@TABLE@")]
    public class @CLASS@
    {
        public int Id { get; set; }
    }

    public class @CLASS@Context : DbContext
    {
        public DbSet<@CLASS@> Every { get; set; }

        protected override void OnConfiguring(DbContextOptionsBuilder options)
            => options.UseNpgsql(@PAIRS@);
    }

    public class @CLASS@Reader
    {
        public object Read(@CLASS@Context context) => context.Every.Where(x => x.Id > 1).ToList();
    }
}
"""
_SHELL = """using System;
@IMPORTS@

namespace Planted
{
    public class Planted@N@
    {
        public async System.Threading.Tasks.Task<object> Ask()
        {
            @BODY@
            return null;
        }
    }
}
"""

_PLACES = """namespace Planted
{
    public static class Places@N@
    {
        public const string Planted@N@Url = "@TEXT@";
    }
}
"""

CSHARP = Language(
    name="csharp",
    extension=".cs",
    stem="Planted@N@",
    shell=_SHELL,
    variable="var @V@ = @E@;",
    format=('$"', "{@V@}", '"', "", ""),
    env='Environment.GetEnvironmentVariable("@NAME@")',
    default='(Environment.GetEnvironmentVariable("@NAME@") ?? "@TEXT@")',
    constant=(
        "Places@N@",
        _PLACES,
        "",
        "Places@N@.Planted@N@Url",
    ),
    log='Console.WriteLine("@TEXT@");',
    test_path="tests/Planted@N@Tests.cs",
    http={
        "HttpClient": (
            "using System.Net.Http;",
            "var client = new HttpClient();\nawait client.GetAsync(@URL@);",
        ),
        "HttpClient base": (
            "using System.Net.Http;",
            "var client = new HttpClient();\nvar answer = await client.GetStringAsync(@URL@);",
        ),
    },
    grpc=(
        (
            "using Grpc.Net.Client;",
            'var channel = GrpcChannel.ForAddress("http://" + @ADDRESS@);\n'
            "var client = new @INTERFACE@.@INTERFACE@Client(channel);\n"
            "await client.LookAsync(new Asked());",
        ),
        (
            "using Grpc.Core;",
            "var app = Microsoft.AspNetCore.Builder.WebApplication.CreateBuilder().Build();\n"
            "app.MapGrpcService<Answering@N@>();\nreturn null;\n        }\n\n"
            "        public class Answering@N@ : @INTERFACE@.@INTERFACE@Base\n        {\n"
            "        }\n\n        public object Last()\n        {",
        ),
    ),
    grpc_unused=(
        "using Grpc.Net.Client;",
        'var channel = GrpcChannel.ForAddress("http://" + @ADDRESS@);\n'
        "var client = new @INTERFACE@.@INTERFACE@Client(channel);",
    ),
    data={
        "Npgsql": Access(
            ("postgresql",),
            "w",
            "using Npgsql;",
            "using var connection = new NpgsqlConnection(@PAIRS@);\n"
            'using var command = new NpgsqlCommand("INSERT INTO @TABLE@ (id) VALUES (1)", '
            "connection);\ncommand.ExecuteNonQuery();",
        ),
        "Dapper": Access(
            ("postgresql",),
            "r",
            "using Dapper;\nusing Npgsql;",
            "using var connection = new NpgsqlConnection(@PAIRS@);\n"
            'var rows = connection.Query<string>("SELECT name FROM @TABLE@");',
        ),
        "ef": Access(("postgresql",), "r", "", "", _EF),
        "StackExchange.Redis": Access(
            ("redis",),
            "w",
            "using StackExchange.Redis;",
            "var redis = ConnectionMultiplexer.Connect(@HOST@);\n"
            'redis.GetDatabase().StringSet("@TABLE@", "x");',
        ),
    },
)
