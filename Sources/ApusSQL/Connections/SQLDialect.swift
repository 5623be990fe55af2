/// What databases say differently.
public enum SQLDialect: Sendable {
    case sqlite
    case postgres

    /// How many attempts the step in a row of `step_run` has.
    var attemptCount: String {
        switch self {
        case .sqlite: "json_array_length(step_run.body, '$.attempts')"
        case .postgres: "json_array_length(step_run.body::json -> 'attempts')"
        }
    }

    /// The names of the schedules whose plan has the component with the identity that is the argument.
    var schedulesWithComponent: String {
        switch self {
        case .sqlite:
            """
            SELECT name FROM schedule WHERE EXISTS
                (SELECT 1 FROM json_each(plan, '$.components') WHERE json_extract(value, '$.id') = ?) ORDER BY name
            """
        case .postgres:
            """
            SELECT name FROM schedule WHERE EXISTS
                (SELECT 1 FROM json_array_elements(plan::json -> 'components') AS part WHERE part ->> 'id' = ?)
            ORDER BY name
            """
        }
    }

    /// The names of the schedules on the stack whose name is the argument.
    var schedulesOnStack: String {
        switch self {
        case .sqlite: "SELECT name FROM schedule WHERE json_extract(body, '$.stack') = ? ORDER BY name"
        case .postgres: "SELECT name FROM schedule WHERE body::json ->> 'stack' = ? ORDER BY name"
        }
    }
}
