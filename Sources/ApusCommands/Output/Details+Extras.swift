extension Details {
    /// Adds what components and stacks have beside options and members.
    mutating func add(labels: [String: String], environment: [String: String], secrets: [String]) {
        for (key, value) in labels.sorted(by: { $0.key < $1.key }) { add("Label \(key)", value) }
        for (name, value) in environment.sorted(by: { $0.key < $1.key }) { add("Variable \(name)", value) }
        if !secrets.isEmpty { add("Secrets", secrets.joined(separator: ", ")) }
    }
}
