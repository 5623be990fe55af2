import ApusModel
import FoundationEssentials
import Testing

@Suite("Values")
struct ValueTests {
    @Test(
        "A name is one to 63 plain characters",
        arguments: ["a", "my-stack", "K8s_1.x", String(repeating: "a", count: 63)])
    func acceptsName(name: String) throws {
        #expect(try Name.validate(name, as: "stack") == name)
    }

    @Test(
        "Any other name is refused",
        arguments: ["", "bad name!", "-a", "a-", "ü", String(repeating: "a", count: 64), "a/b", ".."])
    func refusesName(name: String) {
        #expect(throws: ApusError(.invalidArgument, "")) { try Name.validate(name, as: "stack") }
    }

    @Test("A secret never shows itself")
    func hidesSecret() {
        let secret = SecretString("hunter2")
        var dumped = ""
        dump(secret, to: &dumped)
        #expect(!"\(secret) \(String(reflecting: secret)) \(dumped)".contains("hunter2"))
        #expect(secret.revealed() == "hunter2")
    }

    @Test("Objects merge key by key, lists and plain values are replaced, null changes nothing")
    func merges() {
        let lower: JSONValue = ["a": ["x": 1, "y": 2], "l": [1], "k": "v"]
        let upper: JSONValue = ["a": ["y": 3], "l": [2], "k": nil]
        #expect(lower.merging(upper) == ["a": ["x": 1, "y": 3], "l": [2], "k": "v"])
    }

    @Test("A stored value comes back equal")
    func roundTrips() throws {
        let now = Date(timeIntervalSince1970: 1_700_000_000.1234)
        let stack = Stack(name: "s", components: [.orchestrator: .make()], createdAt: now)
        #expect(try CanonicalJSON.decode(Stack.self, from: CanonicalJSON.encode(stack)) == stack)
        let value: JSONValue = ["i": 1, "d": 1.5, "b": true, "n": nil, "s": "1", "a": [1, "x"]]
        #expect(try CanonicalJSON.decode(JSONValue.self, from: CanonicalJSON.encode(value)) == value)
    }

    @Test(
        "Times read and written keep their milliseconds",
        arguments: [0, 0.001, -0.25, 1_700_000_000.999, 1_763_930_000.042])
    func keepsTime(seconds: Double) {
        let date = Timestamp.rounded(Date(timeIntervalSince1970: seconds))
        #expect(Timestamp.date(Timestamp.text(date)) == date)
    }

    @Test("A time may have any fraction and zone of RFC 3339")
    func readsTimes() {
        let wanted = Date(timeIntervalSince1970: 1_700_000_000.5)
        #expect(Timestamp.date("2023-11-14T22:13:20.5Z") == wanted)
        #expect(Timestamp.date("2023-11-14T22:13:20.500123456Z") == wanted)
        #expect(Timestamp.date("2023-11-14T23:13:20.50+01:00") == wanted)
        #expect(Timestamp.date("2023-11-14T22:13:20Z") == wanted.addingTimeInterval(-0.5))
        #expect(Timestamp.date("2023-11-14t17:43:20.5-04:30") == wanted)
        #expect(Timestamp.date("2024-02-29T23:59:59Z") != nil)
        #expect(Timestamp.date("2016-12-31T23:59:60Z") == Timestamp.date("2017-01-01T00:00:00Z"))
    }

    @Test(
        "What is no time of RFC 3339 is no time",
        arguments: [
            "", "yesterday", "2024-01-01", "2024-01-01T12:99:00Z", "2023-02-29T00:00:00Z", "2100-02-29T00:00:00Z",
            "2024-13-01T00:00:00Z", "2024-00-01T00:00:00Z", "2024-01-00T00:00:00Z", "2024-01-01T24:00:00Z",
            "2024-01-01T00:00:61Z", "2024-01-01T00:00:00", "2024-01-01T00:00:00.Z", "2024-01-01T00:00:00+24:00",
            "2024-01-01T00:00:00Zulu", "2024-01-01T00:00:0\u{661}Z", "24-01-01T00:00:00Z", "2024-1-1T00:00:00Z",
        ])
    func refusesTimes(text: String) { #expect(Timestamp.date(text) == nil) }

    @Test("Days from the calendar's reform to the last of its years are those that the library says")
    func readsDays() {
        let first = Date(timeIntervalSince1970: -12_212_553_600)  // 1583-01-01: before, the library's are Julian
        for day in 0...3_074_245 where day % 101 == 0 || (152_000..<153_000).contains(day) {
            let date = first.addingTimeInterval(Double(day) * 86_400)
            let text = date.formatted(.iso8601)
            #expect(Timestamp.date(text) == date, "\(text)")
        }
        let start = Date(timeIntervalSince1970: -62_167_219_200)  // by ISO 8601, which counts backwards
        #expect(Timestamp.date("0000-01-01T00:00:00Z") == start)
        #expect(Timestamp.date("0000-03-01T00:00:00Z") == start.addingTimeInterval(60 * 86_400))
    }

    @Test("Equal values give equal bytes")
    func isCanonical() throws {
        let value: JSONValue = ["b": 1, "a": ["d": "x/y", "c": 2]]
        #expect(try CanonicalJSON.text(value) == #"{"a":{"c":2,"d":"x/y"},"b":1}"#)
    }

    @Test("A JSON value has the bytes that the encoder makes of it, and comes back")
    func writesAsTheEncoder() throws {
        struct Boxed: Encodable { let value: JSONValue }
        let scalars = (0..<0x180).compactMap { Unicode.Scalar($0).map(Character.init) }
        let texts = scalars.map { "a\($0)b" } + ["", "é\u{301}\u{2028}👩‍👩‍👧", String(scalars), "a/b\\\"c"]
        let numbers: [Double] = [
            0, 1, -1.5, 0.1, 1e20, 1e-7, 123_456_789.25, .greatestFiniteMagnitude, .leastNonzeroMagnitude,
        ]
        let wholes: [Int64] = [0, -1, .max, .min]
        let values: [JSONValue] =
            texts.map { .string($0) } + numbers.map { .number($0) } + wholes.map { .integer($0) }
            + [nil, true, false, [], [:], [[], [:], [nil]]]
        let keys = Dictionary(uniqueKeysWithValues: texts.map { ($0, JSONValue.integer(1)) })
        for value in values + [.array(values), .object(keys)] {
            let boxed = try CanonicalJSON.text(Boxed(value: value))
            #expect(try CanonicalJSON.text(["value": value] as JSONValue) == boxed)
            let back = try CanonicalJSON.decode(JSONValue.self, from: CanonicalJSON.encode(value))
            #expect(try CanonicalJSON.text(back) == CanonicalJSON.text(value))
        }
        #expect(throws: EncodingError.self) { try CanonicalJSON.encode(["a": [.number(.nan)]] as JSONValue) }
    }

    @Test("Identifiers sort by the time they were made, and have the form of a UUID of version 7")
    func identifies() {
        let id = Identifier<Run>.make()
        #expect(id.rawValue.count == 36)
        #expect(Array(id.rawValue)[14] == "7")
    }

    @Test("A retry's delay grows by the factor and stays below the longest")
    func delays() {
        let policy = RetryPolicy(maximumRetries: 9, delay: 10, backoff: 3)
        #expect((1...3).map(policy.delay(beforeRetry:)) == [10, 30, 90])
        #expect(policy.delay(beforeRetry: 9) == RetryPolicy.longestDelay)
    }

    @Test("A run's status only moves forward")
    func advances() {
        #expect(RunStatus.initializing.canBecome(.running))
        #expect(RunStatus.running.canBecome(.succeeded))
        #expect(!RunStatus.running.canBecome(.initializing))
        #expect(!RunStatus.failed.canBecome(.succeeded))
    }
}
