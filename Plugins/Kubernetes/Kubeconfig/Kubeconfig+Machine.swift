extension Kubeconfig {
    /// The files and programs that entries name beside the kubeconfig itself, such as `the program 'aws'`.
    public var machineParts: [String] {
        let programs = users.values.compactMap { $0.fields.exec?.command }.map { "the program '\($0)'" }
        let files =
            users.values.flatMap { [$0.fields.tokenFile, $0.fields.clientCertificate, $0.fields.clientKey] }
            + clusters.values.map(\.fields.certificateAuthority)
        return programs.sorted() + files.compactMap { $0 }.filter { !$0.isEmpty }.map { "the file '\($0)'" }.sorted()
    }
}
