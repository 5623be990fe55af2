import ApusCore
import ApusHTTP
import ApusModel

/// The connector type `s3-bucket`: access to one bucket or to all of an endpoint.
enum S3Connectors {
    /// - Parameter http: what endpoints are contacted with; `nil` for libcurl.
    static func type(http: (any HTTPClient)? = nil) -> ConnectorType {
        ConnectorType(
            name: "s3-bucket", summary: "Buckets of any S3 endpoint", resourceTypes: [.s3Bucket],
            multiInstanceTypes: [.s3Bucket],
            authMethods: [
                ConnectorType.AuthMethod(
                    name: "secret-key", summary: "An access key with its secret key",
                    configuration: S3ConnectorOptions.self
                ) { try S3Connector($1, $0.access(sessionToken: nil), http: http) },
                ConnectorType.AuthMethod(
                    name: "session-token", summary: "Temporary credentials, of three parts",
                    configuration: S3SessionConfiguration.self
                ) { try S3Connector($1, $0.access, http: http) },
            ])
    }
}
