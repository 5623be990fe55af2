import ApusCore
import ApusModel
import SystemPackage

/// Runs a system call on `path` and names it in the error.
func attempt<Result>(_ action: String, _ path: FilePath, _ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch let errno as Errno {
        throw ApusError(errno, action, path: path)
    }
}
