/// An enumeration whose cases carry values, with the coding that Swift makes for it: an object with one member, which
/// has the name of the case. What the cases carry is found out by decoding each.
protocol SchemaCases: Decodable {
    static var caseNames: [String] { get }
}
