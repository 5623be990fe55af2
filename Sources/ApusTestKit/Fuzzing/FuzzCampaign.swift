import FoundationEssentials
public import SystemPackage

/// Feeds a reader what a corpus has, then what can be made of it.
///
/// The reader's answer to each input is told by a *trait*: a word for what it did, such as the words of its error. An
/// input with a trait that no other had is kept among those that further inputs are made of, and, in a long campaign, in
/// the corpus, from which a long campaign also removes what shorter inputs of the same trait make superfluous.
public struct FuzzCampaign {
    private let name: String
    private let corpus: FilePath
    private var mutator: InputMutator
    private var inputs: [[UInt8]]
    /// The corpus, shortest first.
    private let kept: [(file: FilePath, bytes: [UInt8])]
    private var traits: Set<String> = []

    /// How long campaigns go on, from `APUS_TEST_FUZZ_SECONDS`; `nil` for a short one with the same inputs each time.
    public static let duration: Duration? = ProcessInfo.processInfo.environment["APUS_TEST_FUZZ_SECONDS"]
        .flatMap { Int($0) }.map { .seconds($0) }

    private static let shortCount = 2000

    /// - Parameters:
    ///   - name: for messages and files.
    ///   - corpus: the folder of kept inputs.
    ///   - seeds: further inputs to begin with.
    ///   - words: texts that the format knows.
    public init(_ name: String, corpus: FilePath, seeds: [String], words: [String]) throws {
        self.name = name
        self.corpus = corpus
        let seed: UInt64 = Self.duration == nil ? 1 : .random(in: 0 ... .max)
        mutator = InputMutator(seed: seed, words: words)
        inputs = seeds.map { Array($0.utf8) }
        kept = try FileManager.default.contentsOfDirectory(atPath: corpus.string).map { name in
            let file = corpus.appending(name)
            return (file, Array(FileManager.default.contents(atPath: file.string) ?? Data()))
        }.sorted { ($0.bytes.count, $0.file.string) < ($1.bytes.count, $1.file.string) }
    }

    /// Runs the campaign.
    /// - Parameter read: gives the input to the reader and returns the trait of the answer.
    /// - Returns: how many inputs were read, and how many traits they have.
    /// - Throws: what `read` throws; the input is then in the file that ``lastInput`` names, as after a crash.
    public mutating func run(_ read: ([UInt8]) throws -> String) throws -> (inputs: Int, traits: Int) {
        let trace = try FileDescriptor.open(
            lastInput, .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
        defer { try? trace.close() }  // only written to be found after a crash
        for input in inputs { traits.insert(try answer(input, trace, read)) }
        for (file, bytes) in kept {
            let isNew = traits.insert(try answer(bytes, trace, read)).inserted
            if isNew || Self.duration == nil {
                inputs.append(bytes)
            } else {
                try FileManager.default.removeItem(atPath: file.string)
            }
        }
        let begun = inputs.count
        let deadline = Self.duration.map { ContinuousClock.now + $0 }
        var made = 0
        while deadline.map({ ContinuousClock.now < $0 }) ?? (made < Self.shortCount) {
            let input = mutator.next(of: inputs)
            made += 1
            if traits.insert(try answer(input, trace, read)).inserted { try keep(input) }
        }
        try FileManager.default.removeItem(atPath: lastInput.string)
        return (begun + made, traits.count)
    }

    /// Where the input is that was read last.
    public var lastInput: FilePath {
        FilePath("/tmp/apus-fuzz-\(name)-\(ProcessInfo.processInfo.processIdentifier).input")
    }

    private func answer(_ input: [UInt8], _ trace: FileDescriptor, _ read: ([UInt8]) throws -> String) throws -> String
    {
        try trace.resize(to: 0)
        try trace.writeAll(toAbsoluteOffset: 0, input)
        return try read(input)
    }

    private mutating func keep(_ input: [UInt8]) throws {
        inputs.append(input)
        guard Self.duration != nil else { return }
        let file = corpus.appending("\(name)-\(String(input.hashForFile, radix: 16))")
        try Data(input).write(to: URL(filePath: file.string))
    }
}

extension [UInt8] {
    /// FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv), the same everywhere.
    fileprivate var hashForFile: UInt64 { reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 } }
}
