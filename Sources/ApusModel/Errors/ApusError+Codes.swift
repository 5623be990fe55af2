extension ApusError.Code {
    /// The named thing does not exist.
    public static let notFound = Self(rawValue: "not_found")
    /// Something of that name exists and differs.
    public static let alreadyExists = Self(rawValue: "already_exists")
    /// An argument, name or file is malformed.
    public static let invalidArgument = Self(rawValue: "invalid_argument")
    /// A component's, connector's or pipeline's configuration breaks its declaration.
    public static let invalidConfiguration = Self(rawValue: "invalid_configuration")
    /// The thing cannot go while others refer to it.
    public static let inUse = Self(rawValue: "in_use")
    /// The plan can never run there; trying again changes nothing.
    public static let rejected = Self(rawValue: "rejected")
    /// A peer cannot be reached or is overloaded; trying later may help.
    public static let unavailable = Self(rawValue: "unavailable")
    /// The peer does not know who we are: credentials are missing, wrong or expired.
    public static let unauthorized = Self(rawValue: "unauthorized")
    /// The peer knows who we are and says no.
    public static let forbidden = Self(rawValue: "forbidden")
    /// Somebody tried too often; trying later may help.
    public static let throttled = Self(rawValue: "throttled")
    /// The peer's certificate cannot be trusted.
    public static let untrusted = Self(rawValue: "untrusted")
    /// Someone else changed it first.
    public static let conflict = Self(rawValue: "conflict")
    /// A time limit passed.
    public static let timedOut = Self(rawValue: "timed_out")
    /// This flavor, server or platform cannot do it.
    public static let unsupported = Self(rawValue: "unsupported")
    /// No space is left where bytes have to go.
    public static let storageFull = Self(rawValue: "storage_full")
    /// Bytes differ from their checksum, or a file is not what it has to be.
    public static let corrupted = Self(rawValue: "corrupted")
    /// A run ended without success.
    public static let runFailed = Self(rawValue: "run_failed")
    /// A run goes on; the time for waiting for its end is over.
    public static let waitTimedOut = Self(rawValue: "wait_timed_out")
    /// A defect in Apus or in a plugin.
    public static let internalFailure = Self(rawValue: "internal_failure")
}
