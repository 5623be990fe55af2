import ApusModel
import ApusTestKit
import FoundationEssentials
import KubernetesKubeconfig
import Subprocess
import SystemPackage
import Testing

@Suite("Kubeconfigs as kubectl reads them")
struct KubectlComparisonTests {
    /// How many sets there are: all of them where there is a testbed, too.
    static let count = ProcessInfo.processInfo.environment["APUS_TESTBED_NODE"] == nil ? 100 : 1000

    static let kubectl: FilePath? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").lazy
        .map { FilePath(String($0)).appending("kubectl") }
        .first { FileManager.default.isExecutableFile(atPath: $0.string) }

    private enum Verdict: Equatable {
        case same
        case refusal(String)
        case different(String)
    }

    @Test("generated sets, valid, merged and broken, are read alike", .enabled(if: kubectl != nil, "needs kubectl"))
    func comparison() async throws {
        let kubectl = try #require(Self.kubectl)
        try await withScratchFolder { folder in
            let verdicts = try await withThrowingTaskGroup(of: Verdict.self) { group in
                var verdicts: [Verdict] = []
                for seed in 0..<Self.count {
                    if seed >= 4, let next = try await group.next() { verdicts.append(next) }
                    group.addTask { try await Self.verdict(seed, in: folder.appending("set-\(seed)"), kubectl) }
                }
                return try await group.reduce(into: verdicts) { $0.append($1) }
            }
            let different = verdicts.compactMap { if case .different(let text) = $0 { text } else { nil } }
            #expect(
                different.isEmpty,
                "\(different.count) of \(Self.count), such as\n\(different.prefix(3).joined(separator: "\n"))")
            let valid = verdicts.count { $0 == .same }
            let refusals = verdicts.compactMap { if case .refusal(let text) = $0 { text } else { nil } }
            let kinds = Dictionary(grouping: refusals) { $0.filter { !$0.isNumber }.trimmed.suffix(45) }.mapValues(
                \.count)
            #expect(valid > Self.count / 3 && kinds.count > 5, "\(valid) valid, \(kinds)")
        }
    }

    private static func verdict(_ seed: Int, in folder: FilePath, _ kubectl: FilePath) async throws -> Verdict {
        var generator = RandomKubeconfig(seed: seed, in: folder)
        let value = try generator.write()
        let result = try await run(
            .path(kubectl), arguments: ["config", "view", "--merge", "--flatten", "--minify", "-o", "json"],
            environment: .inherit.updating(["KUBECONFIG": value]), output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20))
        var theirs: JSONValue?
        if result.terminationStatus.isSuccess {
            theirs = try CanonicalJSON.decode(JSONValue.self, from: Data(result.standardOutput.utf8)).normalized
        }
        let (ours, refusal) = Self.reading(value)
        if ours == theirs { return ours == nil ? .refusal(result.standardError) : .same }
        let files = value.split(separator: ":").map { path in
            "--- \(path)\n"
                + String(decoding: FileManager.default.contents(atPath: String(path)) ?? Data(), as: UTF8.self)
        }
        return .different(
            """
            seed \(seed)
            \(files.joined(separator: "\n"))
            kubectl: \(try theirs.map { try CanonicalJSON.text($0) } ?? result.standardError)
            ours: \(try ours.map { try CanonicalJSON.text($0) } ?? refusal)
            """)
    }
}

extension KubectlComparisonTests {
    /// What this project reads, or why it refuses.
    private static func reading(_ value: String) -> (JSONValue?, String) {
        do {
            let kubeconfig = try Kubeconfig.load(environment: ["KUBECONFIG": value])
            return (try kubeconfig.flattened(to: kubeconfig.context()).normalized, "")
        } catch {
            return (.none, "\(error)")
        }
    }
}

extension JSONValue {
    /// Without preferences and extensions, and without members that say nothing; lists of entries by name.
    fileprivate var normalized: JSONValue {
        switch self {
        case .array(let elements):
            let all = elements.map(\.normalized)
            guard all.contains(where: { $0["cluster"] != nil || $0["user"] != nil || $0["context"] != nil }) else {
                return .array(all)
            }
            return .array(all.sorted { ($0["name"]?.stringValue ?? "") < ($1["name"]?.stringValue ?? "") })
        case .object(let members):
            let kept = members.filter { !["preferences", "extensions"].contains($0.key) }.mapValues(\.normalized)
            return .object(kept.filter { !["", .null, false, [], [:]].contains($0.value) })
        default: return self
        }
    }
}
