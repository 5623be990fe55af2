public import ApusModel

extension GraphLayout.Node {
    /// How many of its steps are in each status, in the order of ``/ApusModel/StepStatus``, without those that none is
    /// in. A step without a status is not counted.
    public func counts(_ statuses: [String: StepStatus]) -> [(status: StepStatus, count: Int)] {
        let found = Dictionary(grouping: steps.compactMap { statuses[$0] }, by: \.self).mapValues(\.count)
        return StepStatus.allCases.compactMap { status in found[status].map { (status, $0) } }
    }
}
