import ApusModel
import Testing

@testable import KubernetesManifests

@Suite("What a container may do")
struct PodSecurityTests {
    private func context(_ settings: [String: JSONValue], _ security: PodSecurity = PodSecurity()) -> JSONValue {
        security.context(PodSettings(values: settings))
    }

    @Test("is what root's programs need when settings do not say that it is not root")
    func usual() {
        #expect(context([:]) == ["allowPrivilegeEscalation": false, "seccompProfile": ["type": "RuntimeDefault"]])
    }

    @Test(
        "is what a restricted namespace accepts when settings say that it is not root",
        arguments: [
            ["container_security_context": ["runAsNonRoot": true]],
            ["container_security_context": ["runAsUser": 1000]],
            ["additional_pod_spec_args": ["securityContext": ["runAsUser": 1000]]],
            ["additional_pod_spec_args": ["securityContext": ["runAsNonRoot": true]]],
        ] as [[String: JSONValue]])
    func restricted(settings: [String: JSONValue]) {
        let made = context(settings)
        #expect(made["allowPrivilegeEscalation"] == false)
        #expect(made["seccompProfile"] == ["type": "RuntimeDefault"])
        #expect(made["capabilities"] == ["drop": ["ALL"]])
        #expect(made["runAsNonRoot"] == true)
    }

    @Test("is the user's to widen")
    func widened() {
        let settings: [String: JSONValue] = [
            "container_security_context": [
                "allowPrivilegeEscalation": true, "capabilities": ["add": ["NET_ADMIN"]],
                "seccompProfile": ["type": "Unconfined"],
            ]
        ]
        #expect(context(settings) == settings["container_security_context"])
        #expect(context(["container_security_context": ["runAsUser": 0]])["runAsNonRoot"] == nil)
    }

    @Test("is everything in privileged mode, without a refusal by the server for contradictions")
    func privileged() {
        #expect(context([:], PodSecurity(isPrivileged: true)) == ["privileged": true])
        let own = context(["container_security_context": ["privileged": true]])
        #expect(own["allowPrivilegeEscalation"] == nil)
        #expect(own["capabilities"] == nil)
    }

    @Test("is what a restricted namespace accepts for a program that needs no rights, unless settings name a user")
    func programs() {
        let security = PodSecurity(user: 65532)
        let made = context([:], security)
        #expect(made["runAsUser"] == 65532)
        #expect(made["runAsNonRoot"] == true)
        #expect(made["capabilities"] == ["drop": ["ALL"]])
        #expect(context(["container_security_context": ["runAsUser": 0]], security)["runAsUser"] == 0)
        #expect(context(["container_security_context": ["runAsUser": 0]], security)["runAsNonRoot"] == nil)
        #expect(context(["container_security_context": ["runAsNonRoot": true]], security)["runAsUser"] == nil)
    }
}
