public import ApusModel

/// How the programs in a run's pods reach the server.
public struct ServerEnvironment: Hashable, Sendable {
    /// Where a pod has the token from by which it proves itself.
    public enum Token: Hashable, Sendable {
        /// From the Secret of that name.
        case secret(String)
        /// From its own manifest.
        case plain(SecretString)
        /// From its service account: ``ProjectedIdentity``.
        case serviceAccount

        /// What a run's options say.
        /// - Parameter name: of the Secret that may hold the run's token.
        public init(_ options: KubernetesOrchestratorConfiguration, token: SecretString, secret name: String) {
            if options.useServiceAccountIdentity {
                self = .serviceAccount
            } else {
                self = options.passZenmlTokenAsSecret ? .secret(name) : .plain(token)
            }
        }
    }

    let url: String
    let token: Token

    public init(url: String, token: Token) {
        self.url = url
        self.token = token
    }

    var variables: [JSONValue] {
        [
            ["name": "APUS_SERVER_URL", "value": .string(url)]
        ] + tokenVariables + [
            ["name": "APUS_POD_NAME", "valueFrom": ["fieldRef": ["fieldPath": "metadata.name"]]]
        ]
    }

    var volumes: [JSONValue] { token == .serviceAccount ? ProjectedIdentity.volumes : [] }
    var mounts: [JSONValue] { token == .serviceAccount ? ProjectedIdentity.mounts : [] }

    private var tokenVariables: [JSONValue] {
        switch token {
        case .secret(let name):
            [
                [
                    "name": "APUS_RUN_TOKEN",
                    "valueFrom": ["secretKeyRef": ["name": .string(name), "key": .string(TokenSecret.key)]],
                ]
            ]
        case .plain(let token): [["name": "APUS_RUN_TOKEN", "value": .string(token.revealed())]]
        case .serviceAccount: ProjectedIdentity.variables
        }
    }
}
