/// How programs of the runtime layer are started in any image: by the loader that travels with them.
public enum RuntimeCommand {
    /// The command that starts `program`.
    public static func start(_ program: String) -> [String] {
        ["/apus/lib/ld-linux-x86-64.so.2", "--library-path", "/apus/lib", "/apus/bin/\(program)"]
    }
}
