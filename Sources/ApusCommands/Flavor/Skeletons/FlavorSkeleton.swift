import ApusModel

/// A plugin that works and does little: an artifact store in a folder.
enum FlavorSkeleton {
    /// - Throws: ``ApusError`` with `.invalidArgument` for what cannot be the name of a flavor.
    static func make(_ name: String, in language: SkeletonLanguage) throws(ApusError) -> Skeleton {
        let files =
            switch language {
            case .python: python
            case .c: c
            case .swift: swift
            }
        return Skeleton(files, replacing: ["FLAVOR_NAME": try Name.validate(name, as: "flavor")])
    }
}
