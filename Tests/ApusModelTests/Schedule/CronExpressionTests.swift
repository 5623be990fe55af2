import ApusModel
import FoundationEssentials
import Testing

@Suite("A cron expression")
struct CronExpressionTests {
    @Test(
        "is read in every form that Kubernetes takes, and explained in words",
        arguments: [
            ("30 2 * * mon,fri", "at 02:30 on Mondays and Fridays"), ("* * * * *", "every minute"),
            ("*/5 * * * *", "every 5 minutes"), ("0 * * * *", "at minute 0 of every hour"),
            ("0,30 * * * *", "at minutes 0 and 30 of every hour"), ("30 2 * * ?", "at 02:30 every day"),
            ("0 9-17 * * 1-5", "at minute 0 of hours 09 to 17 on Mondays to Fridays"),
            ("*/15 9-10 * * *", "every 15 minutes of hours 09 and 10"),
            ("0 */6 * * *", "at 00:00, 06:00, 12:00 and 18:00 every day"),
            ("0 */2 * * *", "at minute 0 of every 2 hours from 00:00 on"),
            ("0 0 1 1 *", "at 00:00 on day 1 in January"), ("0 0 1,15 * *", "at 00:00 on days 1 and 15 of every month"),
            ("0 0 13 * FRI", "at 00:00 on day 13 and on Fridays"), ("0 0 1-31 * fri", "at 00:00 every day"),
            (
                "0 0 */2 * *",
                "at 00:00 on days 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29 and 31 of every month"
            ),
            ("0 0 * Jan-MAR,dec Sun", "at 00:00 on Sundays in January to March and December"),
            ("5/20 3 * * *", "at 03:05, 03:25 and 03:45 every day"),
            ("10-20/5 3 * * *", "at 03:10, 03:15 and 03:20 every day"),
            ("1,,2 3 * * *", "at 03:01 and 03:02 every day"), ("0 0 29 2 *", "at 00:00 on day 29 in February"),
            ("@yearly", "at 00:00 on day 1 in January"), ("@annually", "at 00:00 on day 1 in January"),
            ("@monthly", "at 00:00 on day 1 of every month"), ("@weekly", "at 00:00 on Sundays"),
            ("@daily", "at 00:00 every day"), ("@midnight", "at 00:00 every day"),
            ("@hourly", "at minute 0 of every hour"), ("@every 1h30m", "every 1 hour and 30 minutes"),
            ("@every 1.5h", "every 1 hour and 30 minutes"), ("@every 500ms", "every 1 second"),
            ("@every 36h1s", "every 1 day, 12 hours and 1 second"),
        ])
    func explains(text: String, words: String) throws {
        #expect(try CronExpression(text).explanation == words)
    }

    @Test(
        "that is wrong is refused with the field and the reason",
        arguments: [
            ("", "it is empty"), (" \t", "it is empty"),
            ("* * * *", "it has 4 fields in place of 5: minute, hour, day of month, month, day of week"),
            ("0 * * * * *", "it has 6 fields in place of 5: minute, hour, day of month, month, day of week"),
            ("TZ=Europe/Berlin 0 2 * * *", "Kubernetes takes no time zone inside an expression"),
            ("CRON_TZ=UTC 0 2 * * *", "Kubernetes takes no time zone inside an expression"),
            ("60 * * * *", "the minute '60' is above 59"), ("* 24 * * *", "the hour '24' is above 23"),
            ("* * 0 * *", "the day of month '0' is below 1"), ("* * 32 * *", "the day of month '32' is above 31"),
            ("* * * 13 *", "the month '13' is above 12"), ("* * * * 7", "the day of week '7' is above 6"),
            ("* * * * mox", "'mox' is no day of week"), ("* * * january *", "'january' is no month"),
            ("mon * * * *", "the minute 'mon' is no number"), ("* 17-9 * * *", "the hour '17-9' ends before it begins"),
            ("*/0 * * * *", "the step of the minute in '*/0' is 0"),
            ("*/x * * * *", "the step of the minute 'x' is no number"),
            ("1-2-3 * * * *", "'1-2-3' is not a range of the minute"),
            ("1/2/3 * * * *", "'1/2/3' is not a range of the minute"),
            ("-1 * * * *", "the minute is empty in it"), (", * * * *", "the minute has no value: ','"),
            ("*-5 * * * *", "the minute '*' is no number"), ("+1 * * * *", "the minute '+1' is no number"),
            ("99999999999999999999 * * * *", "the minute '99999999999999999999' is no number"),
            ("@dayly", "there is no '@dayly'"), ("@DAILY", "there is no '@DAILY'"),
            ("@daily 3", "nothing may follow '@daily'"), ("@every", "'@every' has no duration"),
            ("@every soon", "'soon' is no duration"), ("@every 5", "'5' is no duration"),
            ("@every -1h", "'-1h' is no duration"),
            ("@every 0s", "the duration '0s' is not between a second and 100 years"),
            ("@every 1.h.", "'1.h.' is no duration"),
            ("0 0 31 2,4 *", "it never comes: there is no day 31 in February and April"),
            ("0 0 30 2 ?", "it never comes: there is no day 30 in February"),
        ])
    func refuses(text: String, reason: String) {
        let error = #expect(throws: ApusError.self) { try CronExpression(text) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.reason == reason)
        #expect(error?.hint != nil)
    }

    @Test(
        "says how to mend what is often got wrong",
        arguments: [
            ("@dayly", "did you mean '@daily'?"), ("* * * * 7", "Sunday is 0, or sun"),
            ("* * * * mox", "did you mean 'mon'?"),
            (
                "TZ=Europe/Berlin 0 2 * * *",
                "leave 'TZ=Europe/Berlin' out, and set the time zone beside it: --time-zone Europe/Berlin"
            ),
            ("* 17-9 * * *", "write both parts: '17-23,0-9'"),
            ("0 * * * * *", "there are no seconds and no years: take that field away"),
        ])
    func helps(text: String, hint: String) {
        #expect(#expect(throws: ApusError.self) { try CronExpression(text) }?.hint == hint)
    }

    @Test("keeps its text, and comes back from JSON")
    func codes() throws {
        let expression = try CronExpression("  0   2 * * mon ")
        #expect(expression.text == "0 2 * * mon")
        #expect(try CanonicalJSON.decode(CronExpression.self, from: CanonicalJSON.encode(expression)) == expression)
        #expect(throws: (any Error).self) {
            try CanonicalJSON.decode(CronExpression.self, from: Data("\"nonsense\"".utf8))
        }
    }
}
