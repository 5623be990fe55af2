public import ApusModel

/// How the programs in pods reach the server.
public struct ServerEnvironment: Hashable, Sendable {
    let url: String
    let token: SecretString

    public init(url: String, token: SecretString) {
        self.url = url
        self.token = token
    }

    var variables: [JSONValue] {
        [
            ["name": "APUS_SERVER_URL", "value": .string(url)],
            ["name": "APUS_RUN_TOKEN", "value": .string(token.revealed())],
            ["name": "APUS_POD_NAME", "valueFrom": ["fieldRef": ["fieldPath": "metadata.name"]]],
        ]
    }
}
