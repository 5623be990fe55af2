import ArgumentParser

/// The languages in which a skeleton of a plugin can be had.
enum SkeletonLanguage: String, ExpressibleByArgument, CaseIterable {
    case swift, python, c
}
