/// Takes what libarchive writes. Used by one thread.
protocol ByteSink: AnyObject {
    func put(_ bytes: UnsafeRawBufferPointer) throws
}
