import Hummingbird

/// What belongs to one call beside its request.
struct CallContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// `nil` until ``Authentication`` found out.
    var caller: Caller?

    init(source: Source) { coreContext = CoreRequestContextStorage(source: source) }
}
