import ApusModel
import ApusWire
import CFFI
import Glibc
import SystemPackage

/// A C function with its signature.
struct ForeignFunction: Sendable {
    /// What a call gave.
    enum Outcome: Sendable {
        case done
        case size(Int64)
        case failed(Errno)
    }

    /// As a number: a pointer is not Sendable, though code may be called from anywhere.
    let address: UInt
    let binding: ForeignBinding

    /// Calls it. It may wait, crash, or do what it likes.
    /// - Parameter values: of options and of the request, by name.
    /// - Throws: ``ApusError`` with `.invalidArgument` for a value that is not of the argument's kind.
    func call(_ values: [String: JSONValue]) throws -> Outcome {
        let count = binding.arguments.count
        // One word for each argument, where the argument lies.
        let words = UnsafeMutablePointer<UInt64>.allocate(capacity: count + 1)
        let pointers = UnsafeMutablePointer<UnsafeMutableRawPointer?>.allocate(capacity: count + 1)
        let types = UnsafeMutablePointer<UnsafeMutablePointer<ffi_type>?>.allocate(capacity: count + 1)
        words.initialize(repeating: 0, count: count + 1)
        pointers.initialize(repeating: nil, count: count + 1)
        types.initialize(repeating: nil, count: count + 1)
        var texts: [UnsafeMutablePointer<CChar>?] = []
        defer {
            for text in texts { free(text) }
            words.deallocate()
            pointers.deallocate()
            types.deallocate()
        }
        for (index, argument) in binding.arguments.enumerated() {
            let text = argument.value.filled(from: values)
            pointers[index] = UnsafeMutableRawPointer(words + index)
            types[index] = argument.kind.type
            if argument.kind == .string {
                let copy = strdup(text)
                texts.append(copy)
                words[index] = UInt64(UInt(bitPattern: copy))
            } else if let word = argument.kind.word(text) {
                words[index] = word
            } else {
                throw ApusError(
                    .invalidArgument, "'\(text)' cannot be given to '\(binding.symbol)'",
                    reason: "argument \(index + 1) is of kind \(argument.kind.rawValue)")
            }
        }
        var interface = ffi_cif()
        guard capus_ffi_prepare(&interface, UInt32(count), binding.returns.type, types) == FFI_OK else {
            throw ApusError(.internalFailure, "libffi cannot call '\(binding.symbol)'")
        }
        var result: Int64 = 0
        errno = 0
        capus_ffi_call(&interface, UnsafeMutableRawPointer(bitPattern: address), &result, pointers)
        let number = errno
        return outcome(result, number)
    }

    private func outcome(_ result: Int64, _ number: Int32) -> Outcome {
        let status = Int32(truncatingIfNeeded: result)
        return switch binding.returns {
        case .void: .done
        case .status: status == 0 ? .done : .failed(Errno(rawValue: abs(status)))
        case .errno: status == 0 ? .done : .failed(Errno(rawValue: number))
        case .size: result >= 0 ? .size(result) : .failed(Errno(rawValue: number))
        }
    }
}

extension ForeignKind {
    /// The bits of a number as they lie in memory; `nil` for a text that is no such number.
    fileprivate func word(_ text: String) -> UInt64? {
        switch self {
        case .string: nil
        case .int32: Int32(text).map { UInt64(UInt32(bitPattern: $0)) }
        case .int64: Int64(text).map { UInt64(bitPattern: $0) }
        case .uint64: UInt64(text)
        case .double: Double(text)?.bitPattern
        }
    }
}
