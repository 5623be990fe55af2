import ApusModel
import FoundationEssentials
import Testing

@testable import S3Plugin

@Suite("S3 configuration")
struct S3ConfigurationTests {
    @Test(
        "a path is a bucket and a prefix",
        arguments: [
            ("s3://bucket", "bucket", ""), ("s3://bucket/", "bucket", ""), ("s3://bucket/a/b", "bucket", "a/b/"),
            ("'s3://bucket//a//'", "bucket", "a/"), (" s3://my.bucket_1/a ", "my.bucket_1", "a/"),
        ])
    func path(text: String, bucket: String, prefix: String) throws {
        let location = try S3Location(text)
        #expect(location.bucket == bucket && location.prefix == prefix)
    }

    @Test(
        "what is no path is refused",
        arguments: ["", "bucket", "gs://bucket", "s3://", "s3://ab", "s3://b c d", "s3://bucket/../x"])
    func noPath(text: String) {
        #expect(throws: ApusError(.invalidConfiguration, "")) { try S3Location(text) }
    }

    @Test(
        "the bucket is in the path or in the host",
        arguments: [
            (nil, nil, "https://bucket.s3.eu-central-1.amazonaws.com"),
            (nil, .path, "https://s3.eu-central-1.amazonaws.com/bucket"),
            ("http://127.0.0.1:9000", nil, "http://127.0.0.1:9000/bucket"),
            ("HTTP://minio:9000/", .virtual, "http://bucket.minio:9000"),
            ("https://gateway/s3/", nil, "https://gateway/s3/bucket"),
        ] as [(String?, S3Addressing?, String)])
    func endpoint(url: String?, addressing: S3Addressing?, expected: String) throws {
        let endpoint = try S3Endpoint(url: url, region: "eu-central-1", bucket: "bucket", addressing: addressing)
        #expect(endpoint.bucketURL == expected)
    }

    @Test(
        "what is no URL is refused",
        arguments: ["minio:9000", "ftp://x", "http://", "http://a b", "https://u:p@host", "http://host?x"])
    func noURL(url: String) {
        #expect(throws: ApusError(.invalidConfiguration, "")) {
            try S3Endpoint(url: url, region: "us-east-1", bucket: "bucket", addressing: nil)
        }
    }

    @Test("a query is in the form that is signed")
    func query() throws {
        let endpoint = try S3Endpoint(url: "http://h", region: "us-east-1", bucket: "bucket", addressing: .path)
        #expect(
            endpoint.url(key: "a/b+c~", query: ["prefix": "a/ü", "list-type": "2", "uploads": ""])
                == "http://h/bucket/a/b%2Bc~?list-type=2&prefix=a%2F%C3%BC&uploads=")
    }

    @Test("any object fits into the parts that S3 allows", arguments: [nil, 17 << 20, 1 << 40, 5 << 40] as [Int64?])
    func parts(length: Int64?) {
        let sizes = S3PartSizes(length: length)
        let total = (1...S3PartSizes.mostParts).reduce(Int64(0)) { $0 + Int64(sizes.size(ofPart: $1)) }
        #expect(total >= length ?? S3PartSizes.largestObject)
        #expect((1...S3PartSizes.mostParts).allSatisfy { (5 << 20...5 << 30).contains(sizes.size(ofPart: $0)) })
    }

    @Test("elements, text, references and CDATA are read")
    func xml() throws {
        let text = """
            <?xml version="1.0"?><!-- c -->
            <r xmlns="http://x/" a='>'><k>a &amp; &#x62;&lt;</k><k><![CDATA[<c>]]></k><e/></r>
            """
        let root = try XMLReader.root(of: Data(text.utf8))
        #expect(root.name == "r")
        #expect(root.children("k").map(\.text) == ["a & b<", "<c>"])
        #expect(root.children("e").count == 1)
    }

    @Test(
        "what is no XML, or has entities of its own, is corrupted",
        arguments: [
            "", "text", "<a>", "<a></b>", "<a>&x;</a>", "<!DOCTYPE a [<!ENTITY x \"y\">]><a/>", "<a/><b/>", "<a b=c/>",
        ])
    func badXML(text: String) {
        #expect(throws: ApusError(.corrupted, "")) { try XMLReader.root(of: Data(text.utf8)) }
    }

    @Test("XML nested without end is corrupted, not a crash")
    func deepXML() {
        let text = String(repeating: "<a>", count: 100_000)
        #expect(throws: ApusError(.corrupted, "")) { try XMLReader.root(of: Data(text.utf8)) }
    }
}
