/// How an object is cut into parts: at most 10,000 of them, each of 5 MiB to 5 GiB but the last
/// (https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html).
struct S3PartSizes: Sendable {
    static let mostParts = 10_000
    /// Also the largest object that is sent whole: 16 MiB.
    static let smallest = 16 << 20
    /// The largest object that S3 takes: 5 TiB.
    static let largestObject: Int64 = 5 << 40

    /// The bytes of the whole object, when known.
    let length: Int64?

    /// The size in bytes of part `number`, counted from 1. For an unknown length parts double every 1,200, so that
    /// small objects need little memory and any object fits.
    func size(ofPart number: Int) -> Int {
        guard let length else { return Self.smallest << min((number - 1) / 1200, 7) }
        let even = (length + Int64(Self.mostParts) - 1) / Int64(Self.mostParts)
        let mebibyte: Int64 = 1 << 20
        return max(Self.smallest, Int((even + mebibyte - 1) / mebibyte * mebibyte))
    }
}
