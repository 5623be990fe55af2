import Hummingbird

/// What belongs to one call beside its request.
struct CallContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Where the connection comes from.
    let address: String
    /// Names the call in its answer and in the log; from ``RequestIdentity``.
    var requestID = ""

    init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
        address = source.channel.remoteAddress?.ipAddress ?? ""
    }
}
