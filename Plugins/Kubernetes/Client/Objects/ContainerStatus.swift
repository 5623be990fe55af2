/// One container of a pod.
public struct ContainerStatus: Sendable, Hashable {
    public let name: String
    public let state: ContainerState
    /// How the run before this one ended, after a restart.
    public let lastTermination: ContainerState.Termination?
    public let restartCount: Int
    public let isReady: Bool
    /// The image as it was pulled, with its digest; empty before.
    public let imageID: String

    public init(
        name: String, state: ContainerState, lastTermination: ContainerState.Termination? = nil, restartCount: Int = 0,
        isReady: Bool = false, imageID: String = ""
    ) {
        self.name = name
        self.state = state
        self.lastTermination = lastTermination
        self.restartCount = restartCount
        self.isReady = isReady
        self.imageID = imageID
    }
}

extension ContainerStatus: Decodable {
    private enum Key: String, CodingKey { case name, state, lastState, restartCount, ready, imageID }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            name: try container.decode(String.self, forKey: .name),
            state: try container.decodeIfPresent(ContainerState.self, forKey: .state)
                ?? .waiting(reason: nil, message: nil),
            lastTermination: try container.decodeIfPresent(ContainerState.self, forKey: .lastState)?.termination,
            restartCount: try container.decodeIfPresent(Int.self, forKey: .restartCount) ?? 0,
            isReady: try container.decodeIfPresent(Bool.self, forKey: .ready) ?? false,
            imageID: try container.decodeIfPresent(String.self, forKey: .imageID) ?? "")
    }
}
