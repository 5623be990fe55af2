extension Pod {
    /// What the cluster says about the container of that name, or `nil` before it says anything.
    public func container(_ name: String) -> ContainerStatus? { containers.first { $0.name == name } }
}
