"""Ruby."""

from benchmarks.services.planted.language import Access, Language

_ACTIVE_RECORD = """require 'active_record'

ActiveRecord::Base.establish_connection(@DSN@)

class @CLASS@ < ActiveRecord::Base
  self.table_name = '@TABLE@'
end

def every
  @CLASS@.where(id: 1).to_a
end
"""

RUBY = Language(
    name="ruby",
    extension=".rb",
    folder="lib",
    shell="@IMPORTS@\n\ndef planted_@N@\n  @BODY@\nend\n",
    variable="@V@ = @E@",
    format=('"', "#{@V@}", '"', "", ""),
    env="ENV['@NAME@']",
    default="ENV.fetch('@NAME@', '@TEXT@')",
    constant=(
        "places_@N@",
        "module Places@N@\n  PLANTED_@N@_URL = '@TEXT@'.freeze\nend\n",
        "require_relative 'places_@N@'",
        "Places@N@::PLANTED_@N@_URL",
    ),
    comment="# ",
    log='puts "@TEXT@"',
    test_path="spec/planted_@N@_spec.rb",
    http={
        "faraday": ("require 'faraday'", "Faraday.get(@URL@)"),
        "net/http": ("require 'net/http'", "Net::HTTP.get(URI(@URL@))"),
        "httparty": ("require 'httparty'", "HTTParty.post(@URL@, body: {})"),
    },
    publish={
        "rabbitmq": (
            "require 'bunny'",
            "connection = Bunny.new(@DSN@)\nchannel = connection.create_channel\n"
            "channel.default_exchange.publish('x', routing_key: '@TOPIC@')",
        ),
    },
    consume={
        "rabbitmq": (
            "require 'bunny'",
            "connection = Bunny.new(@DSN@)\nchannel = connection.create_channel\n"
            "channel.queue('@TOPIC@').subscribe { |info, properties, body| body }",
        ),
    },
    data={
        "pg": Access(
            ("postgresql",),
            "r",
            "require 'pg'",
            "connection = PG.connect(@DSN@)\nconnection.exec('SELECT name FROM @TABLE@')",
        ),
        "activerecord": Access(("postgresql", "mysql"), "r", "", "", _ACTIVE_RECORD),
        "redis-rb": Access(
            ("redis",),
            "w",
            "require 'redis'",
            "client = Redis.new(url: @DSN@)\nclient.set('@TABLE@', 'x')",
        ),
    },
)
