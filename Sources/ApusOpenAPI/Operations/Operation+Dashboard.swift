import ApusAPI
import ApusCore
import ApusGraph
import ApusModel

extension Operation {
    static let dashboard = [
        Operation(
            .beginSession, "beginSession", .dashboard, "Log a browser in, which gets a cookie", body: LoginRequest.self,
            answer: .json(BrowserSession.self), problems: [401, 429]),
        Operation(
            .session, "session", .dashboard, "Whom the server takes the browser for",
            answer: .json(BrowserSession.self), problems: [400]),
        Operation(.endSession, "endSession", .dashboard, "End the login of a browser", problems: [400]),
        Operation(
            .flavors, "flavors", .dashboard, "List the flavors that a component can be registered of at the server",
            answer: .json(Listing<FlavorDeclaration>.self)),
        Operation(
            .registerComponent, "registerComponent", .dashboard,
            "Register a component with options as they are given on a command line", body: ComponentRegistration.self,
            answer: .json(Component.self)),
        Operation(
            .connectComponent, "connectComponent", .dashboard, "Reach a component through a service connector",
            body: ComponentConnection.self, answer: .json(Component.self)),
        Operation(
            .verifyConnector, "verifyConnector", .dashboard, "Really reach what a service connector gives access to",
            answer: .json(Listing<ConnectorReach>.self), problems: [422]),
        Operation(
            .runOverview, "runOverview", .dashboard, "Read a run and what its steps are at",
            answer: .json(RunOverview.self)),
        Operation(
            .runGraph, "runGraph", .dashboard, "Read the layout of a run's graph", answer: .json(GraphLayout.self)),
        Operation(
            .stepDetails, "stepDetails", .dashboard, "Read a step, its plan, and why it is where it is",
            answer: .json(StepDetails.self)),
        Operation(
            .stepLog, "stepLog", .dashboard, "Read a part of what an attempt printed",
            queries: [QueryParameter("after", "The `next` of the part before.", as: Int.self, in: 0...Int64(Int.max))],
            answer: .json(LogPart.self)),
        Operation(
            .outputContent, "outputContent", .dashboard, "Read the bytes of an output",
            queries: [QueryParameter("limit", "How many bytes at most.", as: Int64.self, in: 0...Int64.max)],
            answer: .bytes),
        Operation(
            .scheduleTimes, "scheduleTimes", .dashboard, "Read when a schedule fires next",
            answer: .json(ScheduleForecast.self)),
        Operation(
            .suspendSchedule, "suspendSchedule", .dashboard, "Keep a schedule from firing, or let it fire again",
            body: ScheduleSuspension.self, answer: .json(Schedule.self)),
        Operation(
            .triggerSchedule, "triggerSchedule", .dashboard, "Run a schedule's pipeline now", answer: .json(Run.self),
            problems: [409, 422]),
        Operation(
            .repeatRun, "repeatRun", .dashboard, "Run the plan of a run again", body: RunAgain.self,
            answer: .json(Run.self)),
    ]
}
