"""Ruby source to facts about services."""

import re

from driftscan.extract.generated import is_generated
from driftscan.extract.ruby.services.models import jobs, models
from driftscan.extract.ruby.services.reading import program_of
from driftscan.extract.ruby.services.serving import entries, routes
from driftscan.extract.ruby.services.words import WORDS
from driftscan.extract.syntax.outline.survey import Survey
from driftscan.extract.syntax.outline.telling import Own, facts_of
from driftscan.extract.syntax.parsed import parse
from driftscan.model.fact import Problem
from driftscan.model.service_fact import ServiceFacts

_WORDS = re.compile(
    rb"https?://|ENV\b|Net::HTTP|Faraday|HTTParty|RestClient|\bHTTP\.|Excon|Typhoeus|URI|ApplicationRecord"
    rb"|ActiveRecord|create_table|table_name|perform_(?:async|later|in|at)|Sidekiq|ApplicationJob|Bunny"
    rb"|Kafka|Redis|PG\.connect|Mysql2|Sequel|Mongo|Elasticsearch|Dalli|routes\.draw|[sS]inatra|Grape"
    rb"|Stub\b|::Service\b|Rails::Application|^run\s|\.(?:execute|exec|query|find_by_sql|select_all)\b"
    rb"|add_column|add_reference|change_table|redis"
    rb"|^\s*[A-Z]\w*(?:URL|URI|HOST|ADDR|ADDRESS|ENDPOINT|TOPIC|QUEUE) *=",
    re.MULTILINE,
)
_TESTS = re.compile(
    rb"^\s*(?:RSpec\.)?describe[\s(]|<\s*(?:ActiveSupport::TestCase|Minitest::Test|Test::Unit)"
    rb"|<\s*ActionDispatch::IntegrationTest|^require ['\"](?:spec_helper|rails_helper|test_helper)",
    re.MULTILINE,
)
_LARGEST = 1 << 20
_GRAMMAR = "ruby"


def extract(content: bytes) -> ServiceFacts:
    """Facts of one file; none of tests and of what a program wrote."""
    if len(content) > _LARGEST or not _WORDS.search(content) or _TESTS.search(content):
        return ServiceFacts()
    if is_generated(content, "ruby") and b"ActiveRecord::Schema" not in content:
        return ServiceFacts()
    parsed = parse(content, _GRAMMAR)
    if isinstance(parsed, Problem):
        return ServiceFacts(problems=(parsed,))
    survey = Survey(program_of(parsed), WORDS)
    return facts_of(
        survey,
        Own(
            calls=jobs(survey),
            served=routes(survey, parsed.content),
            accesses=models(survey),
            marks=entries(survey, parsed.content),
        ),
    )
