"""Packages that tell what a project is for: it answers requests, runs jobs, or shows pages."""

from collections.abc import Iterator

from driftscan.model.graph import ExternalPackage

# A module that imports one of these, or a package below one, does so by itself. HOSTS start what
# runs alone without saying what it does.
SERVERS, RUNNERS, HOSTS, SCREENS = "servers", "runners", "hosts", "screens"

_FRAMEWORKS = {
    "python": {
        SERVERS: "fastapi flask django starlette aiohttp sanic tornado bottle falcon pyramid "
        "litestar quart uvicorn gunicorn hypercorn waitress grpc connexion robyn blacksheep",
        RUNNERS: "celery rq dramatiq huey apscheduler arq schedule airflow prefect dagster luigi "
        "procrastinate taskiq",
    },
    "javascript": {
        SERVERS: "express fastify koa hono polka restify elysia socket.io @hapi/hapi @nestjs "
        "@adonisjs/core @feathersjs @apollo/server apollo-server",
        RUNNERS: "bullmq bull bee-queue agenda bree cron node-cron @temporalio/worker",
        SCREENS: "react react-dom react-native preact vue svelte solid-js lit next nuxt astro "
        "gatsby angular @angular @sveltejs/kit @remix-run @builder.io/qwik @docusaurus",
    },
    "jvm": {
        SERVERS: "org.springframework.web io.quarkus io.micronaut.http io.ktor.server io.javalin "
        "io.helidon.webserver io.vertx.ext.web io.dropwizard io.undertow io.grpc org.http4k "
        "com.linecorp.armeria jakarta.ws.rs javax.ws.rs jakarta.servlet javax.servlet play.mvc",
        RUNNERS: "org.springframework.batch org.quartz org.jobrunr com.github.kagkarlsson "
        "io.temporal",
        HOSTS: "org.springframework.boot io.micronaut.runtime",
        SCREENS: "androidx.compose androidx.activity javafx",
    },
    "go": {
        SERVERS: "github.com/gin-gonic/gin github.com/go-chi/chi github.com/labstack/echo "
        "github.com/gofiber/fiber github.com/gorilla/mux github.com/julienschmidt/httprouter "
        "github.com/valyala/fasthttp github.com/zeromicro/go-zero github.com/go-kratos/kratos "
        "google.golang.org/grpc connectrpc.com/connect",
        RUNNERS: "github.com/hibiken/asynq github.com/riverqueue/river github.com/robfig/cron "
        "github.com/go-co-op/gocron go.temporal.io/sdk",
    },
    "csharp": {
        SERVERS: "Microsoft.AspNetCore Grpc.AspNetCore FastEndpoints Carter Nancy ServiceStack",
        RUNNERS: "Hangfire Quartz MassTransit NServiceBus Rebus",
        HOSTS: "Microsoft.Extensions.Hosting Microsoft.Azure.Functions Microsoft.Azure.WebJobs",
        SCREENS: "Microsoft.AspNetCore.Components Microsoft.Maui Avalonia",
    },
    "php": {
        SERVERS: "laravel/framework laravel/lumen-framework illuminate/routing Illuminate\\Routing "
        "symfony/framework-bundle symfony/http-kernel Symfony\\Bundle slim/slim Slim "
        "cakephp/cakephp yiisoft/yii2 codeigniter4/framework laminas/laminas-mvc mezzio/mezzio",
        RUNNERS: "resque/php-resque illuminate/queue Illuminate\\Queue",
    },
    "ruby": {
        SERVERS: "rails railties actionpack sinatra hanami grape roda puma",
        RUNNERS: "sidekiq resque delayed_job good_job solid_queue sucker_punch shoryuken karafka "
        "rufus-scheduler clockwork",
    },
    "rust": {
        SERVERS: "axum actix_web rocket warp tonic poem salvo tide",
        RUNNERS: "apalis faktory tokio_cron_scheduler",
        SCREENS: "yew leptos dioxus",
    },
}
_SORTS = {
    language: {name: sort for sort, names in table.items() for name in names.split()}
    for language, table in _FRAMEWORKS.items()
}
_SEPARATORS = {"jvm": ".", "csharp": ".", "javascript": "/", "go": "/", "php": "/\\"}


def framework_of(package: ExternalPackage) -> tuple[str, str]:
    """The sort of a package and the name it is known by; ('', '') if it tells nothing.

    The nearest name counts: `Microsoft.AspNetCore.Components` shows pages, what else is below
    `Microsoft.AspNetCore` answers requests.
    """
    sorts = _SORTS.get(package.language, {})
    for name in _names_above(package.name, _SEPARATORS.get(package.language, "")):
        if sort := sorts.get(name):
            return sort, name
    return "", ""


def _names_above(name: str, separators: str) -> Iterator[str]:
    """A name and those above it, the longest first: `a/b/v4`, `a/b`, `a`."""
    yield name
    for at in range(len(name) - 1, 0, -1):
        if name[at] in separators:
            yield name[:at]
