import ArgumentParser

/// Which part of a list of runs is shown. New runs do not shift the pages, as they would by number.
struct RunPageOptions: ParsableArguments {
    @Option(name: [.long, .customLong("size")], help: "At most this many, 1 to 500.")
    var limit = 20
    @Option(help: "Continue a listing after this place.")
    var cursor: String?

    func validate() throws {
        if !(1...500).contains(limit) { throw ValidationError("--limit is \(limit); it has to be from 1 to 500") }
    }
}
