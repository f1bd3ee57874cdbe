"""Gates, which keep files from being parsed: whatever a table knows opens them."""

import re
from pathlib import Path

import pytest

from benchmarks.services.gates import compared
from driftscan.extract.csharp.services.gate import may_tell
from driftscan.extract.csharp.services.words import WORDS
from driftscan.extract.javascript.services import gate as javascript
from driftscan.extract.jvm.services import words as jvm
from driftscan.extract.python.services import gate as python
from driftscan.extract.syntax.outline.gate import Gate
from driftscan.extract.syntax.outline.vocabulary import Vocabulary, guesses, same_types, signatures
from driftscan.extract.syntax.words import may_hold_sql, words_of

_TABLE = Vocabulary(
    signatures=signatures("""
http    HttpClient.Get     0
store   *.UseSqlite        0  sqlite  efcore
store   RedisClient()      0  redis   redis
access  cache.Find         0  redis:r redis
sql     *.Query            0
env     Env.Get            0
"""),
    types=same_types("""
IClient Factory.Make()         = HttpClient
Cache.Client *.OpenCache()     = cache
"""),
    guesses=guesses("\\w*httpclient = HttpClient"),
)


@pytest.mark.parametrize(
    ("code", "opens"),
    [
        ("HttpClient c; c.Get(x)", True),
        ("IClient c; c.Get(x)", True),
        ("_myHttpClient.Get(x)", True),  # by its name
        ("Factory.Make().Get(x)", True),
        ("Make().Get(x)", False),  # of anything else
        ("other.Get(x)", False),
        ("HttpClient c; c.Put(x)", False),
        ("options.UseSqlite(x)", True),  # on whatever it is called
        ("new RedisClient(x)", True),
        ("Cache.Client c; c.Find(x)", True),
        ("Client c; c.Find(x)", False),  # the table knows it by its full name
        ("cache c; c.Find(x)", False),  # `cache` is a word of the table's own
        ("a.OpenCache().Find(x)", True),
        ('db.Query("SELECT a FROM b")', True),
        ("db.Query(page)", False),  # no statement anywhere
        ("Env.Get(x)", False),  # a text alone makes no fact
        ("", False),
    ],
)
def test_opens_for_what_the_tables_know(code: str, opens: bool) -> None:
    content = code.encode()
    assert Gate(_TABLE).opens_for(words_of(content), content) is opens


@pytest.mark.parametrize(
    ("code", "holds"),
    [
        (b'"SELECT a FROM b"', True),
        (b'"\\nselect a from b"', True),
        (b'"with x as (select 1)"', True),
        (b"list.Select(x => x)", False),
        (b"$this->delete($x)", False),
        (b"public function update($x)", False),
        (b"Selected = 1", False),
        (b"Model::create($x)", False),
    ],
)
def test_statements_are_told_from_methods_of_their_names(code: bytes, holds: bool) -> None:
    assert may_hold_sql(code) is holds


@pytest.mark.parametrize(
    "code",
    [
        'class C { public const string CatalogUrl = "/catalog"; }',
        'class C { string Url { get; set; } = "http://catalog"; }',
        'class C { string Url => "/a"; void F() { http.CreateClient(); } }',
        'class C { string f = configuration["Catalog"]; }',
        "class C : Greeter.GreeterBase { }",
        'class C { [HttpGet("/a")] public void F() {} }',
        'interface I { [Get("/a")] Task F(); }',
        '[Table("orders")] class Order { }',
        "class P { static void Main() { } }",
        'migrationBuilder.AddColumn<int>(name: "a", table: "b");',
        'class C { HttpClient h; string _host = other; string other = "cart"; }',
        "class C { HttpClient h; C(string host) { this.host = host.Trim(); } }",
        'class C { HttpClient h; void F() { _hosts[0].Url = "cart"; } }',
        "class C { HttpClient h; string Cart => options.Value.Cart; }",
        "class C { HttpClient h; string Cart => options.CurrentValue?.Cart.Trim(); }",
        'class C { HttpClient h; string Cart => settings["Cart"]; }',
        'class C { HttpClient h; string Cart = "cart-1:8080"; }',
        'class C { HttpClient h; string Cart = Name + ":8080/"; }',
        'class C { HttpClient h; string Cart => $"{Name}:8080"; }',
        'class C { HttpClient h; string Cart => "Data Source=cart;User=me"; }',
        'class C { HttpClient h; const string CARTS_ENDPOINT = "carts"; }',
    ],
)
def test_csharp_is_read_where_it_may_say_something(code: str) -> None:
    assert may_tell(code.encode())


@pytest.mark.parametrize(
    "code",
    [
        "// see https://example.org\nclass C { int a; }",
        "using Acme.Model.Configuration;\nclass C { int a; }",
        "class C { void F() { library.GetCollection(1); } }",
        "class C { void F() { return; } }",
        "class C { HttpClient h; C(string host) { _host = host; } }",
        "class C { HttpClient h; C(D d) { var url = d.Make(); other.Url = url; } }",
        "class C { HttpClient h; TimeSpan F() => date.Value.Subtract(other.Value.Date<T>()); }",
        'class C { HttpClient h; string At = "2025-04-20T05:00:00"; }',
    ],
)
def test_csharp_is_not_parsed_for_nothing(code: str) -> None:
    assert not may_tell(code.encode())


@pytest.mark.parametrize(
    ("code", "may_tell"),
    [
        ("import requests", True),
        ("from os import environ", True),
        ('CART_URL = "/cart"', True),
        ("api.cart_url: str = 'x'", True),
        ('f(cart_url="/cart")', False),  # its own file tells what f does
        ("from django.db import migrations", False),
        ("from django.db import migrations\nmigrations.AddIndex(a)", False),
        ("from django.db import migrations\nmigrations.AddField(a, b)", True),
        ("from django.db import models\nclass A(models.Model): pass", True),
        ("from django.db import models\nclass A(models.TextChoices): pass", False),
        ("from django.conf import settings\nx = settings.AUTH_USER_MODEL", False),
        ("from django.conf import settings\nx = settings.CARTS", True),
        ("from django.utils import timezone\ntable_name = x", True),
        ("from django.utils import timezone\nname = x", False),
        ("from shop.stores import redis_client\nredis_client.lpop(CARTS)", True),
        ("from shop.stores import redis_client", False),
        ("# whatever the environment", False),
        ("# whatever the environment\ntable_name = x", True),
    ],
)
def test_python_is_read_for_libraries_and_names(code: str, may_tell: bool) -> None:
    assert python.may_tell(b"\n" + code.encode()) is may_tell


@pytest.mark.parametrize(
    ("code", "may_tell"),
    [
        ("fetch('/carts')", True),
        ("import { x } from './api/config'", False),  # what it takes of them stands elsewhere
        ("import { api } from './api'", True),
        ('<svg xmlns="http://www.w3.org/2000/svg"><g clipPath="url(#a)" /></svg>', False),
        ('const home = "http://www.w3.org/2000/svg"', True),
        ("// see https://example.org\nconst a = 1", False),
        ("const a = `\n// https://carts`", True),
        ("class A { @IsUrl() at; @IsMongoId() id; refetch() {} }", False),
        ("class A { @IsUrl() url }", True),
        ("import { Controller } from 'react-hook-form'", False),
        ("@Controller('carts') class Carts {}", True),
        ("const controller = new AbortController()", False),
        ("class TopicEntity {}", True),  # `topic`
        ("class OrderEntity {}", False),
        ("@Entity('orders') class Order {}", True),
        ("class A { channel: Channel }", False),
        ("this.channel.sendToQueue(name)", True),
        ("this.channel?.get(name)", True),
        ("router.push('/carts')", False),
        ("router.get('/carts', show)", True),
        ("useRouter().use(x)", True),
        ("const config = { theme: 'dark' }", False),
        ("const config = { endpoint: 'carts' }", True),
        ("config.get('carts')", True),
        ("const config = 'carts:8080'", True),
    ],
)
def test_javascript_is_read_for_what_it_says_itself(code: str, may_tell: bool) -> None:
    assert javascript.may_tell(b"\n" + code.encode()) is may_tell


_LICENCE = "/* http://licence */\n"


@pytest.mark.parametrize(
    ("code", "may_tell"),
    [
        ("import org.springframework.web.X;", True),
        ("import org.springframework.util.X;", False),
        ("fun main() {}", True),
        ("class A { String cartUrl = other; }", True),
        ("// class A { String cartUrl = other; }", False),
        (_LICENCE + "class A { String host = other; }", True),
        (_LICENCE + "class A { boolean f() { return host == other; } }", False),
        (_LICENCE + "class A { String cartHost() { return A; } }", True),
        (_LICENCE + "fun <T> List<T>.cartHost() = A", True),
        (_LICENCE + "class A { void f() { list.stream().map(x); } }", False),
        (_LICENCE + "class A { Object f() { a.stream(); return new Cart(host); } }", True),
        (_LICENCE + "fun f() { a.stream(); Cart(host) }", True),
        (_LICENCE + "class A { Object f() { a.stream(); r = url.get(); return new A(r); } }", True),
        (_LICENCE + "@EnableDubbo class A { void f() { a.stream(); } }", True),
        (_LICENCE + 'class A { Object f() { a.stream(); return readEnv("CARTS"); } }', True),
        (_LICENCE + 'class A { Object a = "x:80"; }', True),
    ],
)
def test_java_and_kotlin_are_read_for_libraries_and_names(code: str, may_tell: bool) -> None:
    assert jvm.may_tell(b"\n" + code.encode()) is may_tell


def test_each_line_of_csharps_tables_opens_the_gate() -> None:
    gate = Gate(WORDS)
    helps = {"env", "setting", "same", "format", "base", "group", "within"}
    for name, signed in WORDS.signatures.items():
        if all(each.does in helps for each in signed):
            continue
        owners = [left for left, right in WORDS.types.items() if name.startswith(f"{right}.")]
        code = " ".join([re.sub(r"\W+", " ", word) for word in (name, *owners)])
        code += " distributedCache redisDb httpClient eventBus cfg bus migrationBuilder"
        content = (code + ' "SELECT a FROM b"').encode()
        assert gate.opens_for(words_of(content), content), name


def test_what_a_gate_keeps_back_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "compose.yml").write_text("services:\n  a:\n    image: redis\n")
    (tmp_path / "Keys.cs").write_text('class A { void F(IDatabase d) { d.StringGet("k"); } }\n')
    assert compared(str(tmp_path)).kept_back == ()
    monkeypatch.setattr("driftscan.extract.csharp.services.extractor.may_tell", lambda _: False)
    lying = compared(str(tmp_path))
    assert len(lying.kept_back) == 1
    assert "AccessFact" in lying.kept_back[0]
    assert lying.values == 0
