public import ApusModel
import FoundationEssentials
public import KubernetesClient

extension Firing {
    /// The firing that a Job of a CronJob is.
    ///
    /// Its time is in an annotation (KEP-4026, on by default from Kubernetes 1.28), and in the end of the name that the
    /// controller gives: in minutes since 1970, or in seconds up to Kubernetes 1.20. A Job that somebody made from the
    /// CronJob by hand is out of turn.
    public init(_ job: Job) {
        let metadata = job.metadata
        if metadata.annotations["cronjob.kubernetes.io/instantiate"] == "manual" {
            self = .triggered(metadata.name)
        } else if let time = metadata.annotations["batch.kubernetes.io/cronjob-scheduled-timestamp"],
            let date = Timestamp.date(time)
        {
            self = .scheduled(date)
        } else if let seconds = Self.seconds(metadata) {
            self = .scheduled(Date(timeIntervalSince1970: seconds))
        } else {
            self = .triggered(metadata.name)
        }
    }

    private static func seconds(_ metadata: ObjectMetadata) -> Double? {
        guard let owner = metadata.owners.first(where: { $0.kind == "CronJob" }),
            metadata.name.hasPrefix("\(owner.name)-"), let count = Int64(metadata.name.dropFirst(owner.name.count + 1)),
            count > 0
        else { return nil }
        // As seconds, a billion is the year 2001; as minutes, the year 3871.
        return count < 1_000_000_000 ? Double(count) * 60 : Double(count)
    }
}
