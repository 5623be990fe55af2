public import ApusCore
public import ApusModel

extension RegistryCredential {
    /// The user's name that stands for "this is an identity token", as Docker's credential helpers have it.
    private static let identityTokenUser = "<token>"

    /// A token that is exchanged for tokens of the registry.
    public static func identityToken(_ token: SecretString) -> RegistryCredential {
        RegistryCredential(username: identityTokenUser, password: token)
    }

    /// Whether the password is an identity token.
    public var isIdentityToken: Bool { username == Self.identityTokenUser }
}
