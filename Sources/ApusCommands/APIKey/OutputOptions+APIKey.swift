import ApusAPI
import ApusModel

extension OutputOptions {
    /// Writes a key that was made to standard output: JSON and YAML have it as `secret`.
    func render(_ new: NewAPIKey) throws {
        let text = new.secret.value.revealed()
        try render(new, names: [text]) { [text] }
        Console.error.print("That is the API key '\(new.key.name)'. It is not shown again.")
    }
}
