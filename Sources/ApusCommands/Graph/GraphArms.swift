/// Where a line goes on from the middle of a cell.
struct GraphArms: OptionSet, Sendable {
    let rawValue: UInt8

    static let up = GraphArms(rawValue: 1)
    static let down = GraphArms(rawValue: 2)
    static let left = GraphArms(rawValue: 4)
    static let right = GraphArms(rawValue: 8)
}
