/// Tells whether a symbolic link stays in the folder that holds it.
enum LinkTarget {
    /// Why the link at `path` (relative to the folder, through real folders only) may not point to `target`; `nil` when
    /// it may.
    ///
    /// A target may climb only at its beginning: `..` behind a name could follow that name, itself a link, elsewhere.
    /// Links that all keep this rule cannot leave the folder together either.
    static func problem(of target: String, at path: String) -> String? {
        if target.isEmpty { return "it points nowhere" }
        if target.hasPrefix("/") { return "it points to '\(target)', outside the folder" }
        let depth = path.split(separator: "/").count - 1
        var climbed = 0
        var hasName = false
        for segment in target.split(separator: "/") where segment != "." {
            if segment != ".." {
                hasName = true
            } else if hasName {
                return "it points to '\(target)', which goes up after going down"
            } else {
                climbed += 1
            }
        }
        return climbed > depth ? "it points to '\(target)', outside the folder" : nil
    }
}
