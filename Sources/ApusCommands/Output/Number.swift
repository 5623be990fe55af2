import Glibc

/// Numbers as people read them.
enum Number {
    private static let digits = 6.0

    /// At most six significant digits: `0.0312`, `1797`, `1.5e-12`.
    static func text(_ value: Double) -> String {
        let scale = pow(10, digits - 1 - floor(log10(abs(value))))
        // Of zero and of the smallest numbers there is no scale.
        let rounded = scale.isFinite && scale > 0 ? (value * scale).rounded() / scale : value
        let text = "\(rounded.isFinite ? rounded : value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
