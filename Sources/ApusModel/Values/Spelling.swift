/// Finds what a user probably meant.
public enum Spelling {
    /// The candidate nearest to `word`, or `nil` when none is near: at most a third of its letters may differ, and at
    /// least one may.
    public static func closest(to word: String, among candidates: some Sequence<String>) -> String? {
        let limit = max(1, word.count / 3)
        let ranked = candidates.map { (name: $0, distance: distance(word.lowercased(), $0.lowercased())) }
        let best = ranked.filter { $0.distance <= limit }.min { ($0.distance, $0.name) < ($1.distance, $1.name) }
        return best?.name ?? candidates.filter { word.count >= 3 && $0.hasPrefix(word) }.min()
    }

    /// How many insertions, deletions, replacements and swaps of neighbours lead from one text to the other (optimal
    /// string alignment).
    static func distance(_ left: String, _ right: String) -> Int {
        let source = Array(left), target = Array(right)
        var beforeLast: [Int] = []
        var last = Array(0...target.count)
        for row in source.indices {
            var current = [row + 1]
            for column in target.indices {
                let replacement = last[column] + (source[row] == target[column] ? 0 : 1)
                var cost = min(last[column + 1] + 1, current[column] + 1, replacement)
                if row > 0, column > 0, source[row] == target[column - 1], source[row - 1] == target[column] {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            (beforeLast, last) = (last, current)
        }
        return last[target.count]
    }
}
