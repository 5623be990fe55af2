import ApusHTTP
import ApusModel
import FoundationEssentials
import NIOCore
import NIOHTTP1
import NIOPosix

extension FaultProxy {
    typealias Connection = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>
    typealias Listener = NIOAsyncChannel<Connection, Never>

    static func listen(port: Int) async throws -> Listener {
        try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .bind(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(
                        withPipeliningAssistance: false, withErrorHandling: false)
                    return try Connection(wrappingChannelSynchronously: channel)
                }
            }
    }

    /// Until the task is cancelled, or the listener breaks.
    func serve(_ listener: Listener) async {
        await withDiscardingTaskGroup { group in
            // Cancelling is how it ends.
            try? await listener.executeThenClose { connections in
                for try await connection in connections {
                    group.addTask { await self.serve(connection) }
                }
            }
            group.cancelAll()
        }
    }

    private func serve(_ connection: Connection) async {
        // A client that goes away, and a fault that breaks the connection, end it alike.
        try? await connection.executeThenClose { parts, answers in
            var head: HTTPRequestHead?
            var body = Data()
            for try await part in parts {
                switch part {
                case .head(let received): (head, body) = (received, Data())
                case .body(let bytes): body.append(contentsOf: bytes.readableBytesView)
                case .end:
                    guard let received = head else { return }
                    let request = ProxiedRequest(
                        HTTPMethod(rawValue: received.method.rawValue), target: received.uri,
                        headers: ApusHTTP.HTTPHeaders(received.headers.map { .init($0.name, $0.value) }), body: body)
                    try await untilGone(connection.channel) {
                        try await self.serve(request, ProxyWriter(answers: answers))
                    }
                }
            }
        }
    }

    /// Calls `body`, and cancels it when the client goes away.
    private func untilGone(
        _ channel: any Channel, _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        let task = Task { try await body() }
        channel.closeFuture.whenComplete { _ in task.cancel() }
        try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }
}
