import ApusCore
import ApusModel
import CLinux
import FoundationEssentials
import Glibc
import SystemPackage

/// A file that a step has left, on its way to an artifact store.
///
/// Most are *sealed*: moved to where their step does not know them, with no other name, for reading only, and open for
/// writing nowhere. What was hashed is then what is kept. That cannot be had for a file with several names, for one that
/// a process which the step left behind still writes to, for what a symbolic link leads to, or where the system does
/// not tell; such a file's bytes are copied, and hashed again while they are.
struct OutputFile: Sendable {
    /// Where it is now.
    let path: FilePath
    let isSealed: Bool
    private let place: FilePath
    private let status: FileStatus?

    /// Seals the file at `place`, if that is possible, in `folder`.
    init(_ place: FilePath, sealedIn folder: FilePath) {
        self.place = place
        let aside = folder.appending(UUID().uuidString)
        guard
            let descriptor = try? FileDescriptor.open(  // opened again where it has to be read
                place, .readOnly, options: [.noFollow, .nonBlocking, .closeOnExec])
        else {
            (path, isSealed, status) = (place, false, nil)
            return
        }
        defer { Glibc.close(descriptor.rawValue) }
        guard FileStatus(descriptor)?.isOwn == true, rename(place.string, aside.string) == 0 else {
            (path, isSealed, status) = (place, false, nil)
            return
        }
        path = aside
        let isClosed = fchmod(descriptor.rawValue, S_IRUSR) == 0 && apus_has_writer(descriptor.rawValue) == 0
        status = FileStatus(descriptor)
        // A name may have been added, and another file may have come to its place, before it was moved.
        isSealed = isClosed && status?.isOwn == true && status == FileStatus(aside)
    }

    /// Keeps a sealed file, which had that length when it was hashed.
    func keep(in store: any ArtifactStore, as artifact: Artifact) async throws {
        if try await blocking({ FileStatus(path) }) != status { throw hasChanged }
        try await store.keep(path, length: artifact.size, under: artifact.key)
    }

    /// What to say when its bytes are not what was hashed.
    var hasChanged: ApusError {
        ApusError(.conflict, "'\(place)' changed while it was kept", hint: "end what writes to it first")
    }
}
