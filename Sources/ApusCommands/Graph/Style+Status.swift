import ApusModel

extension Style {
    /// `text` in the colour of a status. Only beside a sign or a word: colour alone says nothing to everybody.
    func paint(_ text: String, as status: StepStatus?) -> String {
        switch status {
        case .succeeded, .cached: green(text)
        case .failed: red(text)
        case .skipped, .cancelled: yellow(text)
        case .running, .launching: bold(text)
        case .pending: dim(text)
        case nil: text
        }
    }
}
