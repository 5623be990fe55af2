import ApusCore
import ApusModel
import Testing

@Suite("A declared configuration")
struct ConfigurationTests {
    enum Mode: String, CaseIterable, SettingValue { case fast, slow }

    struct Example: ComponentConfiguration {
        @Setting("Where it runs", example: "/data") var path: String
        @Setting("How many at once", scope: .pipeline, minimum: 1) var maxParallelism: Int?
        @Setting("How long", scope: .step) var timeout: Double = 600
        @Setting("Which") var mode: Mode = .fast
        @Setting("Password", isSecret: true) var password: String?
        @Setting("Names") var imagePullSecrets: [String] = []
        @Setting("Anything") var podSettings: JSONValue?
        init() {}
    }

    @Test("names its options after its properties")
    func names() {
        #expect(
            Example.schema.options.map(\.name) == [
                "path", "max_parallelism", "timeout", "mode", "password", "image_pull_secrets", "pod_settings",
            ])
        #expect(Example.schema.option("max-parallelism")?.flag == "--max-parallelism")
    }

    @Test("reads command-line texts by their declared kinds")
    func parses() throws {
        let values = try Example.schema.parse(
            [
                "path": "/x", "max-parallelism": "3", "mode": "SLOW", "image_pull_secrets": "a, b",
                "pod_settings": #"{"a":1}"#,
            ],
            of: "x")
        let example = try Example(values, of: "x")
        #expect(example.path == "/x")
        #expect(example.maxParallelism == 3)
        #expect(example.timeout == 600)
        #expect(example.mode == .slow)
        #expect(example.password == nil)
        #expect(example.imagePullSecrets == ["a", "b"])
        #expect(example.podSettings == ["a": 1])
    }

    struct Defaults: ComponentConfiguration, Equatable {
        @Setting("Text") var text = "a"
        @Setting("Whole") var whole = 3
        @Setting("Truth") var truth = true
        @Setting("Number") var number = 2.0
        @Setting("Choice") var mode: Mode = .slow
        @Setting("List") var list = ["a", "b"]
        init() {}

        static func == (left: Self, right: Self) -> Bool {
            left.text == right.text && left.whole == right.whole && left.truth == right.truth
                && left.number == right.number && left.mode == right.mode && left.list == right.list
        }
    }

    @Test("has its defaults where nothing else is given")
    func defaults() throws {
        let schema = Defaults.schema
        #expect(
            schema.fillingDefaults([:]) == [
                "text": "a", "whole": 3, "truth": true, "number": 2, "mode": "slow", "list": ["a", "b"],
            ])
        #expect(try Defaults([:], of: "x") == Defaults())
        #expect(try Defaults(schema.fillingDefaults([:]), of: "x") == Defaults())
        let given = try Defaults(["whole": 4, "truth": false], of: "x")
        #expect(given.whole == 4 && !given.truth && given.text == "a" && given.number == 2)
    }

    struct Outer: ComponentConfiguration {
        @Setting("First") var first: String
        @SettingGroup var example: Example
        @Setting("Last") var last: Int = 1
        init() {}
    }

    @Test("takes the options of a group in, in place")
    func groups() throws {
        #expect(Outer.schema.options.map(\.name) == ["first"] + Example.schema.options.map(\.name) + ["last"])
        let outer = try Outer(["first": "a", "path": "/x", "mode": "slow"], of: "x")
        #expect(outer.first == "a" && outer.last == 1)
        #expect(outer.example.path == "/x" && outer.example.mode == .slow && outer.example.timeout == 600)
        let error = #expect(throws: ApusError.self) { try Outer(["first": "a"], of: "x") }
        #expect(error?.summary == "x needs the option 'path'")
    }

    @Test("parts secrets from what may be shown")
    func separates() throws {
        let values = try Example.schema.parse(["path": "/x", "password": "hunter2"], of: "x")
        let (plain, secrets) = Example.schema.separatingSecrets(values)
        #expect(plain == ["path": "/x"])
        #expect(secrets["password"]?.revealed() == "hunter2")
    }

    @Test(
        "refuses what it does not declare, with the reason and a hint",
        arguments: [
            (["path": "/x", "pth": "1"], "has no option 'pth'", "did you mean 'path'?"),
            (["max_parallelism": "3"], "needs the option 'path'", "add --path=/data"),
            (["path": "/x", "max_parallelism": "many"], "cannot be 'many'", nil),
            (["path": "/x", "mode": "medium"], "cannot be 'medium'", nil),
            (["path": "/x", "max_parallelism": "0"], "cannot be below 1", "for example --max-parallelism=1"),
        ])
    func refuses(options: [String: String], words: String, hint: String?) {
        let error = #expect(throws: ApusError.self) { try Example.schema.parse(options, of: "flavor 'x'") }
        #expect(error?.code == .invalidConfiguration)
        #expect(error?.summary.contains(words) == true, "\(error?.summary ?? "")")
        #expect(error?.hint == hint)
    }

    @Test("lets a step set only what is declared for steps")
    func scopes() throws {
        #expect(throws: ApusError(.invalidConfiguration, "")) {
            try Example.schema.validate(["max_parallelism": 1], of: "x", scope: .step, isPartial: true)
        }
        #expect(try Example.schema.validate(["timeout": 5], of: "x", scope: .step, isPartial: true) == ["timeout": 5.0])
    }
}

@Suite("The flavor registry")
struct FlavorRegistryTests {
    private func flavor(_ name: String) -> Flavor {
        Flavor(
            type: .orchestrator, name: name, summary: "", configuration: EmptyConfiguration.self,
            isRemote: { _ in false }
        ) { _, _ in throw ApusError(.unsupported, "") }
    }

    @Test("refuses the same flavor twice")
    func refusesDuplicates() throws {
        var registry = try FlavorRegistry()
        try registry.register(flavor("local"))
        #expect(throws: ApusError(.alreadyExists, "")) { try registry.register(flavor("local")) }
    }

    @Test("names the flavors that exist and the closest spelling of an unknown one")
    func suggests() throws {
        var registry = try FlavorRegistry()
        try registry.register(flavor("local"))
        try registry.register(flavor("kubernetes"))
        let error = #expect(throws: ApusError.self) { try registry.flavor("kubernets", of: .orchestrator) }
        #expect(error?.code == .notFound)
        #expect(error?.reason == "there are kubernetes, local")
        #expect(error?.hint == "did you mean 'kubernetes'?")
    }
}
