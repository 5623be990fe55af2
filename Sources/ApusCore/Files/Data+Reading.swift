public import FoundationEssentials

extension Data {
    /// Bytes that are read once, without writing zeros first.
    /// - Parameters:
    ///   - count: the most that there can be.
    ///   - read: fills memory of that size from its beginning, and says how many bytes it put there.
    public init(upTo count: Int, read: (UnsafeMutableRawBufferPointer) throws -> Int) rethrows {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
        let filled: Int
        do {
            filled = try read(memory)
        } catch {
            memory.deallocate()
            throw error
        }
        guard filled > 0, let start = memory.baseAddress else {
            memory.deallocate()
            self.init()
            return
        }
        self.init(bytesNoCopy: start, count: filled, deallocator: .custom { start, _ in start.deallocate() })
    }
}
