/// Where components, stacks, connectors, secrets, runs and schedules live: a database on this machine, or a server.
///
/// Every call is atomic and safe beside others from other tasks, processes and machines. A lost connection is
/// `.unavailable`, and then
/// the call may or may not have had its effect; all calls may be made again.
public protocol MetadataStore: ComponentStore, StackStore, ConnectorStore, SecretStore, RunStore, RetentionStore,
    ScheduleStore
{}
