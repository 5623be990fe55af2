public import ApusModel

/// A program that issues credentials, as a kubeconfig's `exec` names it
/// (https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins).
public struct ExecCommand: Sendable, Hashable {
    /// Whether the program may talk to the user.
    public enum Interaction: String, Sendable, Hashable, Codable {
        case never = "Never"
        case ifAvailable = "IfAvailable"
        case always = "Always"
    }

    /// A path, or a name that `PATH` leads to.
    public var command: String
    public var arguments: [String]
    /// Added to the environment of this process; some programs take secrets there.
    public var environment: [String: SecretString]
    /// `client.authentication.k8s.io/v1` or `…/v1beta1`.
    public var apiVersion: String
    /// What to do when the program is not installed.
    public var installHint: String?
    /// Whether the program is told about the cluster.
    public var providesClusterInfo: Bool
    public var interaction: Interaction

    public init(
        command: String, arguments: [String] = [], environment: [String: SecretString] = [:],
        apiVersion: String = "client.authentication.k8s.io/v1", installHint: String? = nil,
        providesClusterInfo: Bool = false, interaction: Interaction = .ifAvailable
    ) {
        self.command = command
        self.arguments = arguments
        self.environment = environment
        self.apiVersion = apiVersion
        self.installHint = installHint
        self.providesClusterInfo = providesClusterInfo
        self.interaction = interaction
    }
}
