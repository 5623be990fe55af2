import ApusCore
import ApusModel
import Testing

@testable import ApusServer

@Suite("Hashes of passwords")
struct PasswordHashTests {
    private static let cheap = PasswordCost(logRounds: 4, blockSize: 8, parallelism: 1)

    @Test("are those of scrypt: a test vector of RFC 7914, section 12")
    func vector() async throws {
        let hash = PasswordHash(
            text: "$scrypt$ln=10,r=8,p=16$TmFDbA$"
                + "/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWIurzDZLiKjiG/xCSedmDDaxyevuUqD7m2DYMvfoswGQA")
        #expect(try await hash.matches(SecretString("password")))
        #expect(try await hash.matches(SecretString("passwore")) == false)
    }

    @Test("say by what they were made, differ for the same password, and are only of that one")
    func making() async throws {
        let password = SecretString("correct horse 🐎")
        let first = try await PasswordHash.make(of: password, cost: Self.cheap)
        let second = try await PasswordHash.make(of: password, cost: Self.cheap)
        #expect(first.text.hasPrefix("$scrypt$ln=4,r=8,p=1$"))
        #expect(first.text != second.text)
        for hash in [first, second] { #expect(try await hash.matches(password)) }
        #expect("\(first)" == "***")
        for wrong in ["", "correct horse", "correct horse 🐎 ", String(repeating: "x", count: 2000)] {
            #expect(try await first.matches(SecretString(wrong)) == false)
        }
        #expect(try await PasswordHash.decoy(cost: Self.cheap).matches(password) == false)
    }

    @Test("are told from those that cost more")
    func cost() async throws {
        let hash = try await PasswordHash.make(of: SecretString("12345678"), cost: Self.cheap)
        #expect(!hash.isCheaper(than: Self.cheap))
        #expect(hash.isCheaper(than: .standard))
    }

    @Test(
        "are not made of what is too short or too long",
        arguments: ["", "1234567", String(repeating: "x", count: 1025)])
    func rule(password: String) async throws {
        await #expect(throws: ApusError(.invalidArgument, "")) {
            try await PasswordHash.make(of: SecretString(password), cost: Self.cheap)
        }
    }

    @Test(
        "that are damaged are said to be",
        arguments: [
            "", "$", "$scrypt$", "$argon2id$ln=4,r=8,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA",
            "$scrypt$ln=40,r=8,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA", "$scrypt$ln=4,r=8,p=1$$aGFzaGhhc2hoYXNoaGFzaA",
            "$scrypt$ln=4,r=8$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA", "$scrypt$ln=4,r=8,p=1$c2FsdHNhbHQ$aGFzaA",
            "$scrypt$ln=0,r=8,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA", "$scrypt$ln=4,r=8,p=1$!$aGFzaGhhc2hoYXNoaGFzaA",
        ])
    func damage(text: String) async throws {
        await #expect(throws: ApusError(.corrupted, "")) {
            _ = try await PasswordHash(text: text).matches(SecretString("password"))
        }
    }
}
