/// What is said about a list besides its rows.
struct ListFacts: Encodable {
    /// How many rows there are on all pages, where that is known.
    var total: Int?
    var page: Int?
    var size: Int?
    /// What `--cursor` continues with, where there is more.
    var next: String?
}
