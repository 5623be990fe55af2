import ApusHost
import ApusModel

/// A pipeline compiled for a stack, with the stack's parts.
struct CompiledPipeline: Sendable {
    let plan: RunPlan
    let parts: StackParts
}
