import ApusAPI
import ApusModel
import FoundationEssentials
import Testing

@testable import ApusServer

@Suite struct DeviceLoginBookTests {
    private let start = Date(timeIntervalSince1970: 1_800_000_000)
    private let analyst = Identifier<Account>(rawValue: "analyst")

    private func begun(_ device: String = "device") throws -> (DeviceLoginBook, UserCode) {
        var book = DeviceLoginBook()
        let code = book.begin(device, client: "apus on laptop", from: "10.0.0.1", at: start)
        return (book, try #require(code))
    }

    @Test func `a program waits until somebody says yes, and is told so once`() throws {
        var (book, code) = try begun()
        #expect(book.claim("device", at: start + 5) == .pending(interval: 5))
        let waiting = try #require(book.pending(code, at: start + 6))
        #expect(waiting.client == "apus on laptop" && waiting.address == "10.0.0.1" && waiting.userCode == code.text)
        #expect(waiting.expiresAt == start + 600)
        #expect(book.decide(code, for: analyst, at: start + 7) == true)
        #expect(book.claim("device", at: start + 10) == .granted(analyst))
        #expect(book.claim("device", at: start + 15) == .expired)
    }

    @Test func `a program that is denied is told so, and never gets in`() throws {
        var (book, code) = try begun()
        #expect(book.decide(code, for: nil, at: start) == true)
        #expect(book.decide(code, for: analyst, at: start) == false)
        #expect(book.claim("device", at: start + 5) == .denied)
        #expect(book.claim("device", at: start + 10) == .expired)
    }

    @Test func `what was decided cannot be seen or decided again`() throws {
        var (book, code) = try begun()
        #expect(book.decide(code, for: analyst, at: start) == true)
        #expect(book.pending(code, at: start) == nil)
        #expect(book.decide(code, for: nil, at: start) == false)
        #expect(book.claim("device", at: start) == .granted(analyst))
    }

    @Test func `a program that asks too often has to wait longer and longer`() throws {
        var (book, _) = try begun()
        #expect(book.claim("device", at: start) == .pending(interval: 5))
        #expect(book.claim("device", at: start + 4.9) == .slowDown(interval: 10))
        #expect(book.claim("device", at: start + 14) == .slowDown(interval: 15))
        #expect(book.claim("device", at: start + 29) == .pending(interval: 15))
    }

    @Test func `after ten minutes nothing is shown, decided or granted`() throws {
        var (book, code) = try begun()
        var decided = book
        #expect(book.pending(code, at: start + 599) != nil)
        #expect(book.pending(code, at: start + 600) == nil)
        #expect(book.decide(code, for: analyst, at: start + 600) == false)
        #expect(book.claim("device", at: start + 600) == .expired)
        #expect(decided.decide(code, for: analyst, at: start + 599) == true)
        #expect(decided.claim("device", at: start + 600) == .expired)
    }

    @Test func `twenty may wait from an address, and a thousand in all`() throws {
        var book = DeviceLoginBook()
        for number in 0..<20 { #expect(book.begin("a\(number)", client: "", from: "10.0.0.1", at: start) != nil) }
        #expect(book.begin("next", client: "", from: "10.0.0.1", at: start + 1) == nil)
        #expect(book.wait(at: start + 1) == 599)
        for number in 20..<1000 {
            #expect(book.begin("a\(number)", client: "", from: "10.1.0.\(number)", at: start + 1) != nil)
        }
        #expect(book.begin("next", client: "", from: "10.2.0.1", at: start + 2) == nil)
        #expect(book.begin("next", client: "", from: "10.0.0.1", at: start + 601) != nil)
    }

    @Test(arguments: ["wdjb-mjht", " WDJB MJHT ", "WDJBMJHT", "W-D-J-B-M-J-H-T"])
    func `a code is read however it was typed`(text: String) {
        #expect(UserCode(text)?.text == "WDJB-MJHT")
    }

    @Test(arguments: ["", "WDJB-MJH", "WDJB-MJHTB", "WDJB-MJHA", "WDJB-MJH1", "WDJB-MJHT\0"])
    func `what can be no code is none`(text: String) {
        #expect(UserCode(text) == nil)
    }

    @Test func `codes are eight consonants, and differ`() {
        let codes = Set((0..<500).map { _ in UserCode() })
        #expect(codes.count == 500)
        #expect(codes.allSatisfy { UserCode($0.text) == $0 && $0.text.wholeMatch(of: #/[B-Z]{4}-[B-Z]{4}/#) != nil })
        #expect(!codes.contains { $0.letters.contains { "AEIOUY".contains($0) } })
    }
}
