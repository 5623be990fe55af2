/// Keeps container images, reached by the OCI distribution API (https://github.com/opencontainers/distribution-spec).
public protocol ContainerRegistry: StackComponent {
    /// Host, port and path under which images are kept: `127.0.0.1:5000/team`.
    var address: String { get }

    /// `image` pinned by digest: `host/name@sha256:…`.
    ///
    /// A name without a host is looked up under this registry's ``address``.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound`, `.unauthorized` or `.unavailable`.
    func resolve(_ image: String) async throws -> String

    /// Makes an image of `assembly` and returns it pinned by digest. What the registry already has is not sent again,
    /// and equal
    /// assemblies give equal digests.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound` for the base, `.forbidden` when the registry refuses the
    ///   push.
    func publish(_ assembly: ImageAssembly) async throws -> String

    /// The credentials with which a cluster may pull, by registry host; empty when none are needed.
    func pullCredentials() async throws -> [String: RegistryCredential]
}
