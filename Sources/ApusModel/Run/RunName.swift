public import FoundationEssentials

/// Names for runs: pipeline, time and a few digits that tell runs of the same second apart. At most 63 characters.
public enum RunName {
    /// The name of the run with that identity.
    public static func make(pipeline: String, id: Identifier<Run>, at date: Date) -> String {
        let stamp = Timestamp.text(date).prefix(19).filter(\.isNumber)
        let tail = "-\(stamp.prefix(8))-\(stamp.dropFirst(8))-\(id.short)"
        return pipeline.prefix(Name.maximumLength - tail.count) + tail
    }
}
