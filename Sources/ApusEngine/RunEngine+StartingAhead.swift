import ApusModel

/// Attempts of steps whose inputs are still being made, so that the start of a pod and the pull of its image are over
/// when its turn comes. Such an attempt is known to the infrastructure only; the store gets it by its launch.
extension RunEngine {
    /// Starts what comes after steps that were just launched, once no step whose turn it is waits for a slot.
    mutating func startAhead() {
        if policy.prestartedLevels == 0 || policy.launchGap > 0 || halt != nil { return justLaunched.removeAll() }
        guard ready.isEmpty else { return }
        for position in justLaunched where flight(position) != nil { startAhead(after: position, level: 0) }
        justLaunched.removeAll()
    }

    /// Starts steps after one that is under way, level by level, while there are slots.
    /// - Parameter ownLevel: how far the step itself is ahead of its turn.
    private mutating func startAhead(after position: Int, level ownLevel: Int) {
        guard ownLevel < policy.prestartedLevels else { return }
        for waiting in graph.downstream[position] where states[waiting].phase == .blocked && mayFollow(waiting) {
            guard let level = self.level(of: waiting), level <= policy.prestartedLevels else { continue }
            if !states[waiting].isPrestarted {
                guard liveCount < maxParallelism else { return }
                let number = states[waiting].nextNumber
                states[waiting].isPrestarted = true
                startedAhead.append(waiting)
                occupySlot(waiting, number)
                actions.append(.prestart(key(waiting, number)))
            }
            startAhead(after: waiting, level: level)
        }
    }

    /// How many steps in a row have to end before the turn of the one at `position`, which is blocked; `nil` when one
    /// of them has not been started.
    private func level(of position: Int) -> Int? {
        var level = 1
        for name in graph.steps[position].upstream {
            guard let upstream = graph.positions[name] else { return nil }
            switch states[upstream].phase {
            case .over(let status) where status.hasOutputs: continue
            case .inFlight(let flight) where !flight.isStopping && !flight.hasEnded: continue
            case .blocked where states[upstream].isPrestarted:
                guard let upstreamLevel = self.level(of: upstream) else { return nil }
                level = max(level, upstreamLevel + 1)
            default: return nil
            }
        }
        return level
    }

    /// Stops what was started ahead of its turn after a step that is tried again: it may take the place of that try.
    mutating func releaseAhead(of position: Int) {
        for waiting in graph.downstream[position] where states[waiting].isPrestarted {
            release(waiting)
            releaseAhead(of: waiting)
        }
    }

    /// Stops one attempt that was started ahead when another whose turn it is finds no slot.
    mutating func makeRoom() {
        guard halt == nil, !isInLaunchGap, !ready.isEmpty, liveCount >= maxParallelism, leaving == nil else { return }
        while let position = startedAhead.popLast() {
            guard states[position].isPrestarted, states[position].phase == .blocked else { continue }
            leaving = release(position)
            return
        }
    }

    @discardableResult private mutating func release(_ position: Int) -> Attempt.Key {
        let attempt = key(position, states[position].nextNumber)
        spend(position, attempt.number)
        actions.append(.stop(attempt))
        return attempt
    }

    /// An attempt that was started ahead of its turn is over or given up. Its step gets another one.
    mutating func spend(_ position: Int, _ number: Int) {
        guard states[position].isPrestarted, states[position].nextNumber == number else { return }
        states[position].isPrestarted = false
        states[position].spent = number
    }
}
