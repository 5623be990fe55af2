import ApusCore
import ApusModel
import FoundationEssentials

extension ServiceConnectorConformance.Check {
    static let resources: [Self] = [
        Self("resources are in order and without repeats, again and again") { subject, expect in
            let connector = try await subject.working()
            let found = try await connector.resources(of: subject.type, matching: nil)
            try expect.holds(!found.isEmpty, "there are no resources")
            try expect.equal(found, Set(found).sorted(), "the list of resources")
            try expect.equal(
                try await connector.resources(of: subject.type, matching: nil), found, "the list of resources again")
        },
        Self("matching one of the resources gives that one only") { subject, expect in
            let connector = try await subject.working()
            for resource in try await connector.resources(of: subject.type, matching: nil) {
                try expect.equal(
                    try await connector.resources(of: subject.type, matching: resource), [resource],
                    "what matches '\(resource)'")
            }
        },
        Self("a resource that is not among them is not_found") { subject, expect in
            let connector = try await subject.working()
            let known = try await connector.resources(of: subject.type, matching: nil)
            for resource in ["", "no-such-resource"] + known.map({ $0 + "-not" }) {
                try await expect.failure(.notFound, of: "matching '\(resource)'") {
                    _ = try await connector.resources(of: subject.type, matching: resource)
                }
                try await expect.failure(.notFound, of: "access to '\(resource)'") {
                    _ = try await connector.access(to: resource, of: subject.type)
                }
            }
        },
        Self("a resource type that it gives no access to is unsupported") { subject, expect in
            let connector = try await subject.working()
            let known = try await connector.resources(of: subject.type, matching: nil)
            let other = ResourceType(rawValue: "no-such-resource-type")
            for resource in [nil] + known.prefix(1).map(Optional.some) {
                try await expect.failure(.unsupported, of: "listing resources of another type") {
                    _ = try await connector.resources(of: other, matching: resource)
                }
            }
            try await expect.failure(.unsupported, of: "access to a resource of another type") {
                _ = try await connector.access(to: known.first ?? "", of: other)
            }
        },
        Self("several can ask at the same time") { subject, expect in
            let connector = try await subject.working()
            let found = try await connector.resources(of: subject.type, matching: nil)
            let seen = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<4 {
                    group.addTask { try await connector.resources(of: subject.type, matching: nil) }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            try expect.equal(seen, [found], "the set of answers")
        },
    ]

    static let examining: [Self] = [
        Self("examining tells of each resource once, in order, and an only one is among them") { subject, expect in
            let connector = try await subject.working()
            let found = try await connector.resources(of: subject.type, matching: nil)
            let reports = try await connector.examine(subject.type, matching: nil)
            try expect.equal(reports.map(\.resourceID), Set(found).sorted(), "the resources that are reported")
            for report in reports {
                try expect.holds(report.problem == nil, "'\(report.resourceID)' has a problem: \(report)")
                try expect.equal(
                    try await connector.examine(subject.type, matching: report.resourceID).map(\.resourceID),
                    [report.resourceID], "what is reported of '\(report.resourceID)'")
            }
            if let only = connector.soleResource(of: subject.type) {
                try expect.equal(found, [only], "the resources of a connector for one")
            }
            let other = ResourceType(rawValue: "no-such-resource-type")
            try expect.equal(connector.soleResource(of: other), nil, "the only resource of another type")
        }
    ]

    static let access: [Self] = [
        Self("access names the resource and the type that were asked for, again and again") { subject, expect in
            let connector = try await subject.working()
            for resource in try await connector.resources(of: subject.type, matching: nil) {
                let first = try await connector.access(to: resource, of: subject.type)
                let second = try await connector.access(to: resource, of: subject.type)
                for access in [first, second] {
                    try expect.equal(access.resourceID, resource, "the resource")
                    try expect.equal(access.resourceType, subject.type, "the resource type")
                    if let end = access.expiresAt {
                        try expect.holds(end > Date(), "the credentials have ended at \(Timestamp.text(end))")
                    }
                }
                try expect.equal(second.values, first.values, "what is said of '\(resource)' again")
            }
        },
        Self("no secret is among the plain facts of an access") { subject, expect in
            let connector = try await subject.working()
            for resource in try await connector.resources(of: subject.type, matching: nil) {
                let access = try await connector.access(to: resource, of: subject.type)
                let facts = try CanonicalJSON.text(JSONValue.object(access.values))
                for (name, secret) in access.secrets where !secret.isEmpty {
                    try expect.holds(!facts.contains(secret.revealed()), "the secret '\(name)' is among the values")
                }
            }
        },
    ]

    /// Those for credentials that the peer refuses.
    public static let refusals: [Self] = [
        Self("examining with refused credentials is unauthorized, and the error does not show them") {
            subject, expect in
            let connector = try await subject.refused()
            let error = try await expect.refusal(.unauthorized, of: "examining with refused credentials") {
                _ = try await connector.examine(subject.type, matching: nil)
            }
            try expect.showsNone(of: subject.refusedSecrets, error)
        },
        Self("refused credentials are unauthorized, and no error shows them") { subject, expect in
            let known = try await subject.working().resources(of: subject.type, matching: nil)
            let connector = try await subject.refused()
            for resource in [nil] + known.map(Optional.some) {
                let error = try await expect.refusal(.unauthorized, of: "listing with refused credentials") {
                    _ = try await connector.resources(of: subject.type, matching: resource)
                }
                try expect.showsNone(of: subject.refusedSecrets, error)
            }
        },
    ]

    /// Those for a peer that cannot be reached.
    public static let unreachable: [Self] = [
        Self("a peer that cannot be reached is unavailable") { subject, expect in
            guard let make = subject.unreachable else { return try expect.fail("there is no such connector to try") }
            let connector = try await make()
            try await expect.failure(.unavailable, of: "listing resources") {
                _ = try await connector.resources(of: subject.type, matching: nil)
            }
        }
    ]

    /// Those for a peer that never answers.
    public static let silent: [Self] = [
        Self("cancelling ends what waits for the peer") { subject, expect in
            guard let make = subject.silent else { return try expect.fail("there is no such connector to try") }
            let peer = try await make()
            let listing = Task { try await peer.connector.resources(of: subject.type, matching: nil) }
            defer { listing.cancel() }
            try await expect.soon("the request") { try await peer.untilAsked() }
            listing.cancel()
            switch try await expect.soon("the end of the cancelled call", { await listing.ended() }) {
            case .failure(is CancellationError): break
            case .failure(let error): try expect.fail("the cancelled call throws \(error)")
            case .success(let found): try expect.fail("the cancelled call returns \(found)")
            case nil: try expect.fail("the cancelled call does not end")
            }
        },
        Self("what is cancelled already asks nobody for long") { subject, expect in
            guard let make = subject.silent else { return try expect.fail("there is no such connector to try") }
            let peer = try await make()
            let calls = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await peer.connector.resources(of: subject.type, matching: nil)
            }
            let outcome = try await expect.soon("the end of the cancelled call") { await calls.ended() }
            guard case .failure(is CancellationError) = outcome else {
                return try expect.fail("the cancelled call ends with \(String(describing: outcome))")
            }
        },
    ]
}

extension Task where Failure == any Error {
    /// How this task ends, or `nil` when the waiting task is cancelled before.
    fileprivate func ended() async -> Result<Success, any Error>? {
        let outcomes = AsyncStream<Result<Success, any Error>> { continuation in
            let waiting = Task<Void, Never> {
                continuation.yield(await result)
                continuation.finish()
            }
            continuation.onTermination = { _ in waiting.cancel() }
        }
        return await outcomes.first { _ in true }
    }
}
