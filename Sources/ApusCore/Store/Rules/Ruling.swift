/// What a rule decides about a call: the answer to the caller, and what has to be stored before the caller gets it.
package struct Ruling<Answer: Sendable>: Sendable {
    package let answer: Answer
    /// `nil` when the call changes nothing.
    package let change: RunChange?

    package init(_ answer: Answer, change: RunChange? = nil) {
        self.answer = answer
        self.change = change
    }
}
