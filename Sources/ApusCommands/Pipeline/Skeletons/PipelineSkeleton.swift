import ApusModel
import SystemPackage

/// A pipeline that runs and does little.
enum PipelineSkeleton {
    /// - Throws: ``ApusError`` with `.invalidArgument` for what cannot be the name of a pipeline.
    static func make(_ name: String, in language: PipelineNew.Language) throws(ApusError) -> Skeleton {
        let name = try Name.validate(name, as: "pipeline")
        let words = name.split { !$0.isLetter && !$0.isNumber }.map { $0.prefix(1).uppercased() + $0.dropFirst() }
        let joined = words.joined()
        // Names of pipelines may begin with a digit, those of types may not.
        let type = joined.first?.isNumber == true ? "Pipeline" + joined : joined
        let files =
            switch language {
            case .swift: swift
            case .yaml: yaml
            }
        return Skeleton(files, replacing: ["PIPELINE_NAME": name, "PIPELINE_TYPE": type])
    }

    /// What runs it in `folder`.
    static func start(in folder: FilePath, _ language: PipelineNew.Language) -> String {
        switch language {
        case .swift: "cd \(folder) && swift run"
        case .yaml: "apus pipeline run \(folder.appending("pipeline.yaml"))"
        }
    }
}
