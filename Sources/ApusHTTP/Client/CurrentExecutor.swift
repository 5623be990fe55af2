/// Where the current task runs.
public enum CurrentExecutor {
    /// The executor that the current task prefers, such as an ``HTTPEventLoop``; `nil` for the pool's threads. Child
    /// tasks have it by themselves, other tasks only if they are made with it.
    public static var preference: (any TaskExecutor)? {
        withUnsafeCurrentTask { $0?.unownedTaskExecutor?.asTaskExecutor() }
    }
}
