/// In JSON, settings of steps stand apart, and only where they differ from the run's: most steps have none of their
/// own, and a plan may have ten thousand. Steps that were read share the run's settings.
extension RunPlan: Codable {
    private enum Key: String, CodingKey {
        case pipeline, stack, components, failureMode, maxParallelism, timeLimit, orchestratorSettings
        case orchestratorImage, sourceDirectory, steps
        /// By the name of the step; an earlier version wrote none, and all settings inside the steps.
        case stepSettings
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            pipeline: try container.decode(String.self, forKey: .pipeline),
            stack: try container.decode(String.self, forKey: .stack),
            components: try container.decode([Component].self, forKey: .components),
            failureMode: try container.decode(FailureMode.self, forKey: .failureMode),
            maxParallelism: try container.decodeIfPresent(Int.self, forKey: .maxParallelism),
            timeLimit: try container.decodeIfPresent(Double.self, forKey: .timeLimit),
            orchestratorSettings: try container.decode([String: JSONValue].self, forKey: .orchestratorSettings),
            orchestratorImage: try container.decodeIfPresent(String.self, forKey: .orchestratorImage),
            sourceDirectory: try container.decodeIfPresent(String.self, forKey: .sourceDirectory),
            steps: try container.decode([PlannedStep].self, forKey: .steps))
        let own = try container.decodeIfPresent([String: [String: JSONValue]].self, forKey: .stepSettings)
        guard let own else { return }
        for index in steps.indices {
            steps[index].orchestratorSettings = own[steps[index].name] ?? orchestratorSettings
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(pipeline, forKey: .pipeline)
        try container.encode(stack, forKey: .stack)
        try container.encode(components, forKey: .components)
        try container.encode(failureMode, forKey: .failureMode)
        try container.encodeIfPresent(maxParallelism, forKey: .maxParallelism)
        try container.encodeIfPresent(timeLimit, forKey: .timeLimit)
        try container.encode(orchestratorSettings, forKey: .orchestratorSettings)
        try container.encodeIfPresent(orchestratorImage, forKey: .orchestratorImage)
        try container.encodeIfPresent(sourceDirectory, forKey: .sourceDirectory)
        var own: [String: [String: JSONValue]] = [:]
        var bare = steps
        for index in steps.indices {
            if steps[index].orchestratorSettings != orchestratorSettings {
                own[steps[index].name] = steps[index].orchestratorSettings
            }
            bare[index].orchestratorSettings = [:]
        }
        try container.encode(bare, forKey: .steps)
        try container.encode(own, forKey: .stepSettings)
    }
}
