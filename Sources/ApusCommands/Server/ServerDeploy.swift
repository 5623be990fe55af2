import ApusBundled
import ApusHosting
import ApusImages
import ApusModel
import ArgumentParser

struct ServerDeploy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deploy", abstract: "Install the server in a Kubernetes cluster, or upgrade the one there.",
        discussion: """
            The image is made of the programs beside this one and brought to the registry, without Docker. Data are on \
            a volume and stay at an upgrade. The first time, the account 'admin' gets a password, which is said once.

            --dry-run prints the manifests for 'kubectl apply -f -' and makes nothing. The Secret with the first \
            password is not among them; without it the server makes a password and says it in its log.
            """)

    @OptionGroup var place: ServerPlaceOptions
    @OptionGroup var images: ServerImageOptions
    @Option(help: "An image that is in a registry already, in place of one that is made: of 'apus server push-image'.")
    var image: String?
    @Option(help: "How much room the data have.")
    var storageSize = "5Gi"
    @Option(help: "The StorageClass of the volume; the cluster's usual one without it.")
    var storageClass: String?
    @Option(help: "The DNS name of an Ingress, to reach the server from outside too.")
    var ingressHost: String?
    @Option(help: "The IngressClass; the cluster's usual one without it.")
    var ingressClass: String?
    @Option(help: "The Secret with the certificate for the Ingress; plain HTTP without it.")
    var ingressTLSSecret: String?
    @Option(help: "The URL by which pods reach the server, if that is not its Service.")
    var baseURL: String?
    @Option(help: "A namespace whose pods are known by tokens of their service accounts; may be given several times.")
    var trustNamespace: [String] = []
    @Option(help: "Seconds that it may take to be ready.")
    var timeout = 300
    @Flag(help: "Print the manifests and make nothing.")
    var dryRun = false
    @OptionGroup var output: OutputOptions

    private struct Report: Encodable {
        let namespace: String
        let image: String
        let version: String
        let previousVersion: String?
        let url: String
        let entrance: String?
        let firstPassword: String?
    }

    func validate() throws {
        if !dryRun { try place.check() }
        if image != nil, images.imageRegistry != nil || images.baseImage != nil {
            throw ValidationError("--image is there already: leave out --image-registry and --base-image")
        }
        if ingressHost == nil, ingressClass != nil || ingressTLSSecret != nil {
            throw ValidationError("--ingress-class and --ingress-tls-secret need --ingress-host")
        }
        if output.format == .csv { throw ValidationError("only lists have CSV: use -o json or -o yaml") }
        if timeout < 1 { throw ValidationError("--timeout takes a number of seconds from 1 on") }
    }

    func run() async throws {
        if dryRun { return try preview() }
        let host = try await place.host()
        var deployment = deployment(image: image ?? "")
        if image == nil {
            (deployment.image, deployment.pullCredentials) = try await images.publish()
            Console.error.print("The image is \(deployment.image).")
        }
        let server = try await host.deploy(deployment) { Console.error.print($0) }
        let report = Report(
            namespace: deployment.place, image: deployment.image, version: deployment.version,
            previousVersion: server.previousVersion, url: server.url, entrance: server.entrance,
            firstPassword: server.firstPassword?.revealed())
        try output.render(report, names: [report.url]) { details(report).lines(style: Console.output.style) }
        if let password = report.firstPassword {
            // Names are for programs, and nobody else is told.
            if output.format == .name {
                Console.error.report(["Account '\(Account.firstName)' has the password \(password)."])
            }
            Console.error.print("The password is not shown again; another one: apus account set-password")
        }
        Console.error.print("To use it: \(place.login(of: Account.firstName))")
    }

    /// Of the image, which is not made, there is the name alone.
    private func preview() throws {
        let host = BundledServerHosts.cluster(
            ofContext: place.kubernetesContext ?? "", logger: StandardErrorLog.logger())
        let manifests = try host.manifests(of: deployment(image: image ?? ServerImage.repository))
        let form: ManifestForm = output.format == .json ? .json : .yaml
        Console.output.print(try form.text(manifests))
    }

    private func deployment(image: String) -> ServerDeployment {
        ServerDeployment(
            place: place.namespace, image: image, version: ApusVersion.current, baseURL: baseURL,
            storage: ServerDeployment.Storage(size: storageSize, storageClass: storageClass),
            entrance: ingressHost.map {
                ServerDeployment.Entrance(
                    host: $0, ingressClass: ingressClass, certificateSecret: ingressTLSSecret)
            },
            trustedPlaces: trustNamespace, patience: .seconds(timeout))
    }

    private func details(_ report: Report) -> Details {
        var details = Details()
        details.add("Namespace", report.namespace)
        details.add("Image", report.image)
        details.add("Version", report.version)
        details.add("Upgraded from", report.previousVersion == report.version ? nil : report.previousVersion)
        details.add("URL for pods", report.url)
        details.add("URL", report.entrance)
        details.add("Password of '\(Account.firstName)'", report.firstPassword)
        return details
    }
}
