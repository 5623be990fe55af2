import FoundationEssentials
import Testing

@testable import ApusServer

@Suite("Attempts to log in")
struct LoginThrottleTests {
    private let start = Date(timeIntervalSince1970: 1_800_000_000)

    @Test("have to wait longer and longer for a name, from wherever they come")
    func name() {
        var throttle = LoginThrottle()
        for number in 0..<5 { #expect(fail(&throttle, "analyst", from: "10.0.0.\(number)", after: 0) == nil) }
        var (time, waits) = (0.0, [Int]())
        for number in 0..<12 {
            guard let wait = fail(&throttle, "analyst", from: "10.0.1.\(number)", after: time) else {
                Issue.record("attempt \(number) does not have to wait")
                return
            }
            waits.append(wait)
            #expect(fail(&throttle, "analyst", from: "10.0.2.\(number)", after: time + Double(wait)) == nil)
            time += Double(wait)
        }
        #expect(waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300])
    }

    @Test("have to wait from an address, for whichever name")
    func address() {
        var throttle = LoginThrottle()
        for number in 0..<20 { #expect(fail(&throttle, "name-\(number)", from: "10.0.0.1", after: 0) == nil) }
        #expect(fail(&throttle, "analyst", from: "10.0.0.1", after: 0) == 1)
        #expect(fail(&throttle, "analyst", from: "10.0.0.2", after: 0) == nil)
    }

    @Test("that succeed are not counted, and clear the name")
    func success() {
        var throttle = LoginThrottle()
        for _ in 0..<4 { #expect(fail(&throttle, "analyst", from: "", after: 0) == nil) }
        for _ in 0..<100 {
            #expect(throttle.begin("analyst", from: "", at: start) == nil)
            throttle.end("analyst", from: "", succeeding: true)
        }
    }

    @Test("that failed a quarter of an hour ago are forgotten")
    func memory() {
        var throttle = LoginThrottle()
        for _ in 0..<5 { _ = fail(&throttle, "analyst", from: "", after: 0) }
        #expect(fail(&throttle, "analyst", from: "", after: 0) == 1)
        for _ in 0..<5 { #expect(fail(&throttle, "analyst", from: "", after: 900) == nil) }
    }

    @Test("are tried four at a time")
    func width() {
        var throttle = LoginThrottle()
        for number in 0..<4 { #expect(throttle.begin("n\(number)", from: "", at: start) == nil) }
        #expect(throttle.begin("n4", from: "", at: start) == 1)
        throttle.end("n0", from: "", succeeding: false)
        #expect(throttle.begin("n4", from: "", at: start) == nil)
    }

    /// How long the attempt has to wait; one that has not to wait fails.
    private func fail(
        _ throttle: inout LoginThrottle, _ name: String, from address: String, after seconds: Double
    ) -> Int? {
        if let wait = throttle.begin(name, from: address, at: start + seconds) { return wait }
        throttle.end(name, from: address, succeeding: false)
        return nil
    }
}
