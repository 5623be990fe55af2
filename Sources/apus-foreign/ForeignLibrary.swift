import ApusModel
import Glibc

/// A shared library that is loaded, for as long as the program runs.
struct ForeignLibrary: Sendable {
    /// The handle of dlopen(3), as a number: a pointer is not Sendable, though this one may be used anywhere.
    private let handle: UInt

    /// - Throws: ``ApusError`` with `.invalidConfiguration` and the loader's words.
    init(_ path: String) throws(ApusError) {
        guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
            throw ApusError(
                .invalidConfiguration, "the library '\(path)' cannot be loaded", reason: Self.failure(),
                hint: "ldd \(path)")
        }
        self.handle = UInt(bitPattern: handle)
    }

    /// The function of that name in the library, or in one that it needs.
    /// - Throws: ``ApusError`` with `.invalidConfiguration`.
    func function(_ binding: ForeignBinding) throws(ApusError) -> ForeignFunction {
        guard let symbol = dlsym(UnsafeMutableRawPointer(bitPattern: handle), binding.symbol) else {
            throw ApusError(
                .invalidConfiguration, "the library has no function '\(binding.symbol)'", reason: Self.failure(),
                hint: "nm -D LIBRARY lists those that it has")
        }
        return ForeignFunction(address: UInt(bitPattern: symbol), binding: binding)
    }

    private static func failure() -> String { dlerror().map { String(cString: $0) } ?? "the loader says nothing" }
}
