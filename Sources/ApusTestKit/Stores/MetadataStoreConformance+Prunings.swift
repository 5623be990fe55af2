import ApusCore
import ApusModel

extension MetadataStoreConformance.Check {
    static let prunings: [Self] = [
        Self("however runs and prunings take turns, nothing that a stored run names is deleted") { store, expect in
            for seed in 0..<6 {
                try await RetentionTrial(store: store, name: "turns-\(seed)", expect: expect).takeTurns(seed: seed)
            }
        },
        Self("however runs and prunings go on at once, nothing that a stored run names is deleted") { store, expect in
            try await RetentionTrial(store: store, name: "at-once", expect: expect).runAtOnce()
        },
    ]
}
