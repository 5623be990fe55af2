import Yams

extension Node {
    /// The first number below the node, or itself, that is infinite or not a number: YAML has such numbers, JSON has not
    /// (https://yaml.org/spec/1.2.2/#10214-floating-point).
    var endlessNumber: Node? {
        switch self {
        case .mapping(let mapping): mapping.lazy.compactMap(\.value.endlessNumber).first
        case .sequence(let sequence): sequence.lazy.compactMap(\.endlessNumber).first
        case .scalar, .alias: tag == Tag(.float) && float?.isFinite == false ? self : nil
        }
    }
}
