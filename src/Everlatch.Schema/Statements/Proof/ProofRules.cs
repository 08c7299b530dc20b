namespace Everlatch.Schema.Statements.Proof;

/// <summary>Every rule.</summary>
internal static class ProofRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProofRule> All { get; } =
    [
        new ColumnDropped(), new RequiredColumn(), new NotNullAdded(), new DefaultDropped(), new TypeChanged(),
        new DomainChanged(), new CheckAdded(), new UniqueAdded(), new ForeignKeyAdded(),
    ];
}
