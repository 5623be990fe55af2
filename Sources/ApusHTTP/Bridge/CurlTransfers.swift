import CCurl

/// What is going on in a multi handle. Never leaves the handle's thread.
struct CurlTransfers {
    private let multi: CurlMulti
    private var transfers: [ObjectIdentifier: CurlTransfer] = [:]
    private var exchanges: [UnsafeMutableRawPointer: ObjectIdentifier] = [:]

    init(multi: CurlMulti) { self.multi = multi }

    mutating func perform(_ command: HTTPEventLoop.Command) {
        switch command {
        case .start(let exchange): start(exchange)
        case .resume(let exchange): transfers[ObjectIdentifier(exchange)]?.resume()
        case .end(let exchange): end(ObjectIdentifier(exchange), nil)
        }
    }

    private mutating func start(_ exchange: Exchange) {
        do {
            let transfer = try CurlTransfer(exchange)
            multi.shortenRest(exchange.request.origin, to: exchange.request.original.coalescing)
            try multi.add(transfer.easy.handle)
            transfers[ObjectIdentifier(exchange)] = transfer
            exchanges[transfer.easy.handle] = ObjectIdentifier(exchange)
        } catch {
            exchange.detach(error)
        }
    }

    /// Does what can be done without waiting.
    mutating func advance() {
        let heard = transfers.values.contains(where: \.mayCoalesce) ? multi.readyOrigins : []
        if let error = multi.perform() { return endAll(error) }
        while let (handle, code) = multi.nextResult() {
            guard let id = exchanges[handle], let transfer = transfers[id] else { continue }
            let hasHead = transfer.exchange.hasHead
            let usesProxy = if case .url = transfer.exchange.request.configuration.proxy.choice { true } else { false }
            end(id, HTTPError(code, of: transfer.easy, hasHead: hasHead, usesProxy: usesProxy))
        }
        let now = ContinuousClock.now
        for (id, transfer) in transfers {
            guard let deadline = transfer.deadline, deadline.time <= now else { continue }
            end(id, HTTPError(deadline.code, transfer.exchange.request.timeouts.explanation(of: deadline.code)))
        }
        for origin in heard {
            let duration = coalescing(of: origin)
            if duration > .zero { multi.rest(origin, for: duration) }
        }
    }

    /// How long all transfers with `origin` let its bytes wait.
    private func coalescing(of origin: CurlURL.Origin) -> Duration {
        transfers.values.lazy.filter { $0.exchange.request.origin == origin }.map(\.coalescing).min() ?? .zero
    }

    var nextDeadline: ContinuousClock.Instant? { transfers.values.compactMap { $0.deadline?.time }.min() }

    mutating func endAll(_ error: HTTPError) {
        for id in Array(transfers.keys) { end(id, error) }
    }

    private mutating func end(_ id: ObjectIdentifier, _ error: HTTPError?) {
        guard let transfer = transfers.removeValue(forKey: id) else { return }
        exchanges[transfer.easy.handle] = nil
        multi.remove(transfer.easy.handle)
        transfer.exchange.detach(error)
    }
}

extension HTTPTimeouts {
    fileprivate func explanation(of code: HTTPError.Code) -> String {
        switch code {
        case .idleTimedOut: "nothing was sent or received for \(idle.map { "\($0)" } ?? "too long")"
        default: "not done within \(total.map { "\($0)" } ?? "the time allowed")"
        }
    }
}
