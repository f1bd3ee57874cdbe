"""Names of packages as the graph gives them, and what they tell of the project that uses them."""

import pytest

from driftscan.model.graph import ExternalPackage
from driftscan.propose.frameworks import HOSTS, RUNNERS, SCREENS, SERVERS, framework_of

CASES = [
    ("python", "fastapi", SERVERS, "fastapi"),
    ("python", "celery", RUNNERS, "celery"),
    ("jvm", "org.springframework.web.bind.annotation", SERVERS, "org.springframework.web"),
    ("jvm", "org.springframework.batch.core", RUNNERS, "org.springframework.batch"),
    ("jvm", "org.springframework.boot.autoconfigure", HOSTS, "org.springframework.boot"),
    ("jvm", "org.springframework.webflow", "", ""),
    ("jvm", "org.springframework.util", "", ""),
    ("csharp", "Microsoft.AspNetCore.Mvc", SERVERS, "Microsoft.AspNetCore"),
    ("csharp", "Microsoft.AspNetCore.Components.Web", SCREENS, "Microsoft.AspNetCore.Components"),
    ("csharp", "Microsoft.Extensions", "", ""),
    ("csharp", "Hangfire.Core", RUNNERS, "Hangfire"),
    ("go", "github.com/labstack/echo/v4", SERVERS, "github.com/labstack/echo"),
    ("go", "github.com/hibiken/asynq", RUNNERS, "github.com/hibiken/asynq"),
    ("go", "github.com/labstack/echo-contrib", "", ""),
    ("php", "laravel/framework", SERVERS, "laravel/framework"),
    ("php", "symfony/http-kernel", SERVERS, "symfony/http-kernel"),
    ("php", "symfony/http-client", "", ""),
    ("php", "Illuminate\\Routing", SERVERS, "Illuminate\\Routing"),
    ("php", "Slim\\Psr7", SERVERS, "Slim"),
    ("ruby", "actionpack", SERVERS, "actionpack"),
    ("ruby", "sidekiq", RUNNERS, "sidekiq"),
    ("rust", "actix_web", SERVERS, "actix_web"),
    ("javascript", "@nestjs/core", SERVERS, "@nestjs"),
    ("javascript", "bullmq", RUNNERS, "bullmq"),
    ("javascript", "@angular/core", SCREENS, "@angular"),
    ("javascript", "fastapi", "", ""),
    ("python", "express", "", ""),
]


@pytest.mark.parametrize(("language", "name", "sort", "known"), CASES)
def test_what_a_package_tells(language: str, name: str, sort: str, known: str) -> None:
    assert framework_of(ExternalPackage(name, language=language)) == (sort, known)
