import ApusModel

extension Run {
    /// - Throws: ``ApusError`` with `.runFailed` when the run is over and did not succeed.
    func checkSuccess() throws(ApusError) {
        if !status.isFinal || status == .succeeded { return }
        throw ApusError(
            .runFailed, "run '\(name)' \(status.rawValue)", reason: reason,
            hint: "apus run describe \(name); apus run logs \(name)")
    }
}
