/// An element of an XML document, with its children and the text directly in it.
struct XMLElement: Equatable {
    /// Without a name space prefix.
    let name: String
    /// The text directly in the element; empty in an element that has children and only white space between them.
    var text = ""
    var children: [XMLElement] = []

    /// The first child of that name.
    func child(_ name: String) -> XMLElement? { children.first { $0.name == name } }

    /// Every child of that name, in order.
    func children(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

    /// The text of the first child of that name.
    func text(of name: String) -> String? { child(name)?.text }
}
