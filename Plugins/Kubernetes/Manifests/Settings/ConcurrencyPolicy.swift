public import ApusCore

/// What a schedule does when its time comes while an earlier run of it goes on
/// (https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy).
public enum ConcurrencyPolicy: String, CaseIterable, Codable, SettingValue {
    case allow = "Allow"
    case forbid = "Forbid"
    case replace = "Replace"
}
