import CFFI
import Glibc
import Testing

/// Calls C functions that were found by name, with signatures known only at run time.
@Suite struct ForeignCallTests {
    @Test func `calls labs, which takes and returns a long`() throws {
        #expect(try call("labs", argument: -42, of: capus_ffi_type_sint64(), result: capus_ffi_type_sint64()) == 42)
    }

    @Test func `calls strlen, which takes a pointer`() throws {
        let length = try "twelve bytes".withCString {
            try call("strlen", argument: $0, of: capus_ffi_type_pointer(), result: capus_ffi_type_uint64())
        }
        #expect(length == 12)
    }

    @Test func `a narrow result is widened`() throws {
        let letter: CInt = 97
        #expect(
            try call("toupper", argument: letter, of: capus_ffi_type_sint32(), result: capus_ffi_type_sint32()) == 65)
        #expect(capus_ffi_minimum_result_size() == MemoryLayout<Int>.size)
    }

    /// Calls the function `name` of one argument and returns its result as libffi widens it.
    private func call<Argument>(
        _ name: String, argument: Argument, of argumentType: UnsafeMutablePointer<ffi_type>?,
        result resultType: UnsafeMutablePointer<ffi_type>?
    ) throws -> Int {
        let symbol = try #require(dlsym(nil, name), "the C library has \(name)")
        var interface = ffi_cif()
        var type = argumentType
        var value = argument
        var result = 0
        let status = withUnsafeMutablePointer(to: &type) { type in
            let status = capus_ffi_prepare(&interface, 1, resultType, type)
            guard status == FFI_OK else { return status }
            withUnsafeMutablePointer(to: &value) { value in
                var address: UnsafeMutableRawPointer? = UnsafeMutableRawPointer(value)
                capus_ffi_call(&interface, symbol, &result, &address)
            }
            return status
        }
        try #require(status == FFI_OK)
        return result
    }
}
