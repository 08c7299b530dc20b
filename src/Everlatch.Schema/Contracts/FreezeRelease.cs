using Everlatch.Schema.Runner.Plans;

namespace Everlatch.Schema.Contracts;

/// <summary>
/// Keeps what a release needs and sends, for all that come after: its contracts and statements are copied to
/// <c>Released/VERSION/</c>, never to be changed.
/// </summary>
public static class FreezeRelease
{
    private const string Contracts = "Contracts/";

    /// <summary>Copies them within a build's folder, and names the files.</summary>
    /// <param name="folder">The folder that holds <c>Migrations</c> and <c>Contracts</c>.</param>
    /// <param name="version">The release; the contracts must say the same.</param>
    /// <exception cref="SchemaException">
    /// A contract is stale or of another release, or the version is frozen with other files.
    /// </exception>
    public static IReadOnlyList<string> Run(string folder, string version)
    {
        var source = new SchemaSource(version, SchemaFiles.InFolder(folder));
        RequireContracts(source);
        var copies = source.Files.In(Contracts.TrimEnd('/'))
            .Select(path => (To: $"Released/{version}/{path[Contracts.Length..]}", Text: source.Files.Find(path)!))
            .ToList();
        foreach (var (to, text) in copies)
        {
            if (source.Files.Find(to) is { } frozen && frozen != text)
            {
                throw new SchemaException("EL1828", $"Release {version} is frozen already, with other contents.", to);
            }
        }

        Directory.CreateDirectory(Path.Combine(folder, "Released", version));
        foreach (var (to, text) in copies)
        {
            File.WriteAllText(Path.Combine(folder, to), text);
        }

        return [.. copies.Select(copy => copy.To)];
    }

    private static void RequireContracts(SchemaSource source)
    {
        CompareEngines.Require(source);
        var engines = SchemaEngine.All.Where(engine => source.Files.In($"Migrations/{engine}").Any());
        foreach (var contract in engines.Select(engine => BuildContract.Of(source, engine)))
        {
            if (contract.Release != source.Release)
            {
                throw new SchemaException(
                    "EL1828", $"The contract is of release {contract.Release}, not {source.Release}.",
                    $"{Contracts}{contract.Engine}.contract");
            }
        }
    }
}
