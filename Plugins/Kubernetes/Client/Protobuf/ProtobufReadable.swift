/// A type that is read from the binary form of the API as well as from JSON, with the same result
/// (https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding).
///
/// Reading it costs a tenth of what JSON does: most of a pod is fields that nobody here asks for, and these are passed
/// over without a look at them.
protocol ProtobufReadable {
    /// - Throws: `DecodingError` for bytes that are no message, or a field of another type.
    init(protobuf message: ProtobufMessage) throws
}
