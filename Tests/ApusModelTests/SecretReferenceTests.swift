import ApusModel
import Testing

@Suite("A reference to a secret")
struct SecretReferenceTests {
    @Test(
        "is the whole value of an option, in two braces",
        arguments: [
            ("{{aws.key}}", "aws", "key"), ("{{ aws.key }}", "aws", "key"), ("{{a.b.c}}", "a.b", "c"),
            ("{{aws}}", nil, nil), ("{{.key}}", nil, nil), ("{{aws.}}", nil, nil), ("x{{aws.key}}", nil, nil),
            ("{{aws.key}}x", nil, nil), ("{{}}", nil, nil), ("{{a.{b}}}", nil, nil), ("{{ image }}", nil, nil),
            ("{{a b.c}}", nil, nil), ("", nil, nil),
        ] as [(String, String?, String?)])
    func parsing(text: String, secret: String?, key: String?) {
        let reference = SecretReference(text)
        #expect(reference?.secret == secret)
        #expect(reference?.key == key)
    }
}
