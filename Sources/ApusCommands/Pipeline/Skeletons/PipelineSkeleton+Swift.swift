extension PipelineSkeleton {
    static let swift = [
        Skeleton.File(path: "Package.swift", text: package),
        Skeleton.File(path: "Sources/PIPELINE_TYPE/PIPELINE_TYPE.swift", text: program),
        Skeleton.File(path: "Tests/PIPELINE_TYPETests/PIPELINE_TYPETests.swift", text: test),
    ]

    private static let package = #"""
        // swift-tools-version: 6.2
        import PackageDescription

        // The folder with the sources of Apus.
        let apus = Context.environment["APUS_PACKAGE"] ?? "\(Context.packageDirectory)/../apus"

        // The program is started for every step: sooner with the C++ runtime inside, and with nothing to relocate.
        let quickStart = LinkerSetting.unsafeFlags(
            ["-L", "\(apus)/Scripts/link", "-Xclang-linker", "-no-pie"], .when(configuration: .release))

        let package = Package(
            name: "PIPELINE_NAME",
            dependencies: [.package(name: "apus", path: apus)],
            targets: [
                .executableTarget(
                    name: "PIPELINE_TYPE", dependencies: [.product(name: "ApusPipeline", package: "apus")],
                    linkerSettings: [quickStart]),
                .testTarget(name: "PIPELINE_TYPETests", dependencies: ["PIPELINE_TYPE"]),
            ])

        """#

    private static let program = #"""
        import ApusPipeline

        struct Numbers: Codable, ArtifactValue { var values: [Double] }
        struct Summary: Codable, ArtifactValue { var mean: Double }

        @main
        struct PIPELINE_TYPE: PipelineProgram {
            @Parameter("What every number is multiplied by")
            var factor = 1.5

            var pipeline: Pipeline {
                Pipeline("PIPELINE_NAME", image: "debian:12-slim") { flow in
                    let numbers = flow.step("load", output: "numbers") { Numbers(values: [1, 2, 3, 4]) }
                    let summary = flow.step("summarise", numbers, output: "summary") { summarise($0, factor: factor) }
                    flow.step("report", summary) { print("the mean is \($0.mean)") }
                }
            }
        }

        func summarise(_ numbers: Numbers, factor: Double) -> Summary {
            Summary(mean: factor * numbers.values.reduce(0, +) / Double(numbers.values.count))
        }

        """#

    private static let test = """
        import ApusPipeline
        import Testing

        @testable import PIPELINE_TYPE

        @Suite("The pipeline PIPELINE_NAME")
        struct PIPELINE_TYPETests {
            @Test("computes the mean")
            func mean() async throws {
                let run = try await PIPELINE_TYPE(parameters: ["factor": 2]).pipeline.run(in: .memory)
                #expect(try run.value("summary", of: "summarise", as: Summary.self).mean == 5)
            }
        }

        """
}
