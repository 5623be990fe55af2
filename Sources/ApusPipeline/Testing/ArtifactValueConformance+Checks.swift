import ApusModel
import FoundationEssentials
import SystemPackage

extension ArtifactValueConformance.Check {
    static let forms: [Self] = [
        Self("what is written is read back equal") { trial in
            let place = try await trial.written()
            try trial.holds(try await trial.value.isRead(place), "a \(trial.value.name) comes back as another one")
        },
        Self("it fills its place and nothing beside it") { trial in
            _ = try await trial.written()
            let found = try FileManager.default.contentsOfDirectory(atPath: trial.folder.string)
            try trial.holds(found == ["value"], "beside it there are: \(found.sorted().joined(separator: ", "))")
        },
        Self("reading leaves what is kept as it is") { trial in
            let place = try await trial.written()
            let before = try PlacedBytes(place)
            _ = try await trial.value.isRead(place)
            try trial.holds(try PlacedBytes(place) == before, "it holds other bytes afterwards")
        },
        Self("written twice it is the same bytes, by which the cache goes") { trial in
            let (first, second) = (try await trial.written(as: "first"), try await trial.written(as: "second"))
            try trial.holds(try PlacedBytes(first) == PlacedBytes(second), "the second time it is written otherwise")
            try trial.holds(try await trial.value.isRead(second), "the second comes back as another one")
        },
    ]

    static let refusals: [Self] = [
        Self("where nothing is, nothing is read") { trial in
            if case .success = await trial.reading(trial.folder.appending("none")) {
                try trial.holds(false, "a \(trial.value.name) is read from nowhere")
            }
        },
        Self("what is damaged is refused, or read as another value") { trial in
            let damages: [(name: String, change: (Data) -> Data)] = [
                ("emptied", { _ in Data() }),
                ("cut in half", { $0.prefix($0.count / 2) }),
                ("inverted", { Data($0.map { ~$0 }) }),
            ]
            for damage in damages {
                let place = try await trial.written(as: damage.name)
                let bytes = try PlacedBytes(place)
                try bytes.write(to: place, keeping: [FolderMark.name], damage.change)
                if try PlacedBytes(place) == bytes { continue }
                if case .success(true) = await trial.reading(place) {
                    try trial.holds(false, "it is read as if nothing were wrong when it is \(damage.name)")
                }
            }
        },
        Self("another version, or type, is refused by a message that names both") { trial in
            guard let form = trial.value.form else { return }
            let place = try await trial.written()
            for (type, version) in [
                (form.typeName, form.version + 1), (form.typeName, form.version - 1), ("Other", form.version),
            ] {
                let mark = try CanonicalJSON.encode(FolderMark(type: type, version: version))
                try mark.write(to: URL(filePath: place.appending(FolderMark.name).string))
                let names = type == form.typeName ? ["\(version)", "\(form.version)"] : [type, form.typeName]
                switch await trial.reading(place) {
                case .success: try trial.holds(false, "version \(version) of '\(type)' is read")
                case .failure(let error):
                    try trial.holds(
                        (error as? ApusError)?.code == .unsupported && names.allSatisfy("\(error)".contains),
                        "version \(version) of '\(type)' is refused by: \(error)")
                }
            }
        },
    ]
}
