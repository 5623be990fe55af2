import ApusHost
import ApusModel
import ArgumentParser
import FoundationEssentials
import SystemPackage

struct ServerStatus: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show the server of this machine. Fails when none runs.")

    @OptionGroup var output: OutputOptions

    private struct Report: Encodable {
        let url: String
        let process: Int32
        let data: String
        let log: String
    }

    func run() throws {
        let server = LocalServer(home: try Home(environment: ProcessInfo.processInfo.environment))
        guard let record = server.running() else {
            throw ApusError(.notFound, "no server of 'apus server start' runs", hint: "apus server start")
        }
        let report = Report(
            url: record.url, process: record.process, data: server.folder.string, log: server.log.string)
        try output.render(report, names: [report.url]) {
            var details = Details()
            details.add("URL", report.url)
            details.add("Process", String(report.process))
            details.add("Data", report.data)
            details.add("Log", report.log)
            return details.lines(style: Console.output.style)
        }
    }
}
