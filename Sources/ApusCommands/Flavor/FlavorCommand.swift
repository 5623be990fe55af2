import ArgumentParser

/// `apus flavor`, and the same under each component type.
struct FlavorCommand<Scope: FlavorScope>: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "flavor", abstract: "Flavors: the implementations that components are made of.",
            discussion: """
                Apus brings some; a plugin adds more: a program in any language, or a C shared library. See \
                Documentation/write-a-flavor.md.
                """,
            subcommands: [
                FlavorList<Scope>.self, FlavorRegister<Scope>.self, FlavorDescribe<Scope>.self,
                FlavorDelete<Scope>.self, FlavorTest<Scope>.self, FlavorNew<Scope>.self,
            ])
    }
}
