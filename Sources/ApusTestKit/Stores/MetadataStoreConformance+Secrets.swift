import ApusCore
import ApusModel

extension MetadataStoreConformance.Check {
    static let secrets: [Self] = [
        Self("a secret is found by name, and its values apart from it") { store, expect in
            let secret = Secret.sample()
            for _ in 0..<2 { try await store.create(secret, values: .sample) }
            try expect.equal(try await store.secret(named: "aws"), secret, "the secret")
            try expect.equal(try await store.secret(named: "Aws"), nil, "a name in capitals")
            try expect.equal(try await revealed(store, secret), ["id": "i", "key": "k\u{0}ü"], "the values")
            try await store.create(.sample("aa"), values: .sample)
            try expect.equal(try await store.secrets().map(\.name), ["aa", "aws"], "the list")
            let unknown = try await store.values(of: Identifier<Secret>.make())
            try expect.equal(unknown.count, 0, "the number of values of an unknown secret")
            try await expect.failure(.alreadyExists, of: "another secret of the name") {
                try await store.create(.sample(), values: .sample)
            }
        },
        Self("an update lays values over the old ones, unless the secret is another one by now") { store, expect in
            let first = Secret.sample()
            try await store.create(first, values: .sample)
            var second = first
            second.keys = ["id", "new"]
            for _ in 0..<2 {
                try await store.update(second, replacing: first, values: ["new": SecretString("n")])
            }
            try expect.equal(try await store.secret(named: "aws"), second, "the secret")
            try expect.equal(try await revealed(store, first), ["id": "i", "new": "n"], "the values")
            var late = first
            late.keys = ["late"]
            try await expect.failure(.conflict, of: "an update by somebody slower") { [late] in
                try await store.update(late, replacing: first, values: [:])
            }
            try await expect.failure(.notFound, of: "updating an unknown secret") {
                try await store.update(.sample("none"), replacing: nil, values: [:])
            }
        },
        Self("an option that refers to a secret has its value wherever the component's secrets are asked for") {
            store, expect in
            let secret = Secret.sample()
            try await store.create(secret, values: .sample)
            var component = Component.sample(secretOptions: ["own"])
            component.configuration["token"] = .string("{{aws.id}}")
            try await store.create(component, secrets: ["own": SecretString("o")])
            let seen = try await store.secrets(of: component.id).mapValues { $0.revealed() }
            try expect.equal(seen, ["own": "o", "token": "i"], "the secrets")
            try await store.update(secret, replacing: nil, values: ["id": SecretString("i2")])
            let later = try await store.secrets(of: component.id).mapValues { $0.revealed() }
            try expect.equal(later["token"], "i2", "the value after the secret changed")
            component.configuration["token"] = .string("{{aws.nothing}}")
            try await store.update(component, secrets: [:])
            try await expect.failure(.notFound, of: "a reference to a value that is not there") { [component] in
                _ = try await store.secrets(of: component.id)
            }
        },
        Self("a secret that is used cannot be removed, nor the value that an option refers to") { store, expect in
            let secret = Secret.sample()
            try await store.create(secret, values: .sample)
            var component = Component.sample()
            component.configuration["token"] = .string("{{ aws.id }}")
            try await store.create(component, secrets: [:])
            var stack = Stack(name: "prod", components: [:], createdAt: moment())
            stack.secrets = ["aws"]
            try await store.create(stack)
            do {
                try await store.deleteSecret(secret.id)
                try expect.fail("the secret is removed")
            } catch let error as ApusError where error.code == .inUse {
                try expect.holds(
                    "\(error)".contains("'mine'") && "\(error)".contains("'prod'"),
                    "the error does not name the users: \(error)")
            }
            var smaller = secret
            smaller.keys = ["key"]
            try await expect.failure(.inUse, of: "taking away the value") { [smaller] in
                try await store.update(smaller, replacing: nil, values: [:])
            }
            try await store.deleteStack(stack.id)
            try await store.deleteComponent(component.id)
            try await store.deleteSecret(secret.id)
            try expect.equal(try await store.secret(named: "aws"), nil, "the removed secret")
            try expect.equal(try await revealed(store, secret), [:], "its values")
            try await expect.failure(.notFound, of: "removing it again") { try await store.deleteSecret(secret.id) }
        },
        Self("a step sees the values of its secrets, the later over the earlier") { store, expect in
            try await store.create(.sample("one"), values: .sample)
            try await store.create(
                Secret(name: "two", keys: ["key"], createdAt: moment()), values: ["key": SecretString("second")])
            var plan = RunPlan.sample()
            plan.steps[0].secrets = ["one", "two"]
            plan.steps[1].secrets = ["gone"]
            let run = Run(name: "digits-1", pipeline: "digits", stack: Stack.defaultName, createdAt: moment())
            try await store.create(run, plan: plan)
            let seen = try await store.secretVariables(of: "a", in: run.id).mapValues { $0.revealed() }
            try expect.equal(seen, ["id": "i", "key": "second"], "the variables")
            try await expect.failure(.notFound, of: "the variables of a secret that is not there") {
                _ = try await store.secretVariables(of: "b", in: run.id)
            }
            try await store.launch(run.attempt("a"))
            guard case .granted(let given) = try await store.claim(run.attempt("a"), holder: "x", at: moment(2)) else {
                return try expect.fail("the claim is refused")
            }
            try expect.equal(given.secrets, ["one", "two"], "the names that the runner is given")
        },
    ]
}

extension Secret {
    fileprivate static func sample(_ name: String = "aws") -> Secret {
        Secret(name: name, keys: ["key", "id"], createdAt: moment())
    }
}

extension [String: SecretString] {
    fileprivate static var sample: Self { ["key": SecretString("k\u{0}ü"), "id": SecretString("i")] }
}

private func revealed(_ store: any MetadataStore, _ secret: Secret) async throws -> [String: String] {
    try await store.values(of: secret.id).mapValues { $0.revealed() }
}
