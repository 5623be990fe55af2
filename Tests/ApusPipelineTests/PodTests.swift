import ApusModel
import ApusPipeline
import Testing

@testable import SwiftDigits

@Suite("The pods of a pipeline in Swift")
struct PodTests {
    @Test("have the pod settings of the page on ZenML's Kubernetes orchestrator, value by value")
    func page() async throws {
        let spec = try Pipeline("p", image: "python:3.12-slim", settings: [PageSettings.pipeline]) { flow in
            flow.step("ordinary") {}
            flow.step("train_model", options: StepOptions(settings: [PageSettings.step])) {}
        }.spec()
        let pods = try KubernetesPlan.pods(try await KubernetesPlan.make(spec))
        let pod = try #require(pods["ordinary"])
        let inside = try #require(pod["spec"])
        let container = try #require(inside["containers"]?.arrayValue?.first)
        #expect(
            inside["nodeSelector"] == ["cloud.google.com/gke-nodepool": "ml-pool", "kubernetes.io/arch": "amd64"])
        let terms = inside["affinity"]?["nodeAffinity"]?["requiredDuringSchedulingIgnoredDuringExecution"]
        #expect(
            terms == [
                "nodeSelectorTerms": [
                    [
                        "matchExpressions": [
                            [
                                "key": "gpu-type", "operator": "In",
                                "values": ["nvidia-tesla-v100", "nvidia-tesla-p100"],
                            ]
                        ]
                    ]
                ]
            ])
        #expect(
            inside["tolerations"] == [
                ["key": "gpu", "operator": "Equal", "value": "present", "effect": "NoSchedule"],
                ["key": "high-priority", "operator": "Exists", "effect": "PreferNoSchedule"],
            ])
        #expect(
            container["resources"] == [
                "requests": ["cpu": "2", "memory": "4Gi", "nvidia.com/gpu": "1"],
                "limits": ["cpu": "4", "memory": "8Gi", "nvidia.com/gpu": "1"],
            ])
        #expect(pod["metadata"]?["annotations"]?["prometheus.io/scrape"] == "true")
        #expect(pod["metadata"]?["annotations"]?["prometheus.io/port"] == "8080")
        #expect(
            inside["volumes"]?.arrayValue?.prefix(2) == [
                ["name": "data-volume", "persistentVolumeClaim": ["claimName": "ml-data-pvc"]],
                ["name": "config-volume", "configMap": ["name": "ml-config"]],
            ])
        #expect(
            container["volumeMounts"]?.arrayValue?.prefix(2) == [
                ["name": "data-volume", "mountPath": "/mnt/data"],
                ["name": "config-volume", "mountPath": "/etc/ml-config", "readOnly": true],
            ])
        #expect(container["env"]?.arrayValue?.contains(["name": "MY_ENVIRONMENT_VARIABLE", "value": "1"]) == true)
        #expect(container["envFrom"] == [["secretRef": ["name": "secret-name"]]])
        #expect(inside["hostIPC"] == true)
        #expect(inside["imagePullSecrets"] == [["name": "regcred"], ["name": "gcr-secret"]])
        for (label, value) in ["app": "ml-pipeline", "environment": "production", "team": "data-science"] {
            #expect(pod["metadata"]?["labels"]?[label] == .string(value))
        }
        #expect(inside["activeDeadlineSeconds"] == 30)

        let orchestrator = try #require(pods["orchestrator"])
        #expect(orchestrator["spec"]?["nodeSelector"] == ["cloud.google.com/gke-nodepool": "orchestrator-pool"])
        #expect(orchestrator["spec"]?["serviceAccountName"] == "zenml-pipeline-runner")
        #expect(orchestrator["metadata"]?["labels"]?["component"] == "pipeline-runner")
        let train = try #require(pods["train_model"]?["spec"])
        #expect(train["nodeSelector"]?["cloud.google.com/gke-nodepool"] == "gpu-pool")
        #expect(train["tolerations"]?.arrayValue?.count == 1)
    }

    @Test("of the example SwiftDigits send training to other nodes, and run the program for one step each")
    func digits() async throws {
        let plan = try await KubernetesPlan.make(try SwiftDigits.spec())
        let pods = try KubernetesPlan.pods(plan)
        let train = try #require(pods["train"]?["spec"])
        #expect(train["nodeSelector"] == ["cloud.google.com/gke-nodepool": "gpu-pool"])
        #expect(
            train["tolerations"] == [
                ["key": "gpu", "operator": "Equal", "value": "present", "effect": "NoSchedule"]
            ])
        #expect(pods["evaluate"]?["spec"]?["nodeSelector"] == nil)
        #expect(plan.step("train")?.command == .program(["/apus/program/bin/program", "--step", "train"]))
        #expect(plan.step("train")?.retry == RetryPolicy(maximumRetries: 2, delay: 5, backoff: 2))
    }
}
