/// What an operation answers when it succeeds.
enum OperationAnswer: Sendable {
    /// 204: it is done, and there is nothing to say.
    case done
    /// 200 with JSON.
    case json(any (Decodable & Sendable).Type)
    /// 200 with JSON and its entity tag; 304 for who has it already.
    case resource(any (Decodable & Sendable).Type)
    /// 200 with text of a media type.
    case text(mediaType: String)
    /// 200 with bytes of any kind.
    case bytes
    /// 200 with Server-Sent Events; each has one of these as its data.
    case events([any (Decodable & Sendable).Type])
}
