import ApusHTTP
import FoundationEssentials

extension FaultProxy {
    /// The connection is to end without an answer, or in the middle of one.
    private struct Broken: Error {}

    func serve(_ request: ProxiedRequest, _ writer: ProxyWriter) async throws {
        let (number, fault) = meet(request)
        let request = fault?.readsAnswer == true ? request.askingForJSON : request
        switch fault?.kind {
        case .answer(let answer):
            note(answer.status, of: number)
            try await writer.write(answer)
        case .drop(let afterForwarding):
            if afterForwarding, !request.isStream { _ = try await whole(request) }
            throw Broken()
        case .mute:
            if !request.isStream { _ = try await Task { try await whole(request) }.value }
            try await silence()
        case .silence: try await silence()
        case .delay(let duration):
            try await Task.sleep(for: duration)
            try await forward(request, number, writer)
        case .rewrite(let change):
            var answer = try await whole(request)
            change(&answer)
            note(answer.status, of: number)
            try await writer.write(answer)
        case .edit(let edit): try await forward(request, number, writer, edit: edit)
        case .end(let duration): try await forward(request, number, writer, endsAfter: duration)
        case nil: try await forward(request, number, writer)
        }
    }

    /// - Parameter limit: after which a stream ends.
    private func forward(
        _ request: ProxiedRequest, _ number: Int, _ writer: ProxyWriter, edit: Fault.Edit? = nil,
        endsAfter limit: Duration? = nil
    ) async throws {
        guard request.isStream else {
            let answer = try await whole(request)
            note(answer.status, of: number)
            return try await writer.write(answer)
        }
        try await send(request) { response in
            self.note(response.status, of: number)
            try await writer.begin(response.status, response.headers)
            try await withThrowingTaskGroup(of: Bool.self) { group in
                group.addTask { try await self.pump(response.body, writer, edit) }
                if let limit {
                    group.addTask {
                        try await Task.sleep(for: limit)
                        return false
                    }
                }
                let isOver = try await group.next()
                group.cancelAll()
                while await group.nextResult() != nil {}
                if isOver == false { try await writer.end() }
            }
        }
    }

    /// Passes a stream on to its end.
    /// - Returns: whether the answer is over.
    private func pump(_ body: HTTPBody, _ writer: ProxyWriter, _ edit: Fault.Edit?) async throws -> Bool {
        guard let edit else {
            for try await piece in body { try await writer.write(piece) }
            return false
        }
        if try await write(edit(-1, Data()), writer) { return true }
        var count = 0
        for try await line in body.lines {
            if try await write(edit(count, line), writer) { return true }
            count += 1
        }
        return false
    }

    /// - Returns: whether the answer is over.
    private func write(_ pieces: [StreamPiece], _ writer: ProxyWriter) async throws -> Bool {
        for piece in pieces {
            switch piece {
            case .line(let line): try await writer.write(line + [UInt8(ascii: "\n")])
            case .bytes(let bytes): try await writer.write(bytes)
            case .end:
                try await writer.end()
                return true
            case .cut: throw Broken()
            case .silence: try await silence()
            }
        }
        return false
    }

    /// Until the client or the proxy goes.
    private func silence() async throws {
        for await _ in AsyncStream<Void>.makeStream().stream {}
        throw Broken()
    }

    private func whole(_ request: ProxiedRequest) async throws -> ProxyAnswer {
        try await send(request) { response in
            ProxyAnswer(
                response.status, headers: response.headers, body: try await response.body.collect(upTo: 256 << 20))
        }
    }

    private func send<Result: Sendable>(
        _ request: ProxiedRequest, _ body: @escaping @Sendable (HTTPResponse) async throws -> Result
    ) async throws -> Result {
        let isAdministrator = request.headers["Authorization"] == "Bearer \(Self.token)"
        var headers = HTTPHeaders(request.headers.filter { !Self.ownHeaders.contains($0.name.lowercased()) })
        if isAdministrator { headers.removeAll(named: "Authorization") }
        return try await (isAdministrator ? upstream : strangers).withResponse(
            request.method, request.target, headers: headers,
            body: request.body.isEmpty ? .none : .bytes(request.body)
        ) { try await body($0) }
    }

    private static let ownHeaders = ProxyWriter.ofConnection.union(["host", "accept-encoding", "expect"])
}
