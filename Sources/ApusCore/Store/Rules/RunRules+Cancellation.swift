package import ApusModel

extension RunRules {
    /// Marks the run as one that is to be stopped, once and while it is not over.
    package static func requestCancellation(of run: Run, isRequested: Bool) -> Ruling<Void> {
        isRequested || run.status.isFinal ? Ruling(()) : Ruling((), change: .cancellationRequested)
    }
}
