import ApusModel

/// A plugin's process ended while it was asked something. The request may be repeated once, with a new process.
struct PluginCrash: Error {
    let error: ApusError
}
