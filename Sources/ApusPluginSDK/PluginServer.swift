import ApusCore
import ApusModel
import ApusWire
import FoundationEssentials
import Glibc
import Synchronization
import SystemPackage

/// Serves a plugin to the host that started this program, over standard input and output.
///
/// ```swift
/// @main struct MyPlugin {
///     static func main() async { exit(await PluginServer(StackPluginService(MyFlavors())).run()) }
/// }
/// ```
/// What the program prints goes to standard error, which is its log.
public struct PluginServer: Sendable {
    private let service: any PluginService

    public init(_ service: any PluginService) { self.service = service }

    /// Serves until the host ends.
    /// - Returns: the exit code: 0, or 64 when no host started this program, which is then said.
    public func run() async -> Int32 {
        signal(SIGPIPE, SIG_IGN)
        guard ProcessInfo.processInfo.environment[PluginProtocol.cookieVariable] == PluginProtocol.cookie else {
            let program = ProcessInfo.processInfo.processName
            let text = "\(program) is a plugin of Apus, which starts it: apus flavor register PATH\n"
            _ = try? FileDescriptor.standardError.writeAll(text.utf8)  // nobody reads it: nobody misses it
            return PluginProtocol.usageExitCode
        }
        do {
            try await serve()
            return 0
        } catch {
            _ = try? FileDescriptor.standardError.writeAll("the host cannot be served: \(error)\n".utf8)
            return 1
        }
    }

    private func serve() async throws {
        let connection = try Self.takeChannel()
        let (said, say) = AsyncStream.makeStream(of: PluginMessage.self)
        await service.begin { component, event in say.yield(.event(component: component, event)) }
        let running = RunningRequests()
        Task {
            // A host that is gone needs no events.
            for await message in said { try? await connection.send(CanonicalJSON.encode(message)) }
        }
        while let message = try await connection.receive() {
            switch try CanonicalJSON.decode(PluginOrder.self, from: message) {
            case .cancel(let id): running.cancel(id)
            case .request(let request):
                running.start(request.id) {
                    let message = PluginMessage.answer(request.id, await answer(request))
                    try? await connection.send(Self.encoded(message, of: request.id))  // the host is gone
                }
            }
        }
    }

    private func answer(_ request: PluginRequest) async -> PluginResult {
        do {
            if request.call == .hello { return .success(try await introduction(request)) }
            return .success(try await service.answer(request))
        } catch {
            return .failure(WireError(error))
        }
    }

    private func introduction(_ request: PluginRequest) async throws -> [String: JSONValue] {
        let offered = (request.arguments["protocols"]?.arrayValue ?? []).compactMap(\.integerValue)
        guard offered.contains(Int64(PluginProtocol.versions.upperBound)) else {
            throw ApusError(
                .unsupported, "this plugin speaks version \(PluginProtocol.versions.upperBound) of the plugin protocol",
                reason: "the host offers \(offered)", hint: "install a version of the plugin for this host")
        }
        let description = try await service.introduction()
        return try CanonicalJSON.decode([String: JSONValue].self, from: CanonicalJSON.encode(description))
    }

    /// An answer that is too long for a message becomes an error.
    private static func encoded(_ message: PluginMessage, of id: Int64) throws -> Data {
        let data = try CanonicalJSON.encode(message)
        if data.count <= Frame.maximumLength { return data }
        let error = ApusError(.invalidArgument, "the answer has \(data.count) bytes, more than a message may have")
        return try CanonicalJSON.encode(PluginMessage.answer(id, .failure(WireError(error))))
    }

    /// Keeps the channel for messages alone: what is printed goes to standard error from now on.
    private static func takeChannel() throws -> FrameConnection {
        let input = fcntl(0, F_DUPFD_CLOEXEC, 3)
        let output = fcntl(1, F_DUPFD_CLOEXEC, 3)
        guard input >= 0, output >= 0, dup2(2, 1) >= 0, Glibc.close(0) == 0 else { throw Errno(rawValue: errno) }
        _ = Glibc.open("/dev/null", O_RDONLY)  // takes number 0, so that nothing else does
        return try FrameConnection(input: FileDescriptor(rawValue: input), output: FileDescriptor(rawValue: output))
    }
}
