/// The container of a pod that runs a program of Apus; others come from users' settings and clusters' injectors.
public enum MainContainer {
    public static let name = "main"
}
