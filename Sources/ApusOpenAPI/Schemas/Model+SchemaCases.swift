import ApusCore
import ApusModel

extension AttemptReport.Outcome: SchemaCases {
    static var caseNames: [String] { ["succeeded", "failed"] }
}

extension ClaimDecision: SchemaCases {
    static var caseNames: [String] { ["granted", "refused", "notYet"] }
}

extension Firing: SchemaCases {
    static var caseNames: [String] { ["scheduled", "triggered"] }
}

extension RunEvent.Change: SchemaCases {
    static var caseNames: [String] { ["run", "cancellationRequested", "step"] }
}

extension StepCommand: SchemaCases {
    static var caseNames: [String] { ["shell", "program"] }
}

extension StepSettlement: SchemaCases {
    static var caseNames: [String] { ["cached", "skipped", "failed", "cancelled"] }
}

extension SettingKind: SchemaCases {
    static var caseNames: [String] {
        ["string", "boolean", "integer", "number", "list", "map", "object", "choice"]
    }
}
