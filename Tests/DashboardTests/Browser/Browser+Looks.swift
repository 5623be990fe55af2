import ApusModel
import FoundationEssentials

extension Browser {
    /// How the page is looked at.
    struct Look: Sendable, CustomStringConvertible {
        let name: String
        let width: Int64
        let height: Int64
        let isDark: Bool
        var description: String { name }

        static let light = Look(name: "light", width: 1440, height: 900, isDark: false)
        static let dark = Look(name: "dark", width: 1440, height: 900, isDark: true)
        static let narrow = Look(name: "narrow", width: 400, height: 860, isDark: false)
        static let all = [light, dark, narrow]
    }

    func take(_ look: Look) async throws {
        let scheme: JSONValue = .object([
            "name": .string("prefers-color-scheme"), "value": .string(look.isDark ? "dark" : "light"),
        ])
        let still: JSONValue = .object(["name": .string("prefers-reduced-motion"), "value": .string("reduce")])
        try await develop("Emulation.setEmulatedMedia", ["features": .array([scheme, still])])
        try await develop(
            "Emulation.setDeviceMetricsOverride",
            [
                "width": .integer(look.width), "height": .integer(look.height), "deviceScaleFactor": .integer(1),
                "mobile": .boolean(false),
            ])
    }

    private func develop(_ name: String, _ parameters: [String: JSONValue]) async throws {
        _ = try await command("/goog/cdp/execute", ["cmd": .string(name), "params": .object(parameters)])
    }

    /// Writes a picture of the page into the folder that `APUS_TEST_SCREENSHOTS` names; without it, nothing.
    func picture(_ name: String) async throws {
        guard let folder = ProcessInfo.processInfo.environment["APUS_TEST_SCREENSHOTS"], !folder.isEmpty else { return }
        guard let text = try await answer("/screenshot").stringValue, let data = Data(base64Encoded: text) else {
            throw ApusError(.unavailable, "there is no picture of '\(name)'")
        }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try data.write(to: URL(filePath: "\(folder)/\(name).png"))
    }

    /// Errors and warnings on the console since the last call.
    func complaints() async throws -> [String] {
        let records = try await command("/se/log", ["type": .string("browser")]).arrayValue ?? []
        return records.filter { ["SEVERE", "WARNING"].contains($0["level"]?.stringValue) }
            .compactMap { $0["message"]?.stringValue }
    }
}
