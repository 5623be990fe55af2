import CFFI

/// What a C function returns. A closed set.
enum ForeignResultKind: String, Sendable, Codable, CaseIterable {
    /// Nothing; it cannot fail.
    case void
    /// `int`: 0, or the number of an error as in `errno.h`, whichever its sign.
    case status
    /// `int`: 0, or anything else with the error's number in `errno`, as the C library's own functions have it.
    case errno
    /// `int64_t`: a number of bytes, or -1 with the error's number in `errno`.
    case size

    var type: UnsafeMutablePointer<ffi_type>? {
        switch self {
        case .void: capus_ffi_type_void()
        case .status, .errno: capus_ffi_type_sint32()
        case .size: capus_ffi_type_sint64()
        }
    }
}
