import ArgumentParser

/// Which part of a list is shown. All of it, when nothing is said.
struct PageOptions: ParsableArguments {
    @Option(help: "Which page, from 1.")
    var page = 1
    @Option(help: "At most this many rows on a page.")
    var size: Int?

    func validate() throws {
        if page < 1 { throw ValidationError("--page is \(page); pages are counted from 1") }
        if let size, size < 1 { throw ValidationError("--size is \(size); a page has at least one row") }
        if page > 1, size == nil { throw ValidationError("--page needs --size, the rows on a page") }
    }

    /// The part of `rows` that is on the page.
    func part<Row>(of rows: [Row]) -> [Row] {
        guard let size else { return rows }
        let (start, isBeyond) = (page - 1).multipliedReportingOverflow(by: size)
        return isBeyond ? [] : Array(rows.dropFirst(start).prefix(size))
    }
}
