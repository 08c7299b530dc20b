namespace Everlatch.Schema.Statements;

/// <summary>Every statement that a build can send to an engine.</summary>
/// <param name="Engine">The engine: <c>postgres</c> or <c>sqlite</c>.</param>
/// <param name="Statements">The statements by name.</param>
public sealed record StatementManifest(string Engine, IReadOnlyList<ManifestStatement> Statements)
{
    /// <summary>The file that it is kept as: equal for equal manifests.</summary>
    public string Text => ManifestText.Of(this);
}
