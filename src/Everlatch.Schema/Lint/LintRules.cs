using Everlatch.Schema.Lint.Blocks;
using Everlatch.Schema.Lint.Breaks;
using Everlatch.Schema.Lint.Style;

namespace Everlatch.Schema.Lint;

/// <summary>Every rule, those that speak last at the end.</summary>
internal static class LintRules
{
    /// <summary>Of a file that accepts what is not there.</summary>
    public const string UnusedAllow = "unused-allow";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<LintRule> All { get; } =
    [
        new IndexNotConcurrent(),
        new DropIndexNotConcurrent(),
        new ForeignKeyValidatedAtOnce(),
        new CheckValidatedAtOnce(),
        new ValidatedUnderLock(),
        new UniqueBuiltByConstraint(),
        new PrimaryKeyBuiltByConstraint(),
        new NotNullScans(),
        new TypeChangedInPlace(),
        new VolatileDefault(),
        new StoredGeneratedColumn(),
        new IdentityAdded(),
        new ReindexNotConcurrent(),
        new PartitionDetached(),
        new SeveralTablesLocked(),
        new TwoForeignKeys(),
        new LockTimeoutChanged(),
        new BackfillWithDdl(),
        new UnbatchedWrite(),
        new UnmeasuredBlock(),
        new TableRebuilt(),
        new TableDropped(),
        new TableRenamed(),
        new ColumnDropped(),
        new ColumnRenamed(),
        new SchemaDropped(),
        new SchemaRenamed(),
        new EnumValueDropped(),
        new EnumValueRenamed(),
        new ViewDropped(),
        new ViewRenamed(),
        new ViewColumnDropped(),
        new ViewColumnRenamed(),
        new ViewColumnTypeChanged(),
        new ObjectDropped(),
        new TypeChanged(),
        new TypeNarrowed(),
        new RequiredColumn(),
        new NotNullAdded(),
        new CheckAdded(),
        new UniqueAdded(),
        new UniqueDropped(),
        new ForeignKeyAdded(),
        new DefaultDropped(),
        new ColumnNotWritable(),
        new TriggerAdded(),
        new TriggerChanged(),
        new FunctionChanged(),
        new RewriteRuleAdded(),
        new RowSecurityChanged(),
        new PolicyAdded(),
        new TableEmptied(),
        new ColumnEmptied(),
        new TimestampWithoutZone(),
        new NarrowInteger(),
        new PaddedText(),
        new PlainJson(),
        new SerialColumn(),
        new NotRepeatable(),
        new NameCut(),
        new GateCloses(),
        new TableRewritten(),
        new ScanUnderLock(),
    ];
}
