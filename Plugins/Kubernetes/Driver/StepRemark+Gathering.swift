import ApusModel
import FoundationEssentials
import KubernetesManifests

extension StepRemark {
    /// Remarks of one kind that are told at once.
    struct Group: Hashable, Sendable {
        let kind: Kind
        let remarks: [StepRemark]

        var text: String {
            if remarks.count == 1, let only = remarks.first { return only.text }
            let names = remarks.prefix(3).map { "'\($0.attempt.step)'" }.joined(separator: ", ")
            return "\(remarks.count) steps \(kind.verb): \(names) and \(remarks.count - 3) others"
        }

        func manifest(by manifests: EventManifest) -> JSONValue {
            manifests.event(
                kind.rawValue, text, isWarning: kind.isWarning, count: remarks.count,
                about: remarks.count == 1 ? remarks.first?.attempt : nil,
                until: remarks.map(\.at).max() ?? .distantPast,
                isLasting: kind.isLasting)
        }
    }

    private static let mostAlone = 25

    /// The remarks one by one, and of a kind that has more than ``mostAlone`` of them, all in one.
    static func gathered(_ remarks: [StepRemark]) -> [Group] {
        Kind.allCases.flatMap { kind in
            let own = remarks.filter { $0.kind == kind }
            return own.count > mostAlone
                ? [Group(kind: kind, remarks: own)] : own.map { Group(kind: kind, remarks: [$0]) }
        }
    }
}
