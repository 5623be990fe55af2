public import ApusModel

extension Home {
    private var states: StateFile<UserState> { StateFile(stateFile) }
    private var credentials: StateFile<[String: String]> { StateFile(credentialsFile) }

    /// The user's choices; those of a new user when there are none yet.
    /// - Throws: ``ApusError`` with `.corrupted` when the file is not what it has to be.
    public func userState() throws(ApusError) -> UserState { try states.read() ?? UserState() }

    /// Changes the user's choices; nobody else's change in between is lost.
    /// - Throws: ``ApusError`` with `.storageFull`, `.forbidden`, `.corrupted`.
    public func changeUserState(_ body: (inout UserState) -> Void) throws(ApusError) {
        try states.change(orElse: UserState(), body)
    }

    /// The API key for the server at `url`, or `nil` when none was kept.
    public func apiKey(for url: String) throws(ApusError) -> SecretString? {
        try credentials.read()?[url].map { SecretString($0) }
    }

    /// Keeps the API key for the server at `url` in a file that only the user can read; `nil` forgets it.
    public func saveAPIKey(_ key: SecretString?, for url: String) throws(ApusError) {
        try credentials.change(orElse: [:]) { $0[url] = key?.revealed() }
    }
}
