public import ApusCore

/// A server as it is to be installed.
public struct ServerDeployment: Sendable {
    /// Where its data are.
    public struct Storage: Hashable, Sendable {
        /// How much room they have, as a quantity of Kubernetes: `5Gi`.
        public var size: String
        /// The kind of storage; `nil` for the infrastructure's usual one.
        public var storageClass: String?

        public init(size: String = "5Gi", storageClass: String? = nil) {
            self.size = size
            self.storageClass = storageClass
        }
    }

    /// How it is reached from outside.
    public struct Entrance: Hashable, Sendable {
        /// A DNS name: `apus.example.org`.
        public var host: String
        /// Which of the infrastructure's entrances it is; `nil` for its usual one.
        public var ingressClass: String?
        /// The Secret with the certificate for `host`; `nil` for plain HTTP.
        public var certificateSecret: String?

        public init(host: String, ingressClass: String? = nil, certificateSecret: String? = nil) {
            self.host = host
            self.ingressClass = ingressClass
            self.certificateSecret = certificateSecret
        }

        /// The URL of the server there.
        public var url: String { "\(certificateSecret == nil ? "http" : "https")://\(host)" }
    }

    /// Such as the namespace.
    public var place: String
    public var image: String
    /// Of the programs in the image, by https://semver.org.
    public var version: String
    /// With which the image is pulled, by registry host; empty when none are needed.
    public var pullCredentials: [String: RegistryCredential]
    /// By which programs in the infrastructure reach the server; `nil` for the infrastructure's own name of it.
    public var baseURL: String?
    public var storage: Storage
    /// `nil` for none.
    public var entrance: Entrance?
    /// The places whose programs the server knows by what the infrastructure says of them:
    /// ``/ApusCore/ProgramVerifier``. Whoever may make programs there is trusted.
    public var trustedPlaces: [String]
    /// How long it may take to be ready.
    public var patience: Duration

    public init(
        place: String, image: String, version: String, pullCredentials: [String: RegistryCredential] = [:],
        baseURL: String? = nil, storage: Storage = Storage(), entrance: Entrance? = nil,
        trustedPlaces: [String] = [], patience: Duration = .seconds(300)
    ) {
        self.place = place
        self.image = image
        self.version = version
        self.pullCredentials = pullCredentials
        self.baseURL = baseURL
        self.storage = storage
        self.entrance = entrance
        self.trustedPlaces = trustedPlaces
        self.patience = patience
    }
}
