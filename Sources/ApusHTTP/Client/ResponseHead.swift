/// What a response says before its body.
struct ResponseHead: Sendable {
    var version: HTTPVersion
    var status: Int
    var headers: HTTPHeaders
}
