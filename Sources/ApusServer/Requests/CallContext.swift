import Hummingbird
import NIOCore

/// What belongs to one call beside its request.
struct CallContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Where the connection comes from.
    let address: String
    private let channel: any Channel
    /// Names the call in its answer and in the log; from ``RequestIdentity``.
    var requestID = ""

    init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
        address = source.channel.remoteAddress?.ipAddress ?? ""
    }
    /// Closes the connection when the client has had the time to read the answer: what it goes on sending is of no use.
    func hangUpSoon() {
        channel.eventLoop.scheduleTask(in: .seconds(2)) { [channel] in channel.close(promise: nil) }
    }
}
