/// What a step will make: the handle by which another step takes it.
///
/// It holds no value. Only adding a step to a ``Flow`` makes one, so that a step can take nothing that comes after it,
/// and a cycle cannot be written.
public struct Artifact<Value: ArtifactValue>: Hashable, ArtifactReference {
    public let step: String
    public let output: String
}
