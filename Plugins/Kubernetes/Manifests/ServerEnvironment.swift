public import ApusModel

/// How the programs in a run's pods reach the server.
public struct ServerEnvironment: Hashable, Sendable {
    /// Where a pod has the run's token from.
    public enum Token: Hashable, Sendable {
        /// From the Secret of that name.
        case secret(String)
        /// From its own manifest.
        case plain(SecretString)
    }

    let url: String
    let token: Token

    public init(url: String, token: Token) {
        self.url = url
        self.token = token
    }

    var variables: [JSONValue] {
        [
            ["name": "APUS_SERVER_URL", "value": .string(url)], tokenVariable,
            ["name": "APUS_POD_NAME", "valueFrom": ["fieldRef": ["fieldPath": "metadata.name"]]],
        ]
    }

    private var tokenVariable: JSONValue {
        switch token {
        case .secret(let name):
            [
                "name": "APUS_RUN_TOKEN",
                "valueFrom": ["secretKeyRef": ["name": .string(name), "key": .string(TokenSecret.key)]],
            ]
        case .plain(let token): ["name": "APUS_RUN_TOKEN", "value": .string(token.revealed())]
        }
    }
}
