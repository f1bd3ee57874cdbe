"""What home-made things look like: their names, what they touch and how sure that is. Data alone.

Each row was held against code that nobody here wrote; docs/capabilities.md says how often it held.
"""

from msgspec import Struct

SLEEP = (
    r"(?:\b(?:sleep|usleep|nanosleep|setTimeout|delay|sleepUntil|backoff_delay)\s*\(|\bsleep\b\s+\w"
    r"|Task\.Delay|time\.(?:After|Sleep|NewTimer)|Thread\.[sS]leep|parkNanos|\bwait\s*\(\s*\w)"
)
HANDLER = r"(?:\b(?:except|catch|rescue)\b|err\s*!=\s*nil|\bErr\(|\.is_err\(|\.catch\()"
TIME = (
    r"(?:time\.(?:time|monotonic|Now)|Date\.now|new Date\(|currentTimeMillis|nanoTime"
    r"|Instant\.?:*now|DateTime(?:Offset)?\.(?:UtcNow|Now)|datetime\.(?:now|utcnow)|Time\.(?:now|current|zone)"
    r"|\bmicrotime\(|\btime\(\)|performance\.now|\.elapsed\(|time\.Since|monotonic_clock)"
)
ENVIRONMENT = (
    r"(?:os\.environ|os\.getenv|\bgetenv\(|process\.env|\bENV\[|\bENV\.fetch|os\.Getenv|os\.LookupEnv"
    r"|env::var|System\.getenv|GetEnvironmentVariable)"
)
PRINT = (
    r"(?:\bprint\s*\(|console\.(?:log|error|warn|info)|System\.(?:out|err)\.|fmt\.F?[pP]rint"
    r"|Console\.Write|\bputs\b|println!|\berror_log\(|process\.stdout|\$std(?:out|err)|os\.Std(?:out|err))"
)
_WAITS = ("sleep", "settimeout", "delay", "time.after", "newtimer", "parknanos", "wait")


class Mark(Struct, frozen=True, kw_only=True):
    """One shape. hints: of each group one stands somewhere in the file, in small letters; most
    files end here. named: of the words of the name, as in 'retry_policy'. code: all of these stand
    in the code, text: in the code with its strings; in_loop: together in one loop. least: how often
    the first of code. unless: what must not stand there. kind: 'class', 'function', '' for both.
    """

    capability: str
    hints: tuple[tuple[str, ...], ...]
    purpose: str = ""
    named: str = ""
    kind: str = ""
    code: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    in_loop: tuple[str, ...] = ()
    least: int = 1
    unless: str = ""
    confidence: float
    why: str


MARKS = (
    Mark(
        capability="retries",
        hints=(("retr", "backoff"), _WAITS),
        named=r"retr(?:y|ies|ying|ier)(?:_|$)|(?:^|_)backoff",
        code=(HANDLER,),
        in_loop=(SLEEP,),
        confidence=0.85,
        why="waits in a loop and tries again after an error",
    ),
    Mark(
        capability="retries",
        hints=(("retr", "backoff"), _WAITS),
        named=r"^(?:with_)?(?:retry|backoff)$|retry_(?:request|operation|async|with|on)|with_retr",
        kind="function",
        code=(HANDLER, SLEEP),
        confidence=0.75,
        why="waits and tries again after an error",
    ),
    Mark(
        capability="retries",
        purpose="circuit breaker",
        hints=(("breaker",),),
        named=r"circuit_?breaker",
        kind="class",
        code=(r"(?i)fail", r"(?i)half|open"),
        confidence=0.85,
        why="counts failures and opens",
    ),
    Mark(
        capability="cache",
        hints=(("cache", "memo"), ("ttl", "expir", "age", "stale")),
        named=r"(?:^|_)(?:cache|memo)(?:_|$)(?!.*(?:key|config|options|error|test|controller))",
        kind="class",
        code=(
            TIME,
            r"(?i)ttl|expir|max_?age|stale",
            r"(?i)\bget\w*\s*\(|\bdef\s+(?:get|fetch|\[\])",
        ),
        confidence=0.75,
        why="keeps values with an expiry of its own",
    ),
    Mark(
        capability="jobs",
        hints=(("skip locked", "jobs", "tasks", "outbox", "job ", "task "), ("sleep",)),
        text=(
            r"(?is)for\s+update\s+skip\s+locked|\b(?:from|update)\s+[\"'`\w.]*"
            r"(?:jobs?|tasks?|queued_messages|outbox)\b.{0,300}\b(?:status|state|locked|run_at|processed)",
        ),
        in_loop=(SLEEP,),
        confidence=0.75,
        why="asks a table for work in a loop",
    ),
    Mark(
        capability="tokens",
        hints=(("hmac",), ("base64", "b64")),
        code=(
            r"(?i)\bhmac\b|createHmac|hash_hmac|HMACSHA|HmacSha|Mac\.getInstance",
            r"(?i)base64|b64",
        ),
        text=(
            r"(?:split|join|explode|implode|Split|Join|partition)\(?\s*\(?[\"']\.[\"']|[\"']\.[\"']\s*\.?"
            r"(?:join|\+)|\+\s*[\"']\.[\"']\s*\+",
        ),
        confidence=0.8,
        why="signs with an HMAC, in base64 with dots between the parts",
    ),
    Mark(
        capability="authentication",
        purpose="password hashes",
        hints=(("password",), ("hash", "sha", "md5", "digest", "pbkdf2", "scrypt")),
        named=r"(?:hash|check|verify|encrypt|make|crypt|encode)_?(?:a_)?password|password_(?:hash|digest)",
        code=(
            r"(?i)hashlib|pbkdf2|createHash|\bsha(?:1|256|512)|\bmd5|MessageDigest|Digest::|Rfc2898"
            r"|scrypt",
        ),
        confidence=0.85,
        why="hashes a password with a plain hash function",
    ),
    Mark(
        capability="feature-flags",
        hints=(("feature",),),
        named=r"^(?:is_|has_)?feature_?(?:flags?|toggles?)$|feature_(?:is_)?(?:enabled|active|on)$",
        code=(rf"{ENVIRONMENT}|(?i:settings\.|config\.|\bfind|\bselect|\bquery)", r"\breturn\b|=>"),
        confidence=0.65,
        why="decides about a feature by settings of its own",
    ),
    Mark(
        capability="config",
        hints=(("env",), ("config", "settings", "environment")),
        named=(
            r"^(?!(?:set|get|update|create|delete|with)_)(?:\w+_)?(?:config|configuration|settings)$"
            r"|^(?:load|read)_(?:config|configuration|settings|env)$"
        ),
        code=(ENVIRONMENT,),
        least=3,
        confidence=0.75,
        why="reads settings from the environment one by one",
    ),
    Mark(
        capability="logging",
        hints=(("logger",),),
        named=r"(?:^|_)logger$",
        kind="class",
        code=(PRINT, r"(?i)\b(?:info|debug|warn(?:ing)?|error)\w*\s*\("),
        least=2,
        confidence=0.8,
        why="prints what it logs",
    ),
    Mark(
        capability="money",
        hints=(("money", "monetary"),),
        named=r"^(?:money|monetary_amount|money_amount)$",
        kind="class",
        code=(
            r"(?i)currency|amount|cents|BigDecimal|decimal",
            r"(?i)\b(?:__)?(?:add|plus|sub|subtract|minus|mul|multiply|times|div|divide|sum)(?:__)?\s*\("
            r"|operator\s*[-+*]",
        ),
        confidence=0.9,
        why="holds an amount and calculates with it",
    ),
    Mark(
        capability="rate-limiting",
        hints=(("limit", "bucket"),),
        named=r"rate_?limit(?:er)?$|token_bucket|leaky_bucket",
        kind="class",
        code=(TIME, r"(?i)tokens|count|window|requests|limit|hits"),
        confidence=0.75,
        why="counts calls within a time",
    ),
    Mark(
        capability="events",
        hints=(
            ("event", "pubsub", "pub_sub", "signal"),
            ("listener", "handler", "subscrib", "callback"),
        ),
        named=(
            r"^(?:in_memory_)?(?:event_?(?:bus|emitter|dispatcher|hub|aggregator)|pub_?sub"
            r"|signal_bus)$"
        ),
        kind="class",
        code=(
            r"(?i)\b(?:on|subscribe|register|add_?(?:listener|handler)|connect)\w*\s*[<(]",
            r"(?i)\b(?:emit|publish|dispatch|notify|trigger|fire|raise)\w*\s*[<(]",
            r"(?i)handlers|listeners|subscribers|callbacks",
        ),
        confidence=0.8,
        why="keeps listeners and calls them",
    ),
    Mark(
        capability="dependency-injection",
        hints=(("container", "injector", "locator"), ("resolve", "make")),
        named=r"^(?:di_container|service_container|service_locator|container|injector)$",
        kind="class",
        code=(
            r"(?i)\b(?:register|bind|provide|singleton)\w*\s*[<(]",
            r"(?i)\b(?:resolve|make)\w*\s*[<(]",
        ),
        confidence=0.8,
        why="registers how objects are made and makes them",
    ),
    Mark(
        capability="command-line",
        hints=(("argv", "os.args", "env::args"), ("--",)),
        code=(r"sys\.argv|process\.argv(?:\.slice|\[)|os\.Args\b|\bARGV\b|\$argv\b|env::args\(",),
        text=(r"[\"']--[a-z][\w-]*=?[\"'][\s\S]*[\"']--[a-z][\w-]*=?[\"']",),
        confidence=0.75,
        why="takes arguments apart by itself",
    ),
    Mark(
        capability="identifiers",
        purpose="uuid",
        hints=(("xxxxxxxx-",),),
        text=(r"xxxxxxxx-xxxx-[x4]xxx-[xy]xxx-xxxxxxxxxxxx",),
        confidence=0.95,
        why="fills a pattern with random digits",
    ),
    Mark(
        capability="identifiers",
        purpose="slugs",
        hints=(("slug",),),
        named=r"^(?:to_)?slugify$|^(?:make|create|generate|to)_slug$",
        kind="function",
        code=(r"replace|\bsub\(|gsub|preg_|Regex|regexp",),
        confidence=0.8,
        why="replaces what a slug must not have",
    ),
    Mark(
        capability="dates",
        hints=(("getfullyear", "getutcfullyear", "getmonth", "getdate", "gethours", "getminutes"),),
        named=r"(?:format|parse|pretty|human\w*|to)_\w*(?:date|time|day)|^(?:time|date)_?ago$",
        kind="function",
        code=(r"get(?:UTC)?(?:FullYear|Month|Date|Hours|Minutes)\(",),
        least=2,
        unless=r"Intl\.DateTimeFormat|\.toLocale(?:Date|Time)?String\(",
        confidence=0.85,
        why="puts a date together from its parts",
    ),
    Mark(
        capability="migrations",
        hints=(("migrat",), ("create table",)),
        named=r"migrat",
        text=(
            r"(?i)create\s+table\s+(?:if\s+not\s+exists\s+)?[\"'`\[]?(?:schema_)?"
            r"(?:migrations?|schema_versions?|applied_migrations)\b",
        ),
        confidence=0.85,
        why="keeps a table of what it has applied",
    ),
    Mark(
        capability="validation",
        purpose="addresses",
        hints=(("mail",), ("@",)),
        named=r"valid(?:ate)?_?e_?mail|e_?mail_?(?:is_)?valid|is_e_?mail$",
        kind="function",
        text=(r"@[^\s\"'/]{0,40}\\?\\\.|\[\^[^\]]*@|[\"']@[\"']",),
        confidence=0.85,
        why="looks for an @ by itself",
    ),
    Mark(
        capability="spreadsheets",
        purpose="csv",
        hints=(("csv",),),
        named=r"(?:^|_)(?:parse|to|format|escape|generate|write)_csv|csv_(?:row|line|escape|field)$",
        kind="function",
        text=(r"(?:split|join|implode|explode)\(?\s*[\"'],[\"']|[\"'],[\"']\s*\.?join",),
        confidence=0.8,
        why="joins or splits lines at commas",
    ),
    Mark(
        capability="html-parsing",
        purpose="cleaning",
        hints=(("html", "tags"), ("&lt;", "<[")),
        named=r"^(?:escape|unescape|encode|sanitize|strip)_?html$|^html_?(?:escape|encode)$|^strip_?tags$",
        kind="function",
        text=(r"&lt;|<\[\^>|<\[\^<",),
        confidence=0.8,
        why="replaces marks of HTML by itself",
    ),
    Mark(
        capability="utilities",
        purpose="debouncing",
        hints=(("debounce", "throttle"),),
        named=r"^(?:debounced?|throttled?)$",
        kind="function",
        code=(r"setTimeout|Timer|Date\.now|sleep", r"clearTimeout|cancel|Date\.now"),
        confidence=0.9,
        why="puts off a call with a timer",
    ),
    Mark(
        capability="utilities",
        purpose="copying",
        hints=(("deepc", "deep_c"),),
        named=r"^deep_?(?:clone|copy)$",
        kind="function",
        code=(r"(?i)deep_?(?:clone|copy)\w*\s*\([\s\S]*deep_?(?:clone|copy)\w*\s*\(",),
        confidence=0.9,
        why="copies values within values",
    ),
    Mark(
        capability="utilities",
        purpose="merging",
        hints=(("deepm", "deep_m", "mergedeep", "merge_deep"),),
        named=r"^(?:deep_?merge|merge_?deep)(?:_dicts?)?$",
        kind="function",
        code=(r"(?i)merge\w*\s*\([\s\S]*merge\w*\s*\(",),
        confidence=0.9,
        why="merges values within values",
    ),
    Mark(
        capability="utilities",
        purpose="equality",
        hints=(("deepe", "deep_e", "isdeepe", "is_deep_e"),),
        named=r"^(?:deep_?equals?|is_?deep_?equal)$",
        kind="function",
        code=(r"(?i)equals?\w*\s*\([\s\S]*equals?\w*\s*\(",),
        confidence=0.9,
        why="compares values within values",
    ),
)
