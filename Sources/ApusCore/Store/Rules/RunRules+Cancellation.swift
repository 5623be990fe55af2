package import ApusModel

extension RunRules {
    /// Marks the run as one that is to be stopped, once and while its main part is not over.
    package static func requestCancellation(of run: Run, isRequested: Bool) -> Ruling<Void> {
        let isOver = run.status.isFinal || run.mainOutcome != nil
        return isRequested || isOver ? Ruling(()) : Ruling((), change: .cancellationRequested)
    }
}
