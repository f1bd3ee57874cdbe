"""Texts that several tests of the spec share."""

HEAD = "driftscan: 1\n"

TWO = "components: {a: {path: x, kind: service}, b: {path: y, kind: service}}\n"

# The example of the design document, as it is.
DESIGN = """\
driftscan: 1
strategy:                       # the one page; every field optional, all of it shown in reports
  owner: "@acme/architecture"   # one owner
  horizon: 2027-06-30
  problem: Three services count active users in three ways; invoices are disputed.
  target: Billing owns usage. Everyone else asks it.
  bet: One usage API before the partner launch.
  not_now: [splitting billing, a new event bus]
  measures: {shared_data_sets: 0, cross_component_changes: "<= 15%"}
components:
  billing:      {path: services/billing,      kind: service, owner: "@acme/payments"}
  analytics:    {path: services/analytics,    kind: service, owner: "@acme/data"}
  integrations: {path: services/integrations, kind: service, owner: "@acme/partners"}
  common:       {path: libs/common,           kind: library, public: [common.api]}
layers:
  - {in: billing, order: [api, domain, storage]}      # may use those to the right
rules:
  - deny: analytics -> billing
    via: import                 # default: any kind of dependency
    reason: Billing's internals change weekly.
    adr: docs/adr/0007-usage-api.md
  - independent: [billing, analytics, integrations]
  - acyclic: services
  - expect: integrations -> billing
    via: http
    by: 2027-01-31
data:
  usage_events: {owner: billing, readers: [analytics]}
definitions:
  active_user: {owner: billing}
capabilities:
  jobs: {use: celery}           # one job runner; any other is a finding
exceptions:
  - {finding: deny analytics->billing, where: services/analytics/legacy.py, reason: goes with the old dashboard, until: 2027-02-01}
"""  # noqa: E501
