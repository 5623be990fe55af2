import ApusModel
import FoundationEssentials
import KubernetesClient

/// What a credential program prints.
struct ExecCredential: Decodable {
    struct Status: Decodable {
        let token: SecretString?
        let clientCertificateData: String?
        let clientKeyData: SecretString?
        let expirationTimestamp: Date?
    }

    let kind: String?
    let apiVersion: String?
    let status: Status?

    /// - Throws: ``/ApusModel/ApusError`` with `.unauthorized` when the output is no credential.
    static func parse(_ output: String, of command: ExecCommand) throws(ApusError) -> IssuedCredential {
        func refuse(_ reason: String) -> ApusError {
            ApusError(
                .unauthorized, "the credential program '\(command.command)' prints no credential", reason: reason,
                hint: "see what it prints when it runs by itself")
        }
        let read: ExecCredential
        do {
            read = try CanonicalJSON.decode(ExecCredential.self, from: Data(output.utf8))
        } catch {
            // Neither the output nor the error is shown: both may hold the credential.
            throw refuse("its output is no ExecCredential object")
        }
        guard read.kind == "ExecCredential" else { throw refuse("the object is a '\(read.kind ?? "")'") }
        guard read.apiVersion == command.apiVersion else {
            throw refuse("it is of version '\(read.apiVersion ?? "")', and the kubeconfig says '\(command.apiVersion)'")
        }
        let status = read.status
        let token = status?.token.flatMap { $0.isEmpty ? nil : $0 }
        var identity: ClientIdentity?
        if let certificate = status?.clientCertificateData, let key = status?.clientKeyData, !certificate.isEmpty {
            identity = ClientIdentity(certificate: certificate, key: key)
        }
        if token == nil, identity == nil { throw refuse("it has neither a token nor a certificate with its key") }
        return IssuedCredential(token: token, identity: identity, expiresAt: status?.expirationTimestamp)
    }
}
