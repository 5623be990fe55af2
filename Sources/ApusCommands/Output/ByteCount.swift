/// Sizes as people read them.
enum ByteCount {
    /// `512 B`, `4.2 KiB`, `1.0 GiB`.
    static func text(_ bytes: Int64) -> String {
        var value = Double(bytes)
        if bytes < 1024 { return "\(bytes) B" }
        for unit in ["KiB", "MiB", "GiB"] {
            value /= 1024
            if value < 1024 || unit == "GiB" { return "\((value * 10).rounded() / 10) \(unit)" }
        }
        return "\(bytes) B"
    }
}
