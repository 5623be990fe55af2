import CFFI

/// What an argument of a C function is. A closed set.
enum ForeignKind: String, Sendable, Codable, CaseIterable {
    /// `const char *`, ended by a zero.
    case string
    case int32, int64, uint64, double

    var type: UnsafeMutablePointer<ffi_type>? {
        switch self {
        case .string: capus_ffi_type_pointer()
        case .int32: capus_ffi_type_sint32()
        case .int64: capus_ffi_type_sint64()
        case .uint64: capus_ffi_type_uint64()
        case .double: capus_ffi_type_double()
        }
    }
}
