import ApusCore
import ApusModel
import FoundationEssentials
import Testing

@testable import ApusCommands

@Suite("Schedules on the command line")
struct ScheduleTests {
    private static func schedule(
        _ cron: String = "30 2 * * *", zone: String = "Europe/Berlin", handle: String? = "nightly-1"
    ) throws -> Schedule {
        Schedule(
            name: "nightly", pipeline: "digits", stack: "k8s", cron: try CronExpression(cron), timeZone: zone,
            handle: handle, createdAt: Date(timeIntervalSince1970: 0))
    }

    private static func date(_ text: String) throws -> Date { try #require(Timestamp.date(text)) }

    @Test(
        "a backfill has the times from the first to the last, as days of the schedule's zone or as moments",
        arguments: [
            ("2026-03-28", "2026-03-30", ["2026-03-28T01:30:00.000Z", "2026-03-30T00:30:00.000Z"]),
            ("2026-01-01T01:30:00Z", "2026-01-02T01:30:00Z", ["2026-01-01T01:30:00.000Z", "2026-01-02T01:30:00.000Z"]),
            ("2026-01-01T01:30:00.001Z", "2026-01-02T01:29:59Z", []),
            (
                "2026-10-24", "2026-10-26",
                [
                    "2026-10-24T00:30:00.000Z", "2026-10-25T00:30:00.000Z", "2026-10-25T01:30:00.000Z",
                    "2026-10-26T01:30:00.000Z",
                ]
            ),
        ])
    func backfill(from: String, to: String, wanted: [String]) throws {
        let interval = try BackfillInterval(
            of: Self.schedule(), from: from, to: to, now: Self.date("2027-01-01T00:00:00Z"))
        #expect(interval.times.map(Timestamp.text) == wanted)
    }

    @Test("a backfill has no times that have not come yet")
    func future() throws {
        let interval = try BackfillInterval(
            of: Self.schedule(), from: "2026-01-01", to: "2026-12-31", now: Self.date("2026-01-02T12:00:00Z"))
        #expect(interval.times.map(Timestamp.text) == ["2026-01-01T01:30:00.000Z", "2026-01-02T01:30:00.000Z"])
    }

    @Test(
        "a backfill that cannot be meant is refused",
        arguments: [
            ("30 2 * * *", "2026-01-02", "2026-01-01", "--from 2026-01-02 is after --to 2026-01-01"),
            ("30 2 * * *", "yesterday", "2026-01-01", "'yesterday' is no time"),
            ("30 2 * * *", "2026-01-01", "2026-13-01", "'2026-13-01' is no time"),
            ("* * * * *", "2026-01-01", "2026-01-02", "schedule 'nightly' comes more than 1000 times in that interval"),
            ("@every 1h", "2026-01-01", "2026-01-02", "schedule 'nightly' has no times to make up"),
        ])
    func refuses(cron: String, from: String, to: String, summary: String) throws {
        let error = #expect(throws: ApusError.self) {
            try BackfillInterval(
                of: Self.schedule(cron), from: from, to: to, now: Self.date("2027-01-01T00:00:00Z"))
        }
        #expect(error?.summary == summary && error?.code == .invalidArgument && error?.hint != nil)
    }

    @Test("times are shown as clocks of the schedule's zone show them, five of them, and none while it is paused")
    func times() throws {
        var schedule = try Self.schedule()
        let now = try Self.date("2026-10-23T12:00:00Z")
        let times = ScheduleTimes(schedule: schedule)
        #expect(times.explanation == "at 02:30 every day (Europe/Berlin)")
        #expect(
            try times.next(after: now).map { try times.text($0) } == [
                "2026-10-24 02:30 +02:00", "2026-10-25 02:30 +02:00", "2026-10-25 02:30 +01:00",
                "2026-10-26 02:30 +01:00", "2026-10-27 02:30 +01:00",
            ])
        schedule.isSuspended = true
        #expect(try ScheduleTimes(schedule: schedule).next(after: now) == [])
        let tight = ScheduleTimes(schedule: try Self.schedule("@every 90s", zone: "America/St_Johns"))
        #expect(try tight.text(now) == "2026-10-23 09:30:00 -02:30")
        let regular = ScheduleTimes(schedule: try Self.schedule("@every 90s", zone: "UTC"))
        let seconds = try regular.next(after: Date(timeIntervalSince1970: 100)).map(\.timeIntervalSince1970)
        #expect(seconds == [180, 270, 360, 450, 540])
    }

    @Test("what the file says goes over the orchestrator's settings, these over what is usual")
    func draft() throws {
        var spec = ScheduleSpec(cron: try CronExpression("@daily"))
        spec.failedJobsHistoryLimit = 7
        let plan = RunPlan(
            pipeline: "digits", stack: "k8s",
            orchestratorSettings: [
                "concurrency_policy": "Replace", "starting_deadline_seconds": 30, "failed_jobs_history_limit": 9,
                "successful_jobs_history_limit": .null,
            ], steps: [])
        let now = Date(timeIntervalSince1970: 1000)
        let made = try ScheduleDraft(spec: spec, plan: plan).schedule(named: "n", replacing: nil, at: now)
        #expect(made.concurrencyPolicy == .replace && made.startingDeadlineSeconds == 30)
        #expect(made.failedJobsHistoryLimit == 7 && made.successfulJobsHistoryLimit == 3)
        #expect(made.timeZone == "UTC" && !made.isSuspended && made.handle == nil && made.createdAt == now)
        var stored = made
        stored.isSuspended = true
        stored.handle = "n-1"
        let later = now + 60
        let again = try ScheduleDraft(spec: spec, plan: plan).schedule(named: "n", replacing: stored, at: later)
        #expect(again.id == made.id && again.isSuspended && again.handle == "n-1")
        #expect(again.createdAt == now && again.updatedAt == later)
        spec.timeZone = "Europe/Nowhere"
        #expect(throws: ApusError(.invalidArgument, "")) {
            try ScheduleDraft(spec: spec, plan: plan).schedule(named: "n", replacing: nil, at: now)
        }
    }

    @Test("a repair finds what either side lacks or has otherwise, and leaves other servers' schedules alone")
    func differences() throws {
        let url = "http://10.0.0.1:8237"
        let schedules = [try Self.schedule(), try Self.schedule(handle: "nightly-2"), try Self.schedule(handle: nil)]
        func place(
            _ schedule: Schedule, server: String? = url, cron: String = "30 2 * * *", zone: String? = "Europe/Berlin"
        ) -> PlacedSchedule {
            PlacedSchedule(
                handle: schedule.handle ?? "nightly-3", schedule: schedule.id, name: schedule.name, server: server,
                cron: cron, timeZone: zone, isSuspended: false)
        }
        let gone = try Self.schedule(handle: "old-1")
        func texts(_ placed: [PlacedSchedule], known: [Schedule] = schedules) -> [String] {
            ScheduleDifference.all(
                Array(schedules.prefix(2)), placed, known: Set(known.map(\.id)), server: url
            ).map(\.text)
        }
        #expect(texts([place(schedules[0]), place(schedules[1], zone: nil)]) == [])
        #expect(
            texts([place(schedules[0], cron: "@daily", zone: "UTC")]) == [
                "nightly: in the cluster, cron is '@daily' and not '30 2 * * *', time zone is 'UTC' and not"
                    + " 'Europe/Berlin'; it is put there again",
                "nightly: the cluster does not have it; it is put there",
            ])
        let both = [place(schedules[0]), place(schedules[1])]
        #expect(texts(both + [place(gone)]) == ["nightly: the store does not have it; 'old-1' is deleted"])
        #expect(
            texts(both + [place(gone, server: "http://other")])
                == ["nightly: 'old-1' belongs to the server http://other; it is left alone"])
        #expect(
            texts(both + [place(gone, server: nil)]) == ["nightly: 'old-1' belongs to nobody known; it is left alone"])
        #expect(texts(both + [place(schedules[2])]).first?.contains("is left alone") == true)
        let unnamed = ScheduleDifference.all(
            [schedules[2]], [place(schedules[2])], known: [schedules[2].id], server: url)
        #expect(
            unnamed.map(\.text) == [
                "nightly: in the cluster, the record does not name 'nightly-3'; it is put there again"
            ])
    }
}
