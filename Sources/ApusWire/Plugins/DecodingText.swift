/// What is wrong with JSON, with the place.
public enum DecodingText {
    /// `flavors[0].options[1].kind: 'text' is none of …`.
    public static func text(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        switch error {
        case .keyNotFound(let key, let context): return line(context.codingPath + [key], "is missing")
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            return line(context.codingPath, context.debugDescription)
        @unknown default: return "\(error)"
        }
    }

    private static func line(_ path: [any CodingKey], _ problem: String) -> String {
        var place = ""
        for key in path {
            if let index = key.intValue {
                place += "[\(index)]"
            } else {
                place += (place.isEmpty ? "" : ".") + key.stringValue
            }
        }
        return place.isEmpty ? problem : "\(place): \(problem)"
    }
}
