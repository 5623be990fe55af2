extension String {
    /// The text on one line, with control characters as their pictures (U+2400 on), so that nothing that was stored can
    /// steer a terminal.
    var visible: String {
        if utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }), !unicodeScalars.contains(where: \.isControl) { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map(\.picture)))
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool { properties.generalCategory == .control }

    fileprivate var picture: Unicode.Scalar {
        switch value {
        case 0x09, 0x0A, 0x0D: " "
        case 0..<0x20: Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}"
        case 0x7F: "\u{2421}"
        default: isControl ? "\u{FFFD}" : self
        }
    }
}
