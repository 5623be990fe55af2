import ApusModel
import FoundationEssentials
import Testing

@testable import KubernetesDriver

@Suite("Alarms")
struct AlarmsTests {
    static func date(_ seconds: Double) -> Date { Date(timeIntervalSince1970: seconds) }
    static func start(_ number: Int, by seconds: Double) -> Alarms.Question {
        .start(Attempt.Key(run: Identifier(rawValue: "r"), step: "s", number: number), by: date(seconds))
    }

    @Test("are taken in order once their time has come")
    func order() {
        var alarms = Alarms()
        alarms.set(Self.start(1, by: 30), at: Self.date(30))
        alarms.set(.look, at: Self.date(5))
        alarms.set(Self.start(2, by: 30), at: Self.date(30))
        #expect(alarms.take(until: Self.date(4)) == [])
        #expect(alarms.take(until: Self.date(5)) == [.look])
        #expect(alarms.take(until: Self.date(60)) == [Self.start(1, by: 30), Self.start(2, by: 30)])
        #expect(alarms.take(until: Self.date(90)) == [])
    }

    @Test("need one sleeper, and another only for what comes before it")
    func sleepers() {
        var alarms = Alarms()
        #expect(alarms.nextWake() == nil)
        for number in 1...1000 {
            alarms.set(Self.start(number, by: 600), at: Self.date(600 + Double(number)))
            #expect(alarms.nextWake() == (number == 1 ? Self.date(601) : nil))
        }
        for seconds in stride(from: 5.0, to: 500, by: 5) {
            alarms.set(.look, at: Self.date(seconds))
            #expect(alarms.nextWake() == Self.date(seconds))
            #expect(alarms.take(until: Self.date(seconds)) == [.look])
            #expect(alarms.nextWake() == nil, "the sleeper for the first start is still there")
        }
        #expect(alarms.take(until: Self.date(601)) == [Self.start(1, by: 600)])
        #expect(alarms.nextWake() == Self.date(602))
    }
}
