import ApusModel
import Testing

@testable import KubernetesManifests

@Suite("What is declared of Kubernetes' API")
struct APISchemaTests {
    @Test(
        "is what its first and last supported releases have",
        .enabled(if: Schema.python != nil, "needs kubernetes-validate; run Scripts/setup"))
    func isComplete() async throws {
        let roots = ["io.k8s.api.core.v1.PodSpec", "io.k8s.api.batch.v1.PodFailurePolicy"]
        let newest = try await Schema.fields(of: roots, release: "")
        let oldest = try await Schema.fields(of: [roots[0]], release: "1.20")
        var declared: Set<String> = []
        for (type, fields) in APISchema.types { declared.formUnion(fields.map { "\(type).\($0.name)" }) }
        let known = newest.union(oldest).filter { !Self.isLeftOut($0) }
        #expect(known.count > 500)
        #expect(known.subtracting(declared).sorted() == [])
        #expect(declared.subtracting(known).sorted() == [])
    }

    /// What servers write, and `LifecycleHandler` under its old name.
    private static func isLeftOut(_ field: String) -> Bool {
        field == "ObjectMeta.managedFields" || field.hasPrefix("ManagedFieldsEntry.") || field.hasPrefix("Handler.")
    }

    @Test("names no type that it does not declare, and no field twice in one spelling")
    func isConsistent() {
        for (type, fields) in APISchema.types {
            #expect(Set(fields.map { APIField.folded($0.name) }).count == fields.count, "\(type)")
            for field in fields { #expect(Self.isKnown(field.type), "\(type).\(field.name)") }
        }
    }

    private static func isKnown(_ type: APIType) -> Bool {
        switch type {
        case .list(let element): isKnown(element)
        case .object(let name): APISchema.types[name] != nil
        case .string, .boolean, .integer, .quantity, .intOrString, .map, .quantities: true
        }
    }

    @Test(
        "takes amounts as Kubernetes writes them",
        arguments: [
            ("1", true), ("500m", true), ("0.5", true), ("1.5Gi", true), (".5", true), ("1e3", true), ("-1", true),
            ("1E", true), ("1k", true), ("", false), ("Gi", false), ("1 Gi", false), ("1GB", false), ("1.2.3", false),
            ("1K", false), ("1e", false), ("--1", false), ("four", false),
        ])
    func amounts(text: String, isAmount: Bool) {
        #expect(Quantity.text(of: .string(text)) == (isAmount ? text : nil))
    }
}
