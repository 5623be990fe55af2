import ApusCore
import ApusModel
import Testing

@testable import KubernetesManifests

@Suite("Pod settings")
struct PodSettingsTests {
    private let path = SettingPath("pod_settings", of: "orchestrator flavor 'kubernetes' in step 'train'")

    @Test("take both spellings at every depth")
    func spellings() throws {
        let snake: JSONValue = [
            "node_selectors": ["pool": "gpu"], "host_ipc": true,
            "affinity": [
                "pod_affinity": ["required_during_scheduling_ignored_during_execution": [["topology_key": "z"]]]
            ],
            "volumes": [["name": "v", "persistent_volume_claim": ["claim_name": "c"]]],
            "additional_pod_spec_args": ["dns_config": ["options": [["name": "n"]]], "set_hostname_as_fqdn": true],
        ]
        let camel: JSONValue = [
            "nodeSelectors": ["pool": "gpu"], "hostIPC": true,
            "affinity": ["podAffinity": ["requiredDuringSchedulingIgnoredDuringExecution": [["topologyKey": "z"]]]],
            "volumes": [["name": "v", "persistentVolumeClaim": ["claimName": "c"]]],
            "additionalPodSpecArgs": ["dnsConfig": ["options": [["name": "n"]]], "setHostnameAsFQDN": true],
        ]
        let canonical = try PodSettings.canonical(snake, at: path)
        #expect(try PodSettings.canonical(camel, at: path) == canonical)
        #expect(canonical["additional_pod_spec_args"]?["setHostnameAsFQDN"] == true)
        #expect(canonical["volumes"]?.arrayValue?.first?["persistentVolumeClaim"]?["claimName"] == "c")
    }

    @Test("leave alone what is the user's own, and drop what is null")
    func keepsData() throws {
        let given: JSONValue = [
            "labels": ["my_label": "my_value", "aB/c_d": "x"], "annotations": ["prometheus.io/scrape_me": "true"],
            "node_selectors": ["cloud.google.com/gke_pool": "p"],
            "resources": ["limits": ["nvidia.com/gpu": "1", "my_own/thing": "2"]],
            "env": [["name": "MY_env", "value": "host_ipc"]],
            "affinity": [
                "pod_anti_affinity": [
                    "required_during_scheduling_ignored_during_execution": [
                        ["topology_key": "a_b", "label_selector": ["match_labels": ["x_y": "1"]]]
                    ]
                ]
            ],
            "tolerations": [["key": "gpu", "operator": "Exists", "effect": nil]], "volumes": nil,
        ]
        let canonical = try PodSettings.canonical(given, at: path)
        for key in ["labels", "annotations", "node_selectors", "resources", "env"] {
            #expect(canonical[key] == given[key])
        }
        let term = canonical["affinity"]?["podAntiAffinity"]?["requiredDuringSchedulingIgnoredDuringExecution"]
        #expect(term == [["topologyKey": "a_b", "labelSelector": ["matchLabels": ["x_y": "1"]]]])
        #expect(canonical["tolerations"] == [["key": "gpu", "operator": "Exists"]])
        #expect(canonical["volumes"] == nil)
    }

    @Test("take numbers for amounts, and names for pull secrets")
    func shortForms() throws {
        let canonical = try PodSettings.canonical(
            ["resources": ["requests": ["cpu": 2, "memory": 0.5]], "image_pull_secrets": ["a", ["name": "b"]]], at: path
        )
        #expect(canonical["resources"] == ["requests": ["cpu": "2", "memory": "0.5"]])
        #expect(canonical["image_pull_secrets"] == [["name": "a"], ["name": "b"]])
    }

    @Test("are refused with the place, the reason and the closest spelling", arguments: Self.refused)
    func refuses(_ item: (settings: JSONValue, summary: String, hint: String?)) {
        let error = #expect(throws: ApusError.self) { try PodSettings.canonical(item.settings, at: path) }
        #expect(error?.code == .invalidConfiguration)
        #expect(error?.summary == item.summary)
        #expect(error?.hint == item.hint)
        #expect(error?.reason != nil)
    }

    private static let subject = "of orchestrator flavor 'kubernetes' in step 'train'"
    private static let refused: [(settings: JSONValue, summary: String, hint: String?)] = [
        (
            ["node_selector": [:]], "'pod_settings' \(subject) has no key 'node_selector'",
            "did you mean 'node_selectors'?"
        ),
        (
            ["NodeSelectors": [:]], "'pod_settings' \(subject) has no key 'NodeSelectors'",
            "did you mean 'node_selectors'?"
        ),
        (
            ["service_account_name": "x"], "'pod_settings' \(subject) has no key 'service_account_name'",
            "put it under additional_pod_spec_args"
        ),
        (
            ["tolerations": [["operater": "Exists"]]], "'pod_settings.tolerations[0]' \(subject) has no key 'operater'",
            "did you mean 'operator'?"
        ),
        (
            ["affinity": ["node_afinity": [:]]], "'pod_settings.affinity' \(subject) has no key 'node_afinity'",
            "did you mean 'nodeAffinity'?"
        ),
        (
            ["additional_pod_spec_args": ["active_deadline_secs": 3]],
            "'pod_settings.additional_pod_spec_args' \(subject) has no key 'active_deadline_secs'",
            "did you mean 'activeDeadlineSeconds'?"
        ),
        (
            ["host_ipc": true, "hostIPC": false], "'pod_settings' \(subject) has 'host_ipc' twice", "leave one out"
        ),
        (["host_ipc": "yes"], "'pod_settings.host_ipc' \(subject) cannot be 'yes'", nil),
        (["tolerations": ["key": "a"]], "'pod_settings.tolerations' \(subject) cannot be object", nil),
        (["labels": ["a": 1]], "'pod_settings.labels.a' \(subject) cannot be 1", "write it in quotes: \"1\""),
        (
            ["env": [["name": "A", "value": true]]], "'pod_settings.env[0].value' \(subject) cannot be true",
            "write it in quotes: \"true\""
        ),
        (["volume_mounts": [["name": "v"]]], "'pod_settings.volume_mounts[0]' \(subject) has no 'mountPath'", nil),
        (
            ["resources": ["limits": ["memory": "4GB"]]],
            "'pod_settings.resources.limits.memory' \(subject) cannot be '4GB'", nil
        ),
        (
            ["additional_pod_spec_args": ["priority": 1.5]],
            "'pod_settings.additional_pod_spec_args.priority' \(subject) cannot be 1.5", nil
        ),
    ]
}
