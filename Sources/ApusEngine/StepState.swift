import ApusModel

/// What the engine knows of one step.
struct StepState: Hashable, Sendable {
    enum Phase: Hashable, Sendable {
        /// Waits for steps upstream.
        case blocked
        /// Waits for the answer of the cache.
        case lookingUp
        /// In the ready queue.
        case ready
        /// Its newest attempt is under way.
        case inFlight(Flight)
        /// Waits until the attempt of that number may be launched.
        case delayed(Int)
        /// How it ends is decided; the store has not said yet that it did.
        case settling
        case over(StepStatus)
    }

    /// The newest attempt, from its launch until the store says how it ended.
    struct Flight: Hashable, Sendable {
        let number: Int
        var isStopping = false
        /// Whether the time that it may take is being measured.
        var isTimed = false
        /// Whether the infrastructure saw it end.
        var hasEnded = false
        /// Whether it is to be recorded as lost once the store has it.
        var isLost = false
        /// Whether the store was asked to record it as lost.
        var isGivenUp = false
        /// What the infrastructure says that it died of.
        var failure: AttemptFailure?
    }

    var phase: Phase = .blocked
    /// How many steps upstream have no outputs yet.
    var remainingUpstream: Int
    /// The attempts as the store has them, oldest first; never an older state of one than was known.
    var attempts: [Attempt] = []
    /// Numbers of attempts that hold a slot.
    var live: [Int] = []
    /// Whether the infrastructure has the next attempt already, which waits for the step's inputs.
    var isPrestarted = false
    /// The highest number of an attempt that the infrastructure had and the store did not: no other may have it.
    var spent = 0
    var cacheKey: ContentDigest?
    var outputs: [String: Artifact] = [:]
    var reason: String?

    /// The number of the next launch: the newest attempt's own while nobody has claimed it, for then it may never have
    /// reached the infrastructure.
    var nextNumber: Int {
        guard let newest = attempts.last else { return spent + 1 }
        return newest.status == .launched ? newest.number : max(newest.number, spent) + 1
    }

    /// How many attempts ended by a failure of these kinds.
    func failures(_ kinds: AttemptFailure.Kind...) -> Int {
        attempts.count { $0.finalFailure.map { kinds.contains($0.kind) } ?? false }
    }

    /// Takes over what `newer` knows more.
    mutating func merge(_ newer: [Attempt]) {
        for attempt in newer {
            guard let index = attempts.lastIndex(where: { $0.number == attempt.number }) else {
                let index = attempts.lastIndex { $0.number < attempt.number }.map { $0 + 1 } ?? 0
                attempts.insert(attempt, at: index)
                continue
            }
            if attempt.status.rank > attempts[index].status.rank { attempts[index] = attempt }
        }
    }
}

extension Attempt.Status {
    var rank: Int {
        switch self {
        case .launched: 0
        case .claimed: 1
        case .succeeded, .failed: 2
        }
    }

    var isFinal: Bool { self == .succeeded || self == .failed }
}

extension Attempt {
    /// Why the attempt failed, also when whoever recorded that gave no reason.
    var finalFailure: AttemptFailure? {
        status == .failed ? failure ?? AttemptFailure(.infrastructure, "the attempt failed without a reason") : nil
    }
}
