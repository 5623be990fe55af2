import ApusModel
import FoundationEssentials

/// A manifest or index as a registry gave it, checked against its digest.
struct FetchedManifest: Sendable {
    let mediaType: MediaType
    let digest: ContentDigest
    let data: Data
}
