namespace Everlatch.Schema.Catalogs;

/// <summary>What a schema may hold besides, known by its definition alone.</summary>
/// <param name="What">
/// <c>enum</c>, <c>domain</c>, <c>type</c>, <c>function</c>, <c>trigger</c>, <c>rule</c>, <c>policy</c>, <c>statistics</c>,
/// <c>extension</c>, or <c>other</c> for what is only known to be there.
/// </param>
/// <param name="Name">
/// Its name; a function's with the types of its arguments, a trigger's and a policy's after its table's.
/// </param>
/// <param name="Definition">The whole of it, as the engine writes it.</param>
public sealed record CatalogOther(string What, string Name, string Definition) : CatalogObject
{
    /// <summary>The table or view of a trigger, a rule or a policy; null for others.</summary>
    public string? Of { get; init; }

    /// <summary>Whether it is a trigger or a rule that is switched off: the catalog says so after its own definition.</summary>
    internal bool IsSwitchedOff
    {
        get
        {
            var (off, name) = ($" DISABLE {What.ToUpperInvariant()} ", Of is null ? Name : Name[(Of.Length + 1)..]);
            return Definition.EndsWith(off + name, StringComparison.Ordinal)
                || Definition.EndsWith(
                    $"{off}\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", StringComparison.Ordinal);
        }
    }

    /// <inheritdoc />
    public override string Kind => What;

    /// <inheritdoc />
    public override string Path => Name;

    /// <inheritdoc />
    public override string? Table => Of;

    internal override IEnumerable<KeyValuePair<string, string>> Attributes
    {
        get
        {
            if (Of is not null)
            {
                yield return new("table", Of);
            }

            yield return new("definition", Definition);
        }
    }
}
