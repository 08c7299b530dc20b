namespace Everlatch.Schema.Contracts;

/// <summary>
/// Which of the releases before a build go on working on the schema that the build's migrations make, by the contracts that
/// were frozen. Whether their statements do is for the proof on a copy of the database.
/// </summary>
public static class ServedReleases
{
    /// <summary>
    /// The oldest release from which on every one works on every engine of the build; the build's own version when not even the
    /// one before it does.
    /// </summary>
    /// <param name="source">The build.</param>
    /// <param name="contracted">Whether the contract steps that the build brings have run.</param>
    /// <exception cref="SchemaException">A contract is missing, malformed, or of other migrations.</exception>
    public static string Oldest(SchemaSource source, bool contracted) =>
        SchemaEngine.All.Where(engine => source.Files.In($"Migrations/{engine}").Any())
            .Select(engine => Oldest(source, engine, contracted))
            .Max(ReleaseOrder.Instance) ?? source.Release;

    private static string Oldest(SchemaSource source, SchemaEngine engine, bool contracted)
    {
        var contract = source.CheckedContractOf(engine);
        var catalog = contracted ? contract.Full : contract.States[0];
        string[] recorded = [.. contract.Steps.Where(step => contracted || !step.Deferred).Select(step => step.Step)];
        return source.ReleasedContractsOf(engine)
            .Where(released => ReleaseOrder.Instance.Compare(released.Release, source.Release) < 0)
            .Reverse()
            .TakeWhile(released => SchemaVerdict.Of(released, catalog, recorded).IsFit)
            .LastOrDefault()?.Release ?? source.Release;
    }
}
