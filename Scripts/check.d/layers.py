"""Fails when a module imports a module of its own layer or above, or a package that its layer may not use.

The layers are those of Documentation/architecture.md; a module that is not listed there fails too.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

# layer, modules
LAYERS = [
    (1, ["ApusModel", "CLinux"]),
    (2, ["ApusCore", "ApusHashing"]),
    (2.5, ["ApusWire", "ApusAPI"]),
    (2.8, ["CArchive", "CCurl", "CCurlShared", "CCurlStatic", "CDashboard"]),
    (3, ["ApusPipeline", "ApusEngine", "ApusGraph", "ApusHTTP", "ApusArchive"]),
    (3.5, ["ApusOCI", "ApusOpenAPI", "ApusSQL"]),
    (4, ["ApusStore", "ApusPostgres", "ApusClient", "ApusHosting", "ApusRunner", "ApusDriver", "ApusHost", "ApusImages", "ApusPlanner"]),
    (4.3, ["ApusPluginHost", "ApusPluginSDK"]),
    (4.5, ["ApusTestKit", "Waiting"]),
    (5, ["LocalArtifactStore", "S3Plugin", "OCIPlugin", "KubernetesClient"]),
    (5.1, ["KubernetesKubeconfig"]),
    (5.2, ["KubernetesConnectors", "LocalPlugin", "KubernetesManifests"]),
    (5.3, ["KubernetesDiagnosis", "KubernetesIdentity"]),
    (5.5, ["KubernetesPlugin", "KubernetesDriver", "KubernetesServer"]),
    (5.8, ["HollowCluster"]),
    (6, ["ApusBundledArtifactStores", "ApusPipelineFile", "ApusServer"]),
    (6.1, ["ApusBundled"]),
    (6.5, ["ApusCommands"]),
    (7, ["apus", "apus-server", "apus-orchestrator", "apus-step", "apus-foreign", "limits", "SwiftDigits", "PageExample", "StepExample", "RequestExample", "pipeline-bench", "sample-plugin", "hollow-kubelet",
         "crash-driver", "Parallelism"]),
]
LAYER = {module: layer for layer, modules in LAYERS for module in modules}
PACKAGES = {
    "ArgumentParser": ["ApusCommands", "apus", "apus-server", "apus-step", "hollow-kubelet", "crash-driver"],
    "Hummingbird": ["ApusServer"],
    "HummingbirdCore": ["ApusServer"],
    "GRDB": ["ApusStore"],
    "Yams": ["ApusPipelineFile", "ApusCommands", "KubernetesKubeconfig", "apus-server"],
    "CCurl": ["ApusHTTP"],
    "CPostgres": ["ApusPostgres"],
    "CArchive": ["ApusArchive"],
    "CFFI": ["apus-foreign"],
    "Foundation": ["ApusStore", "KubernetesKubeconfig", "hollow-kubelet"],
}


def folders():
    text = (ROOT / "Package.swift").read_text()
    for match in re.finditer(r'\.(target|executableTarget)\(\s*name: "([^"]+)"[^)]*?path: "([^"]+)"', text, re.S):
        yield match[2], ROOT / match[3]


problems = []
seen = set()
for module, folder in folders():
    if module not in LAYER:
        problems.append(f"{module} has no layer in {pathlib.Path(__file__).name}")
        continue
    for file in sorted(folder.rglob("*.swift")):
        if file in seen:
            continue
        seen.add(file)
        for line in re.findall(r"^\s*(?:@\w+ )*(?:public |package |internal |private |fileprivate )?import (?:\w+ )?([\w]+)", file.read_text(), re.M):
            where = file.relative_to(ROOT)
            if line in LAYER and LAYER[line] >= LAYER[module] and line != module:
                problems.append(f"{where}: {module} (layer {LAYER[module]}) imports {line} (layer {LAYER[line]})")
            if line in PACKAGES and module not in PACKAGES[line]:
                problems.append(f"{where}: {module} may not import {line}")
print("\n".join(problems), file=sys.stderr, end="\n" if problems else "")
sys.exit(1 if problems else 0)
