public import ApusModel
public import ArgumentParser

// Both are words on the command line, and help and completion know them all.
extension AccountKind: ExpressibleByArgument {}
extension AccountRole: ExpressibleByArgument {}
