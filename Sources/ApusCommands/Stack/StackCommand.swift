import ArgumentParser

struct StackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stack", abstract: "Group components, and choose the group that pipelines run on.",
        subcommands: [
            StackRegister.self, StackList.self, StackDescribe.self, StackSet.self, StackGet.self, StackUpdate.self,
            StackRemoveComponent.self, StackRename.self, StackCopy.self, StackConnect.self, StackValidate.self,
            StackExport.self, StackImport.self, StackDelete.self,
        ])
}
