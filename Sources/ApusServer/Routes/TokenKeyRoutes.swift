import ApusAPI
import Hummingbird

/// The keys that sign tokens.
struct TokenKeyRoutes {
    let keyring: TokenKeyring

    func add(to table: RouteTable) {
        let keyring = keyring
        table.on(.rotateTokenKeys) { _ in try .json(await keyring.rotate()) }
    }
}
