@_spi(Reflection) import Swift

/// A stored property of a value, as the runtime knows it.
///
/// `Mirror` says the same, but its generic types take a program that has just started longer to make than all that the
/// declarations of a configuration are read for.
struct StoredProperty {
    let name: String
    let type: Any.Type
    private let place: UnsafeRawPointer

    /// Calls `body` with each property of `subject`, a struct, in the order of their declaration.
    static func forEach<Subject>(of subject: Subject, _ body: (StoredProperty) -> Void) {
        withUnsafeBytes(of: subject) { bytes in
            guard let start = bytes.baseAddress else { return }  // nothing is stored
            let isRead = _forEachField(of: Subject.self, options: _EachFieldOptions(rawValue: 0)) {
                name, offset, type, _ in
                body(StoredProperty(name: String(cString: name), type: type, place: start + offset))
                return true
            }
            // Proof: `body` stops nothing, and only the properties of a class are not read; as if it had none is worse.
            precondition(isRead, "\(Subject.self) declares options, and has to be a struct")
        }
    }

    /// - Parameter type: the property's own.
    func value<Value>(as type: Value.Type) -> Value {
        // Proof: the runtime says that a value of this type lies there, and the subject lives for as long as ``forEach``.
        place.assumingMemoryBound(to: type).pointee
    }
}
