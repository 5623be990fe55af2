import Glibc

/// Runs `body` with UTF-8 as this thread's encoding of names. libarchive asks the locale, and a program that was
/// started in none could not keep names beyond ASCII.
func withUTF8Names<Result>(_ body: () throws -> Result) rethrows -> Result {
    guard let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil) else { return try body() }
    let previous = uselocale(locale)
    defer {
        uselocale(previous)
        freelocale(locale)
    }
    return try body()
}
