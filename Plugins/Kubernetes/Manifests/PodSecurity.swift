import ApusModel

/// What a container may do, under what pod settings say.
///
/// The aim is what the Pod Security Standards ask of a restricted pod
/// (https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted). Whether an image runs as root is
/// the user's to say, because many do; so a step that says it does not gets all of it, and one that says nothing keeps
/// the capabilities that root's programs (`apt-get`, `chown`) live on.
struct PodSecurity {
    var isPrivileged = false
    /// The user that the container runs as unless settings say otherwise.
    var user: Int64?

    /// The container's SecurityContext.
    func context(_ settings: PodSettings) -> JSONValue {
        let container = settings.object("container_security_context")
        if isPrivileged { return JSONValue.object(["privileged": true]).merging(.object(container)) }
        let pod = settings.object("additional_pod_spec_args")["securityContext"]?.objectValue ?? [:]
        var own: [String: JSONValue] = [:]
        if container["privileged"] != true { own["allowPrivilegeEscalation"] = false }
        if pod["seccompProfile"] == nil { own["seccompProfile"] = ["type": "RuntimeDefault"] }
        let wanted = pod.merging(container) { _, own in own }
        if let user, wanted["runAsUser"] == nil, wanted["runAsNonRoot"] == nil {
            own["runAsUser"] = .integer(user)
            own["runAsNonRoot"] = true
        }
        let isNonRoot = wanted["runAsNonRoot"] == true || (wanted["runAsUser"]?.integerValue ?? 0) > 0
        if isNonRoot || own["runAsNonRoot"] == true, container["privileged"] != true {
            own["capabilities"] = ["drop": ["ALL"]]
            own["runAsNonRoot"] = true
        }
        return JSONValue.object(own).merging(.object(container))
    }
}
