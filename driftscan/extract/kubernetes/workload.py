"""Objects of Kubernetes that run pods.

A pod is one workload, told by its main container: the one that bears the object's name, else the
first that is no sidecar. Init containers are none, for nobody calls them. Any other container
becomes a workload 'pod/container' of kind 'container', without labels: it is reached as localhost
by the pod's main one, not through a Service. Sidecars that only carry traffic, logs or secrets are
left out.
"""

import re
from collections.abc import Iterator

from driftscan.extract.kubernetes.environment import sources, variables
from driftscan.extract.kubernetes.host import labels
from driftscan.extract.kubernetes.mounts import mounts
from driftscan.extract.kubernetes.wording import Wording
from driftscan.extract.manifest.scalars import command_line, number, written
from driftscan.model.service_fact import WorkloadFact
from driftscan.notation.node import Node

_TEMPLATE = ("spec", "template")
# Kind, and where its pod stands.
WORKLOADS: dict[str, tuple[str, ...]] = {
    "Deployment": _TEMPLATE,
    "StatefulSet": _TEMPLATE,
    "DaemonSet": _TEMPLATE,
    "ReplicaSet": _TEMPLATE,
    "ReplicationController": _TEMPLATE,
    "Job": _TEMPLATE,
    "CronJob": ("spec", "jobTemplate", *_TEMPLATE),
    "Pod": (),
    "Rollout": _TEMPLATE,
    "DeploymentConfig": _TEMPLATE,
}
# What else runs in these only lets the main container end.
_ENDING = frozenset({"Job", "CronJob"})
# By name of the container, or last part of its image.
_SIDECAR = re.compile(
    r"""istio-proxy|proxyv2|linkerd-proxy|(?:[\w-]*-)?envoy(?:-[\w-]+)?|consul-(?:connect|dataplane)\S*
    |cloud-?sql-(?:auth-)?proxy|gce-proxy|alloydb-auth-proxy|vault-agent|secrets?-(?:store|sync)\S*
    |fluent-?(?:bit|d)|filebeat|promtail|vector|logstash-forwarder|jaeger-agent|datadog-agent
    |(?:[\w-]*-)?exporter|otel-(?:agent|collector)|opentelemetry-collector\S*|daprd|oauth2-proxy
    |kube-rbac-proxy|git-sync|config-reloader|(?:configmap|prometheus-config)-reload(?:er)?
    |k8s-sidecar|statsd|telegraf|aws-xray-daemon|xray-daemon|pause|security-profiles-\S*""",
    re.VERBOSE,
)
_LAST_PART = re.compile(r"([^/:@]+)(?::[^/]*|@\S*)?$")


def workloads(object_: Node, form: str, wording: Wording) -> Iterator[WorkloadFact]:
    """The pod of an object, and what else is in it."""
    name = wording.name(object_.get("metadata", "name"))
    pod = object_.get(*WORKLOADS.get(object_.get("kind").text, _TEMPLATE))
    containers = [each for each in pod.get("spec", "containers").elements() if each.is_table]
    main = _main(containers, object_.get("metadata", "name"))
    if not name or main is None:
        return
    told = _Pod(object_, pod, form, wording)
    yield told.workload(name, main, is_main=True)
    for container in containers if object_.get("kind").text not in _ENDING else ():
        if container.path != main.path and not _is_sidecar(container):
            inner = wording.name(container.get("name"))
            yield told.workload(f"{name}/{inner}", container, is_main=False)


def _main(containers: list[Node], name: Node) -> Node | None:
    own = [each for each in containers if written(each.get("name")) == written(name)]
    working = [each for each in containers if not _is_sidecar(each)]
    return next(iter([*own, *working, *containers]), None)


def _is_sidecar(container: Node) -> bool:
    image = _LAST_PART.search(written(container.get("image"))[-200:])
    names = (written(container.get("name")), image[1] if image else "")
    return any(_SIDECAR.fullmatch(name) for name in names)


class _Pod:
    """What the containers of a pod have in common."""

    def __init__(self, object_: Node, pod: Node, form: str, wording: Wording) -> None:
        self._object = object_
        self._form = form
        self._wording = wording
        self._labels = labels(pod.get("metadata", "labels"), wording)
        self._app = wording.name(pod.get("metadata", "annotations", "dapr.io/app-id"))
        self._volumes = pod.get("spec", "volumes")
        is_bare = object_.get("kind").text == "Pod"
        self._restart = written(pod.get("spec", "restartPolicy")) if is_bare else ""
        self._is_on_host = pod.get("spec", "hostNetwork").value is True
        if object_.get("apiVersion").text.startswith("serving.knative.dev"):
            own = wording.name(object_.get("metadata", "name"))
            self._labels = tuple(sorted((*self._labels, ("serving.knative.dev/service", own))))

    def workload(self, name: str, container: Node, *, is_main: bool) -> WorkloadFact:
        """One container as a fact."""
        wording = self._wording
        words = command_line(container.get("command"), container.get("args"))
        return WorkloadFact(
            form=self._form,
            name=name,
            line=self._line if is_main else container.line,
            kind=self._object.get("kind").text if is_main else "container",
            image=wording.text(container.get("image")),
            env=tuple(variables(container, wording)),
            ports=tuple(self._ports(container)),
            hosts=(self._app,) if is_main and self._app else (),
            labels=self._labels if is_main else (),
            needs=(*sources(container, wording), *mounts(container, self._volumes, wording)),
            command=wording.expanded(words),
            restart=self._restart if is_main else "",
        )

    @property
    def _line(self) -> int:
        return self._object.get("metadata", "name").line

    def _ports(self, container: Node) -> Iterator[tuple[int, int]]:
        for each in container.get("ports").elements():
            inside = number(written(each.get("containerPort")))
            outside = number(written(each.get("hostPort")))
            if inside:
                yield (inside if self._is_on_host else outside, inside)
