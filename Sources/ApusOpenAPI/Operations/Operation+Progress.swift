import ApusAPI
import ApusCore
import ApusModel

extension Operation {
    static let progress = [
        Operation(
            .events, "events", .progress,
            "Follow a run: each event is a change, with its number as the identity; then comes `end`, or `problem`",
            queries: [
                QueryParameter("after", "The number of the last change that is known.", as: Int64.self),
                QueryParameter(
                    "coalescing", "For how many milliseconds a step's launch or start may wait for the next change.",
                    as: Int64.self, in: 0...60_000),
            ],
            answer: .events([RunEvent.self, ProblemDetails.self])),
        Operation(
            .stepLogs, "stepLogs", .progress,
            "Follow what a step prints: each event is a line, with its place as the identity; then comes `end`, or `problem`",
            queries: [QueryParameter("after", "The place of the last line that is known: attempt, `.`, line.")],
            answer: .events([LoggedLine.self, ProblemDetails.self])),
        Operation(
            .advance, "advance", .progress, "Move a run to a status", body: RunAdvance.self, answer: .json(Run.self)),
        Operation(
            .conclude, "conclude", .progress, "Record how the main part of a run ended; the first record counts",
            body: Conclusion.self, answer: .json(RunOutcome.self)),
        Operation(
            .settle, "settle", .progress, "End a step as its driver decided", body: Settlement.self,
            answer: .json(StepRun.self)),
        Operation(
            .secretVariables, "secretVariables", .progress, "Read the variables that a step's secrets make",
            answer: .json(SecretValues.self)),
        Operation(
            .launch, "launch", .progress, "Note that an attempt was handed to the infrastructure", body: Launch.self),
        Operation(
            .claim, "claim", .progress, "Ask for an attempt; answers after 20 seconds at the latest", body: Claim.self,
            answer: .json(ClaimDecision.self)),
        Operation(
            .reserve, "reserve", .progress, "Say what an attempt is about to keep, before it looks for it",
            body: Reservation.self, answer: .json(ReservationAnswer.self)),
        Operation(
            .report, "report", .progress, "Say how an attempt ended", body: Report.self,
            answer: .json(ReportAnswer.self)),
        Operation(
            .lose, "lose", .progress, "Say that the infrastructure lost an attempt", body: Loss.self,
            answer: .json(StepRun.self)),
    ]
}
