/// The kind of a value in a manifest.
indirect enum APIType: Hashable, Sendable {
    case string
    case boolean
    case integer
    /// An amount such as `500m` or `4Gi`.
    case quantity
    /// A port by number or name.
    case intOrString
    /// Texts by keys that are the user's own: labels, annotations, node selectors.
    case map
    /// Amounts by the names of resources.
    case quantities
    case list(APIType)
    /// An object whose fields ``APISchema`` knows.
    case object(String)

    /// The kind that a word of ``APISchema/declared`` stands for.
    init(_ word: Substring) {
        if word.hasPrefix("[") {
            self = .list(APIType(word.dropFirst().dropLast()))
            return
        }
        self =
            switch word {
            case "string": .string
            case "boolean": .boolean
            case "integer": .integer
            case "quantity": .quantity
            case "intOrString": .intOrString
            case "map": .map
            case "quantities": .quantities
            default: .object(String(word))
            }
    }

    /// What a message calls it.
    var description: String {
        switch self {
        case .string: "a text"
        case .boolean: "true or false"
        case .integer: "a whole number"
        case .quantity: "an amount such as 500m or 4Gi"
        case .intOrString: "a whole number or a text"
        case .map: "texts by key"
        case .quantities: "amounts by resource"
        case .list: "a list"
        case .object(let name): "an object of kind \(name)"
        }
    }
}
