"""What the benchmarks on the testbed share: the API server, a registered stack, and pipelines of steps that do nothing."""
import base64
import datetime
import http.client
import json
import os
import ssl
import tempfile
import urllib.parse

from measure import run


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


class Cluster:
    """The API server, reached by the testbed's kubeconfig."""

    def __init__(self):
        config = json.loads(run("kubectl", "config", "view", "--raw", "--minify", "-o", "json"))
        self.server = urllib.parse.urlparse(config["clusters"][0]["cluster"]["server"])
        user = config["users"][0]["user"]
        self.context = ssl.create_default_context(
            cadata=base64.b64decode(config["clusters"][0]["cluster"]["certificate-authority-data"]).decode())
        with tempfile.NamedTemporaryFile() as pair:
            pair.write(base64.b64decode(user["client-certificate-data"]) + base64.b64decode(user["client-key-data"]))
            pair.flush()
            self.context.load_cert_chain(pair.name)

    def connection(self):
        return http.client.HTTPSConnection(self.server.hostname, self.server.port, context=self.context, timeout=300)

    def call(self, connection, method, path, body=None):
        connection.request(method, path, json.dumps(body) if body else None, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        value = json.loads(answer.read())
        if answer.status >= 300:
            raise SystemExit(f"{method} {path}: {value}")
        return value


def set_up(namespace):
    """Registers the testbed with a server of its own, and makes it the active stack. Returns the server's URL."""
    if os.environ.get("APUS_TESTBED_NODE") != "1":
        raise SystemExit("the testbed has no node: Scripts/testbed up says why")
    variables = os.environ
    host = variables["APUS_TESTBED_SERVER_HOST"]
    run("apus", "server", "start", "--host", host, "--port", "0")
    url = json.loads(run("apus", "server", "status", "-o", "json"))["url"]
    run("apus", "login", url)
    run("apus", "service-connector", "register", "testbed", "--type", "kubernetes", "--auth-method", "kubeconfig-context",
        "--context=apus-testbed")
    run("apus", "orchestrator", "register", "k8s", "--flavor", "kubernetes", f"--kubernetes_namespace={namespace}")
    run("apus", "orchestrator", "connect", "k8s", "--connector", "testbed")
    run("apus", "artifact-store", "register", "s3", "--flavor", "s3", f"--path=s3://{variables['APUS_TESTBED_S3_BUCKET']}/bench",
        f"--endpoint_url={variables['APUS_TESTBED_S3_ENDPOINT']}")
    run("apus", "container-registry", "register", "images", "--flavor", "oci", f"--uri={variables['APUS_TESTBED_REGISTRY']}")
    run("apus", "stack", "register", "cluster", "-o", "k8s", "-a", "s3", "-c", "images", "--set")
    return url


def pipeline(folder, name, steps, **settings):
    """Writes a pipeline file of steps that do nothing; steps are names with those that they come after."""
    path = os.path.join(folder, f"{name}.yaml")
    with open(path, "w") as out:
        json.dump({"name": name, "image": "apus/python:3.11", "cache": False, "settings": {"orchestrator": settings},
                   "steps": {step: {"run": ":", "after": after} for step, after in steps.items()}}, out)
    return path


def chain(count):
    return {f"s{number}": [f"s{number - 1}"] if number else [] for number in range(count)}
