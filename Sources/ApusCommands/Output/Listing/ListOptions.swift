import ApusModel
import ArgumentParser

/// The options that every list takes. Which columns and filters there are, the list's ``Listing`` says.
struct ListOptions: ParsableArguments {
    @OptionGroup var output: OutputOptions
    @Option(help: ArgumentHelp("These columns, in this order, or all of them.", valueName: "column,column|all"))
    var columns: String?
    @Option(help: ArgumentHelp("Order the rows by a column.", valueName: "[asc:|desc:]column"))
    var sortBy: String?
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Only rows with this label; may be repeated.", valueName: "key=[operation:]value"))
    var label: [String] = []
    @Flag(help: "Leave out the line of headings.")
    var noHeaders = false
    @Argument(
        parsing: .allUnrecognized,
        help: ArgumentHelp("Only rows whose column compares so.", valueName: "--column=[operation:]value"))
    var filters: [String] = []
}
