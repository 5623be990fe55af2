import ApusModel
import ArgumentParser

/// `apus orchestrator`, `apus artifact-store`, `apus container-registry`.
struct ComponentCommand<Kind: ComponentKind>: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: Kind.type.commandName,
            abstract: Kind.purpose,
            subcommands: [
                ComponentRegister<Kind>.self, ComponentList<Kind>.self, ComponentDescribe<Kind>.self,
                ComponentGet<Kind>.self, ComponentUpdate<Kind>.self, ComponentRemoveAttribute<Kind>.self,
                ComponentRename<Kind>.self, ComponentCopy<Kind>.self, ComponentConnect<Kind>.self,
                ComponentDisconnect<Kind>.self, ComponentDelete<Kind>.self, ComponentExplain<Kind>.self,
                FlavorCommand<OnlyType<Kind>>.self,
            ])
    }
}
