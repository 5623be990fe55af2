import ApusCore
import ApusModel
import ApusTestKit
import FoundationEssentials
import Testing

@testable import ApusCommands

@Suite("The two sides of a schedule")
struct SchedulePlacementTests {
    private static let away = ApusError(.unavailable, "the cluster cannot be reached")

    private static func made(_ bench: ScheduleBench, cron: String = "30 2 * * *") async throws -> Schedule {
        try await SchedulePlacement(session: bench.session)
            .create(ScheduleBench.schedule(cron: cron), bench.compiled())
    }

    @Test("are made together, and the record knows what the cluster calls it")
    func makes() async throws {
        let bench = try await ScheduleBench()
        let schedule = try await Self.made(bench)
        #expect(schedule.handle == "cron-nightly")
        #expect(try await bench.store.schedule(named: "nightly") == schedule)
        #expect(bench.near.placed.map(\.handle) == ["cron-nightly"])
        #expect(bench.near.placed.first?.server == ScheduleBench.url)
    }

    @Test("are not made when the cluster refuses: nothing is left")
    func refused() async throws {
        let bench = try await ScheduleBench()
        bench.near.fail(with: Self.away)
        await #expect(throws: Self.away) { _ = try await Self.made(bench) }
        #expect(try await bench.store.allSchedules().isEmpty)
        #expect(bench.near.placed.isEmpty)
    }

    @Test("are changed together, plan included, or stay as they were")
    func changes() async throws {
        let bench = try await ScheduleBench()
        let placement = SchedulePlacement(session: bench.session)
        let first = try await Self.made(bench)
        var wanted = first
        wanted.cron = try CronExpression("@hourly")
        bench.near.fail(with: Self.away)
        let compiled = try await bench.compiled(steps: 2)
        let changed = wanted
        await #expect(throws: Self.away) {
            _ = try await placement.update(changed, replacing: first, compiled)
        }
        #expect(try await bench.store.schedule(first.id) == first)
        #expect(try await bench.store.plan(of: first.id).steps == bench.plan().steps)
        bench.near.fail(with: nil)
        let second = try await placement.update(wanted, replacing: first, compiled)
        #expect(second == wanted)
        #expect(try await bench.store.plan(of: first.id).steps.count == 2)
        #expect(bench.near.placed.map(\.cron) == ["@hourly"])
        await #expect(throws: ApusError(.conflict, "")) {
            _ = try await placement.update(first, replacing: first)
        }
        #expect(bench.near.placed.map(\.cron) == ["@hourly"])
    }

    @Test("move to another cluster together, or stay where they were")
    func moves() async throws {
        let bench = try await ScheduleBench()
        let placement = SchedulePlacement(session: bench.session)
        let first = try await Self.made(bench)
        let elsewhere = try await bench.compiled(on: "far")
        var wanted = first
        wanted.stack = "far"
        let moved = wanted
        for broken in [bench.far, bench.near] {
            broken.fail(with: Self.away)
            await #expect(throws: Self.away) {
                _ = try await placement.update(moved, replacing: first, elsewhere)
            }
            broken.fail(with: nil)
            #expect(try await bench.store.schedule(first.id) == first)
            #expect(bench.near.placed.map(\.handle) == ["cron-nightly"] && bench.far.placed.isEmpty)
        }
        _ = try await placement.update(wanted, replacing: first, elsewhere)
        #expect(bench.near.placed.isEmpty && bench.far.placed.map(\.handle) == ["cron-nightly"])
        #expect(try await bench.store.schedule(first.id)?.stack == "far")
    }

    @Test("are paused and resumed together; a cluster that cannot be asked changes neither")
    func pauses() async throws {
        let bench = try await ScheduleBench()
        let placement = SchedulePlacement(session: bench.session)
        let schedule = try await Self.made(bench)
        bench.near.fail(with: Self.away)
        await #expect(throws: Self.away) { try await placement.setSuspended(true, of: schedule) }
        #expect(try await bench.store.schedule(schedule.id)?.isSuspended == false)
        bench.near.fail(with: nil)
        try await placement.setSuspended(true, of: schedule)
        #expect(bench.near.placed.first?.isSuspended == true)
        #expect(try await bench.store.schedule(schedule.id)?.isSuspended == true)
    }

    @Test("are deleted together; a cluster that cannot be asked keeps both, unless the record alone is to go")
    func deletes() async throws {
        let bench = try await ScheduleBench()
        let schedule = try await Self.made(bench)
        bench.near.fail(with: Self.away)
        let error = await #expect(throws: ApusError.self) {
            _ = try await ScheduleRemoval(session: bench.session, isForced: false).remove(schedule)
        }
        #expect(error?.code == .unavailable)
        #expect(error?.summary == "schedule 'nightly' is not deleted: the cluster cannot be reached")
        #expect(error?.reason == "'cron-nightly' is still there and goes on firing")
        #expect(try await bench.store.schedule(schedule.id) == schedule && bench.near.placed.count == 1)
        let said = try await ScheduleRemoval(session: bench.session, isForced: true).remove(schedule)
        #expect(said.last == "When it can be: apus pipeline schedule repair")
        #expect(try await bench.store.schedule(schedule.id) == nil && bench.near.placed.count == 1)
        bench.near.fail(with: nil)
        let outcome = try await ScheduleReconciliation(session: bench.session).run(mending: true)
        #expect(outcome.differences.map(\.text) == ["nightly: the store does not have it; 'cron-nightly' is deleted"])
        #expect(bench.near.placed.isEmpty)
        let second = try await Self.made(bench)
        #expect(try await ScheduleRemoval(session: bench.session, isForced: false).remove(second) == [])
        #expect(try await bench.store.allSchedules().isEmpty && bench.near.placed.isEmpty)
    }

    @Test("are not deleted under a run that is under way, unless it is to be ended")
    func underWay() async throws {
        let bench = try await ScheduleBench()
        let schedule = try await Self.made(bench)
        let now = Date(timeIntervalSince1970: 60)
        let run = try await bench.store.fire(schedule.id, .scheduled(now), by: "j", at: now)
        let error = await #expect(throws: ApusError.self) {
            _ = try await ScheduleRemoval(session: bench.session, isForced: false).remove(schedule)
        }
        #expect(error?.code == .inUse && error?.summary.contains(run.name) == true)
        #expect(bench.near.placed.count == 1)
        _ = try await ScheduleRemoval(session: bench.session, isForced: true).remove(schedule)
        let ended = try await bench.store.run(run.id)
        #expect(ended?.status == .cancelled && ended?.reason == "schedule 'nightly' was deleted")
        #expect(bench.near.placed.isEmpty)
    }

    @Test("are compared and mended, in each cluster that can be asked")
    func repairs() async throws {
        let bench = try await ScheduleBench()
        let schedule = try await Self.made(bench)
        let reconciliation = ScheduleReconciliation(session: bench.session)
        #expect(try await reconciliation.run(mending: false).differences.isEmpty)
        bench.near.forget(schedule.id)
        bench.far.fail(with: Self.away)
        let looked = try await reconciliation.run(mending: false)
        #expect(looked.differences.map(\.text) == ["nightly: the cluster does not have it; it is put there"])
        #expect(looked.failures.map(\.orchestrator) == ["far"] && looked.places == 2)
        #expect(bench.near.placed.isEmpty)
        _ = try await reconciliation.run(mending: true)
        #expect(bench.near.placed.map(\.cron) == ["30 2 * * *"])
        let stranger = PlacedSchedule(
            handle: "cron-else", schedule: .make(), name: "else", server: "http://other", cron: "@daily",
            timeZone: nil, isSuspended: false)
        bench.near.place(stranger)
        let other = try await reconciliation.run(mending: true)
        #expect(other.differences.count == 1 && bench.near.placed.contains(stranger))
    }
}
