"""PHP."""

from benchmarks.services.planted.language import Access, Language

_ELOQUENT = """<?php

namespace App\\Models;

use Illuminate\\Database\\Eloquent\\Model;

class @CLASS@ extends Model
{
    protected $table = '@TABLE@';

    public static function every()
    {
        return @CLASS@::where('id', 1)->get();
    }
}
"""

PHP = Language(
    name="php",
    extension=".php",
    folder="src",
    stem="Planted@N@",
    shell="<?php\n\n@IMPORTS@\n\nfunction planted@N@()\n{\n    @BODY@\n}\n",
    variable="$@V@ = @E@;",
    reference="$@V@",
    plus=" . ",
    format=('"', "{@V@}", '"', "", ""),
    env='getenv("@NAME@")',
    default='(getenv("@NAME@") ?: "@TEXT@")',
    constant=(
        "Places@N@",
        '<?php\n\nclass Places@N@\n{\n    const PLANTED_@N@_URL = "@TEXT@";\n}\n',
        "",
        "Places@N@::PLANTED_@N@_URL",
    ),
    log='error_log("@TEXT@");',
    test_path="tests/Planted@N@Test.php",
    http={
        "guzzle": (
            "use GuzzleHttp\\Client;",
            "$client = new Client();\nreturn $client->get(@URL@);",
        ),
        "curl": (
            "",
            "$curl = curl_init();\ncurl_setopt($curl, CURLOPT_URL, @URL@);\n"
            "return curl_exec($curl);",
        ),
        "file_get_contents": ("", "return file_get_contents(@URL@);"),
    },
    data={
        "pdo": Access(
            ("mysql",),
            "r",
            "",
            '$pdo = new PDO("mysql:host=" . @HOST@ . ";dbname=planted");\n'
            "return $pdo->query('SELECT name FROM @TABLE@');",
        ),
        "mysqli": Access(
            ("mysql",),
            "w",
            "",
            '$connection = mysqli_connect(@HOST@, "x", "x", "planted");\n'
            'mysqli_query($connection, "UPDATE @TABLE@ SET name = 1");',
        ),
        "eloquent": Access((), "r", "", "", _ELOQUENT),
    },
)
