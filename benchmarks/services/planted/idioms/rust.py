"""Rust."""

from benchmarks.services.planted.language import Access, Language

_SHELL = """@IMPORTS@

pub async fn planted_@N@() -> Result<(), Box<dyn std::error::Error>> {
    @BODY@
    Ok(())
}
"""

RUST = Language(
    name="rust",
    extension=".rs",
    folder="src",
    shell=_SHELL,
    variable="let @V@ = @E@;",
    format=('format!("', "{}", '"', ", @V@", ")"),
    plus="",
    env='std::env::var("@NAME@")?',
    default='std::env::var("@NAME@").unwrap_or_else(|_| "@TEXT@".to_string())',
    constant=(
        "places_@N@",
        'pub const PLANTED_@N@_URL: &str = "@TEXT@";\n',
        "",
        "crate::places_@N@::PLANTED_@N@_URL",
    ),
    log='println!("@TEXT@");',
    test_path="tests/planted_@N@.rs",
    http={
        "reqwest": ("", "let answer = reqwest::get(@URL@).await?;"),
        "reqwest client": (
            "use reqwest::Client;",
            "let client = Client::new();\nlet answer = client.post(@URL@).send().await?;",
        ),
    },
    data={
        "sqlx": Access(
            ("postgresql",),
            "r",
            "use sqlx::postgres::PgPoolOptions;",
            "let pool = PgPoolOptions::new().connect(@DSN@).await?;\n"
            'let rows = sqlx::query("SELECT name FROM @TABLE@").fetch_all(&pool).await?;',
        ),
    },
)
