import ApusAPI
import ApusCore
import ApusHost
import ApusModel
import ApusRunner
import Hummingbird

/// What people look at in a run.
struct RunViewRoutes {
    let store: any MetadataStore
    let contents: RunContents

    func add(to table: RouteTable) {
        let (store, contents, layouts) = (store, contents, GraphLayouts(store: store))
        table.on(.runOverview) { call in
            let id = try call.run()
            guard let run = try await store.run(id) else { throw ApusError(.notFound, "there is no run '\(id)'") }
            return try .json(RunOverview(run: run, steps: await store.steps(of: id)))
        }
        table.on(.runGraph) { call in try .json(await layouts.layout(of: call.run())) }
        table.on(.stepDetails) { call in
            let (id, name) = (try call.run(), try call.value("step"))
            let (plan, steps) = (try await store.plan(of: id), try await store.steps(of: id))
            guard let run = try await store.run(id), let step = steps.first(where: { $0.step == name }),
                let planned = plan.step(name)
            else { throw ApusError(.notFound, "run '\(id)' has no step '\(name)'") }
            let explanation = StepExplanation(of: step, in: run, plan: plan, steps: steps)
            return try .json(StepDetails(step: step, planned: planned, explanation: explanation.text))
        }
        table.on(.stepLog) { call in
            let attempt = try call.attempt()
            let read = Int(try call.count("after") ?? 0)
            let logs = StepLogs(store: try await contents.artifactStore(of: attempt.run))
            let (lines, chunks) = try await logs.lines(of: attempt, afterChunk: read, atMost: Self.chunksAtOnce)
            return try .json(
                LogPart(
                    lines: lines.map {
                        LoggedLine(attempt: attempt.number, at: $0.at, stream: $0.stream.rawValue, text: $0.text)
                    },
                    next: chunks))
        }
        table.on(.outputContent) { call in
            let (id, name, output) = (try call.run(), try call.value("step"), try call.value("output"))
            let step = try await store.steps(of: id).first { $0.step == name }
            guard let artifact = step?.outputs[output] else {
                throw ApusError(.notFound, "step '\(name)' of run '\(id)' has no output '\(output)'")
            }
            let length = min(artifact.size, try call.count("limit") ?? .max)
            let files = try await contents.artifactStore(of: id)
            guard try await files.size(of: artifact.key) != nil else {
                throw ApusError(.notFound, "output '\(name).\(output)' is not in the artifact store any more")
            }
            var headers = DashboardSecurity.contentHeaders
            headers[.contentType] = "application/octet-stream"
            headers[.contentDisposition] = "attachment"
            headers[.cacheControl] = "no-store"
            return Response(
                status: .ok, headers: headers,
                body: ResponseBody { writer in
                    for start in stride(from: 0, to: length, by: Self.pieceLength) {
                        let range = start..<min(length, start + Int64(Self.pieceLength))
                        let piece = try await files.read(artifact.key, range: range) {
                            try await $0.collect(upTo: range.count)
                        }
                        try await writer.write(ByteBuffer(bytes: piece))
                    }
                    try await writer.finish(nil)
                })
        }
    }

    /// Each is 256 KiB or so.
    private static let chunksAtOnce = 16
    /// How many bytes of an output are held in memory at a time.
    private static let pieceLength = 4 << 20
}
